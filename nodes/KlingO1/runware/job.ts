import type { TaskUUID, VideoInferenceTask, VideoRequest } from './protocol';
import { RunwareError } from './RunwareError';
import type { Asked } from './taskState';

/** A video to be made once. */
export interface Job {
	/** What is wanted. Files stand in it by their content, since a repeated upload has a new name. */
	readonly request: VideoRequest;
	/** Puts the files in, shortly before the task is sent. Absent where the request has none. */
	readonly withFiles?: () => Promise<VideoRequest | RunwareError>;
	/**
	 * The identity of a try, the first being 1. A later try is taken only when Runware says that
	 * the earlier ones failed, and were not charged.
	 */
	readonly taskUUID: (attempt: number) => TaskUUID;
	/** Whether to wait for the video, or only until Runware has accepted the task. */
	readonly until: 'finished' | 'accepted';
	readonly maxWaitMs: number;
	/** USD by the published rates, for when the API tells no price. */
	readonly publishedPrice: number;
}

/** How a job's try is asked after. */
export function askedOf({ request: { numberResults } }: Job, taskUUID: TaskUUID): Asked {
	return { taskUUID, ...(numberResults === undefined ? {} : { numberResults }) };
}

/** How a job's try is submitted, or why a file of it could not be brought to Runware. */
export async function taskOf(
	{ request, withFiles }: Job,
	taskUUID: TaskUUID,
): Promise<VideoInferenceTask | RunwareError> {
	const complete = withFiles === undefined ? request : await withFiles();
	return complete instanceof RunwareError ? complete : withIdentity(complete, taskUUID);
}

/** In the order of the seed examples. */
export function withIdentity(
	{ taskType, ...rest }: VideoRequest,
	taskUUID: TaskUUID,
): VideoInferenceTask {
	return { taskType, taskUUID, ...rest };
}
