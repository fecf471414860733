import type { FaultName, FaultRequest, Readings } from '../../emulator/server';
import { closeEngine } from './engine';
import {
	jsonOf,
	messageOf,
	type Played,
	prompts,
	type Scenario,
	sideBySide,
	WAIT_FOR_PROMPTS,
} from './videoRuns';

afterAll(closeEngine);

const ROWS = 3;
const RUN = { parameters: WAIT_FOR_PROMPTS, rows: prompts(ROWS) };

/** Each row has its own video, which was charged once. */
function expectPaidOnce({ emulator, result }: Played) {
	expect(messageOf(result)).toBe('');
	expect(jsonOf(result).map(({ status }) => status)).toEqual(['success', 'success', 'success']);
	const byPrompt = prompts(ROWS).map(({ prompt }) =>
		emulator.tasks.find(({ request }) => request['positivePrompt'] === prompt),
	);
	expect(jsonOf(result).map(({ videoUUID }) => videoUUID)).toEqual(
		byPrompt.map((task) => task?.videoUUIDs[0]),
	);
	expect(emulator.charges()).toEqual({ count: ROWS, total: 1.26 });
}

describe('a submit whose answer is spoilt', () => {
	const KINDS: ReadonlyArray<Omit<FaultRequest, 'on'> & { name: FaultName }> = [
		{ name: 'resetBeforeAcceptance' },
		{ name: 'resetBeforeAcceptance', times: 2 },
		{ name: 'resetAfterAcceptance' },
		{ name: 'resetAfterAcceptance', times: 2 },
		{ name: 'status429' },
		{ name: 'status429', retryAfterSeconds: 1 },
		{ name: 'status500' },
		{ name: 'status500', accepted: true },
		{ name: 'status502Html' },
		{ name: 'status502Html', accepted: true },
		{ name: 'status503' },
		{ name: 'status503', retryAfterSeconds: 1 },
		{ name: 'status504' },
		{ name: 'status504', accepted: true },
		{ name: 'garbage' },
		{ name: 'garbage', accepted: false },
		{ name: 'truncatedJson' },
		{ name: 'truncatedJson', accepted: false },
		{ name: 'emptyBody' },
		{ name: 'emptyBody', accepted: false },
		{ name: 'emptyData' },
		{ name: 'nullData' },
		{ name: 'nullData', accepted: false },
		{ name: 'errorsWith200' },
		{ name: 'errorsWith200', accepted: true },
		{ name: 'unknownFields' },
		{ name: 'prototypeNames' },
	];
	const named = KINDS.map(({ name, ...how }): [string, FaultRequest] => [
		[name, ...Object.entries(how).map(([key, value]) => `${key} ${value}`)].join(', '),
		{ name, ...how, on: 'submit' },
	]);
	const scenarios = named.map(([name, fault]): [string, Scenario] => [
		name,
		{ faults: [fault], run: RUN },
	]);
	const { names, played } = sideBySide(Object.fromEntries(scenarios));

	it.each(names)('still buys each row once and delivers it: %s', (name) => {
		const { emulator } = played(name);
		expect(emulator.requests.some(({ fault }) => fault !== undefined)).toBe(true);
		expectPaidOnce(played(name));
	});
});

describe('a submit that the API refuses for a moment', () => {
	const { names, played } = sideBySide({
		status500: { faults: [{ name: 'status500', on: 'submit' }], run: RUN },
		status502Html: { faults: [{ name: 'status502Html', on: 'submit' }], run: RUN },
		status429: {
			faults: [{ name: 'status429', on: 'submit', retryAfterSeconds: 1 }],
			run: RUN,
		},
		status503: {
			faults: [{ name: 'status503', on: 'submit', retryAfterSeconds: 1 }],
			run: RUN,
		},
	});

	it.each(names)('is sent again after a pause, as long as it asks for or a second: %s', (name) => {
		const { emulator } = played(name);
		const refused = emulator.requests.findIndex(({ fault }) => fault === name);
		const [busy, next] = emulator.requests.slice(refused, refused + 2);
		// Timers may be a few milliseconds early.
		expect((next?.at ?? 0) - (busy?.at ?? 0)).toBeGreaterThan(950);
		expectPaidOnce(played(name));
	});
});

