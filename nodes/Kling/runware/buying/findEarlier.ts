import { given } from '../../given';
import { isUnknown } from '../waiting/archive';
import type { Archive } from '../waiting/archive';
import { pollUntilSilent } from '../waiting/poll';
import type { Poll } from '../waiting/poll';
import { polledTaskOf } from '../tasks/job';
import type { Job } from '../tasks/job';
import { nodeMadeError } from '../tasks/outcome';
import { retryLookIn } from '../waiting/pollPlan';
import type { Clock, TaskUUID } from '../wire/protocol';
import { RunwareError } from '../wire/RunwareError';
import type { PolledTask, TaskState } from '../wire/taskState';

/** A job with the attempt that counts, and what Runware knows of it. */
export interface EarlierTask {
	readonly job: Job;
	readonly taskUUID: TaskUUID;
	/** Absent when Runware said nothing, which is how it speaks of tasks that it does not know. */
	readonly state?: TaskState;
	/** 1, or a later one when the earlier ones failed. */
	readonly attempt: number;
	/** Milliseconds of the clock, when the question was sent. */
	readonly askedAt: number;
}

/** As often as a failed row may be tried anew over its life. */
const MOST_ATTEMPTS = 50;
/** Polls before the first submit, over about 5 s; nothing is bought from an API that is away. */
const FIRST_LOOKS = 4;
/** An unmarked error is believed when it keeps coming for so long: the next attempt is bought then. */
const BELIEVED_AFTER_MS = 60_000;

/** A job that is still being asked about. */
interface SearchedTask extends EarlierTask {
	/** Since when, in milliseconds of the clock, errors came that may have been the poll's own. */
	readonly doubtedSince?: number;
	/** The attempt to buy, should none of the later ones turn up. */
	readonly unknown?: EarlierTask;
}

/**
 * Asks, before anything is submitted, what Runware has under the jobs' identities, and continues with
 * the next attempt of those that failed. Of jobs that may be old it asks the archive too.
 * @returns one entry for each job; an error stands for a job that could not be asked about
 */
export async function findEarlier(
	jobs: readonly Job[],
	ask: Poll,
	recall: Archive,
	clock: Clock,
): Promise<readonly (EarlierTask | RunwareError)[]> {
	const found = new Map<Job, EarlierTask | RunwareError>();
	const giveUpAt = clock.now() + Math.min(...jobs.map(({ maxWaitMs }) => maxWaitMs));
	let open = jobs.map((job) => searchedTask(job, 1));
	let failures = 0;
	while (open.length > 0) {
		const askedAt = clock.now();
		const look = await pollUntilSilent(open.map(polledTaskOfSearched), ask);
		const unknown = open.filter(
			({ job, taskUUID }) => job.mayBeOld === true && isUnknown(look, taskUUID),
		);
		const archive = await recall(
			unknown.filter(({ taskUUID }) => look.answered.has(taskUUID)).map(polledTaskOfSearched),
		);
		open = open.flatMap((tried): readonly SearchedTask[] => {
			const { job, taskUUID, attempt } = tried;
			const archived = archive.get(taskUUID);
			const state = believed(archived) ?? look.states.get(taskUUID);
			if (!look.answered.has(taskUUID)) return [tried];
			const since = isUncertain(state) ? (tried.doubtedSince ?? askedAt) : -Infinity;
			const isBelieved = askedAt - since >= BELIEVED_AFTER_MS;
			if (!isBelieved && askedAt < giveUpAt) return [{ ...tried, doubtedSince: since }];
			if (isBelieved && isFailure(state) && attempt < MOST_ATTEMPTS) {
				return [searchedTask(job, attempt + 1)];
			}
			const now: EarlierTask = {
				job,
				taskUUID,
				attempt,
				askedAt,
				...given({ state }),
			};
			// The archive holds something of this attempt that is no video; a later one may be one, and
			// shows that this one failed. Only the last of them may have been a video.
			if (archived?.status === 'processing' && attempt < MOST_ATTEMPTS) {
				return [searchedTask(job, attempt + 1, now)];
			}
			const isThere = state !== undefined && state.status !== 'unknown';
			found.set(job, isThere ? now : (tried.unknown ?? now));
			return [];
		});
		failures = look.trouble === undefined ? 0 : failures + 1;
		if (look.trouble !== undefined) {
			const isOver = failures >= FIRST_LOOKS || clock.now() >= giveUpAt;
			if (isOver || look.trouble.error.kind === 'auth') {
				for (const { job } of open) found.set(job, look.trouble.error);
				break;
			}
		}
		if (failures > 0 || open.some(({ doubtedSince }) => doubtedSince !== undefined)) {
			const pauseMs = retryLookIn(Math.max(1, failures), look.trouble?.retryAfterMs);
			await clock.sleep(Math.min(pauseMs, Math.max(0, giveUpAt - clock.now())));
		}
	}
	return jobs.map(
		(job) =>
			found.get(job) ??
			nodeMadeError('unknownError', 'the status of the task could not be checked'),
	);
}

function searchedTask(job: Job, attempt: number, unknown?: EarlierTask): SearchedTask {
	const taskUUID = job.taskUUID(attempt);
	return { job, attempt, taskUUID, askedAt: 0, ...given({ unknown }) };
}

function polledTaskOfSearched({ job, taskUUID }: EarlierTask): PolledTask {
	return polledTaskOf(job, taskUUID);
}

/** What of an archived state counts: a finished video, or some of several, of which the rest is waited for. */
function believed(archived: TaskState | undefined): TaskState | undefined {
	if (archived?.status === 'error') return { status: 'processing' };
	return archived?.status === 'success' ? archived : undefined;
}

/** Failed with nothing that came out, and so nothing that was charged. */
function isFailure(state: TaskState | undefined): boolean {
	return state?.status === 'error' && state.videos.length === 0;
}

/** An error that may be the poll's own. */
function isUncertain(state: TaskState | undefined): boolean {
	return state?.status === 'error' && !state.certain;
}

export function isFound(entry: EarlierTask | RunwareError): entry is EarlierTask {
	return !(entry instanceof RunwareError);
}

/** Whether Runware does not have the task, as far as it says. */
export function isUnbought(state: TaskState | undefined): boolean {
	return state === undefined || state.status === 'unknown';
}
