import { isJsonObject, type JsonObject } from '../validation/jsonObject';
import { DEFAULT_DURATION } from '../validation/modelLimits';
import { dollars } from './money';

/** Dollars a second. Source: the model pages; the seed examples confirm the Standard row. */
const RATES = {
	'klingai:kling@o1-standard': { images: 0.084, video: 0.126 },
	'klingai:kling@o1': { images: 0.112, video: 0.168 },
} as const;

/** The seed's edit cost 0.756, six seconds at the video rate; other links are taken to be as long. */
const UNKNOWN_VIDEO_SECONDS = 6;

/** The emulator fetches nothing, so a link says its length itself: `?seconds=8`. */
export function secondsOfLink(media: unknown): number | undefined {
	if (typeof media !== 'string' || !/^https?:/i.test(media)) return undefined;
	const seconds = new URL(media).searchParams.get('seconds');
	return seconds === null || !Number.isFinite(Number(seconds)) ? undefined : Number(seconds);
}

/** What one of the task's videos costs. The task has passed validation. */
export function costOfOneVideo(task: JsonObject): number {
	const inputs = isJsonObject(task['inputs']) ? task['inputs'] : {};
	const rates =
		RATES[task['model'] === 'klingai:kling@o1' ? task['model'] : 'klingai:kling@o1-standard'];
	if (inputs['video'] !== undefined) {
		return dollars(rates.video * (secondsOfLink(inputs['video']) ?? UNKNOWN_VIDEO_SECONDS));
	}
	const seconds = Number(task['duration'] ?? DEFAULT_DURATION);
	return dollars((inputs['referenceVideos'] === undefined ? rates.images : rates.video) * seconds);
}

export function numberOfResults(task: JsonObject): number {
	return Number(task['numberResults'] ?? 1);
}

export function costOfTask(task: JsonObject): number {
	return dollars(costOfOneVideo(task) * numberOfResults(task));
}
