import type { Generation } from './generation';

/** Seconds; more is not taken. */
const LONGEST_SOURCE = 10;

/**
 * USD by the published rates, rounded as the API rounds, to 4 decimals.
 * @param source seconds of the video that an edit starts from, whose length it bills; where they
 * are not known, they may be as many as are taken
 */
export function publishedPrice(
	{ model, mode, settings }: Generation,
	source = LONGEST_SOURCE,
): number {
	const { plain, withSound, fromVideo } = model.usdPerSecond;
	const hasSound = settings.providerSettings?.klingai.sound === true;
	const rate = (mode.videoInput ? fromVideo : hasSound ? withSound : plain) ?? plain;
	const seconds = settings.duration ?? source;
	const price = rate * seconds * (settings.numberResults ?? 1);
	return Math.round(price * 10_000) / 10_000;
}
