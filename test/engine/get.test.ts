import { closeEngine } from './engine';
import {
	jsonOf,
	looksOf,
	messageOf,
	prompts,
	type Row,
	runVideos,
	SUBMIT_PROMPTS,
	STANDARD,
	useEmulator,
} from './videoRuns';

afterAll(closeEngine);

const READY_AFTER_MS = 1500;
const UNKNOWN = '762dd057-ddbc-4d3f-8afa-b2feb8f078de';
const GET = { operation: 'get', taskUUID: '={{ $json.taskUUID }}' } as const;
const GET_AT_ONCE = { ...GET, waitUntilReady: false } as const;

const emulator = useEmulator({
	renderMs: ({ positivePrompt }) => {
		const prompt = String(positivePrompt);
		if (prompt.startsWith('Ready')) return 0;
		return prompt.startsWith('Soon') ? READY_AFTER_MS : 600_000;
	},
});

afterEach(() => {
	emulator.current.readings.unknownTask = 'empty';
	emulator.current.readings.balance = 'object';
});

/** Submits a video for each prompt and forgets the requests of it. */
async function submitted(rows: readonly Row[]): Promise<Row[]> {
	const result = await runVideos(emulator.current, { parameters: SUBMIT_PROMPTS, rows });
	looksSoFar = looksOf(emulator.current).length;
	return jsonOf(result).map(({ taskUUID }) => ({ taskUUID }));
}

let looksSoFar = 0;

function looks() {
	return looksOf(emulator.current).slice(looksSoFar);
}

beforeEach(() => {
	looksSoFar = 0;
});

describe('getting videos', () => {
	it('delivers those of an earlier run, in row order, with one request for all rows', async () => {
		const rows = await submitted(prompts(4, 'Ready'));
		const result = await runVideos(emulator.current, {
			parameters: GET_AT_ONCE,
			rows: [...rows].reverse(),
		});
		expect(jsonOf(result)).toEqual(
			[...emulator.current.tasks].reverse().map(({ taskUUID, videoUUIDs: [videoUUID] }) => ({
				status: 'success',
				taskUUID,
				videoUUID,
				videoURL: expect.stringContaining(String(videoUUID)),
				cost: 0.42,
				reused: true,
			})),
		);
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
		expect(looks().map((tasks) => tasks.length)).toEqual([4]);
		expect(emulator.current.charges().count).toBe(4);
	});

	it('waits for what still renders, asking after all rows together', async () => {
		const rows = await submitted([...prompts(2, 'Soon'), ...prompts(1, 'Ready')]);
		const result = await runVideos(emulator.current, { parameters: GET, rows });
		expect(jsonOf(result).map(({ status }) => status)).toEqual(['success', 'success', 'success']);
		expect(looks()[0]).toHaveLength(3);
		for (const look of looks().slice(1)) expect(look).toHaveLength(2);
	});

	it('says what still renders when it is not to wait', async () => {
		const rows = await submitted([...prompts(1, 'Late'), ...prompts(1, 'Ready')]);
		const result = await runVideos(emulator.current, { parameters: GET_AT_ONCE, rows });
		expect(jsonOf(result)).toEqual([
			{ status: 'processing', taskUUID: rows[0]?.['taskUUID'] },
			expect.objectContaining({ status: 'success', taskUUID: rows[1]?.['taskUUID'] }),
		]);
	});

	it.each(['empty', 'progress'] as const)(
		'gives up what does not end in time, also when the API tells that with %s answers',
		async (processing) => {
			const rows = await submitted(prompts(1, 'Late'));
			emulator.current.readings.processing = processing;
			const waiting = runVideos(emulator.current, {
				parameters: { ...GET, options: { maxWait: 0.01 } },
				rows,
				node: { onError: 'continueRegularOutput' },
			});
			const [item] = jsonOf(await waiting);
			emulator.current.readings.processing = 'status';
			expect(item?.['details']).toMatchObject({ code: 'maxWaitReached', ...rows[0] });
		},
	);

	it('takes a task UUID however it is written', async () => {
		const [row] = await submitted(prompts(1, 'Ready'));
		const taskUUID = ` ${String(row?.['taskUUID']).toUpperCase()}\n`;
		const result = await runVideos(emulator.current, {
			parameters: GET_AT_ONCE,
			rows: [{ taskUUID }],
		});
		expect(jsonOf(result)[0]).toMatchObject({ status: 'success', ...row });
	});

	it('survives a failed poll when it is not to wait', async () => {
		const rows = await submitted(prompts(2, 'Ready'));
		emulator.current.fail({ name: 'status503', on: 'poll' });
		const result = await runVideos(emulator.current, { parameters: GET_AT_ONCE, rows });
		expect(jsonOf(result).map(({ status }) => status)).toEqual(['success', 'success']);
		expect(looks()).toHaveLength(2);
	});

	it('delivers every video of a task that made several', async () => {
		const [row] = jsonOf(
			await runVideos(emulator.current, {
				parameters: { ...SUBMIT_PROMPTS, options: { numberResults: 3 } },
				rows: prompts(1, 'Ready'),
			}),
		);
		const result = await runVideos(emulator.current, { parameters: GET, rows: [row ?? {}] });
		expect(jsonOf(result).map(({ videoUUID }) => videoUUID)).toEqual(
			emulator.current.tasks[0]?.videoUUIDs,
		);
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 0].map((item) => ({ item })),
		);
	});

	it('passes the model on when the row of an earlier run is all there is', async () => {
		const rows = jsonOf(
			await runVideos(emulator.current, { parameters: SUBMIT_PROMPTS, rows: prompts(1, 'Late') }),
		);
		expect(rows[0]).toMatchObject({ status: 'processing', model: STANDARD });
	});
});

