import { approve } from './buying/approval';
import type { Budget } from './buying/approval';
import { createRecall } from './waiting/archive';
import { createAsk } from './waiting/poll';
import { isWorthAnother, MOST_ATTEMPTS } from './tasks/attempt';
import type { Attempt } from './tasks/attempt';
import { findEarlier } from './buying/findEarlier';
import type { Found } from './buying/findEarlier';
import { taskOf, askedOf } from './tasks/job';
import type { Job } from './tasks/job';
import { ended, failed, outcomeOf, unsubmitted } from './tasks/outcome';
import type { Charged, Outcome } from './tasks/outcome';
import { createPlaces } from './tasks/semaphore';
import type { Clock, Send, TaskUUID } from './wire/protocol';
import { RunwareError } from './wire/RunwareError';
import { createSubmit } from './buying/submit';
import type { Submission } from './buying/submitAnswer';
import { isEnd } from './wire/taskState';
import type { TaskState } from './wire/taskState';
import { ACCEPTED_UNKNOWN_MS, createWatch } from './waiting/watch';

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
	/** A task may be paid for from here on: Runware has it, or it is submitted next. */
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

	const entries = await findEarlier(jobs, ask, createRecall(send, clock), clock);
	for (const entry of entries.filter(isFound)) if (!isUnbought(entry.state)) tell(entry);
	const toBuy = entries.filter(isFound).filter(({ state }) => isUnbought(state));
	const approval =
		budget === undefined || toBuy.length === 0
			? undefined
			: await approve(toBuy, { send, ask, clock }, budget);

	return await Promise.all(
		entries.map(async (entry, job) => {
			const outcome = isFound(entry)
				? await made(entry)
				: unsubmitted(entry, chargeOfUnasked(entry));
			onOutcome?.(outcome, job);
			return outcome;
		}),
	);

	function tell({ job, taskUUID }: Found): void {
		onTask?.(taskUUID, numbers.get(job) ?? 0);
	}

	async function made(found: Found): Promise<Outcome> {
		const { job, taskUUID, state } = found;
		if (state !== undefined && isEnd(state)) return ended(taskUUID, state, true);
		const isMade = approval?.made.has(taskUUID) === true;
		if (isMade) tell(found);
		const buy = isUnbought(state) && !isMade;
		const refusal = buy ? approval?.refusals.get(taskUUID) : undefined;
		if (refusal !== undefined) {
			return approval?.unsure.has(taskUUID) === true
				? failed(taskUUID, refusal, 'unknown')
				: unsubmitted(refusal, 'no');
		}
		const first = async (): Promise<Attempt> => {
			if (buy) return await bought(found, clock.now() + job.maxWaitMs, undefined);
			submit.joined();
			return await awaited(job, taskUUID, { reused: !isMade, ordered: false });
		};
		// What is not waited for can not wait for a place either.
		if (job.until !== 'finished') return await attempted();
		if (buy) await places.wait();
		else places.take();
		try {
			return await attempted();
		} finally {
			places.release();
		}

		/** Kling may be too busy or too slow for a task that it has taken: the next attempt may do. */
		async function attempted(): Promise<Outcome> {
			const begun = clock.now();
			let attempt = await first();
			let attempts = 1;
			const { readyBy: deadline = begun + job.maxWaitMs } = attempt;
			const mayBuy = buy || budget === undefined;
			const isLeft = () => isWorthAnother(attempt, deadline - clock.now(), job);
			while (mayBuy && attempts < MOST_ATTEMPTS && isLeft()) {
				attempts += 1;
				// What was in progress already may be more than the plan allows; what is bought may not.
				if (attempts === 2 && !buy && job.until === 'finished') {
					places.release();
					await places.wait();
				}
				const next = { ...found, attempt: found.attempt + attempts - 1, askedAt: -Infinity };
				const later = { ...next, taskUUID: job.taskUUID(next.attempt) };
				attempt = await bought(later, deadline, deadline);
			}
			const { outcome } = attempt;
			return outcome.status === 'finished' && attempts > 1 ? { ...outcome, attempts } : outcome;
		}
	}

	/**
	 * @param submitBy when to give up a task that is not accepted
	 * @param readyBy when to give up one that is; if undefined, its maximum wait begins then
	 */
	async function bought(
		found: Found,
		submitBy: number,
		readyBy: number | undefined,
	): Promise<Attempt> {
		const { job, taskUUID } = found;
		const submission = await submitted(found, submitBy);
		if (submission instanceof RunwareError) return { outcome: unsubmitted(submission, 'no') };
		switch (submission.is) {
			case 'refused':
				return {
					outcome: submission.lost
						? await lookedFor(job, taskUUID, submission.error)
						: failed(taskUUID, submission.error, 'no'),
				};
			case 'ended': {
				const { state } = submission;
				return { outcome: ended(taskUUID, state, wasThere(submission)), state };
			}
			case 'accepted': {
				const { ordered } = submission;
				return await awaited(job, taskUUID, { reused: wasThere(submission), ordered }, readyBy);
			}
		}
	}

	/** What was there before the submit, this run may have bought by a dry run that was not one. */
	function wasThere({ earlier }: { readonly earlier: boolean }): boolean {
		return earlier && approval === undefined;
	}

	/** A row's files are in memory from here until its task is submitted. */
	async function submitted(found: Found, submitBy: number): Promise<Submission | RunwareError> {
		const { job, taskUUID, askedAt } = found;
		await prepared.wait();
		try {
			const task = await taskOf(job, taskUUID);
			if (task instanceof RunwareError) return task;
			tell(found);
			const maxWaitMs = Math.max(0, submitBy - clock.now());
			return await submit(task, { maxWaitMs, unknownAt: askedAt });
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

	/** Waits for a task that Runware has, unless its job is content with that. */
	async function awaited(
		job: Job,
		taskUUID: TaskUUID,
		{ reused, ordered }: { readonly reused: boolean; readonly ordered: boolean },
		deadline = clock.now() + job.maxWaitMs,
	): Promise<Attempt> {
		const isLeft = job.until === 'accepted' || (job.until === 'reported' && ordered);
		if (isLeft) return { outcome: { status: 'processing', taskUUID } };
		const ending = await watch({
			...askedOf(job, taskUUID),
			deadline,
			unknownUntil: clock.now() + ACCEPTED_UNKNOWN_MS,
			fresh: !reused,
		});
		const outcome = outcomeOf(taskUUID, ending, reused);
		if (ending.is !== 'ended') {
			submit.ended();
			return { outcome, readyBy: deadline };
		}
		const { state } = ending;
		submit.ended({ overtaxed: state.status === 'error' && state.error.kind === 'rateLimit' });
		return { outcome, state, readyBy: deadline };
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