describe('a row that is charged once', () => {
	const READINGS: ReadonlyArray<Partial<Readings>> = [
		{ ackVisibleAfterMs: 2000 },
		{ acknowledgement: 'empty' },
		{ unknownTask: 'taskNotFound' },
		{ unknownTask: 'taskNotFound', failedPollStatus: 400 },
		{ unknownTask: 'taskNotFound', ackVisibleAfterMs: 2000 },
		{ processing: 'empty' },
		{ processing: 'progress' },
		{ failedPollStatus: 400 },
		{ failure: 'data' },
		{ finishedUUID: 'conflict' },
		{ finishedUUID: 'rerun' },
	];
	const FAULTS: ReadonlyArray<FaultName | undefined> = [undefined, 'resetAfterAcceptance'];
	const scenarios = READINGS.flatMap((readings) =>
		FAULTS.map((fault): [string, Scenario] => [
			`${JSON.stringify(readings)}${fault === undefined ? '' : ` with ${fault}`}`,
			{
				emulator: { readings, renderMs: 300 },
				faults: fault === undefined ? [] : [{ name: fault, on: 'submit' }],
				run: RUN,
			},
		]),
	);
	const { names, played } = sideBySide(Object.fromEntries(scenarios));

	it.each(names)('is so under another reading of the documentation: %s', (name) => {
		expectPaidOnce(played(name));
	});
});

describe('a failed render', () => {
	const READINGS: ReadonlyArray<Partial<Readings>> = [
		{},
		{ failedPollStatus: 400 },
		{ failure: 'data' },
		{ failure: 'data', failedPollStatus: 400 },
	];
	const scenarios = READINGS.map((readings): [string, Scenario] => [
		JSON.stringify(readings),
		{
			emulator: { readings },
			faults: [{ name: 'moderation', match: 'number 2' }],
			run: { ...RUN, node: { onError: 'continueRegularOutput' } },
		},
	]);
	const { names, played } = sideBySide(Object.fromEntries(scenarios));

	it.each(names)('is told of its row alone, and as not charged: %s', (name) => {
		const { emulator, result } = played(name);
		expect(jsonOf(result)).toEqual([
			expect.objectContaining({ status: 'success' }),
			{
				error: expect.stringMatching(
					/^Row 2: The content check rejected this video: .*risk control/,
				),
				details: {
					code: 'invalidProviderContent',
					taskUUID: emulator.tasks[1]?.taskUUID,
					charged: 'no',
					advice: expect.any(String),
				},
			},
			expect.objectContaining({ status: 'success' }),
		]);
		expect(emulator.charges().count).toBe(2);
	});
});

describe('a task that was acknowledged and is not there', () => {
	const { played } = sideBySide({
		'nothing was accepted': {
			faults: [{ name: 'emptyDataNotAccepted', on: 'submit' }],
			run: {
				parameters: { ...WAIT_FOR_PROMPTS, options: { maxWait: 0.05 } },
				rows: prompts(1),
				node: { onError: 'continueRegularOutput' },
			},
		},
		'it was lost': {
			faults: [{ name: 'acceptedThenLost' }],
			run: {
				parameters: { ...WAIT_FOR_PROMPTS, options: { maxWait: 0.05 } },
				rows: prompts(1),
				node: { onError: 'continueRegularOutput' },
			},
		},
	});

	it.each(['nothing was accepted', 'it was lost'] as const)(
		'is given up when the wait is over, without a guess about its charge: %s',
		(name) => {
			const { emulator, result } = played(name);
			expect(jsonOf(result)).toEqual([
				{
					error: expect.stringMatching(/^Row 1: /),
					details: expect.objectContaining({ charged: 'unknown' }),
				},
			]);
			expect(emulator.charges().count).toBe(0);
		},
	);
});
