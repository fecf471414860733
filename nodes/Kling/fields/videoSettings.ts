import { ASPECT_RATIOS } from '../catalog/models';
import { EDIT_MODE } from '../catalog/modes';
import type { Offer } from '../catalog/offers';
import { MESSAGES, refusal } from '../parameters/messages';
import type { ParameterError } from '../parameters/ParameterError';
import { promptText } from '../parameters/prompt';
import { ratio } from '../parameters/ratio';
import { isBlank, yesOrNo } from '../parameters/readers';
import type { ParameterSource } from '../parameters/source';
import { duration } from './duration';
import { whoRefuses } from './setting';
import type { FormField, Setting } from './setting';
import { shots } from './shots';

const promptField: FormField = {
	displayName: 'Prompt',
	name: 'positivePrompt',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder:
		'e.g. A paper boat drifts down a rain-soaked street at dusk, camera close to the water',
	description:
		'What happens in the video, in 2 to 2,500 characters: subject, action, camera, light and mood. Always needed.',
};

/** The same parameter where there is a video already. */
const editPromptField: FormField = {
	...promptField,
	placeholder: 'e.g. Let it snow, and leave everything else as it is',
	description:
		'What to change in the video, and what must stay as it is, in 2 to 2,500 characters. Always needed.',
};

/** The same parameter where shots can take its place. */
const promptOrShotsField: FormField = {
	...promptField,
	description:
		"What happens in the video, in 2 to 2,500 characters: subject, action, camera, light and mood. Needed unless 'Shots' is filled in.",
};

export const prompt: Setting = {
	field: promptField,
	appliesTo: () => true,
	fieldFor: (offers) => {
		if (offers.every(({ mode }) => mode === EDIT_MODE)) return editPromptField;
		return offers.some(shots.appliesTo) ? promptOrShotsField : promptField;
	},
	toTask: (source, row) => {
		if (row.shots !== undefined) return {};
		const missing = () => missingPrompt(source, row);
		return { positivePrompt: promptText(source, promptField, row.inputs, missing) };
	},
};

/** Why a row without a prompt is refused: it may have shots that its model or mode does not take. */
function missingPrompt(source: ParameterSource, offer: Offer): ParameterError {
	if (shots.appliesTo(offer)) return refusal(promptField, MESSAGES.emptyPromptAndShots);
	if (isBlank(source(shots.field.name))) return refusal(promptField, MESSAGES.emptyPrompt);
	return refusal(promptField, MESSAGES.unusedShots, whoRefuses(shots, offer));
}

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
	appliesTo: ({ mode }) => mode.frameSize,
	toTask: (source, { model }) =>
		model.frameSizes[ratio(source, aspectRatio.field, ASPECT_RATIOS) ?? '16:9'],
};

const keepOriginalSound: Setting = {
	field: {
		displayName: 'Keep Original Sound',
		name: 'keepOriginalSound',
		type: 'boolean',
		default: true,
		description:
			'Whether the new video keeps the sound of the reference or source video: on if left empty',
	},
	appliesTo: ({ model, mode }) => model.settings.includes('keepOriginalSound') && mode.videoInput,
	toTask: (source) => ({
		providerSettings: {
			klingai: { keepOriginalSound: yesOrNo(source, keepOriginalSound.field) ?? true },
		},
	}),
};

const sound: Setting = {
	field: {
		displayName: 'Generate Sound',
		name: 'sound',
		type: 'boolean',
		default: false,
		description: 'Whether the model makes sound for the video: off if left empty. It costs more.',
	},
	appliesTo: ({ model, mode }) => model.settings.includes('sound') && !mode.videoInput,
	toTask: (source) =>
		yesOrNo(source, sound.field) === true ? { providerSettings: { klingai: { sound: true } } } : {},
};

/** In the order of the form; the prompt stands above the media, the others below. */
export const SETTINGS: readonly Setting[] = [
	prompt,
	aspectRatio,
	duration,
	keepOriginalSound,
	sound,
	shots,
];
