import type { Readings } from '../readings';
import type { JsonObject } from '../validation/jsonObject';
import { refused, served, type ElementAnswer } from './answer';
import { apiError } from '../apiError';
import { reportOf } from './results';
import type { EmulatedTask, Tasks } from './tasks';

/** getResponse, which tells of tasks in progress, and getTaskDetails, which has the archive. */
export class Polls {
	constructor(
		private readonly tasks: Tasks,
		private readonly readings: Readings,
		private readonly origin: () => string,
	) {}

	poll(taskUUID: string): ElementAnswer {
		const task = this.tasks.visible(taskUUID);
		if (!task) return this.unknown(taskUUID);
		const { data, errors, failed } = reportOf(task, this.readings, this.origin());
		return {
			data,
			errors,
			verdict: failed ? 'failed' : 'served',
			...(task.state() !== 'processing' && { finished: task }),
		};
	}

	details(taskUUID: string): ElementAnswer {
		const taskType = 'getTaskDetails';
		if (this.readings.archive === 'not permitted') {
			const error = apiError('permissionDenied', 'This API key may not read task details.');
			return refused(error, { taskUUID });
		}
		const task = this.tasks.archived(taskUUID);
		if (!task) return this.unknown(taskUUID);
		if (this.readings.archive === 'conflict stored') {
			const error = apiError('conflictTaskUUID', 'A task with this taskUUID already exists.');
			const response = { errors: [{ ...error, taskUUID }] };
			return served([{ taskType, taskUUID, request: [task.request], response }]);
		}
		const response =
			task.state() === 'processing'
				? { data: [{ taskType: 'videoInference', taskUUID }] }
				: this.archived(task);
		return served([{ taskType, taskUUID, request: [task.request], response }]);
	}

	private archived(task: EmulatedTask): JsonObject {
		const { data, errors } = reportOf(task, this.readings, this.origin());
		return { ...(data.length > 0 && { data }), ...(errors.length > 0 && { errors }) };
	}

	private unknown(taskUUID: string): ElementAnswer {
		if (this.readings.unknownTask === 'empty') return served([]);
		const error = apiError('taskNotFound', 'The task was not found.', {
			parameter: 'taskUUID',
			status: 'error',
			taskUUID,
		});
		return { data: [], errors: [error], verdict: 'failed' };
	}
}