describe('a task that cannot be delivered', () => {
	it.each(['empty', 'taskNotFound'] as const)(
		'is a failed row when the API does not know it (%s) and the node is not to wait',
		async (unknownTask) => {
			emulator.current.readings.unknownTask = unknownTask;
			const [known] = await submitted(prompts(1, 'Ready'));
			const result = await runVideos(emulator.current, {
				parameters: GET_AT_ONCE,
				rows: [{ taskUUID: UNKNOWN }, known ?? {}],
				node: { onError: 'continueRegularOutput' },
			});
			expect(jsonOf(result)).toEqual([
				{
					error: expect.stringMatching(
						/^Row 1: Runware cannot find this video.* \(task UUID [0-9a-f-]{36}\)$/,
					),
					details: {
						code: 'taskNotFound',
						taskUUID: UNKNOWN,
						charged: 'unknown',
						advice: expect.any(String),
					},
				},
				expect.objectContaining({ status: 'success', ...known }),
			]);
		},
	);

	it.each(['empty', 'taskNotFound'] as const)(
		'is given up after the maximum wait when the API does not know it (%s)',
		async (unknownTask) => {
			emulator.current.readings.unknownTask = unknownTask;
			const result = await runVideos(emulator.current, {
				parameters: { ...GET, options: { maxWait: 0.02 } },
				rows: [{ taskUUID: UNKNOWN }],
				node: { onError: 'continueRegularOutput' },
			});
			expect(jsonOf(result)).toEqual([
				{
					error: expect.stringMatching(/^Row 1: /),
					details: {
						code: expect.any(String),
						taskUUID: UNKNOWN,
						charged: 'unknown',
						advice: expect.any(String),
					},
				},
			]);
		},
	);

	it('is a bad row when its UUID is none, and nothing is asked', async () => {
		const bad = [undefined, '', 'no UUID', 5, { a: 1 }, ['762dd057'], `${UNKNOWN}0`, '__proto__'];
		const rows = bad.map((taskUUID) => ({ taskUUID }));
		const stopped = await runVideos(emulator.current, { parameters: GET, rows });
		expect(messageOf(stopped)).toMatch(/^Rows 1 and 2: 'Task UUID' is empty/);
		const result = await runVideos(emulator.current, {
			parameters: GET,
			rows,
			node: { onError: 'continueRegularOutput' },
		});
		expect(jsonOf(result)).toEqual(
			bad.map((_, row) => ({
				error: expect.stringMatching(new RegExp(`^Row ${row + 1}: 'Task UUID' is `)),
				details: {
					code: 'invalidParameter',
					charged: 'no',
					advice: 'Correct this row, then run the workflow again.',
				},
			})),
		);
		expect(emulator.current.requests).toEqual([]);
	});

	it('tells why its render failed, and that it was free', async () => {
		emulator.current.fail({ name: 'moderation' });
		const rows = await submitted(prompts(2, 'Ready'));
		const result = await runVideos(emulator.current, {
			parameters: GET_AT_ONCE,
			rows,
			node: { onError: 'continueRegularOutput' },
		});
		expect(jsonOf(result)).toEqual([
			{
				error: expect.stringMatching(/^Row 1: The content check rejected this video/),
				details: {
					code: 'invalidProviderContent',
					...rows[0],
					charged: 'no',
					advice: expect.any(String),
				},
			},
			expect.objectContaining({ status: 'success' }),
		]);
	});
});

describe('getting the account', () => {
	it.each(['object', 'number'] as const)(
		'costs one request for all rows, with the balance as %s',
		async (balance) => {
			emulator.current.readings.balance = balance;
			const result = await runVideos(emulator.current, {
				parameters: { resource: 'account', operation: 'get' },
				rows: [{ a: 1 }, { a: 2 }, { a: 3 }],
			});
			const used = { credits: 0, requests: 0 };
			const usage = { today: used, last7Days: used, last30Days: used, total: used };
			expect(result.outputs[0]).toEqual(
				[0, 1, 2].map((item) => ({
					json: {
						organizationName: 'Emulated Organization',
						balance: 1000,
						currency: 'USD',
						usage,
					},
					pairedItem: { item },
				})),
			);
			expect(emulator.current.requests).toHaveLength(1);
			expect(emulator.current.requests[0]?.tasks).toHaveLength(1);
		},
	);
});
