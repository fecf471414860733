import { secondsIn } from '../../nodes/Kling/catalog/lengths';
import type { KlingModel } from '../../nodes/Kling/catalog/models';
import { PROMPT_LENGTH } from '../../nodes/Kling/parameters/prompt';
import { SHOTS } from '../../nodes/Kling/parameters/shotList';
import { SEEDS } from '../../test/request/seeds';
import type { Seed } from '../../test/request/seeds';
import { sentNames } from '../schema/compare';
import { WAYS } from '../schema/ourBodies';
import type { Way } from '../schema/ourBodies';

export interface Range {
	readonly min: number;
	readonly max?: number;
}

/** What the stand-in publishes of a mode. */
export interface PublishedMode {
	readonly value: string;
	/** Parts of `inputs` with their counts; all must be there whose least is not 0. */
	readonly inputs: Readonly<Record<string, Range>>;
	/** `last` only beside `first`. */
	readonly frames: number;
	readonly size: 'required' | 'forbidden' | 'optional';
	readonly durations?: readonly number[];
	/** Which of `providerSettings.klingai` go with it. */
	readonly klingai: readonly string[];
}

/** What the stand-in publishes of a model: by default, what the catalogue says. */
export interface Published {
	readonly model: string;
	readonly sizes: ReadonlyArray<readonly [width: number, height: number]>;
	readonly modes: readonly PublishedMode[];
	readonly prompt: Range & { readonly required: boolean };
	readonly parameters: readonly string[];
	readonly klingai: readonly string[];
	readonly shots: Range & { readonly longestPrompt: number };
	readonly numberResults: Range;
	readonly outputQuality: Range;
	readonly ttl: Range;
	readonly outputFormats: readonly string[];
	readonly deliveryMethods: readonly string[];
	readonly additionalParameters: boolean;
	readonly rates: readonly number[];
	readonly examples: readonly Seed[];
}

export function publishedOf(model: KlingModel): Published {
	const ways = WAYS.filter((way) => way.model === model);
	return {
		model: model.value,
		sizes: Object.values(model.frameSizes).map(({ width, height }) => [width, height]),
		modes: ways.map(publishedMode),
		prompt: { ...PROMPT_LENGTH, required: true },
		parameters: [...sentNames(ways, [])],
		klingai: [...sentNames(ways, ['providerSettings', 'klingai'])],
		shots: SHOTS,
		numberResults: { min: 1, max: 4 },
		outputQuality: { min: 20, max: 99 },
		ttl: { min: 60 },
		outputFormats: ['MP4', 'WEBM', 'MOV'],
		deliveryMethods: ['async'],
		additionalParameters: false,
		rates: [...new Set(Object.values(model.usdPerSecond))],
		examples: SEEDS.filter(({ request }) => request.model === model.value),
	};
}

function publishedMode({ model, mode, lengths }: Way): PublishedMode {
	const { value, media, frameSize, videoInput } = mode;
	const { firstFrame, lastFrame, referenceImages, referenceVideo, video } = media;
	const frames = [firstFrame, lastFrame].filter(Boolean).length;
	return {
		value,
		inputs: {
			...(frames > 0 && { frameImages: { min: frames, max: frames } }),
			...(referenceImages && { referenceImages }),
			...(referenceVideo && { referenceVideos: referenceVideo }),
			...(video && { video }),
		},
		frames,
		size: frameSize ? 'required' : 'forbidden',
		...(lengths && { durations: secondsIn(lengths) }),
		klingai: model.settings.filter((name) => (name === 'keepOriginalSound') === videoInput),
	};
}
