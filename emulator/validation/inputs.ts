import { apiError } from '../apiError';
import { INPUTS, REFERENCE_IMAGES } from '../models';
import type { MediaKind } from '../values/mediaKind';
import { isJsonObject } from './jsonObject';
import { refuseMedia } from './mediaInput';
import { refuseUnknown, type KnownMedia, type Refusal, type Rule } from './rule';

/** frameImages and video stand for a mode each; only references go with a video. */
const EXCLUSIONS = [
	['frameImages', 'referenceImages'],
	['frameImages', 'referenceVideos'],
	['frameImages', 'video'],
	['video', 'referenceVideos'],
] as const;

function refuseCount(value: unknown, name: string, min: number, max: number): Refusal {
	const parameter = `inputs.${name}`;
	if (!Array.isArray(value)) {
		return apiError('invalidInputs', `${parameter} must be an array.`, {
			parameter,
			type: 'array',
		});
	}
	if (value.length < min) {
		return apiError('arrayTooSmall', `${parameter} needs at least ${min} element.`, {
			parameter,
			min,
			max,
		});
	}
	return value.length > max
		? apiError('arrayTooLarge', `${parameter} takes at most ${max} elements.`, {
				parameter,
				min,
				max,
			})
		: undefined;
}

function refuseEach(values: unknown, kind: MediaKind, name: string, media: KnownMedia): Refusal {
	for (const [index, value] of (Array.isArray(values) ? values : []).entries()) {
		const refusal = refuseMedia(value, kind, `inputs.${name}[${index}]`, media);
		if (refusal) return refusal;
	}
	return undefined;
}

function refuseFrames(frames: unknown, media: KnownMedia): Refusal {
	const miscounted = refuseCount(frames, 'frameImages', 1, 2);
	if (miscounted || !Array.isArray(frames)) return miscounted;
	const seen = new Set<unknown>();
	for (const [index, frame] of frames.entries()) {
		const parameter = `inputs.frameImages[${index}]`;
		if (!isJsonObject(frame)) {
			return apiError('invalidFrameImages', `${parameter} must be an object.`, {
				parameter,
				type: 'object',
			});
		}
		const stranger = refuseUnknown(frame, ['image', 'frame'], `${parameter}.`);
		if (stranger) return stranger;
		const position = frame['frame'];
		if ((position !== 'first' && position !== 'last') || seen.has(position)) {
			return apiError('invalidFrameImages', 'Each frame must be first or last, and only once.', {
				parameter: `${parameter}.frame`,
				allowedValues: ['first', 'last'],
			});
		}
		seen.add(position);
		const refusal = refuseMedia(frame['image'], 'image', `${parameter}.image`, media);
		if (refusal) return refusal;
	}
	return seen.has('first')
		? undefined
		: apiError('missingFirstFrame', 'A last frame needs a first frame.', {
				parameter: 'inputs.frameImages',
			});
}

export const inputs: Rule = (_task, { inputs: given, media }) => {
	const stranger = refuseUnknown(given, INPUTS, 'inputs.');
	if (stranger) return stranger;
	for (const [one, other] of EXCLUSIONS) {
		if (given[one] === undefined || given[other] === undefined) continue;
		return apiError(
			'incompatibleParameters',
			`inputs.${one} and inputs.${other} cannot be used together.`,
			{ parameter: [`inputs.${one}`, `inputs.${other}`] },
		);
	}
	const { frameImages, referenceImages, referenceVideos, video } = given;
	const withVideo = referenceVideos !== undefined || video !== undefined;
	const images = withVideo ? REFERENCE_IMAGES.withVideo : REFERENCE_IMAGES.alone;
	return (
		(frameImages === undefined ? undefined : refuseFrames(frameImages, media)) ??
		(referenceImages === undefined
			? undefined
			: (refuseCount(referenceImages, 'referenceImages', 1, images) ??
				refuseEach(referenceImages, 'image', 'referenceImages', media))) ??
		(referenceVideos === undefined
			? undefined
			: (refuseCount(referenceVideos, 'referenceVideos', 1, 1) ??
				refuseEach(referenceVideos, 'video', 'referenceVideos', media))) ??
		(video === undefined ? undefined : refuseMedia(video, 'video', 'inputs.video', media))
	);
};
