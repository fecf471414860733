/**
 * Answers that no list of the API's codes holds, that were cut short, or that came from something
 * in between: what they mean for a row, and that nothing is paid twice or lost over them.
 */
import type { FaultRequest } from '../../emulator/server';
import { closeEngine } from './engine';
import {
	descriptionOf,
	jsonOf,
	messageOf,
	prompts,
	type Scenario,
	sideBySide,
	submitsOf,
	looksOf,
	useEmulator,
	runVideos,
	WAIT_FOR_PROMPTS,
	emulatorWith,
} from './videoRuns';

afterAll(closeEngine);

const RUN = { parameters: WAIT_FOR_PROMPTS, rows: prompts(3) };
const success = expect.objectContaining({ status: 'success' });
const ALL = [success, success, success];
const CONTINUE = { onError: 'continueRegularOutput' } as const;

/** A code that is on no list or of no task, with and without the mark of an end, under each kind of status. */
const UNLISTED: ReadonlyArray<Pick<FaultRequest, 'code' | 'status' | 'marked'>> = [
	{ code: 'systemMaintenance', status: 503 },
	{ code: 'systemMaintenance', status: 500, marked: true },
	{ code: 'upstreamConnectError', status: 502 },
	{ code: 'gatewayTimeout', status: 504 },
	{ code: 'capacityReached', status: 429 },
	{ code: 'somethingNew', status: 200 },
	{ code: 'somethingNew', status: 400 },
	{ code: 'loadBalancerError', status: 503 },
	{ code: 'providerMaintenance', status: 500 },
	{ code: 'internalServerError', status: 500, marked: true },
	{ code: 'rateLimitExceeded', status: 429, marked: true },
	{ code: 'gatewayTimeout', status: 504, marked: true },
];
const titled = UNLISTED.map(
	(how) => [`${how.code} with ${how.status}${how.marked ? ', marked' : ''}`, how] as const,
);

describe('an error that names every task, although all were accepted', () => {
	const { names, played } = sideBySide(
		Object.fromEntries(
			titled.map(([name, how]): [string, Scenario] => [
				name,
				{ faults: [{ name: 'namesTasks', on: 'submit', accepted: true, ...how }], run: RUN },
			]),
		),
	);

	it.each(names)('is no refusal: each row is paid once and delivered: %s', (name) => {
		const { emulator, result } = played(name);
		expect(messageOf(result)).toBe('');
		expect(jsonOf(result)).toEqual(ALL);
		expect(emulator.charges().count).toBe(3);
	});
});

describe('an error that names every task while their videos render', () => {
	const { names, played } = sideBySide(
		Object.fromEntries(
			titled.map(([name, how]): [string, Scenario] => [
				name,
				{
					emulator: { renderMs: 3000 },
					faults: [{ name: 'namesTasks', on: 'poll', skip: 1, times: 4, ...how }],
					run: RUN,
				},
			]),
		),
	);

	it.each(names)('says nothing about the videos: %s', (name) => {
		const { emulator, result } = played(name);
		expect(messageOf(result)).toBe('');
		expect(jsonOf(result)).toEqual(ALL);
		expect(emulator.charges().count).toBe(3);
	});
});

describe('an error that names every task in the poll before buying', () => {
	const run = {
		...RUN,
		parameters: { ...WAIT_FOR_PROMPTS, options: { uniqueKey: '={{ $json.prompt }}' } },
	};

	const again = new Map<
		string,
		{ readonly reused: readonly unknown[]; readonly charges: number }
	>();

	beforeAll(async () => {
		await Promise.all(
			titled.map(async ([name, how]) => {
				const emulator = await emulatorWith({ renderMs: 0 });
				await runVideos(emulator, run);
				emulator.fail({ name: 'namesTasks', on: 'poll', times: 2, ...how });
				const reused = jsonOf(await runVideos(emulator, run)).map((json) => json['reused']);
				again.set(name, { reused, charges: emulator.charges().count });
				await emulator.close();
			}),
		);
	}, 60_000);

	it.each(titled)('does not make the node buy what is there: %s', (name) => {
		expect(again.get(name)).toEqual({ reused: [true, true, true], charges: 3 });
	});
});

