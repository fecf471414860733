import { pollUntilSilent } from '../waiting/poll';
import type { Poll } from '../waiting/poll';
import { numberField, read, textField, troubleOf } from '../wire/envelope';
import type { Answer } from '../wire/envelope';
import { polledTaskOf, taskOf } from '../tasks/job';
import type { Job } from '../tasks/job';
import type { Clock, Reply, Send, TaskUUID, VideoInferenceTask } from '../wire/protocol';
import { RunwareError } from '../wire/RunwareError';

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
	/** Why the API did not check it. */
	| { readonly unchecked: RunwareError };

export interface Quotes {
	/** A task is missing when the API has no objection and told no price. */
	readonly told: ReadonlyMap<TaskUUID, Quote>;
	/** Tasks that are being made, because something on the way dropped the word that this is a dry run. */
	readonly made: ReadonlySet<TaskUUID>;
	/** Tasks of which that could not be learnt. */
	readonly unsure: ReadonlySet<TaskUUID>;
}

export interface QuoteDependencies {
	readonly send: Send;
	readonly ask: Poll;
	readonly clock: Clock;
}

const MOST_PRICED_PER_REQUEST = 25;

/** Milliseconds; a dry run is free, so it is simply tried again. */
const TRY_AGAIN_MS = [1000, 3000];

/** A just accepted task was seen to be unknown for so long. */
const VISIBLE_AFTER_MS = 2000;

/** Pauses of polls that fail. */
const LOOK_AGAIN_MS = [1000, 1500, 2500, 0];

/**
 * Asks the API what tasks would cost. No answer confirms a dry run: whether the acceptance of a task
 * tells a price as well is not documented. So it is tried with one task, under its own taskUUID: when
 * a task that is being made can be seen it is polled and, without a price, sent again before, which
 * such a task refuses. Then come the others.
 */
export async function quotePrices(
	purchases: readonly Purchase[],
	{ send, ask, clock }: QuoteDependencies,
): Promise<Quotes> {
	const told = new Map<TaskUUID, Quote>();
	const conflicts = new Set<TaskUUID>();
	const made = new Set<TaskUUID>();
	const unsure = new Set<TaskUUID>();
	/** Refused at their first dry run, or never sent: of nothing else it is certain that nothing is made. */
	const settled = new Set<TaskUUID>();
	let isHeeded = false;
	let isIgnored = false; // a task was in use that only its own dry run can have brought
	for (let next = 0; next < purchases.length; ) {
		const batch = purchases.slice(next, next + (isHeeded ? MOST_PRICED_PER_REQUEST : 1));
		next += batch.length;
		if (made.size > 0 || isIgnored) {
			for (const { taskUUID } of batch) told.set(taskUUID, { unchecked: STOPPED });
			continue;
		}
		const tasks = await price(batch);
		const isPriced = tasks.every(({ taskUUID }) => told.has(taskUUID));
		const isTaken = batch.some(({ taskUUID }) => conflicts.has(taskUUID));
		const mayBeAccepted = !isPriced || batch.some(({ taskUUID }) => hasPrice(taskUUID));
		if (!isHeeded && !isTaken && mayBeAccepted) {
			await clock.sleep(VISIBLE_AFTER_MS);
			if (!isPriced) await sendDryRun(tasks, true);
		}
		await lookFor(batch);
		isHeeded ||= batch.some(({ taskUUID }) => !isRefused(taskUUID) && !unsure.has(taskUUID));
	}
	return { told, made, unsure };

	async function price(batch: readonly Purchase[]): Promise<readonly VideoInferenceTask[]> {
		const wholes = await Promise.all(
			batch.map(async ({ job, taskUUID }) => {
				const task = await taskOf(job, taskUUID);
				if (!(task instanceof RunwareError)) return [task];
				told.set(taskUUID, { refusal: task });
				settled.add(taskUUID);
				return [];
			}),
		);
		const tasks = wholes.flat();
		await sendDryRun(tasks, false);
		return tasks;
	}

	async function sendDryRun(tasks: readonly VideoInferenceTask[], again: boolean): Promise<void> {
		if (tasks.length === 0) return;
		let isRepeated = again;
		let reply = await send(tasks, { dryRun: true });
		for (const pauseMs of TRY_AGAIN_MS) {
			if (!isUnanswered(reply)) break;
			await clock.sleep(pauseMs);
			isRepeated = true;
			reply = await send(tasks, { dryRun: true });
		}
		for (const task of tasks) {
			const { taskUUID } = task;
			const quote = quoteFor(task, reply, {
				sole: tasks.length === 1,
				repeated: isRepeated && !isHeeded,
			});
			if (quote === 'conflict') {
				conflicts.add(taskUUID);
				isIgnored ||= isRepeated;
			} else if (quote !== undefined) {
				told.set(taskUUID, quote);
				if (!isHeeded && 'unchecked' in quote) unsure.add(taskUUID);
				if (!('refusal' in quote)) continue;
				if (isHeeded || !isRepeated) settled.add(taskUUID);
				else unsure.add(taskUUID);
			}
		}
	}

	function hasPrice(taskUUID: TaskUUID): boolean {
		return 'price' in (told.get(taskUUID) ?? {});
	}

	function isRefused(taskUUID: TaskUUID): boolean {
		return 'refusal' in (told.get(taskUUID) ?? {});
	}

	/** Checks whether the API has tasks that it was only to price. */
	async function lookFor(batch: readonly Purchase[]): Promise<void> {
		const sent = batch.filter(({ taskUUID }) => !settled.has(taskUUID));
		let open = sent.map(({ job, taskUUID }) => polledTaskOf(job, taskUUID));
		for (const pauseMs of LOOK_AGAIN_MS) {
			if (open.length === 0) break;
			const { states, answered } = await pollUntilSilent(open, ask);
			for (const [taskUUID, state] of states) {
				if (state.status === 'error' && !state.certain) unsure.add(taskUUID);
				else if (state.status !== 'unknown') made.add(taskUUID);
			}
			open = open.filter(({ taskUUID }) => !answered.has(taskUUID));
			if (open.length > 0) await clock.sleep(pauseMs);
		}
		for (const { taskUUID } of open) unsure.add(taskUUID);
		for (const taskUUID of conflicts) unsure.add(taskUUID);
	}
}

