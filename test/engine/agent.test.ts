import { runAgent, WAYS } from './agent';
import { closeEngine } from './engine';
import { runVideos, useEmulator } from './videoRuns';

const emulator = useEmulator();

afterAll(closeEngine);

describe.each(WAYS)("an AI agent's tool that is %s", (way) => {
	it.each([
		['as the node comes', {}],
		['with Download on', { download: true, outputBinaryField: 'video' }],
	])('hands back the link and fetches no file: %s', async (_how, more) => {
		const [answer = ''] = await runAgent(emulator.current, {
			calls: [{ prompt: 'A boat' }],
			parameters: { positivePrompt: "={{ $fromAI('prompt') }}", ...more },
			way,
		});
		expect(answer).toContain('"status":"success"');
		expect(answer).toContain('"videoURL":"http');
		expect(emulator.current.downloads).toEqual([]);
	});

	it('is charged once for a call where the file host refuses, however often n8n tries it', async () => {
		emulator.current.fail({ name: 'file404', times: Infinity });
		const [answer = ''] = await runAgent(emulator.current, {
			calls: [{ prompt: 'A boat' }],
			parameters: { positivePrompt: "={{ $fromAI('prompt') }}", download: true },
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			way,
		});
		expect(answer).toContain('"videoURL":"http');
		expect(emulator.current.charges()).toEqual({ count: 1, total: 0.42 });
	});

	it('hands back the link of an earlier video too', async () => {
		const made = await runVideos(emulator.current, {
			parameters: { positivePrompt: 'A boat', download: false },
		});
		const taskUUID = made.outputs[0]?.[0]?.json['taskUUID'];
		const [answer = ''] = await runAgent(emulator.current, {
			calls: [{ task: taskUUID }],
			parameters: { operation: 'get', taskUUID: "={{ $fromAI('task') }}" },
			way,
		});
		expect(answer).toContain('"videoURL":"http');
		expect(emulator.current.downloads).toEqual([]);
	});

	it('can continue immediately, and cannot pause', async () => {
		const [started = '', refused = ''] = [
			...(await runAgent(emulator.current, {
				calls: [{ prompt: 'A boat' }],
				parameters: { positivePrompt: "={{ $fromAI('prompt') }}", completion: 'submit' },
				way,
			})),
			...(await runAgent(emulator.current, {
				calls: [{ prompt: 'A boat' }],
				parameters: { positivePrompt: "={{ $fromAI('prompt') }}", completion: 'callback' },
				way,
			})),
		];
		expect(started).toContain('"status":"processing"');
		expect(refused).toContain('cannot pause the execution');
		expect(emulator.current.tasks).toHaveLength(1);
	});
});