describe('an answer', () => {
	const { played } = sideBySide({
		'that refuses the key for eight seconds': {
			emulator: { renderMs: 4000 },
			faults: [{ name: 'status401', on: 'poll', skip: 1, times: 5 }],
			run: RUN,
		},
		'that acknowledges and complains in one': {
			faults: [{ name: 'acceptedWithError', on: 'submit' }],
			run: { ...RUN, parameters: { ...WAIT_FOR_PROMPTS, options: { numberResults: 2 } } },
		},
		'that asks for more patience than the user has': {
			faults: [{ name: 'status429', on: 'submit', times: 100, retryAfterSeconds: 300 }],
			run: { ...RUN, parameters: { ...WAIT_FOR_PROMPTS, options: { maxWait: 0.1 } } },
		},
	});

	it('that refuses the key for some seconds while videos render ends no row', () => {
		const { emulator, result } = played('that refuses the key for eight seconds');
		expect(jsonOf(result)).toEqual(ALL);
		expect(emulator.charges().count).toBe(3);
	});

	it('that holds a placeholder and an error of the same task is an acceptance', () => {
		const { emulator, result } = played('that acknowledges and complains in one');
		expect(jsonOf(result)).toHaveLength(6);
		expect(emulator.charges()).toEqual({ count: 3, total: 2.52 });
	});

	it('that names a Retry-After beyond Maximum Wait does not hold the row up longer', () => {
		const { result } = played('that asks for more patience than the user has');
		expect(messageOf(result)).toMatch(/^All 3 rows: Runware is too busy/);
		expect(descriptionOf(result)).toMatch(/Nothing was charged/);
	});
});

describe('a get', () => {
	const emulator = useEmulator();
	const GET = {
		operation: 'get',
		taskUUID: '={{ $json.id }}',
		download: false,
		waitUntilReady: false,
	};

	async function ordered(count: number): Promise<string[]> {
		await runVideos(emulator.current, { ...RUN, rows: prompts(count) });
		return emulator.current.tasks.map(({ taskUUID }) => taskUUID);
	}

	it('does not take an answer that was cut short for silence about the second task', async () => {
		const ids = await ordered(2);
		emulator.current.fail({ name: 'firstOnly', on: 'poll' });
		const rows = ids.map((id) => ({ id }));
		const result = await runVideos(emulator.current, { parameters: GET, rows });
		expect(messageOf(result)).toBe('');
		expect(jsonOf(result)).toEqual([success, success]);
	});

	it("takes the API's own 404 for its word, and says which task is unknown", async () => {
		emulator.current.fail({ name: 'notFoundJson', on: 'poll', times: 5 });
		const rows = [{ id: '762dd057-ddbc-4d3f-8afa-b2feb8f078de' }];
		const result = await runVideos(emulator.current, { parameters: GET, rows, node: CONTINUE });
		expect(jsonOf(result)[0]?.['error']).toMatch(/Runware cannot find this video/);
	});
});

describe("the API's own 404 about a medium", () => {
	const emulator = useEmulator();

	it('is not taken for a wrong address', async () => {
		emulator.current.fail({ name: 'notFoundJson', on: 'upload', code: 'mediaNotFound' });
		const result = await runVideos(emulator.current, {
			parameters: {
				resource: 'media',
				operation: 'delete',
				mediaUUID: '104fbb02-e409-40ee-a6f7-e8b901d2955b',
			},
			node: CONTINUE,
		});
		expect(jsonOf(result)[0]?.['error']).not.toMatch(/is not the Runware API/);
		expect(jsonOf(result)[0]?.['details']).toMatchObject({ code: 'mediaNotFound', charged: 'no' });
	});
});

