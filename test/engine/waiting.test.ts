/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, never part of the package */
import { setTimeout as pause } from 'node:timers/promises';
import type { FaultName } from '../../emulator/server';
import { closeEngine } from './engine';
import {
	descriptionOf,
	jsonOf,
	looksOf,
	messageOf,
	prompts,
	runVideos,
	type Scenario,
	sideBySide,
	startVideos,
	submitsOf,
	useEmulator,
	type VideoRun,
	WAIT_FOR_PROMPTS,
} from './videoRuns';

afterAll(closeEngine);

function waitingFor(count: number, options: Record<string, unknown> = {}): VideoRun {
	return { parameters: { ...WAIT_FOR_PROMPTS, options }, rows: prompts(count) };
}

function expectAllDelivered(statuses: unknown[], count: number) {
	expect(statuses).toEqual(Array.from({ length: count }, () => 'success'));
}

describe('waiting for several rows', () => {
	const { played } = sideBySide({
		'six rows': { emulator: { renderMs: 2600 }, run: waitingFor(6) },
		'twelve rows, five at once': {
			emulator: { renderMs: 300 },
			run: waitingFor(12, { maxConcurrent: 5 }),
		},
		'sixty rows, as many at once as the default': {
			emulator: { renderMs: 2600 },
			run: waitingFor(60),
		},
		'batches of looks refused': {
			emulator: { renderMs: 2600, readings: { batchPoll: 'refused' } },
			run: waitingFor(6),
		},
		'batches of looks answered for the first task only': {
			emulator: { renderMs: 300, readings: { batchPoll: 'first only' } },
			run: waitingFor(6),
		},
		'batches of submits refused': {
			emulator: { renderMs: 300, readings: { batchSubmit: 'refused' } },
			run: waitingFor(6),
		},
	});

	it('submits every row before any video is ready', () => {
		const { emulator, result } = played('six rows');
		expectAllDelivered(
			jsonOf(result).map(({ status }) => status),
			6,
		);
		const submittedAt = emulator.tasks.map(({ acceptedAt }) => acceptedAt);
		const readyAt = emulator.tasks.map((task) => task.readyAt);
		expect(Math.max(...submittedAt)).toBeLessThan(Math.min(...readyAt));
		expect(emulator.peakUnfinished).toBe(6);
	});

	it('asks about all of them with one request at a time', () => {
		const { emulator } = played('six rows');
		const [before, ...during] = looksOf(emulator);
		expect(before).toHaveLength(6);
		expect(during[0]).toHaveLength(6);
		expect(during.length).toBeLessThan(6);
	});

	it.each([
		['twelve rows, five at once', 12, 5],
		['sixty rows, as many at once as the default', 60, 50],
	] as const)('never has more in progress than it may: %s', (name, rows, most) => {
		const { emulator, result } = played(name);
		expectAllDelivered(
			jsonOf(result).map(({ status }) => status),
			rows,
		);
		expect(emulator.peakUnfinished).toBe(most);
		expect(emulator.charges().count).toBe(rows);
	});

	it.each([
		'batches of looks refused',
		'batches of looks answered for the first task only',
		'batches of submits refused',
	] as const)('delivers every row also with %s', (name) => {
		const { emulator, result } = played(name);
		expect(messageOf(result)).toBe('');
		expectAllDelivered(
			jsonOf(result).map(({ status }) => status),
			6,
		);
		expect(emulator.charges().count).toBe(6);
		expect(emulator.tasks).toHaveLength(6);
	});

	it('stops to send batches of polls once they are refused', () => {
		const sizes = looksOf(played('batches of looks refused').emulator).map(({ length }) => length);
		expect(sizes.filter((size) => size > 1).length).toBeLessThanOrEqual(3);
	});
});

describe('a poll that fails', () => {
	const FAULTS = [
		'status429',
		'status500',
		'status502Html',
		'status503',
		'status504',
		'garbage',
		'truncatedJson',
		'emptyBody',
		'emptyData',
		'emptyDataNotAccepted',
		'nullData',
		'errorsWith200',
		'resetBeforeAcceptance',
		'resetAfterAcceptance',
		'status401',
		'duplicateAnswer',
		'unknownFields',
		'prototypeNames',
	] as const satisfies FaultName[];
	const names = FAULTS.flatMap((fault) => [
		`${fault}, while waiting`,
		`${fault}, before submitting`,
	]);
	const scenarioOf = (name: string): Scenario => {
		const [fault, when] = name.split(', ') as [FaultName, string]; // built just above
		return {
			faults: [{ name: fault, on: 'poll', skip: when === 'while waiting' ? 1 : 0 }],
			run: waitingFor(2),
		};
	};
	const { played } = sideBySide(
		Object.fromEntries(
			names
				// A key refused before anything was bought is a wrong key.
				.filter((name) => name !== 'status401, before submitting')
				.map((name) => [name, scenarioOf(name)]),
		),
	);

	it.each(names.filter((name) => name !== 'status401, before submitting'))(
		'neither fails a row nor costs anything: %s',
		(name) => {
			const { emulator, result } = played(name);
			expect(messageOf(result)).toBe('');
			expectAllDelivered(
				jsonOf(result).map(({ status }) => status),
				2,
			);
			expect(emulator.requests.map(({ fault }) => fault)).toContain(name.split(', ')[0]);
			expect(emulator.charges().count).toBe(2);
			expect(emulator.tasks).toHaveLength(2);
		},
	);
});

