import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { createClock } from '../../nodes/Kling/n8n/connection';
import { everyWayOut } from '../../nodes/Kling/results/everyWayOut';
import { nodeErrorOf } from '../../nodes/Kling/results/nodeError';
import type { PaidTasks } from '../../nodes/Kling/results/paidTasks';
import { RowFailure } from '../../nodes/Kling/results/RowFailure';
import { surroundings } from '../rows/context';

const LINK = 'https://vm.runware.ai/v.mp4';
const VIDEO = { videoURL: LINK, videoUUID: 'v1', cost: 0.42 };
const BROKEN = new Error('ENOSPC: no space left on device');

/** A run of three rows of which the first is finished, the second renders and the third was not begun. */
const halfWay = (tasks: PaidTasks): void => {
	tasks.begun('task-1', [0]);
	tasks.begun('task-2', [1]);
	tasks.ended({ status: 'finished', taskUUID: 'task-1', videos: [VIDEO], reused: false }, [0]);
};

interface Kept {
	readonly custom: Map<string, string>;
	readonly log: string[];
	readonly node: Record<string, unknown>;
}

interface Settings {
	readonly continueOnFail?: boolean;
	readonly retryOnFail?: boolean;
	readonly signal?: AbortSignal;
}

/** n8n around a run, and what the run leaves in it. */
function n8n({ continueOnFail = false, retryOnFail = false, signal }: Settings) {
	const kept: Kept = { custom: new Map(), log: [], node: {} };
	const { context } = surroundings({ rows: [{}, {}, {}], continueOnFail });
	const node = { ...context.getNode(), retryOnFail };
	Object.assign(context, {
		getNode: () => node,
		getExecutionCancelSignal: () => signal,
		getContext: () => kept.node,
		customData: { set: (key: string, value: string) => kept.custom.set(key, value) },
		logger: { warn: (message: string) => kept.log.push(message) },
	});
	return { context, kept };
}

async function errorOf(
	context: IExecuteFunctions,
	perform: (tasks: PaidTasks) => Promise<INodeExecutionData[]>,
): Promise<unknown> {
	return await everyWayOut(context, perform).then(
		() => undefined,
		(error: unknown) => error,
	);
}

describe('an error of n8n or of the node', () => {
	const broken = async (tasks: PaidTasks): Promise<never> => {
		halfWay(tasks);
		return await Promise.reject(BROKEN);
	};

	it('stops the workflow with the task UUIDs of what is paid', async () => {
		const { context, kept } = n8n({});
		const error = await errorOf(context, broken);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: BROKEN.message,
			description: expect.stringMatching(
				/^1 video .*finished and safe.*task-1<br>\n1 video .*task-2$/,
			),
			context: { data: { finished: ['task-1'], processing: ['task-2'], failed: [] } },
		});
		expect(kept.log).toEqual([expect.stringContaining('task-2; finished: task-1')]);
	});

	it('becomes failed rows where On Error continues, each with its task', async () => {
		const { context } = n8n({ continueOnFail: true });
		expect(await everyWayOut(context, broken)).toEqual([
			{
				json: {
					error: `Row 1: ${BROKEN.message} (task UUID task-1)`,
					details: {
						code: 'runBrokeOff',
						taskUUID: 'task-1',
						charged: 'yes',
						advice: expect.stringContaining("'Video: Get'"),
						...VIDEO,
					},
				},
				pairedItem: { item: 0 },
			},
			{
				json: {
					error: `Row 2: ${BROKEN.message} (task UUID task-2)`,
					details: {
						code: 'runBrokeOff',
						taskUUID: 'task-2',
						charged: 'unknown',
						advice: expect.stringContaining("'Video: Get'"),
					},
				},
				pairedItem: { item: 1 },
			},
			{
				json: {
					error: `Row 3: ${BROKEN.message}`,
					details: {
						code: 'runBrokeOff',
						charged: 'no',
						advice: 'No video was ordered for this row. Run the workflow again.',
					},
				},
				pairedItem: { item: 2 },
			},
		]);
	});

	it('is left as it is where nothing is paid', async () => {
		const { context, kept } = n8n({});
		expect(await errorOf(context, async () => await Promise.reject(BROKEN))).toBe(BROKEN);
		expect(kept.log).toEqual([]);
	});

	it('has what an earlier try of Retry On Fail bought and this one does not name', async () => {
		const { context } = n8n({ retryOnFail: true });
		await errorOf(context, broken);
		const failure = RowFailure.ofParameter(0, 'Bad');
		const safe = { finished: [], processing: ['task-2'] };
		const error = nodeErrorOf(context.getNode(), [failure], safe, 3);
		const thrown = await errorOf(context, async () => await Promise.reject(error));
		expect(thrown).toMatchObject({
			message: 'Row 1: Bad',
			description: expect.stringMatching(
				/^1 video .*finished and safe.*task-1<br>\n1 video .*task-2/,
			),
			context: { data: { finished: ['task-1'], processing: ['task-2'] } },
		});
	});

	it('ends what the run still does', async () => {
		const { context } = n8n({});
		await errorOf(context, broken);
		await expect(createClock(context).sleep(0)).rejects.toThrow('canceled');
	});

	it('is left as it is when it is about failed rows, since it names the tasks', async () => {
		const { context } = n8n({});
		const failure = RowFailure.ofParameter(0, 'Bad');
		const safe = { finished: ['task-1'], processing: ['task-2'] };
		const error = nodeErrorOf(context.getNode(), [failure], safe, 3);
		const thrown = await errorOf(context, async (tasks) => {
			halfWay(tasks);
			return await Promise.reject(error);
		});
		expect(thrown).toBe(error);
	});

	it('need not be an Error', async () => {
		const { context } = n8n({});
		const thrown = await errorOf(context, async (tasks) => {
			halfWay(tasks);
			return await Promise.reject('gone');
		});
		expect(thrown).toMatchObject({ message: 'gone' });
	});
});