describe('the archive', () => {
	const keyed = {
		...RUN,
		parameters: { ...WAIT_FOR_PROMPTS, options: { uniqueKey: '={{ $json.prompt }}' } },
	};
	const readings = { retentionMs: 0, finishedUUID: 'rerun' } as const;

	async function ordered(more: object = {}) {
		const emulator = await emulatorWith({ renderMs: 0, readings: { ...more } });
		await runVideos(emulator, keyed);
		const ids = emulator.tasks.map(({ taskUUID }) => ({ id: taskUUID }));
		Object.assign(emulator.readings, readings);
		(emulator.requests as unknown[]).length = 0; // what came before is another test's
		return { emulator, ids };
	}
	const archiveRequests = (emulator: Awaited<ReturnType<typeof ordered>>['emulator']) =>
		emulator.requests.filter(({ tasks }) => JSON.stringify(tasks).includes('getTaskDetails'));

	it.each(['empty', 'taskNotFound'] as const)(
		'still has what polls do not tell any more, for rows with a key (%s)',
		async (unknownTask) => {
			const { emulator } = await ordered({ unknownTask });
			const again = await runVideos(emulator, keyed);
			expect(jsonOf(again).map(({ reused }) => reused)).toEqual([true, true, true]);
			expect(emulator.charges().count).toBe(3);
			expect(archiveRequests(emulator)).toHaveLength(1);
			await emulator.close();
		},
	);

	it('is asked task by task where it does not take several', async () => {
		const { emulator } = await ordered({ archive: 'one a request' });
		const again = await runVideos(emulator, keyed);
		expect(jsonOf(again)).toEqual(ALL);
		expect(emulator.charges().count).toBe(3);
		await emulator.close();
	});

	it('helps a get at once, with and without waiting', async () => {
		const { emulator, ids } = await ordered();
		for (const waitUntilReady of [true, false]) {
			const result = await runVideos(emulator, {
				parameters: {
					operation: 'get',
					taskUUID: '={{ $json.id }}',
					download: false,
					waitUntilReady,
				},
				rows: ids,
			});
			expect(jsonOf(result)).toEqual(ALL);
		}
		await emulator.close();
	});

	it.each(['not permitted', 'conflict stored'] as const)(
		'is passed over where it tells nothing (%s), as if it were not there',
		async (archive) => {
			const emulator = await emulatorWith({ renderMs: 0, readings: { archive } });
			const first = await runVideos(emulator, keyed);
			const second = await runVideos(emulator, keyed);
			expect(jsonOf(first)).toEqual(ALL);
			expect(jsonOf(second).map(({ reused }) => reused)).toEqual([true, true, true]);
			expect(emulator.charges().count).toBe(3);
			await emulator.close();
		},
	);

	it('is not asked where nothing is unknown, nor for rows without a key', async () => {
		const emulator = await emulatorWith({ renderMs: 0 });
		await runVideos(emulator, RUN);
		expect(archiveRequests(emulator)).toHaveLength(0);
		await runVideos(emulator, keyed);
		expect(archiveRequests(emulator)).toHaveLength(1);
		await runVideos(emulator, keyed);
		expect(archiveRequests(emulator)).toHaveLength(1);
		await emulator.close();
	});
});

describe('a dry run whose header gets lost on the way', () => {
	const { played } = sideBySide({
		'as a dry run': {
			emulator: { readings: { dryRunHeader: 'dropped' } },
			run: {
				...RUN,
				node: CONTINUE,
				parameters: { ...WAIT_FOR_PROMPTS, options: { dryRun: true } },
			},
		},
		'before a spending limit': {
			emulator: { readings: { dryRunHeader: 'dropped' } },
			run: { ...RUN, parameters: { ...WAIT_FOR_PROMPTS, options: { spendingLimit: 5 } } },
		},
		'before a limit that is too low': {
			emulator: { readings: { dryRunHeader: 'dropped' } },
			run: {
				...RUN,
				node: CONTINUE,
				parameters: { ...WAIT_FOR_PROMPTS, options: { spendingLimit: 0.5 } },
			},
		},
	});

	it('buys one video at most, and says so with its task UUID', () => {
		const { emulator, result } = played('as a dry run');
		expect(emulator.charges().count).toBe(1);
		const [first, ...others] = jsonOf(result);
		expect(first?.['error']).toMatch(/Runware is making the video/);
		expect(first?.['details']).toMatchObject({
			code: 'dryRunIgnored',
			charged: 'yes',
			taskUUID: emulator.tasks[0]?.taskUUID,
		});
		for (const other of others) {
			expect(other['error']).toMatch(/^Row \d: No video was ordered/);
			expect(other['details']).toMatchObject({ charged: 'no' });
		}
	});

	it('is delivered where it was to price a row, and nothing is paid twice', () => {
		const { emulator, result } = played('before a spending limit');
		expect(jsonOf(result)).toEqual(ALL);
		expect(emulator.charges().count).toBe(3);
	});

	it('is delivered also where the limit then refuses the others', () => {
		const { emulator, result } = played('before a limit that is too low');
		expect(emulator.charges().count).toBe(1);
		expect(jsonOf(result)[0]).toEqual(success);
	});
});

