import { askUntilSilent } from './ask';
import type { Ask } from './ask';
import { askedOf } from './job';
import type { Job } from './job';
import { ownError } from './outcome';
import { retryLookIn } from './pollPlan';
import type { Clock, TaskUUID } from './protocol';
import { RunwareError } from './RunwareError';
import type { TaskState } from './taskState';
import { BELIEVED_AFTER } from './watch';

/** A job with the try that counts, and what Runware knows of it. */
export interface Found {
	readonly job: Job;
	readonly taskUUID: TaskUUID;
	/** Absent when Runware said nothing, which is how it speaks of tasks that it does not know. */
	readonly state?: TaskState;
	/** Milliseconds of the clock, when the question was sent. */
	readonly askedAt: number;
}

/** As often as a failed row may be tried anew over its life. */
const MOST_ATTEMPTS = 50;
/** Looks before the first submit, over about 5 s; nothing is bought from an API that is away. */
const FIRST_LOOKS = 4;

/**
 * Asks, before anything is submitted, what Runware has under the jobs' identities, and goes on to
 * the next attempt of those that failed.
 * @returns one entry for each job; an error stands for a job that could not be asked after
 */
export async function findEarlier(
	jobs: readonly Job[],
	ask: Ask,
	clock: Clock,
): Promise<readonly (Found | RunwareError)[]> {
	const found = new Map<Job, Found | RunwareError>();
	let open = jobs.map((job) => triedAs(job, 1));
	let failures = 0;
	while (open.length > 0) {
		const tasks = open.map(({ job, taskUUID }) => askedOf(job, taskUUID));
		const askedAt = clock.now();
		const look = await askUntilSilent(tasks, ask);
		const next: typeof open = [];
		for (const tried of open) {
			const { job, taskUUID, attempt, doubts } = tried;
			const state = look.states.get(taskUUID);
			if (isDoubtful(state) && doubts + 1 < BELIEVED_AFTER) {
				next.push({ ...tried, doubts: doubts + 1 });
			} else if (isFailure(state) && attempt < MOST_ATTEMPTS) {
				next.push(triedAs(job, attempt + 1));
			} else if (state !== undefined) found.set(job, { job, taskUUID, state, askedAt });
			else if (look.answered.has(taskUUID)) found.set(job, { job, taskUUID, askedAt });
			else next.push(tried);
		}
		open = next;
		failures = look.trouble === undefined ? 0 : failures + 1;
		if (
			look.trouble !== undefined &&
			(failures >= FIRST_LOOKS || look.trouble.error.kind === 'auth')
		) {
			for (const { job } of open) found.set(job, look.trouble.error);
			break;
		}
		const isWaiting = failures > 0 || open.some(({ doubts }) => doubts > 0);
		if (isWaiting)
			await clock.sleep(retryLookIn(Math.max(1, failures), look.trouble?.retryAfterMs));
	}
	return jobs.map(
		(job) => found.get(job) ?? ownError('unknownError', 'The task could not be asked after'),
	);
}

/** The identity of an attempt, and how often in a row an error about it may have been the look's. */
function triedAs(job: Job, attempt: number) {
	return { job, attempt, taskUUID: job.taskUUID(attempt), doubts: 0 };
}

/** Failed with nothing that came out, and so nothing that was charged. */
function isFailure(state: TaskState | undefined): boolean {
	return state?.status === 'error' && state.videos.length === 0;
}

/** An error that may be the look's own. */
function isDoubtful(state: TaskState | undefined): boolean {
	return state?.status === 'error' && !state.certain;
}
