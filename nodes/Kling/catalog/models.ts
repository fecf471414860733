import type { Lengths } from './lengths';
import type { ModeName } from './modes';

export const ASPECT_RATIOS = ['16:9', '1:1', '9:16'] as const;
export type AspectRatio = (typeof ASPECT_RATIOS)[number];

/** What not every model takes, as the API names it; the form has a field for each. */
export type ModelSetting = 'keepOriginalSound' | 'sound' | 'multiPrompt';

/** What a model can do. The form shows exactly this, and the request sends exactly this. */
export interface KlingModel {
	/** The API's model identifier (AIR). */
	readonly value: string;
	readonly name: string;
	readonly description: string;
	/** What it is called together with its sisters of other sizes, which can do the same. */
	readonly family: string;
	/** Its modes, each with its lengths; none where the source video's own length decides. */
	readonly modes: Readonly<Partial<Record<ModeName, { readonly lengths?: Lengths }>>>;
	readonly settings: readonly ModelSetting[];
	/** USD for a second of video. The higher rates: only of a model that can do it. */
	readonly usdPerSecond: {
		readonly plain: number;
		readonly withSound?: number;
		readonly fromVideo?: number;
	};
	/** Pixels; the API takes exactly these. */
	readonly frameSizes: Readonly<
		Record<AspectRatio, { readonly width: number; readonly height: number }>
	>;
}

const IN_720P: KlingModel['frameSizes'] = {
	'16:9': { width: 1280, height: 720 },
	'1:1': { width: 960, height: 960 },
	'9:16': { width: 720, height: 1280 },
};

const IN_1080P: KlingModel['frameSizes'] = {
	'16:9': { width: 1920, height: 1080 },
	'1:1': { width: 1440, height: 1440 },
	'9:16': { width: 1080, height: 1920 },
};

const FIVE_OR_TEN: Lengths = { kind: 'list', seconds: [5, 10] };
const THREE_TO_TEN: Lengths = { kind: 'range', from: 3, to: 10 };
const THREE_TO_FIFTEEN: Lengths = { kind: 'range', from: 3, to: 15 };

/** Lengths: the seed examples and the model pages of Runware's documentation. */
const O1: Pick<KlingModel, 'family' | 'modes' | 'settings'> = {
	family: 'Kling O1',
	modes: {
		text: { lengths: FIVE_OR_TEN },
		firstFrame: { lengths: FIVE_OR_TEN },
		firstLastFrame: { lengths: FIVE_OR_TEN },
		referenceImages: { lengths: THREE_TO_TEN },
		referenceVideo: { lengths: THREE_TO_TEN },
		edit: {},
	},
	settings: ['keepOriginalSound'],
};

/**
 * Lengths: Kling's own parameter tables, as several resellers print them. That it keeps the sound
 * of a video as O1 does is inferred: the model page contradicts itself there.
 */
const OMNI: Pick<KlingModel, 'family' | 'modes' | 'settings'> = {
	family: 'Kling 3.0 Omni',
	modes: {
		text: { lengths: THREE_TO_FIFTEEN },
		firstFrame: { lengths: THREE_TO_FIFTEEN },
		firstLastFrame: { lengths: THREE_TO_FIFTEEN },
		referenceImages: { lengths: THREE_TO_FIFTEEN },
		referenceVideo: { lengths: THREE_TO_FIFTEEN },
		edit: {},
	},
	settings: ['keepOriginalSound', 'sound', 'multiPrompt'],
};

/**
 * Sizes and prices: the model pages of Runware's documentation. The seed examples of O1 Standard
 * bear them out: 1280 × 720, 0.42 for 5 s, 0.63 for 5 s and 0.756 for 6 s from a video. That
 * reference images cost the lower rate on Pro too is inferred from Standard.
 */
export const KLING_MODELS: readonly KlingModel[] = [
	{
		...O1,
		name: 'Kling O1 Standard (720p)',
		value: 'klingai:kling@o1-standard',
		description: 'About $0.42 for a 5-second video from text or images',
		usdPerSecond: { plain: 0.084, fromVideo: 0.126 },
		frameSizes: IN_720P,
	},
	{
		...O1,
		name: 'Kling O1 Pro (1080p)',
		value: 'klingai:kling@o1',
		description: 'Sharper. About $0.56 for a 5-second video from text or images.',
		usdPerSecond: { plain: 0.112, fromVideo: 0.168 },
		frameSizes: IN_1080P,
	},
	{
		...OMNI,
		name: 'Kling 3.0 Omni Standard (720p)',
		value: 'klingai:kling-video@o3-standard',
		description:
			'Up to 15 seconds, with sound and shots. About $0.42 for 5 seconds, $0.56 with sound.',
		usdPerSecond: { plain: 0.084, withSound: 0.112, fromVideo: 0.126 },
		frameSizes: IN_720P,
	},
	{
		...OMNI,
		name: 'Kling 3.0 Omni Pro (1080p)',
		value: 'klingai:kling-video@o3-pro',
		description: 'As Omni Standard, but sharper. About $0.56 for 5 seconds, $0.70 with sound.',
		usdPerSecond: { plain: 0.112, withSound: 0.14, fromVideo: 0.168 },
		frameSizes: IN_1080P,
	},
];

export const STANDARD_MODEL = 'klingai:kling@o1-standard';
