import type { JsonObject } from '../validation/jsonObject';
import { DEFAULT_DURATION, MODELS } from '../models';
import { inputsOf, klingSetting, secondsOfLink } from '../validation/taskFields';
import { dollars } from './money';

/** The seed's edit cost 0.756, six seconds at the video rate; other links are taken to be as long. */
const UNKNOWN_VIDEO_SECONDS = 6;

/** What one of the task's videos costs. The task has passed validation. */
export function costOfOneVideo(task: JsonObject): number {
	const rates = MODELS.get(String(task['model']))?.rates;
	if (!rates) throw new Error(`No model ${String(task['model'])}`);
	const inputs = inputsOf(task);
	if (inputs['video'] !== undefined) {
		return dollars(rates.video * (secondsOfLink(inputs['video']) ?? UNKNOWN_VIDEO_SECONDS));
	}
	const seconds = Number(task['duration'] ?? DEFAULT_DURATION);
	if (inputs['referenceVideos'] !== undefined) return dollars(rates.video * seconds);
	const withSound = klingSetting(task, 'sound') === true;
	return dollars(((withSound ? rates.sound : undefined) ?? rates.plain) * seconds);
}

export function numberOfResults(task: JsonObject): number {
	return Number(task['numberResults'] ?? 1);
}

export function costOfTask(task: JsonObject): number {
	return dollars(costOfOneVideo(task) * numberOfResults(task));
}
