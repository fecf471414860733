import { apiError } from '../apiError';
import { EDIT_SECONDS } from '../models';
import { secondsOfLink } from './taskFields';
import { invalid, oneOf, type Rule } from './rule';

export const size: Rule = (task, { model, inputs }) => {
	const { width, height } = task;
	const pair = ['width', 'height'];
	const fromInput = ['frameImages', 'video'].find((name) => inputs[name] !== undefined);
	if (fromInput !== undefined) {
		if (width === undefined && height === undefined) return undefined;
		return apiError(
			'incompatibleParameters',
			`width and height cannot be used with inputs.${fromInput}: the size follows from the input.`,
			{ parameter: [...pair, `inputs.${fromInput}`] },
		);
	}
	if (width === undefined && height === undefined) {
		if (model.referencesNeedSize) {
			return apiError(
				'missingDimensionParameters',
				'Missing dimension parameters. Exactly one of inputs.frameImages, inputs.video, or width and height must be provided.',
				{ parameter: [...pair, 'inputs.frameImages', 'inputs.video'], type: 'integer|array' },
			);
		}
		const referenced = ['referenceImages', 'referenceVideos'].some((n) => inputs[n] !== undefined);
		return referenced
			? undefined
			: apiError(
					'missingDimensionParameters',
					'Missing dimension parameters. Either width and height, or referenceImages must be provided.',
					{ parameter: [...pair, 'referenceImages'], type: 'integer|array' },
				);
	}
	if (width === undefined || height === undefined) {
		return apiError(
			'missingDimensionParameters',
			'Missing dimension parameters. width and height must be provided together.',
			{ parameter: pair, type: 'integer' },
		);
	}
	const odd = pair.find((side) => !Number.isInteger(task[side]));
	if (odd !== undefined) return invalid(odd, 'It must be an integer.', { type: 'integer' });
	return model.sizes.includes(`${String(width)}x${String(height)}`)
		? undefined
		: apiError('unsupportedDimensions', 'The width and height are not supported by this model.', {
				parameter: pair,
				allowedValues: model.sizes,
			});
};

/** Only 3.0 Omni has it, and only beside a source video. */
export const resolution: Rule = (task, context) =>
	task['resolution'] !== undefined && context.inputs['video'] === undefined
		? apiError('incompatibleParameters', 'resolution can only be used with inputs.video.', {
				parameter: ['resolution', 'inputs.video'],
			})
		: oneOf('resolution', ['720p', '1080p'])(task, context);

export const duration: Rule = (task, { model, inputs }) => {
	const value = task['duration'];
	if (value === undefined) return undefined;
	if (inputs['video'] !== undefined) {
		return apiError(
			'incompatibleParameters',
			'duration cannot be used with inputs.video: the result is as long as the input.',
			{ parameter: ['duration', 'inputs.video'] },
		);
	}
	if (!Number.isInteger(value)) {
		return invalid('duration', 'It must be an integer.', { type: 'integer' });
	}
	const byReference =
		inputs['referenceImages'] !== undefined || inputs['referenceVideos'] !== undefined;
	const allowed = byReference ? model.durations.references : model.durations.plain;
	return allowed.some((seconds) => seconds === value)
		? undefined
		: apiError('unsupportedDuration', 'The duration is not supported by this model.', {
				parameter: 'duration',
				type: 'integer',
				allowedValues: allowed,
			});
};

export const editedLength: Rule = (_task, { inputs }) => {
	const seconds = secondsOfLink(inputs['video']);
	return seconds === undefined || (seconds >= EDIT_SECONDS.min && seconds <= EDIT_SECONDS.max)
		? undefined
		: apiError('invalidInputVideoDuration', 'The video must last between 3 and 10 seconds.', {
				parameter: 'inputs.video',
				...EDIT_SECONDS,
			});
};
