/**
 * What each model takes and costs. Sources: Runware's model pages (klingai-video-o1-standard and
 * -pro, klingai-video-o3-standard and -pro, klingai-video-3-0-omni-pro), the closed parameter list of
 * the official Python SDK (schemas of 2026-06-23), and the seed examples where these disagree.
 * Durations and shots of 3.0 Omni: Kling's own parameter tables, as several resellers print them.
 * Written apart from the package's own tables on purpose.
 */
export interface Model {
	/** `WIDTHxHEIGHT`: 16:9, 1:1 and 9:16. */
	readonly sizes: readonly string[];
	/** Whole seconds, from text or frames and from reference images or a reference video. */
	readonly durations: { readonly plain: readonly number[]; readonly references: readonly number[] };
	/** Whether reference images and a reference video need width and height. */
	readonly referencesNeedSize: boolean;
	/** Names of parameters that not every model has. */
	readonly parameters: readonly string[];
	/** Names below `providerSettings.klingai`. */
	readonly settings: readonly string[];
	/** Dollars for a second: from text and images, the same with sound, from a video. */
	readonly rates: { readonly plain: number; readonly sound?: number; readonly video: number };
}

function secondsFrom(first: number, last: number): readonly number[] {
	return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const STANDARD_SIZES = ['1280x720', '960x960', '720x1280'] as const;
const PRO_SIZES = ['1920x1080', '1440x1440', '1080x1920'] as const;

const O1 = {
	durations: { plain: [5, 10], references: secondsFrom(3, 10) },
	// A live message of another model names references as the other way to give a size.
	referencesNeedSize: false,
	parameters: [],
	settings: ['keepOriginalSound'],
} as const;

const OMNI = {
	durations: { plain: secondsFrom(3, 15), references: secondsFrom(3, 15) },
	// The model page: exactly one of frameImages, video, and width with height.
	referencesNeedSize: true,
	parameters: ['resolution'],
	settings: ['keepOriginalSound', 'sound', 'multiPrompt'],
} as const;

export const MODELS: ReadonlyMap<string, Model> = new Map([
	[
		'klingai:kling@o1-standard',
		{ ...O1, sizes: STANDARD_SIZES, rates: { plain: 0.084, video: 0.126 } },
	],
	['klingai:kling@o1', { ...O1, sizes: PRO_SIZES, rates: { plain: 0.112, video: 0.168 } }],
	[
		'klingai:kling-video@o3-standard',
		{ ...OMNI, sizes: STANDARD_SIZES, rates: { plain: 0.084, sound: 0.112, video: 0.126 } },
	],
	[
		'klingai:kling-video@o3-pro',
		{ ...OMNI, sizes: PRO_SIZES, rates: { plain: 0.112, sound: 0.14, video: 0.168 } },
	],
]);

/** The parameters that every model has. */
export const PARAMETERS = [
	'taskType',
	'taskUUID',
	'model',
	'positivePrompt',
	'inputs',
	'width',
	'height',
	'duration',
	'providerSettings',
	'webhookURL',
	'includeCost',
	'numberResults',
	'uploadEndpoint',
	'ttl',
	'outputType',
	'outputFormat',
	'outputQuality',
	'deliveryMethod',
	'safety',
] as const;

/** 3.0 Omni has `elements` besides, which Runware takes and ignores; here it counts as unknown. */
export const INPUTS = ['frameImages', 'referenceImages', 'referenceVideos', 'video'] as const;

/** Every model makes 5 seconds when nothing is said. */
export const DEFAULT_DURATION = 5;

export const PROMPT_LENGTH = { min: 2, max: 2500 } as const;
/** `multiPrompt`: how many shots, the seconds of each, the characters of each prompt. */
export const SHOTS = { min: 1, max: 6, seconds: 1, promptLength: 512 } as const;
export const REFERENCE_IMAGES = { alone: 7, withVideo: 4 } as const;
/** The provider page's limit for one input. */
export const INPUT_BYTES = 32 * 1024 * 1024;
/** The length an edited video may have; Kling itself takes up to 10.05. */
export const EDIT_SECONDS = { min: 3, max: 10.05 } as const;
export const OUTPUT_FORMATS = ['MP4', 'WEBM', 'MOV'] as const;
