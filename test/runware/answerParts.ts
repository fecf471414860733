import type { TaskUUID } from '../../nodes/Kling/runware/wire/protocol';

/** What an answer says of one task. */
export interface Part {
	readonly data?: object;
	readonly error?: object;
}

export const running = (taskUUID: TaskUUID): Part => ({ data: { taskUUID, status: 'processing' } });

export const ready = (taskUUID: TaskUUID, video: object = {}): Part => ({
	data: {
		taskUUID,
		status: 'success',
		videoURL: `https://vm.runware.ai/${taskUUID}.mp4`,
		videoUUID: `video of ${taskUUID}`,
		...video,
	},
});

/** A failure that the API marks as the end of the task. */
export const failed = (taskUUID: TaskUUID, code = 'taskFailed'): Part => ({
	data: { taskUUID, status: 'error', error: { code, message: `It says ${code}` } },
});

/** An error about a task that is not marked as its end. */
export const erred = (taskUUID: TaskUUID, code = 'internalServerError'): Part => ({
	error: { taskUUID, code, message: `It says ${code}` },
});

export const unknown = (taskUUID: TaskUUID): Part => erred(taskUUID, 'taskNotFound');

/** The acknowledgement of a submit. */
export const accepted = (taskUUID: TaskUUID): Part => ({
	data: { taskUUID, taskType: 'videoInference' },
});

/** An error about the whole request. */
export const refusal = (code: string): Part => ({ error: { code, message: `It says ${code}` } });

export const price = (taskUUID: TaskUUID, cost: number): Part => ({
	data: { taskUUID, taskType: 'videoInference', cost },
});
