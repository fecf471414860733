export const ASPECT_RATIOS = ['16:9', '1:1', '9:16'] as const;
export type AspectRatio = (typeof ASPECT_RATIOS)[number];

export interface KlingModel {
	/** The API's model identifier (AIR). */
	readonly value: string;
	readonly name: string;
	readonly description: string;
	/** USD for a second of video, made from text and images or from another video. */
	readonly usdPerSecond: { readonly withoutVideoInput: number; readonly withVideoInput: number };
	/** Pixels; the API takes exactly these. */
	readonly frameSizes: Readonly<
		Record<AspectRatio, { readonly width: number; readonly height: number }>
	>;
}

/**
 * Sizes and prices: the model pages of Runware's documentation. The seed examples of the Standard
 * model bear them out: 1280 × 720, 0.42 for 5 s, 0.63 for 5 s and 0.756 for 6 s from a video. That
 * reference images cost the lower rate on Pro too is inferred from Standard.
 */
export const KLING_MODELS: readonly KlingModel[] = [
	{
		name: 'Kling O1 Standard (720p)',
		value: 'klingai:kling@o1-standard',
		description: 'About $0.42 for a 5-second video from text or images',
		usdPerSecond: { withoutVideoInput: 0.084, withVideoInput: 0.126 },
		frameSizes: {
			'16:9': { width: 1280, height: 720 },
			'1:1': { width: 960, height: 960 },
			'9:16': { width: 720, height: 1280 },
		},
	},
	{
		name: 'Kling O1 Pro (1080p)',
		value: 'klingai:kling@o1',
		description: 'Sharper. About $0.56 for a 5-second video from text or images.',
		usdPerSecond: { withoutVideoInput: 0.112, withVideoInput: 0.168 },
		frameSizes: {
			'16:9': { width: 1920, height: 1080 },
			'1:1': { width: 1440, height: 1440 },
			'9:16': { width: 1080, height: 1920 },
		},
	},
];

export const STANDARD_MODEL = 'klingai:kling@o1-standard';
