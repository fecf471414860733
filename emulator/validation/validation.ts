import { apiError, type ApiError, type ErrorDetails } from '../api/apiError';
import { isHttpUrl } from './httpUrl';
import { refuseInputs } from './inputsValidation';
import { isJsonObject, type JsonObject } from './jsonObject';
import type { MediaStorage } from '../api/mediaStorage';
import {
	EDIT_SECONDS,
	FRAME_DURATIONS,
	OUTPUT_FORMATS,
	PARAMETERS,
	PROMPT_LENGTH,
	REFERENCE_DURATIONS,
	SIZES,
} from './modelLimits';
import { secondsOfLink } from '../api/prices';
import { refuseUnknown } from './unknownParameter';

type Refusal = ApiError | undefined;
type ValueRule = (task: JsonObject) => Refusal;
type Rule = (task: JsonObject, inputs: JsonObject, media: MediaStorage) => Refusal;

/** `providerSettings` → `ProviderSettings`, as the API's codes name their parameter. */
function titled(parameter: string): string {
	return parameter.charAt(0).toUpperCase() + parameter.slice(1);
}

function invalid(parameter: string, message: string, details: ErrorDetails = {}): ApiError {
	return apiError(
		`invalid${titled(parameter)}`,
		`Invalid value for ${parameter} parameter. ${message}`,
		{ parameter, ...details },
	);
}

function oneOf(parameter: string, allowed: readonly string[]): ValueRule {
	return (task) =>
		task[parameter] === undefined || allowed.some((value) => value === task[parameter])
			? undefined
			: invalid(parameter, `It must be one of: ${allowed.join(', ')}.`, {
					type: 'string',
					allowedValues: allowed,
				});
}

function wholeNumber(parameter: string, min: number, max?: number): ValueRule {
	const range = { min, ...(max !== undefined && { max }) };
	return (task) => {
		const value = task[parameter];
		if (value === undefined) return undefined;
		return typeof value === 'number' &&
			Number.isInteger(value) &&
			value >= min &&
			value <= (max ?? Number.MAX_SAFE_INTEGER)
			? undefined
			: invalid(
					parameter,
					`It must be an integer ${max === undefined ? `from ${min}` : `between ${min} and ${max}`}.`,
					{ type: 'integer', ...range },
				);
	};
}

function link(parameter: string): ValueRule {
	return (task) =>
		task[parameter] === undefined || isHttpUrl(task[parameter])
			? undefined
			: invalid(parameter, 'It must be an http or https URL.', { type: 'string' });
}

const model: Rule = (task) => {
	if (task['model'] === undefined) {
		return apiError('missingModel', 'The model parameter is required.', {
			parameter: 'model',
			type: 'string',
		});
	}
	return oneOf('model', [...SIZES.keys()])(task);
};

const positivePrompt: Rule = (task) => {
	const prompt = task['positivePrompt'];
	const parameter = 'positivePrompt';
	if (prompt === undefined) {
		return apiError('missingPositivePrompt', 'The positivePrompt parameter is required.', {
			parameter,
			type: 'string',
		});
	}
	if (typeof prompt !== 'string')
		return invalid(parameter, 'It must be a string.', { type: 'string' });
	if (prompt.trim().length < PROMPT_LENGTH.min || prompt.length > PROMPT_LENGTH.max) {
		return apiError(
			'invalidPositivePromptLength',
			`The positivePrompt must have between ${PROMPT_LENGTH.min} and ${PROMPT_LENGTH.max} characters.`,
			{ parameter, type: 'string', ...PROMPT_LENGTH },
		);
	}
	return undefined;
};

const dimensions: Rule = (task, inputs) => {
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
	const sizes = SIZES.get(String(task['model'])) ?? [];
	return sizes.includes(`${String(width)}x${String(height)}`)
		? undefined
		: apiError('unsupportedDimensions', 'The width and height are not supported by this model.', {
				parameter: pair,
				allowedValues: sizes,
			});
};

const duration: Rule = (task, inputs) => {
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
	const allowed: readonly number[] = byReference ? REFERENCE_DURATIONS : FRAME_DURATIONS;
	return allowed.some((seconds) => seconds === value)
		? undefined
		: apiError('unsupportedDuration', 'The duration is not supported by this model.', {
				parameter: 'duration',
				type: 'integer',
				allowedValues: allowed,
			});
};

