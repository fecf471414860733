import type { TaskUUID, VideoInferenceTask, VideoRequest } from './protocol';
import type { Asked } from './taskState';

/** A video to be made once. */
export interface Job {
	readonly request: VideoRequest;
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

/** How a job's try is submitted, in the order of the seed examples. */
export function taskOf({ request }: Job, taskUUID: TaskUUID): VideoInferenceTask {
	const { taskType, ...rest } = request;
	return { taskType, taskUUID, ...rest };
}
