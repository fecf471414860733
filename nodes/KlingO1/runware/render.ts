import { approve } from './approval';
import type { Budget } from './approval';
import { createAsk } from './ask';
import { findEarlier } from './findEarlier';
import type { Found } from './findEarlier';
import { taskOf, askedOf } from './job';
import type { Job } from './job';
import { ended, failed, outcomeOf, unsubmitted } from './outcome';
import type { Outcome } from './outcome';
import { createPlaces } from './places';
import type { Clock, Send, TaskUUID } from './protocol';
import { RunwareError } from './RunwareError';
import { createSubmit } from './submit';
import type { TaskState } from './taskState';
import { ACCEPTED_UNKNOWN_MS, createWatch } from './watch';

export interface RenderDependencies {
	readonly send: Send;
	readonly clock: Clock;
	/** At least 0 and below 1. */
	readonly random: () => number;
}

export interface RenderPlan {
	/** How many tasks may be in progress at Runware. */
	readonly maxConcurrent: number;
	/** When given, what has to be bought is priced before the first submit, and may be refused. */
	readonly budget?: Budget;
	readonly onOutcome?: (outcome: Outcome, job: number) => void;
}

/** How long a task is looked for that was refused after an earlier try had got lost. */
const LOST_SILENT_MS = 15_000;

/**
 * Renders every job, all at the same time up to the plan's limit, and charges each at most once:
 * what Runware has already is delivered or waited for, and only what it does not know is submitted.
 * Never rejects for what the network or the API did.
 * @returns the outcomes in the order of the jobs
 */
export async function render(
	jobs: readonly Job[],
	{ send, clock, random }: RenderDependencies,
	{ maxConcurrent, budget, onOutcome }: RenderPlan,
): Promise<readonly Outcome[]> {
	const ask = createAsk(send);
	const submit = createSubmit({ send, ask, clock, random });
	const watch = createWatch(ask, clock, true);
	const places = createPlaces(maxConcurrent);

	const found = await findEarlier(jobs, ask, clock);
	const toBuy = found.filter(isFound).filter(({ state }) => isUnbought(state));
	const approval =
		budget === undefined || toBuy.length === 0 ? undefined : await approve(toBuy, send, budget);

	return await Promise.all(
		found.map(async (entry, job) => {
			const outcome = isFound(entry) ? await made(entry) : unsubmitted(entry);
			onOutcome?.(outcome, job);
			return outcome;
		}),
	);

	async function made({ job, taskUUID, state }: Found): Promise<Outcome> {
		if (state !== undefined && isEnd(state)) return ended(taskUUID, state, true);
		const buy = isUnbought(state);
		const refusal = buy ? approval?.refusals.get(taskUUID) : undefined;
		if (refusal !== undefined) return unsubmitted(refusal);
		// What is not waited for can not wait for a place either.
		if (job.until === 'accepted') return await taken(job, taskUUID, buy);
		if (buy) await places.wait();
		else places.take();
		try {
			return await taken(job, taskUUID, buy);
		} finally {
			places.release();
		}
	}

	async function taken(job: Job, taskUUID: TaskUUID, buy: boolean): Promise<Outcome> {
		return buy ? await bought(job, taskUUID) : await awaited(job, taskUUID, true);
	}

	async function bought(job: Job, taskUUID: TaskUUID): Promise<Outcome> {
		const task = await taskOf(job, taskUUID);
		if (task instanceof RunwareError) return unsubmitted(task);
		const submission = await submit(task, clock.now() + job.maxWaitMs);
		if (submission.is === 'accepted') return await awaited(job, taskUUID, submission.earlier);
		if (submission.is === 'ended') return ended(taskUUID, submission.state, false);
		if (!submission.lost) return failed(taskUUID, submission.error, 'no');
		const silentUntil = clock.now() + LOST_SILENT_MS;
		return await awaited(job, taskUUID, false, { silentUntil, refusal: submission.error });
	}

	async function awaited(
		job: Job,
		taskUUID: TaskUUID,
		reused: boolean,
		lost?: { readonly silentUntil: number; readonly refusal: RunwareError },
	): Promise<Outcome> {
		if (job.until === 'accepted' && lost === undefined) return { status: 'processing', taskUUID };
		const ending = await watch({
			...askedOf(job, taskUUID),
			deadline: clock.now() + job.maxWaitMs,
			unknownUntil: lost?.silentUntil ?? clock.now() + ACCEPTED_UNKNOWN_MS,
			...(lost === undefined ? {} : { silentUntil: lost.silentUntil }),
		});
		return outcomeOf(taskUUID, ending, reused, lost?.refusal);
	}
}

function isFound(entry: Found | RunwareError): entry is Found {
	return !(entry instanceof RunwareError);
}

/** Whether Runware does not have the task, as far as it says. */
function isUnbought(state: TaskState | undefined): boolean {
	return state === undefined || state.status === 'unknown';
}

/** An error that may be the look's own is no end: the task may well be rendering. */
function isEnd(state: TaskState): boolean {
	return state.status === 'success' || (state.status === 'error' && state.certain);
}
