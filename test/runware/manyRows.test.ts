/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { Job } from '../../nodes/Kling/runware/tasks/job';
import type { Send, TaskUUID } from '../../nodes/Kling/runware/wire/protocol';
import { runTasks } from '../../nodes/Kling/runware/runTasks';
import { taskUUIDOf } from '../simulation/identity';
import { VirtualClock } from '../simulation/virtualClock';

interface Plan {
	readonly rows: number;
	readonly renderMs: number;
	readonly maxConcurrent: number;
	readonly until?: Job['until'];
	/** The number of a request that is refused because there are too many. */
	readonly tooMany?: number;
}

/** How long a request is under way. */
const REQUEST_MS = 20;

const REQUEST = {
	taskType: 'videoInference',
	model: 'klingai:kling@o1-standard',
	positivePrompt: 'A paper boat',
	deliveryMethod: 'async',
	includeCost: true,
} as const;

/** Many rows under a virtual clock, at an API without faults: what they take, and what is done. */
async function ran({ rows, renderMs, maxConcurrent, until = 'finished', tooMany }: Plan) {
	const clock = new VirtualClock();
	const accepted = new Map<TaskUUID, number>();
	const did = { requests: 0, told: 0, read: 0, named: 0, charged: 0 };
	const lookedAt: number[] = [];
	let mostInProgress = 0;
	let prepared = 0;
	let mostPrepared = 0;

	/** A result that counts how often it is read whose it is. */
	const result = (taskUUID: TaskUUID, more: object) => {
		did.told += 1;
		return {
			get taskUUID() {
				did.read += 1;
				return taskUUID;
			},
			taskType: 'videoInference',
			...more,
		};
	};
	const videoURL = 'https://vm.runware.ai/video/v.mp4';
	const isRunning = (acceptedAt: number) => clock.now < acceptedAt + renderMs;
	const inProgress = () => [...accepted.values()].filter(isRunning).length;

	const send: Send = async (tasks) =>
		await new Promise((resolve) => {
			did.requests += 1;
			if (did.requests === tooMany) {
				resolve({ status: 429, body: {} });
				return;
			}
			// Before a submit, tasks are asked about that nobody has accepted yet.
			const isLook = tasks.some(
				({ taskType, taskUUID }) => taskType === 'getResponse' && accepted.has(taskUUID),
			);
			if (isLook) lookedAt.push(clock.now);
			clock.at(clock.now + REQUEST_MS / 2, () => {
				const data = tasks.flatMap(({ taskType, taskUUID }) => {
					const acceptedAt = accepted.get(taskUUID);
					if (taskType !== 'getResponse') {
						did.charged += 1;
						prepared -= 1;
						accepted.set(taskUUID, clock.now);
						return [result(taskUUID, {})];
					}
					if (acceptedAt === undefined) return [];
					return isRunning(acceptedAt)
						? [result(taskUUID, { status: 'processing' })]
						: [result(taskUUID, { status: 'success', videoUUID: taskUUID, videoURL })];
				});
				mostInProgress = Math.max(mostInProgress, inProgress());
				clock.at(clock.now + REQUEST_MS / 2, () => {
					resolve({ status: 200, body: { data } });
				});
			});
		});
	const jobs = Array.from(
		{ length: rows },
		(_, row): Job => ({
			request: REQUEST,
			withUploads: async () => {
				prepared += 1;
				mostPrepared = Math.max(mostPrepared, prepared);
				return await Promise.resolve(REQUEST);
			},
			taskUUID: (attempt) => {
				did.named += 1;
				return taskUUIDOf(row + 1, attempt);
			},
			until,
			maxWaitMs: 600_000,
			publishedPrice: 0.42,
		}),
	);
	const sleep = async (ms: number) =>
		await new Promise<void>((resolve) => {
			clock.at(clock.now + ms, resolve);
		});

	let isOver = false;
	const time = { now: () => clock.now, sleep };
	const run = runTasks(jobs, { send, clock: time, random: () => 0 }, { maxConcurrent }).finally(
		() => {
			isOver = true;
		},
	);
	for (;;) {
		await turnOfTheLoop();
		if (isOver || !clock.step()) break;
	}
	const outcomes = await run;
	const finished = outcomes.filter(({ status }) => status === 'finished').length;
	const idealMs = Math.ceil(rows / maxConcurrent) * renderMs;
	const gaps = lookedAt.slice(1).map((at, index) => at - (lookedAt[index] ?? 0));
	return {
		...did,
		finished,
		mostInProgress,
		mostPrepared,
		gaps,
		overhead: clock.now / idealMs - 1,
	};
}

/** With the most requests that they may need: polls of all rows, archive requests and submits by 100. */
const RUNS: readonly (Plan & { readonly most: number })[] = [
	{ rows: 100, renderMs: 2000, maxConcurrent: 200, most: 6 },
	{ rows: 1000, renderMs: 2000, maxConcurrent: 200, most: 85 },
	{ rows: 5000, renderMs: 2000, maxConcurrent: 200, most: 450 },
	{ rows: 1000, renderMs: 3100, maxConcurrent: 200, most: 125 },
	{ rows: 1000, renderMs: 6000, maxConcurrent: 200, most: 140 },
	{ rows: 1000, renderMs: 60_000, maxConcurrent: 200, most: 250 },
	{ rows: 1000, renderMs: 6000, maxConcurrent: 1000, most: 100 },
];

describe.each(RUNS)('$rows rows of $renderMs ms, $maxConcurrent at once', ({ most, ...plan }) => {
	let figures: Awaited<ReturnType<typeof ran>>;

	beforeAll(async () => {
		figures = await ran(plan);
	});

	it('all come out, each charged once and none above the limit', () => {
		expect(figures.finished).toBe(plan.rows);
		expect(figures.charged).toBe(plan.rows);
		expect(figures.mostInProgress).toBeLessThanOrEqual(plan.maxConcurrent);
	});

	it('take less than 8 percent longer than the renders', () => {
		expect(figures.overhead).toBeLessThan(0.08);
	});

	it(`need at most ${most} requests`, () => {
		expect(figures.requests).toBeLessThanOrEqual(most);
	});

	it('are read and named as often, however many there are', () => {
		expect(figures.read / figures.told).toBeLessThanOrEqual(2);
		expect(figures.named / plan.rows).toBeLessThanOrEqual(1);
	});
});

it('are polled no faster than a single one once the API has asked for fewer requests', async () => {
	const plan = { rows: 600, renderMs: 3100, maxConcurrent: 200 };
	const hurried = await ran(plan);
	const spared = await ran({ ...plan, tooMany: 8 });
	expect(Math.min(...hurried.gaps)).toBeLessThan(250);
	expect(Math.min(...spared.gaps)).toBeGreaterThanOrEqual(250);
	expect(spared.finished).toBe(plan.rows);
});

it.each(['accepted', 'finished'] as const)(
	'have their files in memory a hundred at a time, also until %s',
	async (until) => {
		const { charged, mostPrepared } = await ran({
			rows: 1000,
			renderMs: 6000,
			maxConcurrent: 1000,
			until,
		});
		expect(charged).toBe(1000);
		expect(mostPrepared).toBe(100);
	},
);
