/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, never part of the package */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { Container } from '@n8n/di';
import type { IRun } from 'n8n-workflow';
import type { Emulator, EmulatorOptions, FaultRequest } from '../../emulator/server';
import { savesCustomData } from '../older/differences';
import { closeEngine, type NodeRunResult } from './engine';
import { recordNodeLog } from './nodeLog';
import {
	descriptionOf,
	emulatorWith,
	jsonOf,
	looksOf,
	messageOf,
	prompts,
	startPausableVideos,
	startVideos,
	submitsOf,
	useN8n,
	type VideoRun,
} from './videoRuns';

/** Whatever ends a run names what is paid. */

const n8n = useN8n();

afterEach(() => {
	jest.restoreAllMocks();
});
afterAll(closeEngine);

interface Stopped {
	readonly emulator: Emulator;
	readonly result: NodeRunResult;
	/** The custom data when n8n was told to save the execution. */
	readonly saved: string;
	/** The error that stood in the execution a turn later; n8n reads its database before it writes. */
	readonly savedError: IRun['data']['resultData']['error'];
	readonly log: string;
}

const WAIT = { positivePrompt: '={{ $json.prompt }}', download: false } as const;

interface Case {
	readonly options?: EmulatorOptions;
	readonly faults?: readonly FaultRequest[];
	readonly run?: VideoRun;
	/** When to press Stop. */
	readonly when: (emulator: Emulator) => boolean;
}

async function stopped({ options, faults = [], run = {}, when }: Case): Promise<Stopped> {
	const log = recordNodeLog();
	const emulator = await emulatorWith({ renderMs: 600_000, ...options });
	for (const fault of faults) emulator.fail(fault);
	let saved = '';
	let savedError: Promise<Stopped['savedError']> | undefined;
	const { result, cancel } = startVideos(emulator, {
		rows: prompts(3),
		...run,
		parameters: { ...WAIT, ...run.parameters },
		onEnd: ({ data }) => {
			saved = JSON.stringify(data.resultData.metadata ?? {});
			savedError = nextTurn().then(() => data.resultData.error);
		},
	});
	while (!when(emulator)) await pause(10);
	await pause(100);
	cancel();
	const ended = await result;
	await emulator.close();
	return { emulator, result: ended, saved, savedError: await savedError, log: log() };
}

const taskUUIDs = (emulator: Emulator) =>
	[...new Set(submitsOf(emulator).flat())].map(({ taskUUID }) => String(taskUUID));
const areAccepted = (emulator: Emulator) => emulator.charges().count === 3;

function dataOf({ error }: NodeRunResult): unknown {
	return error && 'context' in error ? error.context?.['data'] : undefined;
}

function expectNamed({ emulator, result, saved, log }: Stopped, count = 3): void {
	const tasks = taskUUIDs(emulator);
	expect(tasks).toHaveLength(count);
	expect(result.status).toBe('canceled');
	for (const task of tasks) {
		expect(descriptionOf(result)).toContain(task);
		if (savesCustomData) expect(saved).toContain(task);
		expect(log).toContain(task);
	}
}

