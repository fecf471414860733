import { promptText } from '../parameters/prompt';
import { ratio } from '../parameters/ratio';
import { oneOfNumbers, yesOrNo } from '../parameters/readers';
import type { ParameterSource } from '../parameters/readers';
import { ASPECT_RATIOS } from './models';
import { EITHER_DURATION, FIVE_OR_TEN, THREE_TO_TEN } from './modes';
import type { InputMode } from './modes';
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
			'What happens in the video, in 2 to 2,500 characters: subject, action, camera, light and mood',
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
	description: 'What to change in the video, and what must stay as it is, in 2 to 2,500 characters',
};

const aspectRatio: Setting = {
	field: {
		displayName: 'Aspect Ratio',
		name: 'aspectRatio',
		type: 'options',
		options: [
			{ name: '16:9', value: '16:9', description: 'Landscape, for screens and YouTube' },
			{ name: '1:1', value: '1:1', description: 'Square, for feeds' },
			{ name: '9:16', value: '9:16', description: 'Upright, for phones, Reels and Shorts' },
		],
		default: '16:9',
		description: 'The shape of the video; its size in pixels follows from the model',
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
		description: 'How long the video is. The cost is per second.',
	},
	({ durations }) => durations === FIVE_OR_TEN,
);

const anyDuration: FormField = {
	displayName: 'Duration',
	name: 'duration',
	type: 'number',
	typeOptions: { minValue: 3, maxValue: 10, numberPrecision: 0 },
	default: DEFAULT_DURATION,
	description: 'How long the video is, in whole seconds from 3 to 10. The cost is per second.',
	hint: 'Seconds, from 3 to 10',
};

const durationAsNumber = duration(anyDuration, ({ durations }) => durations === THREE_TO_TEN);

const durationByMedia = duration(
	{ ...anyDuration, hint: 'Seconds. Text and frames take 5 or 10, references 3 to 10.' },
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
		description: 'Whether the new video keeps the sound of the video it is made from',
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