describe('polls that keep failing', () => {
	const { played } = sideBySide({
		'five faults in a row': {
			faults: (['status500', 'garbage', 'emptyBody'] as const).map((name) => ({
				name,
				on: 'poll',
				skip: 1,
			})),
			run: waitingFor(2),
		},
		'no answer until the maximum wait is over': {
			faults: [{ name: 'status503', on: 'poll', skip: 1, times: 1000 }],
			run: {
				...waitingFor(2, { maxWait: 0.05 }),
				node: { onError: 'continueRegularOutput' },
			},
		},
	});

	it('are survived as long as the wait lasts', () => {
		const { result } = played('five faults in a row');
		expectAllDelivered(
			jsonOf(result).map(({ status }) => status),
			2,
		);
	});

	it('end with the task UUID when the wait is over', () => {
		const { emulator, result } = played('no answer until the maximum wait is over');
		expect(jsonOf(result)).toEqual(
			emulator.tasks.map(({ taskUUID }, row) => ({
				error: expect.stringMatching(new RegExp(`^Row ${row + 1}: `)),
				details: {
					code: 'maxWaitReached',
					taskUUID,
					charged: 'unknown',
					advice: expect.any(String),
				},
			})),
		);
	});
});

describe('a video that is not ready in time', () => {
	const neverEnds = { name: 'neverEnds', match: 'number 1' } as const;
	const { played } = sideBySide({
		'stops the workflow': { faults: [neverEnds], run: waitingFor(2, { maxWait: 0.05 }) },
		'stops the workflow with two such rows': {
			faults: [{ name: 'neverEnds', times: 2 }],
			run: waitingFor(3, { maxWait: 0.05 }),
		},
		'is a failed row': {
			faults: [neverEnds],
			run: {
				...waitingFor(2, { maxWait: 0.05 }),
				node: { onError: 'continueRegularOutput' },
			},
		},
	});

	it('names its task and how to fetch it', () => {
		const { emulator, result } = played('stops the workflow');
		expect(messageOf(result)).toMatch(/^Row 1: The video was not ready within the maximum wait/);
		expect(messageOf(result)).toContain("'Video: Get'");
		expect(messageOf(result)).toContain(emulator.tasks[0]?.taskUUID);
		expect(descriptionOf(result)).toContain('1 video from this run is finished and safe');
		expect(emulator.charges().count).toBe(2);
	});

	it('names its task also when others share its fate', () => {
		const { emulator, result } = played('stops the workflow with two such rows');
		for (const { taskUUID } of emulator.tasks) expect(descriptionOf(result)).toContain(taskUUID);
	});

	it('does not hold up the rows beside it', () => {
		const { emulator, result } = played('is a failed row');
		const [late, ready] = emulator.tasks;
		expect(jsonOf(result)).toEqual([
			{
				error: expect.stringContaining(String(late?.taskUUID)),
				details: {
					code: 'maxWaitReached',
					taskUUID: late?.taskUUID,
					charged: 'unknown',
					advice: expect.any(String),
				},
			},
			expect.objectContaining({ status: 'success', taskUUID: ready?.taskUUID }),
		]);
	});
});

describe('Stop', () => {
	const emulator = useEmulator({ renderMs: 600_000 });
	/** Far below what the node would wait for, and far above a second on a slow machine. */
	const SOON_MS = 2000;

	async function stopped(run: VideoRun, untilRequests: number) {
		const { result, cancel } = startVideos(emulator.current, run);
		let ended = false;
		const end = result.finally(() => {
			ended = true;
		});
		while (!ended && emulator.current.requests.length < untilRequests) await pause(10);
		await pause(100);
		const before = Date.now();
		cancel();
		const { status } = await end;
		return { status, tookMs: Date.now() - before };
	}

	it('ends the waiting between two polls', async () => {
		const { status, tookMs } = await stopped(waitingFor(3), 2);
		expect(status).toBe('canceled');
		expect(tookMs).toBeLessThan(SOON_MS);
		const requests = emulator.current.requests.length;
		await pause(2500);
		expect(emulator.current.requests).toHaveLength(requests);
	});

	it.each(['poll', 'submit'] as const)('ends a hanging %s', async (on) => {
		emulator.current.fail({ name: 'slow', on });
		const { status, tookMs } = await stopped(waitingFor(1), on === 'poll' ? 1 : 2);
		expect(status).toBe('canceled');
		expect(tookMs).toBeLessThan(SOON_MS);
	});

	it('ends the waiting for videos of an earlier run', async () => {
		const [row] = jsonOf(
			await runVideos(emulator.current, {
				parameters: { ...WAIT_FOR_PROMPTS, completion: 'submit' },
				rows: prompts(1),
			}),
		);
		const { status, tookMs } = await stopped(
			{ parameters: { operation: 'get', taskUUID: row?.['taskUUID'] } },
			3,
		);
		expect(status).toBe('canceled');
		expect(tookMs).toBeLessThan(SOON_MS);
	});

	it('buys nothing more for rows that were still queued', async () => {
		await stopped(waitingFor(4, { maxConcurrent: 1 }), 2);
		expect(submitsOf(emulator.current).flat()).toHaveLength(1);
		expect(emulator.current.tasks).toHaveLength(1);
	});
});
