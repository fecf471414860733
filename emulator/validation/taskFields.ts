import { isJsonObject, type JsonObject } from './jsonObject';

/** The task's `inputs`; empty if it has none. */
export function inputsOf(task: Readonly<JsonObject>): JsonObject {
	return isJsonObject(task['inputs']) ? task['inputs'] : {};
}

/** The value of `providerSettings.klingai.<name>`, whatever it is. */
export function klingSetting(task: Readonly<JsonObject>, name: string): unknown {
	const settings = task['providerSettings'];
	const klingai = isJsonObject(settings) ? settings['klingai'] : undefined;
	return isJsonObject(klingai) ? klingai[name] : undefined;
}

/** The emulator fetches nothing, so a link says its length itself: `?seconds=8`. */
export function secondsOfLink(media: unknown): number | undefined {
	if (typeof media !== 'string' || !/^https?:/i.test(media)) return undefined;
	const seconds = new URL(media).searchParams.get('seconds');
	return seconds === null || !Number.isFinite(Number(seconds)) ? undefined : Number(seconds);
}
