import { STANDARD_MODEL } from '../../nodes/Kling/catalog/models';
import type { VideoInferenceTask } from '../../nodes/Kling/runware/wire/protocol';
import { plainRow, priceOfRow, taskOfRow, WAYS } from '../schema/ourBodies';
import type { Way } from '../schema/ourBodies';

/** The tasks that the probe sends, as the node writes them. */

export function look(taskUUID: string) {
	return { taskType: 'getResponse', taskUUID };
}

export function recall(taskUUID: string) {
	return { taskType: 'getTaskDetails', taskUUID };
}

export function account(taskUUID: string) {
	return { taskType: 'accountManagement', taskUUID, operation: 'getDetails' };
}

export function stored(taskUUID: string, operation: 'upload' | 'delete', media: string) {
	return { taskType: 'mediaStorage', taskUUID, operation, media };
}

/** The ways of the cheaper model. */
export const STANDARD_WAYS: readonly Way[] = WAYS.filter(
	({ model }) => model.value === STANDARD_MODEL,
);

function textWay(): Way {
	const way = STANDARD_WAYS.find(({ mode }) => mode.value === 'text');
	if (way === undefined) throw new Error('The catalogue has no text mode');
	return way;
}

/** The cheapest plain video: 5 seconds, Standard, from text. */
export function textVideo(taskUUID: string): VideoInferenceTask {
	const way = textWay();
	return taskOfRow(plainRow(way), way.mode, taskUUID);
}

/** USD, as published. */
export function textVideoPrice(): number {
	const way = textWay();
	return priceOfRow(plainRow(way), way.mode);
}

export function inDollars(usd: number): string {
	return `$${usd.toFixed(2)}`;
}

/** One red pixel. */
export const TINY_PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