const editedLength: Rule = (_task, inputs) => {
	const seconds = secondsOfLink(inputs['video']);
	return seconds === undefined || (seconds >= EDIT_SECONDS.min && seconds <= EDIT_SECONDS.max)
		? undefined
		: apiError('invalidInputVideoDuration', 'The video must last between 3 and 10 seconds.', {
				parameter: 'inputs.video',
				...EDIT_SECONDS,
			});
};

const providerSettings: Rule = (task, inputs) => {
	const settings = task['providerSettings'];
	if (settings === undefined) return undefined;
	if (!isJsonObject(settings)) {
		return invalid('providerSettings', 'It must be an object.', { type: 'object' });
	}
	const { klingai } = settings;
	const stranger = refuseUnknown(settings, ['klingai'], 'providerSettings.');
	if (stranger) return stranger;
	if (!isJsonObject(klingai)) {
		return apiError('invalidProviderSettings', 'providerSettings.klingai must be an object.', {
			parameter: 'providerSettings.klingai',
			type: 'object',
		});
	}
	const parameter = 'providerSettings.klingai.keepOriginalSound';
	const unknownSetting = refuseUnknown(klingai, ['keepOriginalSound'], 'providerSettings.klingai.');
	if (unknownSetting) return unknownSetting;
	if (typeof klingai['keepOriginalSound'] !== 'boolean') {
		return apiError('invalidKeepOriginalSound', 'keepOriginalSound must be a boolean.', {
			parameter,
			type: 'boolean',
		});
	}
	// Undocumented without a video; the strict reading finds clients that send it needlessly.
	return inputs['video'] === undefined && inputs['referenceVideos'] === undefined
		? apiError('unsupportedParameter', 'keepOriginalSound needs a video input.', { parameter })
		: undefined;
};

const safety: Rule = (task) => {
	const value = task['safety'];
	if (value === undefined) return undefined;
	if (!isJsonObject(value)) return invalid('safety', 'It must be an object.', { type: 'object' });
	const stranger = refuseUnknown(value, ['checkContent', 'mode'], 'safety.');
	if (stranger) return stranger;
	if (value['checkContent'] !== undefined && typeof value['checkContent'] !== 'boolean') {
		return apiError('invalidSafetyCheckContent', 'safety.checkContent must be a boolean.', {
			parameter: 'safety.checkContent',
			type: 'boolean',
		});
	}
	const modes = ['none', 'fast', 'full'];
	return value['mode'] === undefined || modes.some((mode) => mode === value['mode'])
		? undefined
		: apiError('invalidSafetyMode', 'Invalid value for safety.mode parameter.', {
				parameter: 'safety.mode',
				allowedValues: modes,
			});
};

const deliveryMethod: Rule = (task) =>
	task['deliveryMethod'] === undefined
		? apiError('missingDeliveryMethod', "This model needs the deliveryMethod 'async'.", {
				parameter: 'deliveryMethod',
				type: 'string',
				allowedValues: ['async'],
			})
		: oneOf('deliveryMethod', ['async'])(task);

const includeCost: Rule = (task) =>
	task['includeCost'] === undefined || typeof task['includeCost'] === 'boolean'
		? undefined
		: invalid('includeCost', 'It must be a boolean.', { type: 'boolean' });

const RULES: readonly Rule[] = [
	(task) => refuseUnknown(task, PARAMETERS, ''),
	model,
	positivePrompt,
	(_task, inputs, media) => refuseInputs(inputs, media),
	dimensions,
	duration,
	editedLength,
	providerSettings,
	oneOf('outputType', ['URL']),
	oneOf('outputFormat', OUTPUT_FORMATS),
	wholeNumber('outputQuality', 20, 99),
	wholeNumber('ttl', 60),
	wholeNumber('numberResults', 1, 4),
	deliveryMethod,
	includeCost,
	safety,
	link('webhookURL'),
	link('uploadEndpoint'),
];

/** The first reason to refuse a videoInference task; its taskUUID was checked before. */
export function refuseVideoInference(task: JsonObject, media: MediaStorage): Refusal {
	const given = task['inputs'];
	if (given !== undefined && !isJsonObject(given)) {
		return invalid('inputs', 'It must be an object.', { type: 'object' });
	}
	for (const rule of RULES) {
		const refusal = rule(task, given ?? {}, media);
		if (refusal) return refusal;
	}
	return undefined;
}