const STOPPED = new RunwareError({
	code: 'notSubmitted',
	message: 'the dry run of another row was not a dry run, so no more rows were sent',
});

function isUnanswered(reply: Reply): boolean {
	return reply.status === 'none' || reply.status >= 500 || reply.status === 429;
}

function quoteFor(
	task: VideoInferenceTask,
	reply: Reply,
	{ sole, repeated }: { readonly sole: boolean; readonly repeated: boolean },
): Quote | 'conflict' | undefined {
	if (isUnanswered(reply)) return { unchecked: troubleOf(reply) };
	const answer = read(reply);
	const refusal = errorOfTask(task, answer, sole);
	if (refusal !== undefined) return isConflict(refusal) ? 'conflict' : judgement(refusal, repeated);
	const costs = answer.results
		.filter((result) => isOf(task, textField(result, 'taskUUID'), sole))
		.map((result) => numberField(result, 'cost'))
		.filter((cost) => cost !== undefined)
		.filter((cost) => cost > 0); // 0 is what the dry run itself costs
	if (costs.length > 0) return { price: costs.reduce((sum, cost) => sum + cost, 0) };
	const isHeard = answer.status < 300 && answer.readable;
	return isHeard ? undefined : { unchecked: troubleOf(reply) };
}

function errorOfTask(
	task: VideoInferenceTask,
	{ errors }: Answer,
	sole: boolean,
): RunwareError | undefined {
	return errors.find(({ details }) => isOf(task, details.taskUUID, sole));
}

function isOf(task: VideoInferenceTask, taskUUID: string | undefined, sole: boolean): boolean {
	return taskUUID?.toLowerCase() === task.taskUUID || (sole && taskUUID === undefined);
}

/**
 * A passing fault says nothing about the task, nor does a code that nobody has listed, nor what
 * names no task when the first try may have bought this one: the submit then shows what is the case.
 */
function judgement(error: RunwareError, repeated: boolean): Quote {
	const isAboutTask = !repeated || error.details.taskUUID !== undefined;
	return isAboutTask && !error.isRetryable ? { refusal: error } : { unchecked: error };
}

/** The identity is in use: the video is there or on its way, and no word about the task. */
function isConflict({ details }: RunwareError): boolean {
	return /conflict|duplicate/i.test(details.code);
}
