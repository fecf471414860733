import { approve } from './buying/approval';
import type { Budget } from './buying/approval';
import { createArchive } from './waiting/archive';
import { createPoll } from './waiting/poll';
import { isWorthAnother, MOST_ATTEMPTS } from './tasks/attempt';
import type { Attempt } from './tasks/attempt';
import { findEarlier, isFound, isUnbought } from './buying/findEarlier';
import type { EarlierTask } from './buying/findEarlier';
import { taskOf, polledTaskOf } from './tasks/job';
import type { Job } from './tasks/job';
import { outcomeOfState, failedOutcome, outcomeOfWatch, unsubmittedOutcome } from './tasks/outcome';
import type { Charged, Outcome } from './tasks/outcome';
import { createSemaphore } from './tasks/semaphore';
import type { Clock, Send, TaskUUID } from './wire/protocol';
import { RunwareError } from './wire/RunwareError';
import { createSubmit } from './buying/submit';
import type { SubmitResult } from './buying/submitAnswer';
import { isEnd } from './wire/taskState';
import { ACCEPTED_UNKNOWN_MS, createWatch } from './waiting/watch';

export interface RunDependencies {
	readonly send: Send;
	readonly clock: Clock;
	/** At least 0 and below 1. */
	readonly random: () => number;
}