describe('a provider', () => {
	const rows = prompts(8);
	const { names, played } = sideBySide({
		'that takes three at a time': {
			emulator: { renderMs: 2500, readings: { capacity: 3 } },
			run: { ...RUN, rows },
		},
		'that takes three, and says 429': {
			emulator: { renderMs: 2500, readings: { capacity: 3, full: '429' } },
			run: { ...RUN, rows },
		},
		'that takes three, and says 503': {
			emulator: { renderMs: 2500, readings: { capacity: 3, full: '503' } },
			run: { ...RUN, rows },
		},
	});

	it.each(names)('%s, makes each of eight videos once', (name) => {
		const { emulator, result } = played(name);
		expect(messageOf(result)).toBe('');
		expect(jsonOf(result)).toHaveLength(8);
		expect(emulator.charges().count).toBe(8);
		expect(emulator.peakUnfinished).toBe(3);
		// Not one submit a row and second: what is refused waits until a video has ended.
		expect(submitsOf(emulator).length).toBeLessThan(16);
	});
});

describe('a task that ends in a passing trouble of the provider', () => {
	const { played } = sideBySide({
		'once, its time-out': { faults: [{ name: 'providerTimeout', times: 3 }], run: RUN },
		'once, its rate limit': {
			faults: [{ name: 'providerRateLimit', match: 'number 2' }],
			run: RUN,
		},
		always: {
			faults: [{ name: 'providerTimeout', match: 'number 2', times: 50 }],
			run: { ...RUN, node: CONTINUE },
		},
		refused: {
			faults: [{ name: 'moderation', match: 'number 2', times: 50 }],
			run: { ...RUN, node: CONTINUE },
		},
	});

	it('is tried again under its next identity, and the item says how often', () => {
		const { emulator, result } = played('once, its time-out');
		expect(jsonOf(result)).toEqual(ALL);
		expect(jsonOf(result).map(({ attempts }) => attempts)).toEqual([2, 2, 2]);
		expect(emulator.charges().count).toBe(3);
		expect(new Set(emulator.tasks.map(({ taskUUID }) => taskUUID)).size).toBe(6);
	});

	it('is tried again for its own row only', () => {
		const { result } = played('once, its rate limit');
		expect(jsonOf(result).map(({ attempts }) => attempts)).toEqual([undefined, 2, undefined]);
	});

	it('fails after two more attempts', () => {
		const { emulator, result } = played('always');
		expect(emulator.tasks).toHaveLength(5);
		expect(jsonOf(result)[1]?.['details']).toMatchObject({
			code: 'timeoutProvider',
			charged: 'no',
		});
	});

	it('is not tried again for what a repetition does not fix', () => {
		expect(played('refused').emulator.tasks).toHaveLength(3);
	});
});

it('asks no more often than before for rows without a key', async () => {
	const emulator = await emulatorWith({ renderMs: 0 });
	await runVideos(emulator, RUN);
	expect(looksOf(emulator).length + submitsOf(emulator).length).toBe(emulator.requests.length);
	expect(emulator.requests).toHaveLength(3);
	await emulator.close();
});
