import { given } from '../../given';
import { isServed, read, troubleOf } from '../wire/envelope';
import type { Answer } from '../wire/envelope';
import type { Send, TaskUUID } from '../wire/protocol';
import { isTrouble, wordOf } from '../wire/RunwareError';
import type { RunwareError } from '../wire/RunwareError';
import { taskStates } from '../wire/taskState';
import type { PolledTask, TaskState } from '../wire/taskState';

/** What one poll of many tasks brought. */
export interface PollResult {
	readonly states: ReadonlyMap<TaskUUID, TaskState>;
	/**
	 * The tasks that an answer spoke of, or passed over as it did all others of its request. What
	 * speaks of some tasks only may have been cut short, and says nothing of the others.
	 */
	readonly answered: ReadonlySet<TaskUUID>;
	/** How many requests it took. */
	readonly requests: number;
	/** Why a request of this poll failed; a failed poll says nothing about its tasks. */
	readonly trouble?: { readonly error: RunwareError; readonly retryAfterMs?: number };
}

export type Poll = (tasks: readonly PolledTask[]) => Promise<PollResult>;

/** A question about tasks, and what its answer says of them. */
export interface Question {
	readonly taskType: 'getResponse' | 'getTaskDetails';
	readonly statesIn: (answer: Answer, tasks: readonly PolledTask[]) => Map<TaskUUID, TaskState>;
	/** How many tasks to try in a request when one with `refused` was refused. */
	readonly smaller: (refused: number) => number;
}

const POLL: Question = {
	taskType: 'getResponse',
	statesIn: taskStates,
	smaller: (refused) => Math.max(1, Math.floor(refused / 2)),
};

/** No limit is documented; 250 such tasks are about 25 kB. */
const MOST_POLLED_PER_REQUEST = 250;

/** Were batches refused, 250 requests at a time would be an attack. */
const MOST_REQUESTS = 8;

/**
 * Polls many tasks with one request. Should the API refuse a batch, smaller ones are tried
 * down to single tasks, and the size that worked is kept for the run; tasks beyond what then fits
 * one poll wait for the next, so callers name those first that were answered longest ago.
 */
export function createPoll(send: Send, { taskType, statesIn, smaller }: Question = POLL): Poll {
	let perRequest = MOST_POLLED_PER_REQUEST;

	return async function ask(tasks) {
		for (;;) {
			const size = perRequest;
			const looks = await Promise.all(batches(tasks, size).map(askOnce));
			if (size === 1 || !looks.includes('refused')) {
				return mergePolls(looks.filter((look) => look !== 'refused'));
			}
			perRequest = Math.min(perRequest, smaller(Math.min(size, tasks.length)));
		}
	};

	async function askOnce(tasks: readonly PolledTask[]): Promise<PollResult | 'refused'> {
		const reply = await send(tasks.map(({ taskUUID }) => ({ taskType, taskUUID })));
		const answer = read(reply);
		const states = statesIn(answer, tasks);
		if (states.size > 0) return { states, answered: new Set(states.keys()), requests: 1 };
		if (isServed(answer)) {
			const heard = tasks.filter(({ taskUUID }) => !isDoubted(taskUUID, answer));
			return { states, answered: new Set(heard.map(({ taskUUID }) => taskUUID)), requests: 1 };
		}
		const error = troubleOf(reply);
		if (tasks.length > 1 && refusesBatch(answer, error)) return 'refused';
		const retryAfterMs = reply.status === 'none' ? undefined : reply.retryAfterMs;
		return {
			states,
			answered: new Set(),
			requests: 1,
			trouble: { error, ...given({ retryAfterMs }) },
		};
	}
}

/**
 * Asks until no task is left of which an answer might have been left out. Silence is how the API
 * speaks of a task that it does not have; but an answer that speaks of some tasks only may also
 * have been cut short, so the others are polled again, among themselves.
 */
export async function pollUntilSilent(
	tasks: readonly PolledTask[],
	ask: Poll,
): Promise<PollResult> {
	const look = await ask(tasks);
	const unheard = tasks.filter(({ taskUUID }) => !look.answered.has(taskUUID));
	const isCut = look.states.size > 0 && look.trouble === undefined && unheard.length > 0;
	return isCut ? mergePolls([look, await pollUntilSilent(unheard, ask)]) : look;
}

/** Whether an error names the task that may only be the trouble of this request. */
function isDoubted(asked: TaskUUID, { errors, status }: Answer): boolean {
	return errors.some(
		(error) => error.details.taskUUID === asked && wordOf(error, status) !== 'end',
	);
}

/** A page that is no answer of the API, such as a wrong address gives, is not about the batch. */
function refusesBatch({ status, readable }: Answer, { kind, details }: RunwareError): boolean {
	if (status === 413) return true;
	if (!readable || isTrouble(status) || /taskType/i.test(details.code)) return false;
	return ['validation', 'notFound', 'unknown'].includes(kind);
}

function batches(tasks: readonly PolledTask[], size: number): (readonly PolledTask[])[] {
	const count = Math.min(Math.ceil(tasks.length / size), MOST_REQUESTS);
	return Array.from({ length: count }, (_, index) => tasks.slice(index * size, (index + 1) * size));
}

export function mergePolls(looks: readonly PollResult[]): PollResult {
	const trouble = looks.find((look) => look.trouble !== undefined)?.trouble;
	return {
		states: new Map(looks.flatMap(({ states }) => [...states])),
		answered: new Set(looks.flatMap(({ answered }) => [...answered])),
		requests: looks.reduce((sum, { requests }) => sum + requests, 0),
		...given({ trouble }),
	};
}
