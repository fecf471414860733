/**
 * What Kling VIDEO O1 takes. Sources: the model pages klingai-video-o1-standard and -pro, the closed
 * parameter list of the official Python SDK (schemas of 2026-06-23), and the seed examples where
 * these disagree. Written apart from the package's own tables on purpose.
 */
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

export const INPUTS = ['frameImages', 'referenceImages', 'referenceVideos', 'video'] as const;

export const SIZES: ReadonlyMap<string, readonly string[]> = new Map([
	['klingai:kling@o1-standard', ['1280x720', '960x960', '720x1280']],
	['klingai:kling@o1', ['1920x1080', '1440x1440', '1080x1920']],
]);

export const FRAME_DURATIONS = [5, 10] as const;
export const REFERENCE_DURATIONS = [3, 4, 5, 6, 7, 8, 9, 10] as const;
/** Both modes make 5 seconds when nothing is said. */
export const DEFAULT_DURATION = 5;

export const PROMPT_LENGTH = { min: 2, max: 2500 } as const;
export const REFERENCE_IMAGES = { alone: 7, withVideo: 4 } as const;
/** The provider page's limit for one input. */
export const INPUT_BYTES = 32 * 1024 * 1024;
/** The length an edited video may have; Kling itself takes up to 10.05. */
export const EDIT_SECONDS = { min: 3, max: 10.05 } as const;
export const OUTPUT_FORMATS = ['MP4', 'WEBM', 'MOV'] as const;
