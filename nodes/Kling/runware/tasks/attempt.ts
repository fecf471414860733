import type { Job } from './job';
import type { Outcome } from './outcome';
import type { TaskState } from '../wire/taskState';

/** What one task for a job has come to. */
export interface Attempt {
	readonly outcome: Outcome;
	/** Of the task, if that has ended. */
	readonly state?: TaskState;
	/** Milliseconds of the clock: when its maximum wait was over, or would have been. */
	readonly readyBy?: number;
}

/** So many tasks may end in a passing trouble of the provider before a row has failed. */
export const MOST_ATTEMPTS = 3;

/** The part of a maximum wait that must be left for another attempt; it would only be bought and left. */
const LEAST_WAIT = 0.25;

/**
 * Whether Kling was too busy or too slow for a task that it had taken, so that the next attempt may
 * do. Only when that is certain, cost nothing, and time is left of the maximum wait, which all
 * attempts of a run share.
 */
export function isWorthAnother(
	{ outcome, state }: Attempt,
	leftMs: number,
	{ maxWaitMs }: Job,
): boolean {
	if (state?.status !== 'error' || outcome.status !== 'failed') return false;
	const isPassing = ['rateLimit', 'timeout'].includes(outcome.error.kind);
	// What is not certain is not said to cost nothing.
	return isPassing && outcome.charged === 'no' && leftMs > LEAST_WAIT * maxWaitMs;
}
