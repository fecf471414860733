import type { TaskUUID, VideoInferenceTask, VideoRequest } from '../wire/protocol';
import { RunwareError } from '../wire/RunwareError';
import type { PolledTask } from '../wire/taskState';

/**
 * How long a job is waited for: until the video is finished, or only until Runware has accepted
 * the task. What will be `reported` is left to Runware's report when it is certain that this run
 * has ordered it, and is waited for otherwise: another run's task reports there, or nowhere.
 */
export type Until = 'finished' | 'accepted' | 'reported';

/** A video to be made once. */
export interface Job {
	/** What is wanted. Files stand in it by their content, since a repeated upload has a new name. */
	readonly request: VideoRequest;
	/**
	 * Adds what is known only shortly before the task is sent and does not tell one job from
	 * another: uploaded files, the address to report to. Absent where there is nothing to add.
	 */
	readonly withUploads?: () => Promise<VideoRequest | RunwareError>;
	/**
	 * The identity of an attempt, the first being 1. A later one is made only when Runware says that
	 * the earlier ones failed, and were not charged.
	 */
	readonly taskUUID: (attempt: number) => TaskUUID;
	readonly until: Until;
	/** Whether an earlier run may have made it, however long ago: then the archive is asked too. */
	readonly mayBeOld?: boolean;
	readonly maxWaitMs: number;
	/** USD by the published rates, for when the API tells no price. */
	readonly publishedPrice: number;
}

/** How a job's attempt is polled. */
export function polledTaskOf(
	{ request: { numberResults = 1 } }: Pick<Job, 'request'>,
	taskUUID: TaskUUID,
): PolledTask {
	return { taskUUID, numberResults };
}

/** How a job's attempt is submitted, or why a file of it could not be brought to Runware. */
export async function taskOf(
	{ request, withUploads: complete }: Job,
	taskUUID: TaskUUID,
): Promise<VideoInferenceTask | RunwareError> {
	const whole = complete === undefined ? request : await complete();
	return whole instanceof RunwareError ? whole : withIdentity(whole, taskUUID);
}

/** In the order of the seed examples. */
export function withIdentity(
	{ taskType, ...rest }: VideoRequest,
	taskUUID: TaskUUID,
): VideoInferenceTask {
	return { taskType, taskUUID, ...rest };
}
