import type { Generation } from './generation';

/** Seconds. An edit bills the length of its source, which is not known here; more is not taken. */
const LONGEST_SOURCE = 10;

/** USD by the published rates, rounded as the API rounds, to 4 decimals. */
export function publishedPrice({ model, mode, settings }: Generation): number {
	const rate = mode.videoInput ? model.usdPerSecond.fromVideo : model.usdPerSecond.fromImages;
	const seconds = settings.duration ?? LONGEST_SOURCE;
	const price = rate * seconds * (settings.numberResults ?? 1);
	return Math.round(price * 10_000) / 10_000;
}
