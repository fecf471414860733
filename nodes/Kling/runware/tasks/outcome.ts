import type { TaskUUID, Video } from '../wire/protocol';
import { RunwareError } from '../wire/RunwareError';
import type { TaskState } from '../wire/taskState';

export type Charged = 'no' | 'yes' | 'unknown';

/** What became of a task. */
export type Outcome =
	| {
			readonly status: 'finished';
			readonly taskUUID: TaskUUID;
			readonly videos: readonly Video[];
			/** Whether the video was there, or on its way, before this run. */
			readonly reused: boolean;
			/** How many tasks this run submitted for it, when more than one. */
			readonly attempts?: number;
	  }
	| { readonly status: 'processing'; readonly taskUUID: TaskUUID }
	| {
			readonly status: 'failed';
			/** Absent when nothing was submitted. */
			readonly taskUUID?: TaskUUID;
			readonly error: RunwareError;
			readonly charged: Charged;
	  };

/** How waiting for a task came out. */
export type WatchResult =
	| { readonly is: 'ended'; readonly state: TaskState & { status: 'success' | 'error' } }
	/** Not ended when the time was over; with the trouble of the last poll, had it any. */
	| { readonly is: 'late'; readonly seen: boolean; readonly error?: RunwareError }
	/** The API says, or its silence in answered polls, that it has no such task. */
	| { readonly is: 'unknown'; readonly error?: RunwareError }
	/** The API key is refused for good, so nothing more can be learnt. */
	| { readonly is: 'lockedOut'; readonly error: RunwareError };

/**
 * What the end of a wait means.
 * @param refusal why a submit was refused whose earlier try had got lost
 */
export function outcomeOfWatch(
	taskUUID: TaskUUID,
	ending: WatchResult,
	reused: boolean,
	refusal?: RunwareError,
): Outcome {
	switch (ending.is) {
		case 'ended':
			return outcomeOfState(taskUUID, ending.state, reused);
		case 'late':
			return failedOutcome(
				taskUUID,
				(ending.seen ? undefined : refusal) ??
					nodeMadeError(
						'maxWaitReached',
						ending.error === undefined ? '' : `the last check failed (${ending.error.message})`,
					),
				'unknown',
			);
		case 'lockedOut':
			return failedOutcome(taskUUID, ending.error, 'unknown');
		case 'unknown':
			return failedOutcome(
				taskUUID,
				refusal ?? ending.error ?? nodeMadeError('taskNotFound', ''),
				'unknown',
			);
	}
}

/** What a state means; one that is no end leaves the task processing. */
export function outcomeOfState(taskUUID: TaskUUID, state: TaskState, reused: boolean): Outcome {
	switch (state.status) {
		case 'success':
			return { status: 'finished', taskUUID, videos: state.videos, reused };
		case 'processing':
			return { status: 'processing', taskUUID };
		case 'unknown':
			return failedOutcome(taskUUID, state.error, 'unknown');
		case 'error':
			// Some of several videos came out: they are paid for, so they are delivered.
			return state.videos.length > 0
				? { status: 'finished', taskUUID, videos: state.videos, reused }
				: failedOutcome(taskUUID, state.error, chargeOf(state));
	}
}

/** A failed task is not charged, unless it says so; what only looks like its end may be none. */
function chargeOf({ certain, error }: TaskState & { readonly status: 'error' }): Charged {
	if ((error.details.cost ?? 0) > 0) return 'yes';
	return certain ? 'no' : 'unknown';
}

export function failedOutcome(taskUUID: TaskUUID, error: RunwareError, charged: Charged): Outcome {
	return { status: 'failed', taskUUID, error, charged };
}

/**
 * A job of which nothing was submitted.
 * @param charged whether an earlier run may have bought it
 */
export function unsubmittedOutcome(error: RunwareError, charged: Charged): Outcome {
	return { status: 'failed', error, charged };
}

/** A failure that the API did not word. */
export function nodeMadeError(code: string, message: string): RunwareError {
	return new RunwareError({ code, message });
}
