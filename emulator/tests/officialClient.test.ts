import { RunwareServer } from '@runware/sdk-js';
import { type Emulator, startEmulator } from '../server';
import { openWebSocketDoor, type WebSocketDoor } from '../webSocketDoor';

const IMAGE = 'https://media.test/a.jpg';
const MODEL = 'klingai:kling@o1-standard';

let emulator: Emulator;
let door: WebSocketDoor;

beforeAll(async () => {
	emulator = await startEmulator({ renderMs: 300 });
	door = await openWebSocketDoor(emulator.url);
});

afterEach(() => emulator.reset());

afterAll(async () => {
	await door.close();
	await emulator.close();
});

/** Runware's own client, unchanged, but for its address. */
async function withClient<Result>(
	ask: (client: RunwareServer) => Promise<Result>,
	apiKey = emulator.apiKey,
): Promise<Result> {
	const client = new RunwareServer({
		apiKey,
		url: door.url,
		shouldReconnect: false,
		globalMaxRetries: 1,
	});
	try {
		await client.ensureConnection();
		return await ask(client);
	} finally {
		await client.disconnect();
	}
}

const prompt = { model: MODEL, positivePrompt: 'A paper boat', duration: 5, includeCost: true };

describe("Runware's own client", () => {
	it('gets a video from text', async () => {
		const video = await withClient(
			async (client) => await client.videoInference({ ...prompt, width: 1280, height: 720 }),
		);
		expect([video].flat()[0]).toMatchObject({ status: 'success', cost: 0.42 });
		expect(emulator.charges()).toEqual({ count: 1, total: 0.42 });
	});

	it.each([
		['a frame', { inputs: { frameImages: [{ image: IMAGE, frame: 'first' }] } }],
		['reference images', { inputs: { referenceImages: [IMAGE, IMAGE] }, width: 960, height: 960 }],
	])('gets a video from %s', async (_what, given) => {
		const video = await withClient(
			async (client) => await client.videoInference({ ...prompt, ...given }),
		);
		expect([video].flat()[0]).toMatchObject({ status: 'success', cost: 0.42 });
	});

	it('is told why an order is refused', async () => {
		const refusal = withClient(
			async (client) =>
				await client.videoInference({ ...prompt, duration: 7, width: 1280, height: 720 }),
		);
		await expect(refusal).rejects.toMatchObject({ error: { code: 'unsupportedDuration' } });
		expect(emulator.charges().count).toBe(0);
	});

	it('is told that a render has failed', async () => {
		emulator.fail({ name: 'moderation' });
		const failure = withClient(
			async (client) => await client.videoInference({ ...prompt, width: 1280, height: 720 }),
		);
		await expect(failure).rejects.toMatchObject({ error: { code: 'invalidProviderContent' } });
	});

	it('finds a task in the archive', async () => {
		const details = await withClient(async (client) => {
			const video = await client.videoInference({ ...prompt, width: 1280, height: 720 });
			return await client.getTaskDetails({ taskUUID: [video].flat()[0]?.taskUUID ?? '' });
		});
		expect(details).toMatchObject({ taskType: 'getTaskDetails' });
	});

	it('does not get in with a wrong key', async () => {
		await expect(
			withClient(async () => await Promise.resolve(), 'a-key-of-nobody'),
		).rejects.toBeDefined();
		expect(emulator.tasks).toHaveLength(0);
	});
});
