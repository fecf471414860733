/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, never part of the package */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isJsonObject } from '../../emulator/validation/jsonObject';
import { testCredential } from './credentialTest';
import { closeEngine } from './engine';
import { credentialOf, jsonOf, runVideos, useEmulator, UUID_SHAPE } from './videoRuns';

/** What the credential's window says, and where the key goes meanwhile. */

afterAll(closeEngine);

const emulator = useEmulator();

const KEY_REFUSED = 'Runware did not accept this API key. Copy it again from your Runware account.';
const NO_ACCOUNT =
	'n8n could not read your Runware account. Check the API Key, its permissions and the Base URL.';

interface Asked {
	readonly url: string | undefined;
	readonly authorization: string | undefined;
}

/** A server in the place of the API, and what it was asked. */
async function answeredBy(
	answer: (response: ServerResponse, request: IncomingMessage) => void,
	act: (address: string, asked: readonly Asked[]) => Promise<void>,
): Promise<void> {
	const asked: Asked[] = [];
	const server: Server = createServer((request, response) => {
		asked.push({ url: request.url, authorization: request.headers.authorization });
		request.resume();
		answer(response, request);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
	try {
		await act(`http://127.0.0.1:${port}/v1`, asked);
	} finally {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
}

function sends(status: number, body: unknown, headers: Record<string, string> = {}) {
	return (response: ServerResponse) => {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		const type = typeof body === 'string' ? 'text/html' : 'application/json';
		response.writeHead(status, { 'content-type': type, ...headers }).end(text);
	};
}

describe('the test of a credential', () => {
	it('succeeds with a good key, for nothing', async () => {
		expect(await testCredential(credentialOf(emulator.current))).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		const tasks = emulator.current.requests.flatMap((request) =>
			request.tasks.filter(isJsonObject),
		);
		expect(tasks).toEqual([
			{
				taskType: 'accountManagement',
				taskUUID: expect.stringMatching(UUID_SHAPE),
				operation: 'getDetails',
			},
		]);
		expect(emulator.current.charges().count).toBe(0);
	});

	it('takes no heed of blanks around the key', async () => {
		const { apiKey, baseUrl } = credentialOf(emulator.current);
		expect(await testCredential({ apiKey: ` ${apiKey}\n`, baseUrl })).toMatchObject({
			status: 'OK',
		});
	});

	it('takes no heed of blanks around the Base URL and of slashes after it', async () => {
		const { apiKey, baseUrl } = credentialOf(emulator.current);
		expect(await testCredential({ apiKey, baseUrl: ` ${baseUrl}/ ` })).toMatchObject({
			status: 'OK',
		});
	});

	it('says that the key is refused', async () => {
		const { baseUrl } = credentialOf(emulator.current);
		expect(await testCredential({ apiKey: 'wrong', baseUrl })).toEqual({
			status: 'Error',
			message: KEY_REFUSED,
		});
	});

	const errors = (code: string) => ({ errors: [{ code, message: 'No' }] });
	it.each<[string, (response: ServerResponse) => void, string]>([
		['refuses the key with 200', sends(200, errors('invalidApiKey')), KEY_REFUSED],
		['refuses the key with 401', sends(401, errors('invalidApiKey')), KEY_REFUSED],
		['refuses something else with 200', sends(200, errors('insufficientPermissions')), NO_ACCOUNT],
		['refuses something else with 403', sends(403, errors('insufficientPermissions')), NO_ACCOUNT],
		['is away', sends(503, errors('serviceUnavailable')), NO_ACCOUNT],
		['is a page', sends(200, '<html><body>Welcome</body></html>'), NO_ACCOUNT],
		['is a page that is not there', sends(404, '<html></html>'), NO_ACCOUNT],
		['is another service', sends(200, { data: [{ id: 1 }] }), NO_ACCOUNT],
		['is another service with a list of its own', sends(200, { data: [] }), NO_ACCOUNT],
		['is empty', sends(200, {}), NO_ACCOUNT],
		['is an error of another service', sends(401, { message: 'Unauthorized' }), NO_ACCOUNT],
	])('fails when what answers %s', async (_what, answer, message) => {
		await answeredBy(answer, async (baseUrl) => {
			expect(await testCredential({ apiKey: 'key', baseUrl })).toEqual({
				status: 'Error',
				message,
			});
		});
	});

	it('fails when nothing answers', async () => {
		const verdict = await testCredential({ apiKey: 'key', baseUrl: 'http://127.0.0.1:9/v1' });
		expect(verdict.status).toBe('Error');
	});

	it.each([301, 302, 303, 307, 308])(
		'follows no redirect (%d), so that the key goes nowhere else',
		async (status) => {
			await answeredBy(sends(200, { data: [{ taskUUID: 'x' }] }), async (elsewhere, astray) => {
				const leadsAway = sends(status, {}, { location: elsewhere });
				await answeredBy(leadsAway, async (baseUrl, asked) => {
					expect(await testCredential({ apiKey: 'key', baseUrl })).toMatchObject({
						status: 'Error',
					});
					expect(asked).toEqual([{ url: '/v1', authorization: 'Bearer key' }]);
					expect(astray).toEqual([]);
				});
			});
		},
	);
});

describe('the node', () => {
	it.each([
		['blanks before and after it', (url: string) => `  ${url} \n`],
		['slashes after it', (url: string) => `${url}//`],
		['both', (url: string) => ` ${url}/ `],
	])('takes the Base URL with %s', async (_what, written) => {
		const { apiKey, baseUrl } = credentialOf(emulator.current);
		const result = await runVideos(emulator.current, {
			credential: { apiKey, baseUrl: written(baseUrl) },
			parameters: { resource: 'account', operation: 'get' },
		});
		expect(jsonOf(result)).toEqual([expect.objectContaining({ currency: 'USD' })]);
	});

	it.each([301, 302, 307, 308])('follows no redirect (%d) with its key', async (status) => {
		await answeredBy(sends(200, { data: [{ taskUUID: 'x' }] }), async (elsewhere, astray) => {
			await answeredBy(sends(status, {}, { location: elsewhere }), async (baseUrl, asked) => {
				const result = await runVideos(emulator.current, {
					credential: { apiKey: 'a-key-for-this-test', baseUrl },
					parameters: { resource: 'account', operation: 'get' },
				});
				expect(result.status).toBe('error');
				expect(asked.length).toBeGreaterThan(0);
				expect(astray).toEqual([]);
			});
		});
	});
});
