import { askUntilSilent } from './ask';
import type { Ask } from './ask';
import { numberField, read, textField, troubleOf } from './envelope';
import type { Answer } from './envelope';
import { askedOf, taskOf } from './job';
import type { Job } from './job';
import type { Clock, Reply, Send, TaskUUID, VideoInferenceTask } from './protocol';
import { RunwareError } from './RunwareError';
import { isEnd } from './taskState';

/** A job that would have to be bought, under the identity of its current try. */
export interface Purchase {
	readonly job: Job;
	readonly taskUUID: TaskUUID;
}

/** What the API's dry run says of a task. */
export type Quote =
	/** USD. */
	| { readonly price: number }
	/** Why it would be refused. */
	| { readonly refusal: RunwareError }
	/** Why the API did not look at it. */
	| { readonly unchecked: RunwareError };

export interface Quotes {
	/** A task is missing when the API has no objection and told no price. */
	readonly told: ReadonlyMap<TaskUUID, Quote>;
	/** Tasks that are being made, because something on the way dropped the word that this is a dry run. */
	readonly made: ReadonlySet<TaskUUID>;
}

export interface QuoteDependencies {
	readonly send: Send;
	readonly ask: Ask;
	readonly clock: Clock;
}

const MOST_PER_REQUEST = 25;

/** Milliseconds; a dry run is free, so it is simply tried again. */
const TRY_AGAIN_MS = [1000, 3000];

/** A just accepted task was seen to be unknown for so long. */
const VISIBLE_AFTER_MS = 2000;

/**
 * Asks the API what tasks would cost. No answer confirms a dry run, and one without a price looks
 * like an acceptance. So it is tried with one task, under its own taskUUID, and looked whether the
 * API has that now; then with the others. What is found to be made is not bought again.
 */
export async function quotes(
	purchases: readonly Purchase[],
	{ send, ask, clock }: QuoteDependencies,
): Promise<Quotes> {
	const told = new Map<TaskUUID, Quote>();
	let made: ReadonlySet<TaskUUID> = new Set();
	for (const batch of [purchases.slice(0, 1), ...batches(purchases.slice(1))]) {
		if (made.size === 0) {
			const sent = await price(batch);
			made = await foundAmong(sent, told);
		} else for (const { taskUUID } of batch) told.set(taskUUID, { unchecked: STOPPED });
	}
	return { told, made };

	async function price(batch: readonly Purchase[]): Promise<readonly Purchase[]> {
		const tasks: VideoInferenceTask[] = [];
		for (const { job, taskUUID } of batch) {
			const task = await taskOf(job, taskUUID);
			if (task instanceof RunwareError) told.set(taskUUID, { refusal: task });
			else tasks.push(task);
		}
		if (tasks.length === 0) return [];
		let reply = await send(tasks, { dryRun: true });
		for (const pauseMs of TRY_AGAIN_MS) {
			if (!isUnanswered(reply)) break;
			await clock.sleep(pauseMs);
			reply = await send(tasks, { dryRun: true });
		}
		for (const task of tasks) {
			const quote = quoteFor(task, reply, tasks.length === 1);
			if (quote !== undefined) told.set(task.taskUUID, quote);
		}
		return batch.filter(({ taskUUID }) => {
			const quote = told.get(taskUUID);
			return quote === undefined || !('refusal' in quote);
		});
	}

	async function foundAmong(sent: readonly Purchase[], known: typeof told) {
		const isPriced = sent.every(({ taskUUID }) => {
			const quote = known.get(taskUUID);
			return quote !== undefined && 'price' in quote;
		});
		const tasks = sent.map(({ job, taskUUID }) => askedOf(job, taskUUID));
		for (const pauseMs of isPriced ? [0] : [0, VISIBLE_AFTER_MS]) {
			if (tasks.length === 0) break;
			if (pauseMs > 0) await clock.sleep(pauseMs);
			const { states } = await askUntilSilent(tasks, ask);
			const found = [...states].filter(
				([, state]) => isEnd(state) || state.status === 'processing',
			);
			if (found.length > 0) return new Set(found.map(([taskUUID]) => taskUUID));
		}
		return new Set<TaskUUID>();
	}
}

const STOPPED = new RunwareError({
	code: 'notSubmitted',
	message: 'the dry run of another row was not one, so no more rows were sent',
});

function batches(purchases: readonly Purchase[]): (readonly Purchase[])[] {
	const count = Math.ceil(purchases.length / MOST_PER_REQUEST);
	return Array.from({ length: count }, (_, index) =>
		purchases.slice(index * MOST_PER_REQUEST, (index + 1) * MOST_PER_REQUEST),
	);
}

function isUnanswered(reply: Reply): boolean {
	return reply.status === 'none' || reply.status >= 500 || reply.status === 429;
}

function quoteFor(task: VideoInferenceTask, reply: Reply, sole: boolean): Quote | undefined {
	if (isUnanswered(reply)) return { unchecked: troubleOf(reply) };
	const answer = read(reply);
	const refusal = errorOf(task, answer, sole);
	if (refusal !== undefined) return isConflict(refusal) ? undefined : judgement(refusal);
	const costs = answer.results
		.filter((result) => isOf(task, textField(result, 'taskUUID'), sole))
		.map((result) => numberField(result, 'cost'))
		.filter((cost) => cost !== undefined);
	if (costs.length > 0) return { price: costs.reduce((sum, cost) => sum + cost, 0) };
	const isHeard = answer.status < 300 && answer.readable;
	return isHeard ? undefined : { unchecked: troubleOf(reply) };
}

function errorOf(
	task: VideoInferenceTask,
	{ errors }: Answer,
	sole: boolean,
): RunwareError | undefined {
	return errors.find(({ details }) => isOf(task, details.taskUUID, sole));
}

function isOf(task: VideoInferenceTask, taskUUID: string | undefined, sole: boolean): boolean {
	return taskUUID?.toLowerCase() === task.taskUUID || (sole && taskUUID === undefined);
}

/** A passing fault is no judgement of the task; a code that nobody has listed is taken for one. */
function judgement(error: RunwareError): Quote {
	return error.passing && error.kind !== 'unknown' ? { unchecked: error } : { refusal: error };
}

/** The identity is in use: the video is there or on its way, and no word about the task. */
function isConflict({ details }: RunwareError): boolean {
	return /conflict|duplicate/i.test(details.code);
}
