import { isJsonObject } from '../../emulator/validation/jsonObject';
import { objectOf } from './fields';
import { N8nRest } from './rest';
import { RestClient } from './restClient';
import { until } from './until';

export const OWNER = {
	email: 'owner@publisher.invalid',
	password: 'Kling-tests-1',
	firstName: 'Kling',
	lastName: 'Owner',
} as const;

const REST_TIMEOUT_MS = 30_000;

async function settings(client: RestClient) {
	// For a moment after it is ready, n8n answers with a page that says it is starting.
	return await until(
		`the REST interface at ${client.url}`,
		async () => await client.get('settings').catch(() => undefined),
		REST_TIMEOUT_MS,
	);
}

/** Signs in as the owner, whose account the first sign-in creates. n8n takes five sign-ins a minute. */
export async function signIn(url: string): Promise<N8nRest> {
	const client = new RestClient(url);
	const { userManagement } = objectOf(await settings(client), 'settings');
	const isNew = isJsonObject(userManagement) && userManagement['showSetupOnFirstLoad'] === true;
	if (isNew) {
		await client.post('owner/setup', OWNER);
	} else {
		const { email, password } = OWNER;
		await client.post('login', { emailOrLdapLoginId: email, password });
	}
	return new N8nRest(client);
}
