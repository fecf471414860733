export const ASPECT_RATIOS = ['16:9', '1:1', '9:16'] as const;
export type AspectRatio = (typeof ASPECT_RATIOS)[number];

export interface KlingModel {
	/** The API's model identifier (AIR). */
	readonly value: string;
	readonly name: string;
	readonly description: string;
	/** Pixels; the API takes exactly these. */
	readonly frameSizes: Readonly<
		Record<AspectRatio, { readonly width: number; readonly height: number }>
	>;
}

/** Sizes: the model pages of Runware's documentation; the seed examples show 1280 × 720. */
export const KLING_MODELS: readonly KlingModel[] = [
	{
		name: 'Kling O1 Standard (720p)',
		value: 'klingai:kling@o1-standard',
		description: 'About $0.42 for a video of 5 seconds',
		frameSizes: {
			'16:9': { width: 1280, height: 720 },
			'1:1': { width: 960, height: 960 },
			'9:16': { width: 720, height: 1280 },
		},
	},
	{
		name: 'Kling O1 Pro (1080p)',
		value: 'klingai:kling@o1',
		description: 'Sharper video at about a third more cost',
		frameSizes: {
			'16:9': { width: 1920, height: 1080 },
			'1:1': { width: 1440, height: 1440 },
			'9:16': { width: 1080, height: 1920 },
		},
	},
];

export const STANDARD_MODEL = 'klingai:kling@o1-standard';