describe('a Stop', () => {
	const forEver = async (tasks: PaidTasks): Promise<never> => {
		halfWay(tasks);
		return await new Promise(() => undefined);
	};

	it('ends the run at once, and leaves the tasks before n8n saves the execution', async () => {
		const stop = new AbortController();
		const { context, kept } = n8n({ signal: stop.signal });
		const ended = errorOf(context, forEver);
		await Promise.resolve();
		stop.abort();
		// Without a turn in between, as n8n does.
		expect([...kept.custom]).toEqual([['runware_tasks', 'task-2,task-1']]);
		expect(kept.log).toHaveLength(1);
		expect(await ended).toMatchObject({
			message: 'The execution was canceled',
			context: { data: { finished: ['task-1'], processing: ['task-2'] } },
		});
	});

	it('is told again by the tries of Retry On Fail that follow it', async () => {
		const stop = new AbortController();
		const { context } = n8n({ signal: stop.signal, continueOnFail: true, retryOnFail: true });
		const ended = errorOf(context, forEver);
		await Promise.resolve();
		stop.abort();
		await ended;
		const perform = jest.fn();
		expect(await errorOf(context, perform)).toMatchObject({
			context: { data: { finished: ['task-1'], processing: ['task-2'] } },
		});
		expect(perform).not.toHaveBeenCalled();
	});

	it('leaves all tasks of a large run, a few in each value', async () => {
		const stop = new AbortController();
		const { context, kept } = n8n({ signal: stop.signal });
		const ended = errorOf(context, async (tasks) => {
			for (let row = 0; row < 50; row += 1) tasks.begun(`task-${row}`, [row]);
			return await new Promise(() => undefined);
		});
		await Promise.resolve();
		stop.abort();
		await ended;
		expect([...kept.custom.keys()]).toEqual([
			'runware_tasks',
			...Array.from({ length: 8 }, (_, index) => `runware_tasks_${index + 2}`),
		]);
		expect([...kept.custom.values()].join(',').split(',')).toHaveLength(50);
	});

	it('is no worse in an n8n that has no custom data', async () => {
		const stop = new AbortController();
		const { context, kept } = n8n({ signal: stop.signal });
		Object.assign(context, { customData: undefined });
		const ended = errorOf(context, forEver);
		await Promise.resolve();
		stop.abort();
		expect(await ended).toMatchObject({ context: { data: { processing: ['task-2'] } } });
		expect(kept.log).toHaveLength(1);
	});
});

describe('what is paid', () => {
	const failed = (charged: 'no' | 'unknown') =>
		({ status: 'failed', taskUUID: 'task-2', charged, error: {} }) as never; // only its charge counts

	it.each([
		['no', []],
		['unknown', ['task-2']],
	] as const)('counts a failed task that was charged: %s', async (charged, processing) => {
		const { context } = n8n({});
		const error = await errorOf(context, async (tasks) => {
			halfWay(tasks);
			tasks.ended(failed(charged), [1]);
			return await Promise.reject(BROKEN);
		});
		expect(error).toMatchObject({ context: { data: { finished: ['task-1'], processing } } });
	});

	it('counts one task of several rows once', async () => {
		const { context } = n8n({});
		const error = await errorOf(context, async (tasks) => {
			tasks.begun('task-1', [0, 1, 2]);
			return await Promise.reject(BROKEN);
		});
		expect(error).toMatchObject({ context: { data: { processing: ['task-1'] } } });
	});
});
