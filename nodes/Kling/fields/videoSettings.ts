import { promptText } from '../parameters/prompt';
import { ratio } from '../parameters/ratio';
import { oneOfNumbers, yesOrNo } from '../parameters/readers';
import type { ParameterSource } from '../parameters/source';
import { ASPECT_RATIOS } from '../catalog/models';
import { EITHER_DURATION, FIVE_OR_TEN, THREE_TO_TEN } from '../catalog/modes';
import type { InputMode } from '../catalog/modes';
import type { FormField, Setting } from './setting';

const DEFAULT_DURATION = 5;

export const prompt: Setting = {
	field: {
		displayName: 'Prompt',
		name: 'positivePrompt',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder:
			'e.g. A paper boat drifts down a rain-soaked street at dusk, camera close to the water',
		description:
			'What happens in the video, in 2 to 2,500 characters: subject, action, camera, light and mood. Always needed.',
	},
	appliesTo: () => true,
	toTask: (source, { inputs }) => ({
		positivePrompt: promptText(source, prompt.field, inputs),
	}),
};

/** The same parameter where there is a video already. */
export const editPromptField: FormField = {
	...prompt.field,
	placeholder: 'e.g. Let it snow, and leave everything else as it is',
	description:
		'What to change in the video, and what must stay as it is, in 2 to 2,500 characters. Always needed.',
};

const aspectRatio: Setting = {
	field: {
		displayName: 'Aspect Ratio',
		name: 'aspectRatio',
		type: 'options',
		options: [
			{ name: '16:9', value: '16:9', description: 'Landscape, for screens and YouTube' },
			{ name: '1:1', value: '1:1', description: 'Square, for social media feeds' },
			{ name: '9:16', value: '9:16', description: 'Vertical, for phones, Reels and Shorts' },
		],
		default: '16:9',
		description:
			'The shape of the video: 16:9 if left empty. Its size in pixels depends on the model.',
	},
	appliesTo: ({ frameSize }) => frameSize,
	toTask: (source, { model }) =>
		model.frameSizes[ratio(source, aspectRatio.field, ASPECT_RATIOS) ?? '16:9'],
};

/** One parameter, shown as a list where a mode takes only two lengths, and else as a number. */
function duration(field: FormField, appliesTo: Setting['appliesTo']): Setting {
	return { field, appliesTo, toTask: (source, { mode }) => seconds(source, field, mode) };
}

const durationFromList = duration(
	{
		displayName: 'Duration',
		name: 'duration',
		type: 'options',
		options: [
			{ name: '5 Seconds', value: 5 },
			{ name: '10 Seconds', value: 10 },
		],
		default: DEFAULT_DURATION,
		description: 'Length of the video: 5 seconds if left empty. You pay per second.',
	},
	({ durations }) => durations === FIVE_OR_TEN,
);

const anyDuration: FormField = {
	displayName: 'Duration',
	name: 'duration',
	type: 'number',
	typeOptions: { minValue: 3, maxValue: 10, numberPrecision: 0 },
	default: DEFAULT_DURATION,
	description:
		'Length of the video in whole seconds, from 3 to 10: 5 if left empty. You pay per second.',
	hint: 'Seconds, from 3 to 10',
};

const durationAsNumber = duration(anyDuration, ({ durations }) => durations === THREE_TO_TEN);

const durationByMedia = duration(
	{
		...anyDuration,
		hint: 'In seconds: 5 or 10 from text or frames, 3 to 10 with reference images or a reference video',
	},
	({ durations }) => durations === EITHER_DURATION,
);

function seconds(source: ParameterSource, field: FormField, { name, durations = [] }: InputMode) {
	const taker = `the input mode '${name}'`;
	const value = oneOfNumbers(source, field, durations, { unit: 'seconds', taker });
	return { duration: value ?? DEFAULT_DURATION };
}

const keepOriginalSound: Setting = {
	field: {
		displayName: 'Keep Original Sound',
		name: 'keepOriginalSound',
		type: 'boolean',
		default: true,
		description:
			'Whether the new video keeps the sound of the reference or source video: on if left empty',
	},
	appliesTo: ({ videoInput }) => videoInput,
	toTask: (source) => ({
		providerSettings: {
			klingai: { keepOriginalSound: yesOrNo(source, keepOriginalSound.field) ?? true },
		},
	}),
};

/** In the order of the form; the prompt stands above the media, the others below. */
export const SETTINGS: readonly Setting[] = [
	prompt,
	aspectRatio,
	durationFromList,
	durationAsNumber,
	durationByMedia,
	keepOriginalSound,
];