describe('Stop names what is paid', () => {
	it('while all render, and n8n saves it', async () => {
		const run = await stopped({ when: areAccepted });
		expectNamed(run);
		expect(dataOf(run.result)).toEqual({
			finished: [],
			processing: taskUUIDs(run.emulator),
			failed: [],
		});
		expect(messageOf(run.result)).toBe('The execution was canceled');
		// With n8n's own time-out, and in queue mode, this is what its database and error workflows get.
		expect(run.savedError).toMatchObject({
			description: expect.stringContaining(taskUUIDs(run.emulator)[2] ?? ''),
		});
	});

	it('while one is finished and two render', async () => {
		const run = await stopped({
			options: { renderMs: (_task, count) => (count === 0 ? 0 : 600_000) },
			when: (emulator) => areAccepted(emulator) && emulator.downloads.length > 0,
			run: { parameters: { ...WAIT, download: true } },
			faults: [{ name: 'file404', times: 100 }],
		});
		expectNamed(run);
		const [first, ...others] = taskUUIDs(run.emulator);
		expect(dataOf(run.result)).toEqual({ finished: [first], processing: others, failed: [] });
		expect(descriptionOf(run.result)).toContain('1 video from this run is finished and safe.');
	});

	it('while the answer to the submit is on its way', async () => {
		expectNamed(await stopped({ faults: [{ name: 'slow', on: 'submit' }], when: areAccepted }));
	});

	it('while files are fetched', async () => {
		const run = await stopped({
			options: { renderMs: 0 },
			run: { parameters: { ...WAIT, download: true } },
			faults: [{ name: 'slow', on: 'download', times: 3 }],
			when: (emulator) => emulator.downloads.length === 3,
		});
		expectNamed(run);
		expect(dataOf(run.result)).toMatchObject({ finished: taskUUIDs(run.emulator) });
	});

	it('while a pause is prepared', async () => {
		const run = await stopped({
			run: { parameters: { ...WAIT, completion: 'callback' } },
			faults: [{ name: 'slow', on: 'submit' }],
			when: areAccepted,
		});
		expectNamed(run);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'when On Error says %s',
		async (onError) => {
			expectNamed(await stopped({ run: { node: { onError } }, when: areAccepted }));
		},
	);

	it('when Retry On Fail runs the node again after it', async () => {
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		expectNamed(await stopped({ run: { node }, when: areAccepted }));
	});

	it('in a second try, also what the first one bought', async () => {
		const run = await stopped({
			options: { renderMs: 0 },
			run: {
				rows: prompts(3),
				node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
			},
			faults: [
				{ name: 'moderationAtSubmit', match: 'number 2', times: 10 },
				{ name: 'slow', on: 'poll', skip: 2, times: 10 },
			],
			when: (emulator) => emulator.charges().count === 2 && looksOf(emulator).length > 2,
		});
		const paid = run.emulator.tasks.map(({ taskUUID }) => taskUUID);
		expect(paid).toHaveLength(2);
		expect(dataOf(run.result)).toMatchObject({ finished: paid });
		if (savesCustomData) for (const task of paid) expect(run.saved).toContain(task);
	});

	it('of fifty rows, each of them', async () => {
		const run = await stopped({
			run: { rows: prompts(50), parameters: { ...WAIT, options: { maxConcurrent: 50 } } },
			when: (emulator) => emulator.charges().count === 50,
		});
		expectNamed(run, 50);
	});

	it('and nothing where nothing was submitted: during the dry run of a spending limit', async () => {
		const run = await stopped({
			run: { parameters: { ...WAIT, options: { spendingLimit: 10 } } },
			faults: [{ name: 'slow', on: 'dryRun' }],
			when: (emulator) => submitsOf(emulator).length > 0,
		});
		expect(run.emulator.charges().count).toBe(0);
		expect(descriptionOf(run.result)).not.toContain('task UUID');
		expect(run.saved).toBe('{}');
	});
});

describe('an error of n8n names what is paid', () => {
	it('when the execution cannot be put to wait', async () => {
		const emulator = await emulatorWith({ renderMs: 600_000 });
		const execution = await startPausableVideos(n8n.current, emulator, {
			rows: prompts(2),
			parameters: { ...WAIT, completion: 'callback' },
			onStatus: () => {
				throw new Error('database is locked');
			},
		});
		const result = await execution.finished();
		await emulator.close();
		expect(result.status).toBe('error');
		expect(messageOf(result)).toContain('database is locked');
		for (const task of taskUUIDs(emulator)) expect(descriptionOf(result)).toContain(task);
		expect(dataOf(result)).toMatchObject({ processing: taskUUIDs(emulator) });
	});

	it('when its storage is full for one file, which fails that row alone', async () => {
		const { BinaryDataService } = await import('n8n-core');
		const service = Container.get(BinaryDataService);
		const store = service.store.bind(service);
		const emulator = await emulatorWith({ renderMs: 0 });
		jest.spyOn(service, 'store').mockImplementation(async (location, file, data) => {
			if (data.fileName?.startsWith(String(emulator.tasks[1]?.videoUUIDs[0])) === true) {
				throw new Error('ENOSPC: no space left on device');
			}
			return await store(location, file, data);
		});
		const { result } = startVideos(emulator, {
			rows: prompts(3),
			parameters: { ...WAIT, download: true },
			node: { onError: 'continueRegularOutput' },
		});
		const items = jsonOf(await result);
		await emulator.close();
		expect(items.map(({ status }) => status)).toEqual(['success', undefined, 'success']);
		expect(items[1]).toMatchObject({
			error: expect.stringContaining('no space left'),
			details: { charged: 'yes', videoURL: expect.stringContaining('http') },
		});
	}, 60_000);
});
