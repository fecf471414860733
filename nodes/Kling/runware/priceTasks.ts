import { approve } from './buying/approval';
import type { Approval, Budget } from './buying/approval';
import { findEarlier, isFound, isUnbought } from './buying/findEarlier';
import type { EarlierTask } from './buying/findEarlier';
import { createArchive } from './waiting/archive';
import { createPoll } from './waiting/poll';
import type { Job } from './tasks/job';
import { nodeMadeError, outcomeOfState } from './tasks/outcome';
import type { Charged } from './tasks/outcome';
import type { Clock, Send, TaskUUID } from './wire/protocol';
import { RunwareError } from './wire/RunwareError';

/** What a job would cost, or why that cannot be said. */
export type TaskPrice =
	| {
			readonly taskUUID: TaskUUID;
			/** USD. */
			readonly price: number;
			/** Whether Runware has the video, or is making it, so that it would cost nothing. */
			readonly reused: boolean;
	  }
	| {
			/** Absent when nothing was sent. */
			readonly taskUUID?: TaskUUID;
			readonly error: RunwareError;
			readonly charged: Charged;
	  };

/**
 * Prices every job as a run would pay for it: nothing for what is there already, the API's dry run
 * for all else. Nothing is made, or the job's entry says that it is or may be.
 * @returns the prices in the order of the jobs
 */
export async function priceTasks(
	jobs: readonly Job[],
	{ send, clock }: { readonly send: Send; readonly clock: Clock },
	budget: Budget,
): Promise<readonly TaskPrice[]> {
	const ask = createPoll(send);
	const entries = await findEarlier(jobs, ask, createArchive(send, clock), clock);
	const toBuy = entries.filter(isFound).filter(({ state }) => isUnbought(state));
	const approval =
		toBuy.length === 0 ? undefined : await approve(toBuy, { send, ask, clock }, budget);
	return entries.map((entry) =>
		isFound(entry) ? priceOf(entry, approval) : { error: entry, charged: 'no' },
	);
}

function priceOf({ job, taskUUID, state }: EarlierTask, approval: Approval | undefined): TaskPrice {
	if (state !== undefined && !isUnbought(state)) {
		const outcome = outcomeOfState(taskUUID, state, true);
		return outcome.status === 'failed'
			? { ...outcome, taskUUID }
			: { taskUUID, price: 0, reused: true };
	}
	if (approval?.made.has(taskUUID) === true) {
		return { taskUUID, error: nodeMadeError('dryRunIgnored', ''), charged: 'yes' };
	}
	const error = approval?.refusals.get(taskUUID) ?? approval?.unchecked.get(taskUUID);
	if (approval?.unsure.has(taskUUID) === true) {
		const reason = error ?? nodeMadeError('dryRunUnconfirmed', '');
		return { taskUUID, error: reason, charged: 'unknown' };
	}
	if (error !== undefined) return { error, charged: 'no' };
	return { taskUUID, price: approval?.prices.get(taskUUID) ?? job.publishedPrice, reused: false };
}
