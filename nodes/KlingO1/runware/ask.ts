import { decode } from './envelope';
import type { Answer } from './envelope';
import type { Reply, Send, TaskUUID } from './protocol';
import { taskStates } from './taskState';
import type { Asked, TaskState } from './taskState';
import { RunwareError } from './RunwareError';

/** What one look at many tasks brought. */
export interface Look {
	readonly states: ReadonlyMap<TaskUUID, TaskState>;
	/** The tasks whose request was answered readably, whether or not it spoke of them. */
	readonly answered: ReadonlySet<TaskUUID>;
	/** How many requests it took. */
	readonly requests: number;
	/** Why a request of this look failed; a failed look says nothing about its tasks. */
	readonly trouble?: { readonly error: RunwareError; readonly retryAfterMs?: number };
}

export type Ask = (tasks: readonly Asked[]) => Promise<Look>;

/** No limit is documented; 250 such tasks are about 25 kB. */
const MOST_PER_REQUEST = 250;

/** Were batches refused, 250 requests at a time would be an attack. */
const MOST_REQUESTS = 8;

/**
 * Looks at many tasks with one request. Should the API refuse a batch, smaller ones are tried
 * down to single tasks, and the size that worked is kept for the run; tasks beyond what then fits
 * one look wait for the next, so callers name those first that were answered longest ago.
 */
export function createAsk(send: Send): Ask {
	let perRequest = MOST_PER_REQUEST;

	return async function ask(tasks) {
		for (;;) {
			const size = perRequest;
			const looks = await Promise.all(batches(tasks, size).map(askOnce));
			if (size === 1 || !looks.includes('refused')) {
				return merged(looks.filter((look) => look !== 'refused'));
			}
			perRequest = Math.min(perRequest, Math.max(1, Math.floor(Math.min(size, tasks.length) / 2)));
		}
	};

	async function askOnce(tasks: readonly Asked[]): Promise<Look | 'refused'> {
		const reply = await send(
			tasks.map(({ taskUUID }) => ({ taskType: 'getResponse' as const, taskUUID })),
		);
		const answer = decode(reply.status === 'none' ? undefined : reply.body);
		const states = taskStates(answer, tasks);
		const healthy = reply.status !== 'none' && reply.status < 300 && answer.errors.every(isOfATask);
		if (states.size > 0 || (healthy && answer.readable)) {
			return { states, answered: new Set(tasks.map(({ taskUUID }) => taskUUID)), requests: 1 };
		}
		const error = troubleOf(reply);
		if (tasks.length > 1 && refusesBatch(reply, answer, error)) return 'refused';
		const retryAfterMs = reply.status === 'none' ? undefined : reply.retryAfterMs;
		return {
			states,
			answered: new Set(),
			requests: 1,
			trouble: { error, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
		};
	}
}

/**
 * Asks until no task is left of which an answer might have been left out. Silence is how the API
 * speaks of a task that it does not have; but an answer that speaks of some tasks only may also
 * have been cut short, so the others are asked after again, among themselves.
 */
export async function askUntilSilent(tasks: readonly Asked[], ask: Ask): Promise<Look> {
	const look = await ask(tasks);
	const silent = tasks.filter(
		({ taskUUID }) => look.answered.has(taskUUID) && !look.states.has(taskUUID),
	);
	if (look.states.size === 0 || silent.length === 0) return look;
	return merged([without(look, silent), await askUntilSilent(silent, ask)]);
}

/** What a request that did not bring what it was sent for has to say. */
export function troubleOf(reply: Reply): RunwareError {
	if (reply.status === 'none') {
		return new RunwareError({ code: reply.code ?? 'connectionFailed', message: reply.cause });
	}
	const [error] = decode(reply.body).errors;
	if (reply.status === 401 && error?.kind !== 'auth') {
		return new RunwareError({ code: 'invalidApiKey', message: 'The API key was not accepted' });
	}
	if (reply.status === 429 && error?.kind !== 'rateLimit') {
		return new RunwareError({ code: 'rateLimitExceeded', message: 'Too many requests' });
	}
	// The API has one address; what says "not found" there is something else.
	if (error !== undefined && reply.status !== 404) return error;
	return reply.status < 300
		? new RunwareError({ code: 'unrecognizedResponse', message: 'The answer could not be read' })
		: new RunwareError({
				code: httpCode(reply.status),
				message: `The answer was HTTP status ${reply.status}`,
			});
}

function httpCode(status: number): string {
	if (status === 408) return 'requestTimeout';
	return status >= 500 ? 'serviceUnavailable' : 'httpError';
}

function isOfATask({ details }: RunwareError): boolean {
	return details.taskUUID !== undefined;
}

/** A page that is no answer of the API, such as a wrong address gives, is not about the batch. */
function refusesBatch({ status }: Reply, { readable }: Answer, { kind }: RunwareError): boolean {
	if (status === 413) return true;
	return readable && status !== 'none' && status < 500 && ['validation', 'notFound'].includes(kind);
}

function batches(tasks: readonly Asked[], size: number): (readonly Asked[])[] {
	const count = Math.min(Math.ceil(tasks.length / size), MOST_REQUESTS);
	return Array.from({ length: count }, (_, index) => tasks.slice(index * size, (index + 1) * size));
}

function without(look: Look, tasks: readonly Asked[]): Look {
	const answered = new Set(look.answered);
	for (const { taskUUID } of tasks) answered.delete(taskUUID);
	return { ...look, answered };
}

function merged(looks: readonly Look[]): Look {
	const trouble = looks.find((look) => look.trouble !== undefined)?.trouble;
	return {
		states: new Map(looks.flatMap(({ states }) => [...states])),
		answered: new Set(looks.flatMap(({ answered }) => [...answered])),
		requests: looks.reduce((sum, { requests }) => sum + requests, 0),
		...(trouble === undefined ? {} : { trouble }),
	};
}
