import { closeEngine, START_NAME, startNode } from './engine';
import {
	credentialOf,
	itemsOf,
	jsonOf,
	prompts,
	runVideos,
	sideBySide,
	STANDARD,
	SUBMIT_PROMPTS,
	useEmulator,
	UUID_SHAPE,
	WAIT_FOR_PROMPTS,
} from './videoRuns';

afterAll(closeEngine);

function deepFreeze(value: unknown): void {
	if (typeof value !== 'object' || value === null) return;
	Object.freeze(value);
	for (const part of Object.values(value)) deepFreeze(part);
}

describe('the items of finished videos', () => {
	const { played } = sideBySide({
		'the last row is ready first': {
			emulator: { renderMs: (_task, count) => [2800, 1400, 0][count] ?? 0 },
			run: { parameters: WAIT_FOR_PROMPTS, rows: prompts(3) },
		},
		'two videos of each row': {
			run: {
				parameters: { ...WAIT_FOR_PROMPTS, options: { numberResults: 2 } },
				rows: prompts(2),
			},
		},
		'some rows wait and some do not': {
			run: {
				parameters: { ...WAIT_FOR_PROMPTS, completion: '={{ $json.completion }}' },
				rows: [
					{ prompt: 'A boat', completion: 'wait' },
					{ prompt: 'A boat', completion: 'submit' },
					{ prompt: 'A boat', completion: '' },
				],
			},
		},
	});

	it('stand in the order of the rows, whichever is ready first', () => {
		const { emulator, result } = played('the last row is ready first');
		const uuidOf = (prompt: unknown) =>
			emulator.tasks.find(({ request }) => request['positivePrompt'] === prompt)?.taskUUID;
		expect(jsonOf(result).map(({ taskUUID }) => taskUUID)).toEqual(
			prompts(3).map(({ prompt }) => uuidOf(prompt)),
		);
	});

	it('are paired to their rows', () => {
		const { result } = played('the last row is ready first');
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('are all paired to the one row that they were made from', () => {
		const { emulator, result } = played('two videos of each row');
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
		const videos = jsonOf(result).map(({ videoUUID }) => videoUUID);
		expect(videos).toEqual(emulator.tasks.flatMap(({ videoUUIDs }) => videoUUIDs));
		expect(new Set(videos).size).toBe(4);
		expect(jsonOf(result).map(({ cost }) => cost)).toEqual([0.42, 0.42, 0.42, 0.42]);
	});

	it('have neither a key nor a property that n8n takes for a failure', () => {
		for (const name of ['the last row is ready first', 'two videos of each row'] as const) {
			for (const item of played(name).result.outputs[0] ?? []) {
				expect(item).not.toHaveProperty('error');
				expect(item.json).not.toHaveProperty('error');
			}
		}
	});

	it('wait only for the rows that say so', () => {
		const { result } = played('some rows wait and some do not');
		expect(jsonOf(result).map(({ status }) => status)).toEqual([
			'success',
			'processing',
			'success',
		]);
	});
});

describe('the items of a run that does not wait', () => {
	const emulator = useEmulator({ renderMs: 60_000 });

	it('say which task renders, and nothing more', async () => {
		const result = await runVideos(emulator.current, {
			parameters: SUBMIT_PROMPTS,
			rows: prompts(3),
		});
		const taskUUID = expect.stringMatching(UUID_SHAPE);
		expect(result.outputs[0]).toEqual(
			[0, 1, 2].map((item) => ({
				json: { status: 'processing', taskUUID, model: STANDARD },
				pairedItem: { item },
			})),
		);
		expect(new Set(jsonOf(result).map((json) => json['taskUUID'])).size).toBe(3);
	});

	it('do not change the items that came in', async () => {
		const items = itemsOf([
			{ prompt: 'A boat', list: ['https://media.invalid/a.jpg'], deep: { x: [1, { y: 2 }] } },
			{ prompt: 'A ship', list: [], deep: null },
		]);
		const before = structuredClone(items);
		for (const { json } of items) deepFreeze(json);
		const { result } = startNode({
			parameters: { ...SUBMIT_PROMPTS, inputMode: 'auto', referenceImages: '={{ $json.list }}' },
			credential: credentialOf(emulator.current),
			items,
		});
		const { error, runData } = await result;
		expect(error).toBeUndefined();
		const handedOn = runData[START_NAME]?.[0]?.data?.['main']?.[0];
		expect(handedOn?.map(({ json }) => json)).toEqual(before.map(({ json }) => json));
	});

	it('are none when there are no rows', async () => {
		const result = await runVideos(emulator.current, { parameters: SUBMIT_PROMPTS, rows: [] });
		expect(result.error).toBeUndefined();
		expect(result.outputs.flat()).toEqual([]);
		expect(emulator.current.requests).toEqual([]);
	});
});
