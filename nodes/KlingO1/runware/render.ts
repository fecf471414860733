import { approve } from './approval';
import type { Budget } from './approval';
import { createAsk } from './ask';
import { findEarlier } from './findEarlier';
import type { Found } from './findEarlier';
import { taskOf, askedOf } from './job';
import type { Job } from './job';
import { ended, failed, outcomeOf, unsubmitted } from './outcome';
import type { Charged, Outcome } from './outcome';
import { createPlaces } from './places';
import type { Clock, Send, TaskUUID } from './protocol';
import { RunwareError } from './RunwareError';
import { createSubmit } from './submit';
import type { Submission } from './submit';
import { isEnd } from './taskState';
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
	/** A task of a job is about to be submitted, or was found. */
	readonly onTask?: (taskUUID: TaskUUID, job: number) => void;
	readonly onOutcome?: (outcome: Outcome, job: number) => void;
}

/** As many as are sent at a time: a task may hold images, and rows may be thousands. */
const MOST_PREPARED = 100;

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
	{ maxConcurrent, budget, onTask, onOutcome }: RenderPlan,
): Promise<readonly Outcome[]> {
	const ask = createAsk(send);
	const submit = createSubmit({ send, ask, clock, random });
	const watch = createWatch(ask, clock, true);
	const places = createPlaces(maxConcurrent);
	const prepared = createPlaces(MOST_PREPARED);
	const numbers = new Map(jobs.map((job, index) => [job, index]));

	const entries = await findEarlier(jobs, ask, clock);
	const toBuy = entries.filter(isFound).filter(({ state }) => isUnbought(state));
	const approval =
		budget === undefined || toBuy.length === 0 ? undefined : await approve(toBuy, send, budget);

	return await Promise.all(
		entries.map(async (entry, job) => {
			const outcome = isFound(entry)
				? await made(entry)
				: unsubmitted(entry, chargeOfUnasked(entry));
			onOutcome?.(outcome, job);
			return outcome;
		}),
	);

	async function made(found: Found): Promise<Outcome> {
		const { job, taskUUID, state } = found;
		if (state !== undefined && isEnd(state)) {
			tell(found);
			return ended(taskUUID, state, true);
		}
		const buy = isUnbought(state);
		if (!buy) tell(found);
		const refusal = buy ? approval?.refusals.get(taskUUID) : undefined;
		if (refusal !== undefined) return unsubmitted(refusal, 'no');
		// What is not waited for can not wait for a place either.
		if (job.until !== 'finished') return await taken(found, buy);
		if (buy) await places.wait();
		else places.take();
		try {
			return await taken(found, buy);
		} finally {
			places.release();
		}
	}

	function tell({ job, taskUUID }: Found): void {
		onTask?.(taskUUID, numbers.get(job) ?? 0);
	}

	async function taken(found: Found, buy: boolean): Promise<Outcome> {
		const known = { reused: true, ordered: false };
		return buy ? await bought(found) : await awaited(found.job, found.taskUUID, known);
	}

	async function bought(found: Found): Promise<Outcome> {
		const { job, taskUUID } = found;
		const submission = await submitted(found);
		if (submission instanceof RunwareError) return unsubmitted(submission, 'no');
		if (submission.is === 'refused') {
			return submission.lost
				? await lookedFor(job, taskUUID, submission.error)
				: failed(taskUUID, submission.error, 'no');
		}
		return submission.is === 'ended'
			? ended(taskUUID, submission.state, submission.earlier)
			: await awaited(job, taskUUID, { reused: submission.earlier, ordered: submission.ordered });
	}

	/** A row's files are in memory from here until its task is submitted. */
	async function submitted(found: Found): Promise<Submission | RunwareError> {
		const { job, taskUUID, askedAt } = found;
		await prepared.wait();
		try {
			const task = await taskOf(job, taskUUID);
			if (task instanceof RunwareError) return task;
			const giveUpAt = clock.now() + job.maxWaitMs;
			tell(found);
			return await submit(task, { giveUpAt, unknownAt: askedAt });
		} finally {
			prepared.release();
		}
	}

	/** A refusal after a try that got lost proves nothing: the task may have been accepted before. */
	async function lookedFor(job: Job, taskUUID: TaskUUID, refusal: RunwareError): Promise<Outcome> {
		const silentUntil = clock.now() + LOST_SILENT_MS;
		const ending = await watch({
			...askedOf(job, taskUUID),
			deadline: clock.now() + job.maxWaitMs,
			silentUntil,
			unknownUntil: silentUntil,
		});
		return outcomeOf(taskUUID, ending, false, refusal);
	}

	async function awaited(
		job: Job,
		taskUUID: TaskUUID,
		{ reused, ordered }: { readonly reused: boolean; readonly ordered: boolean },
	): Promise<Outcome> {
		const isLeft = job.until === 'accepted' || (job.until === 'reported' && ordered);
		if (isLeft) return { status: 'processing', taskUUID };
		const now = clock.now();
		const ending = await watch({
			...askedOf(job, taskUUID),
			deadline: now + job.maxWaitMs,
			unknownUntil: now + ACCEPTED_UNKNOWN_MS,
			fresh: !reused,
		});
		return outcomeOf(taskUUID, ending, reused);
	}
}

/**
 * What could not be asked after may have been bought by an earlier run. A refused key says that
 * nothing is, which holds for all but a key that was good before.
 */
function chargeOfUnasked({ kind }: RunwareError): Charged {
	return kind === 'auth' ? 'no' : 'unknown';
}

function isFound(entry: Found | RunwareError): entry is Found {
	return !(entry instanceof RunwareError);
}

/** Whether Runware does not have the task, as far as it says. */
function isUnbought(state: TaskState | undefined): boolean {
	return state === undefined || state.status === 'unknown';
}
