import { isJsonObject, type JsonObject } from '../validation/jsonObject';
import type { ApiError } from '../apiError';
import type { EmulatedTask } from './tasks';

/** What the API has to say of one element of a request. */
export interface ElementAnswer {
	data: JsonObject[];
	errors: ApiError[];
	/** Decides the HTTP status: a refused task was not begun, a failed one ended badly. */
	verdict: 'served' | 'refused' | 'failed';
	/** A task that this tells to be finished. */
	finished?: EmulatedTask;
	/** The fault that happened to it. */
	fault?: string;
	/** Refused for want of room. */
	full?: boolean;
}

export function refused(error: ApiError, task: unknown): ElementAnswer {
	const taskUUID = isJsonObject(task) ? task['taskUUID'] : undefined;
	const named = typeof taskUUID === 'string' ? { ...error, taskUUID } : error;
	return { data: [], errors: [named], verdict: 'refused' };
}

export function served(data: JsonObject[]): ElementAnswer {
	return { data, errors: [], verdict: 'served' };
}