export interface RunPlan {
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

/** How long a task is polled that was refused after an earlier try had got lost. */
const LOST_SILENT_MS = 15_000;

/**
 * Runs a task for every job, all at the same time up to the plan's limit; each is paid at most once:
 * what Runware has already is delivered or waited for, and only what it does not know is submitted.
 * Never rejects for what the network or the API did.
 * @returns the outcomes in the order of the jobs
 */
export async function runTasks(
	jobs: readonly Job[],
	{ send, clock, random }: RunDependencies,
	{ maxConcurrent, budget, onTask, onOutcome }: RunPlan,
): Promise<readonly Outcome[]> {
	const ask = createPoll(send);
	const submit = createSubmit({ send, ask, clock, random });
	const watch = createWatch(ask, clock, true);
	const places = createSemaphore(maxConcurrent);
	const memory = createSemaphore(MOST_PREPARED);
	const numbers = new Map(jobs.map((job, index) => [job, index]));

	const entries = await findEarlier(jobs, ask, createArchive(send, clock), clock);
	for (const entry of entries.filter(isFound)) if (!isUnbought(entry.state)) tell(entry);
	const toBuy = entries.filter(isFound).filter(({ state }) => isUnbought(state));
	const approval =
		budget === undefined || toBuy.length === 0
			? undefined
			: await approve(toBuy, { send, ask, clock }, budget);

	return await Promise.all(
		entries.map(async (entry, job) => {
			const outcome = isFound(entry)
				? await runJob(entry)
				: unsubmittedOutcome(entry, chargeOfUnasked(entry));
			onOutcome?.(outcome, job);
			return outcome;
		}),
	);

	function tell({ job, taskUUID }: EarlierTask): void {
		onTask?.(taskUUID, numbers.get(job) ?? 0);
	}

	async function runJob(found: EarlierTask): Promise<Outcome> {
		const { job, taskUUID, state } = found;
		if (state !== undefined && isEnd(state)) return outcomeOfState(taskUUID, state, true);
		const isMade = approval?.made.has(taskUUID) === true;
		if (isMade || mayBeBought(taskUUID)) tell(found);
		const isToBuy = isUnbought(state) && !isMade;
		const refusal = isToBuy ? approval?.refusals.get(taskUUID) : undefined;
		if (refusal !== undefined) {
			return mayBeBought(taskUUID)
				? failedOutcome(taskUUID, refusal, 'unknown')
				: unsubmittedOutcome(refusal, 'no');
		}
		const first = async (): Promise<Attempt> => {
			if (isToBuy) return await buy(found, clock.now() + job.maxWaitMs, undefined);
			submit.joined();
			return await watchUntilEnd(job, taskUUID, { reused: !isMade, ordered: false });
		};
		// What is not waited for cannot wait for room either.
		if (job.until !== 'finished') return await runAttempts();
		if (isToBuy) await places.acquire();
		else places.take();
		try {
			return await runAttempts();
		} finally {
			places.release();
		}

		/** Kling may be too busy or too slow for a task that it has taken: the next attempt may do. */
		async function runAttempts(): Promise<Outcome> {
			let attempt = await first();
			let attempts = 1;
			const { readyBy: deadline = clock.now() + job.maxWaitMs } = attempt;
			const mayBuy = isToBuy || budget === undefined;
			const isLeft = () => isWorthAnother(attempt, deadline - clock.now(), job);
			while (mayBuy && attempts < MOST_ATTEMPTS && isLeft()) {
				attempts += 1;
				// What was in progress already may be more than the plan allows; what is bought may not.
				if (attempts === 2 && !isToBuy && job.until === 'finished') {
					places.release();
					await places.acquire();
				}
				const next = { ...found, attempt: found.attempt + attempts - 1, askedAt: -Infinity };
				const later = { ...next, taskUUID: job.taskUUID(next.attempt) };
				attempt = await buy(later, deadline, deadline);
			}
			const { outcome } = attempt;
			return outcome.status === 'finished' && attempts > 1 ? { ...outcome, attempts } : outcome;
		}
	}

	/**
	 * @param submitBy when to give up a task that is not accepted
	 * @param readyBy when to give up one that is; if undefined, its maximum wait begins then
	 */
	async function buy(
		found: EarlierTask,
		submitBy: number,
		readyBy: number | undefined,
	): Promise<Attempt> {
		const { job, taskUUID } = found;
		const submission = await submitTask(found, submitBy);
		if (submission instanceof RunwareError)
			return { outcome: unsubmittedOutcome(submission, 'no') };
		switch (submission.is) {
			case 'refused':
				return {
					outcome:
						submission.lost || mayBeBought(taskUUID)
							? await lookForRefused(job, taskUUID, submission.error)
							: failedOutcome(taskUUID, submission.error, 'no'),
				};
			case 'ended': {
				const { state } = submission;
				return { outcome: outcomeOfState(taskUUID, state, wasThere(submission)), state };
			}
			case 'accepted': {
				const { ordered } = submission;
				return await watchUntilEnd(
					job,
					taskUUID,
					{ reused: wasThere(submission), ordered },
					readyBy,
				);
			}
		}
	}

	/** By a dry run that may not have been one. */
	function mayBeBought(taskUUID: TaskUUID): boolean {
		return approval?.unsure.has(taskUUID) === true;
	}

	/** What was there before the submit, this run may have bought by a dry run that was not one. */
	function wasThere({ earlier }: { readonly earlier: boolean }): boolean {
		return earlier && approval === undefined;
	}

	/** A row's files are in memory from here until its task is submitted. */
	async function submitTask(
		found: EarlierTask,
		submitBy: number,
	): Promise<SubmitResult | RunwareError> {
		const { job, taskUUID, askedAt } = found;
		await memory.acquire();
		try {
			const task = await taskOf(job, taskUUID);
			if (task instanceof RunwareError) return task;
			tell(found);
			const maxWaitMs = Math.max(0, submitBy - clock.now());
			return await submit(task, { maxWaitMs, unknownAt: askedAt });
		} finally {
			memory.release();
		}
	}

	/** A refusal after a try that got lost proves nothing: the task may have been accepted before. */
	async function lookForRefused(
		job: Job,
		taskUUID: TaskUUID,
		refusal: RunwareError,
	): Promise<Outcome> {
		const silentUntil = clock.now() + LOST_SILENT_MS;
		const ending = await watch({
			...polledTaskOf(job, taskUUID),
			deadline: clock.now() + job.maxWaitMs,
			silentUntil,
			unknownUntil: silentUntil,
		});
		return outcomeOfWatch(taskUUID, ending, false, refusal);
	}

	/** Waits for a task that Runware has, unless its job is content with that. */
	async function watchUntilEnd(
		job: Job,
		taskUUID: TaskUUID,
		{ reused, ordered }: { readonly reused: boolean; readonly ordered: boolean },
		deadline = clock.now() + job.maxWaitMs,
	): Promise<Attempt> {
		const isLeft = job.until === 'accepted' || (job.until === 'reported' && ordered);
		if (isLeft) return { outcome: { status: 'processing', taskUUID } };
		const ending = await watch({
			...polledTaskOf(job, taskUUID),
			deadline,
			unknownUntil: clock.now() + ACCEPTED_UNKNOWN_MS,
			fresh: !reused,
		});
		const outcome = outcomeOfWatch(taskUUID, ending, reused);
		if (ending.is !== 'ended') {
			submit.ended();
			return { outcome, readyBy: deadline };
		}
		const { state } = ending;
		submit.ended({ overtaxed: state.status === 'error' && state.error.kind === 'rateLimit' });
		return { outcome, state, readyBy: deadline };
	}
}

/** An earlier run may have bought it; when the key is refused, that is all but ruled out. */
function chargeOfUnasked({ kind }: RunwareError): Charged {
	return kind === 'auth' ? 'no' : 'unknown';
}
