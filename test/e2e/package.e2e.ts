import { type Emulator, startEmulator } from '../../emulator/server';
import { itemsOf } from './execution';
import { type N8n, startN8n } from './server';
import { CREDENTIAL_TYPE, klingNode, manualWorkflow, NODE_TYPE } from './workflow';

let emulator: Emulator;
let n8n: N8n;

beforeAll(async () => {
	emulator = await startEmulator({ renderMs: 1000 });
	n8n = await startN8n();
});

afterAll(async () => {
	await n8n?.close();
	await emulator?.close();
});

beforeEach(() => emulator.reset());

describe('the package in the real n8n', () => {
	it('is there as a community node and as an AI tool', async () => {
		const types = await n8n.rest.nodeTypes();
		expect(types.get(NODE_TYPE)).toMatchObject({ displayName: 'Kling' });
		expect(types.get(`${NODE_TYPE}Tool`)).toMatchObject({ displayName: 'Kling Tool' });
	});

	it('accepts a key that Runware knows, and says of another one that it does not', async () => {
		const good = { apiKey: emulator.apiKey, baseUrl: emulator.url };
		const bad = { ...good, apiKey: 'unknown' };
		const credential = await n8n.rest.createCredential('Tried', CREDENTIAL_TYPE, good);
		const test = async (data: typeof good) =>
			await n8n.rest.testCredential(credential, CREDENTIAL_TYPE, data);
		expect(await test(good)).toMatchObject({ status: 'OK' });
		expect(await test(bad)).toEqual({
			status: 'Error',
			message: expect.stringContaining('API key') as string,
		});
	});

	it.each([
		['with the word Bearer', (key: string) => `Bearer ${key}`],
		['in quotes', (key: string) => `"${key}"`],
		['with the whole header', (key: string) => `Authorization: Bearer ${key}\n`],
	])('accepts a key pasted %s, and works with it', async (how, pasted) => {
		const data = { apiKey: pasted(emulator.apiKey), baseUrl: emulator.url };
		const credential = await n8n.rest.createCredential(`Key ${how}`, CREDENTIAL_TYPE, data);
		const test = await n8n.rest.testCredential(credential, CREDENTIAL_TYPE, data);
		expect(test).toMatchObject({ status: 'OK' });
		const workflow = await n8n.rest.createWorkflow(
			manualWorkflow(
				`Key ${how}`,
				[{}],
				[klingNode({ positivePrompt: 'A boat', completion: 'submit' }, credential)],
			),
		);
		const executionId = await n8n.rest.run(workflow.id, 'Start');
		const execution = await n8n.rest.waitForExecution(executionId, ['success']);
		const [item] = itemsOf(execution, 'Kling');
		expect(item?.json['taskUUID']).toBe(emulator.tasks[0]?.request['taskUUID']);
		const keys = emulator.requests.map(({ headers }) => headers.authorization);
		expect(new Set(keys)).toEqual(new Set([`Bearer ${emulator.apiKey}`]));
	});

	it('makes the videos of two rows, with their files', async () => {
		const credential = await n8n.rest.createCredential('Runware API', CREDENTIAL_TYPE, {
			apiKey: emulator.apiKey,
			baseUrl: emulator.url,
		});
		const { id } = await n8n.rest.createWorkflow(
			manualWorkflow(
				'Two videos',
				[{ prompt: 'A boat on a lake' }, { prompt: 'A tram in the hills' }],
				[klingNode({ positivePrompt: '={{ $json.prompt }}' }, credential)],
			),
		);
		const executionId = await n8n.rest.run(id, 'Start');
		const execution = await n8n.rest.waitForExecution(executionId, ['success']);

		const items = itemsOf(execution, 'Kling');
		expect(items.map(({ json }) => json['videoUUID'])).toEqual(
			emulator.tasks.map(({ videoUUIDs }) => videoUUIDs[0]),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(emulator.tasks.map(({ request }) => request['positivePrompt'])).toEqual([
			'A boat on a lake',
			'A tram in the hills',
		]);
		for (const { files } of items) {
			expect(files['data']?.mimeType).toBe('video/mp4');
			const bytes = await n8n.rest.file(files['data']?.id ?? '');
			// Bytes 4 to 8 of every MP4 file.
			expect(bytes.toString('latin1', 4, 8)).toBe('ftyp');
		}
	});
});
