import type { MediaKind } from '../parameters/linksAndFiles/mediaLinks';

/** How much of a file's beginning tells its type and, with the EXIF and color data, its sides. */
export const HEAD_BYTES = 256 * 1024;

export const MEBIBYTE = 1024 * 1024;

export interface MediaLimits {
	/** Names of file types. */
	readonly formats: readonly string[];
	readonly maxBytes: number;
	readonly minSidePx?: number;
	/** The longer side over the shorter one. */
	readonly maxAspect?: number;
	/** Of a source or reference video. */
	readonly seconds?: { readonly min: number; readonly max: number };
}

/** A clip of ten seconds may be told as a frame or two more, by its sound for example. */
export const SECONDS_TOLERATED = 0.05;

/** The seconds that a price counts: how fractions are billed is not documented, so by the higher reading. */
export function begunSeconds(seconds: number): number {
	return Math.ceil(seconds - SECONDS_TOLERATED);
}

/** What Runware and, behind it, Kling take. Where both have a limit, the one that binds stands here. */
export const MEDIA_LIMITS: Readonly<Record<MediaKind, MediaLimits>> = {
	image: {
		// Runware's provider page. Kling's own list has no WEBP, nor WEBM below, but Runware documents
		// both, so a file is not refused for it here.
		formats: ['JPG', 'PNG', 'WEBP'],
		// Kling's API documentation, like the sides and the aspect (1:2.5 to 2.5:1). Runware's page
		// allows 32 MB an input, but Runware hands the file on to Kling.
		maxBytes: 10 * MEBIBYTE,
		minSidePx: 300,
		maxAspect: 2.5,
	},
	video: {
		formats: ['MP4', 'MOV', 'WEBM'],
		// Runware's provider page; Kling itself takes 200 MB.
		maxBytes: 32 * MEBIBYTE,
		seconds: { min: 3, max: 10 },
	},
};
