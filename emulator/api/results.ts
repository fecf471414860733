import { apiError, type ApiError } from '../apiError';
import type { JsonObject } from '../validation/jsonObject';
import { costOfOneVideo } from './prices';
import type { Readings } from '../readings';
import type { EmulatedTask } from './tasks';
import { extensionOf } from '../files/videoFile';

/** What a task tells: items of `data` and errors, in the stable order of its results. */
export interface Report {
	data: JsonObject[];
	errors: ApiError[];
	/** Nothing but failure is told. */
	failed: boolean;
}

/** A finished video, exactly as the seed examples show it, and the status that polls add. */
export function successItem(task: EmulatedTask, index: number, origin: string): JsonObject {
	const videoUUID = task.videoUUIDs[index] ?? '';
	return {
		taskType: 'videoInference',
		taskUUID: task.taskUUID,
		status: 'success',
		videoUUID,
		videoURL: `${origin}/video/os/a00d00/ws/5/vi/${videoUUID}.${extensionOf(task.request)}`,
		...(task.request['includeCost'] === true && { cost: costOfOneVideo(task.request) }),
	};
}

export function failureOf(task: EmulatedTask): ApiError {
	const { code, message, details } = task.failure ?? { code: 'taskFailed', message: 'Failed.' };
	return apiError(code, message, { ...details, status: 'error', taskUUID: task.taskUUID });
}

function failedItem(error: ApiError): JsonObject {
	const { code, message, responseContent, taskUUID } = error;
	return {
		taskType: 'videoInference',
		taskUUID,
		status: 'error',
		error: { code, message, ...(responseContent !== undefined && { responseContent }) },
	};
}

function processingItem(task: EmulatedTask, readings: Readings, now: number): JsonObject {
	const share = (now - task.acceptedAt) / (task.readyAt - task.acceptedAt);
	return {
		taskType: 'videoInference',
		taskUUID: task.taskUUID,
		status: 'processing',
		...(readings.processing === 'progress' && { progress: Math.floor(99 * Math.min(1, share)) }),
	};
}

export function reportOf(task: EmulatedTask, readings: Readings, origin: string): Report {
	const now = Date.now();
	const report: Report = { data: [], errors: [], failed: false };
	const states = task.videoUUIDs.map((_, index) => task.resultState(index, now));
	if (states.every((state) => state === 'processing')) {
		// One item for the whole task while none of its videos is there, as the docs show it.
		if (readings.processing !== 'empty') report.data.push(processingItem(task, readings, now));
		return report;
	}
	for (const [index, state] of states.entries()) {
		if (state === 'success') {
			report.data.push(successItem(task, index, origin));
		} else if (state === 'error') {
			if (readings.failure === 'data') report.data.push(failedItem(failureOf(task)));
			else report.errors.push(failureOf(task));
		} else if (readings.processing !== 'empty') {
			report.data.push(processingItem(task, readings, now));
		}
	}
	report.failed = states.every((state) => state === 'error');
	return report;
}
