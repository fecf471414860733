import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../validation/jsonObject';

export const STANDARD = 'klingai:kling@o1-standard';
export const PRO = 'klingai:kling@o1';
export const OMNI_STANDARD = 'klingai:kling-video@o3-standard';
export const OMNI_PRO = 'klingai:kling-video@o3-pro';

export const IMAGE = 'https://media.invalid/a.jpg';
export const VIDEO = 'https://media.invalid/a.mp4';
/** One transparent pixel, in base64. */
export const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A valid text task; `undefined` takes a field away. */
export function task(changes: JsonObject = {}): JsonObject & { taskUUID: string } {
	const whole = {
		taskType: 'videoInference',
		model: STANDARD,
		positivePrompt: 'A paper boat',
		width: 1280,
		height: 720,
		duration: 5,
		deliveryMethod: 'async',
		includeCost: true,
		...changes,
	};
	return { taskUUID: randomUUID(), ...whole };
}

export const SIZELESS = { width: undefined, height: undefined };
export const first = { image: IMAGE, frame: 'first' };
export const last = { image: IMAGE, frame: 'last' };

export const images = (count: number) => Array.from({ length: count }, () => IMAGE);
export const frames = (...frameImages: unknown[]) => task({ ...SIZELESS, inputs: { frameImages } });

/** A valid edit of a source video. */
export const edit = (inputs: JsonObject = {}, changes: JsonObject = {}) =>
	task({ ...SIZELESS, duration: undefined, inputs: { video: VIDEO, ...inputs }, ...changes });

export const poll = (taskUUID: unknown) => ({ taskType: 'getResponse', taskUUID });
