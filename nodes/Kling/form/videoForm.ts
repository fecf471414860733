import type { INodeProperties } from 'n8n-workflow';

import {
	completionField,
	maxConcurrentField,
	maxWaitField,
	taskUUIDField,
	waitUntilReadyField,
} from '../fields/completion';
import type { Completion } from '../catalog/completions';
import { dryRunField, spendingLimitField, uniqueKeyField } from '../fields/spendingGuards';
import { KLING_MODELS, STANDARD_MODEL } from '../catalog/models';
import { fileField, linkField, sourceField } from '../fields/mediaFields';
import { EDIT_MODE, INPUT_MODE_CHOICES } from '../catalog/modes';
import type { ModeShape } from '../catalog/modes';
import { TASK_OPTIONS } from '../fields/taskOptions';
import { downloadField, includeInputFieldsField, outputBinaryField } from '../fields/outputFields';
import type { FormField } from '../fields/setting';
import { editPromptField, prompt, SETTINGS } from '../fields/videoSettings';
import { MEDIA_SLOTS } from '../catalog/slots';
import type { MediaSlot } from '../catalog/slots';
import { shownForModes, shownIn } from './visibility';

export const videoOperations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['video'] } },
	options: [
		{
			name: 'Generate',
			value: 'generate',
			action: 'Generate video',
			description: 'Make a new video from text, images or another video',
		},
		{
			name: 'Edit',
			value: 'edit',
			action: 'Edit video',
			description: 'Change an existing video the way the prompt describes',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get video',
			description: 'Get a video that was ordered earlier, by its task UUID',
		},
	],
	default: 'generate',
};

const modelField: FormField = {
	displayName: 'Model',
	name: 'model',
	type: 'options',
	options: KLING_MODELS.map(({ name, value, description }) => ({ name, value, description })),
	default: STANDARD_MODEL,
	description: 'Standard makes 720p videos, Pro 1080p',
};

const inputModeField: FormField = {
	displayName: 'Input Mode',
	name: 'inputMode',
	type: 'options',
	options: INPUT_MODE_CHOICES.map(({ name, value, description }) => ({ name, value, description })),
	default: 'text',
	description: 'What the video is made from, besides the prompt',
};

const settingFields = SETTINGS.filter((setting) => setting !== prompt);

/** Completions that deliver finished videos. */
const DELIVERING: readonly Completion[] = ['wait', 'callback'];

const optionFields: INodeProperties[] = [
	...TASK_OPTIONS.map(({ field, completions }) =>
		completions === undefined ? field : offeredWith(completions, field),
	),
	uniqueKeyField,
	spendingLimitField,
	dryRunField,
	includeInputFieldsField,
	offeredWith(['wait'], maxConcurrentField),
	offeredWith(DELIVERING, maxWaitField),
].sort((one, other) => one.displayName.localeCompare(other.displayName));

/** Of fetching; there is nothing to wait for when it only looks. */
const fetchOptions: INodeProperties[] = [
	includeInputFieldsField,
	{ ...maxWaitField, displayOptions: { show: { '/waitUntilReady': [true] } } },
];

/** An option of some completions only: what can not be used is not offered. */
function offeredWith(completions: readonly Completion[], field: FormField): INodeProperties {
	return { ...field, displayOptions: { show: { '/completion': [...completions] } } };
}

export const videoFields: INodeProperties[] = [
	shownIn('video', ['generate', 'edit'], modelField),
	shownIn('video', ['generate'], inputModeField),
	shownIn('video', ['generate'], prompt.field),
	shownIn('video', ['edit'], editPromptField),
	...Object.values(MEDIA_SLOTS).flatMap(slotFields),
	...settingFields.flatMap(({ field, appliesTo }) => shownForModes(field, appliesTo)),
	shownIn('video', ['generate', 'edit'], completionField),
	shownIn('video', ['get'], taskUUIDField),
	shownIn('video', ['get'], waitUntilReadyField),
	shownIn('video', ['generate', 'edit'], downloadField, { completion: DELIVERING }),
	shownIn('video', ['generate', 'edit'], outputBinaryField, {
		completion: DELIVERING,
		download: [true],
	}),
	shownIn('video', ['get'], downloadField),
	shownIn('video', ['get'], outputBinaryField, { download: [true] }),
	shownIn('video', ['generate', 'edit'], optionsCollection(optionFields)),
	shownIn('video', ['get'], optionsCollection(fetchOptions)),
];

/** Where a slot's media come from, and then either the link or the name of the file's field. */
function slotFields(slot: MediaSlot): INodeProperties[] {
	const source = sourceField(slot);
	const takesSlot = ({ media }: ModeShape) => slot.name in media;
	const links = [...new Set([...INPUT_MODE_CHOICES, EDIT_MODE].filter(takesSlot).map(hintIn))];
	return [
		...shownForModes(source, takesSlot),
		...links.flatMap((hint) =>
			shownForModes(
				{ ...linkField(slot), hint },
				(shape) => takesSlot(shape) && hintIn(shape) === hint,
				{ [source.name]: ['url'] },
			),
		),
		...shownForModes(fileField(slot), takesSlot, { [source.name]: ['binary'] }),
	];

	/** How many links a mode takes, where that differs, and what else there is to know. */
	function hintIn({ media }: ModeShape): string {
		const count = media[slot.name];
		if (count === undefined || slot.howMany === undefined) return slot.hint;
		return `${slot.howMany(count)} ${slot.hint}`;
	}
}

function optionsCollection(options: INodeProperties[]): FormField {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	};
}
