import { KEY } from '../../abuse/keyRuns';
import type { Place } from './places';
import { SOME_ECHOES } from './runs';
import type { ApiKeyScene } from './scene';
import { CREDENTIAL_TYPE } from '../workflow';

/** What a user is told who tries a credential, while a gateway repeats the key. */
export async function credentialTests(scene: ApiKeyScene): Promise<readonly Place[]> {
	const tests = SOME_ECHOES.map(async (echo) => {
		const name = `${echo} to the account`;
		const { server, credential } = scene.gateway(name);
		const data = { apiKey: KEY, baseUrl: server.url };
		const { status, message } = await scene.inTurn(
			async () => await scene.n8n.rest.testCredential(credential, CREDENTIAL_TYPE, data),
		);
		return { name: `test of a credential: ${name}`, content: `${status}: ${message}` };
	});
	return await Promise.all(tests);
}

/** What the editor gets of a credential that a user opens. */
export async function openedCredentials(scene: ApiKeyScene): Promise<readonly Place[]> {
	const { client } = scene.n8n.rest;
	const opened = [...scene.emulators].map(async ([name, { credential }]) => {
		const answer = await scene.inTurn(
			async () => await client.get(`credentials/${credential.id}?includeData=true`),
		);
		return { name: `credential '${name}'`, content: JSON.stringify(answer) };
	});
	return await Promise.all(opened);
}
