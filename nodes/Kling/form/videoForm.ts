import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import {
	completionField,
	maxConcurrentField,
	maxWaitField,
	taskUUIDField,
	waitUntilReadyField,
} from '../fields/waiting';
import type { Completion } from '../catalog/completions';
import { dryRunField, spendingLimitField, uniqueKeyField } from '../fields/spendingGuards';
import { KLING_MODELS, STANDARD_MODEL } from '../catalog/models';
import { fileField, linkField, sourceField } from '../fields/mediaFields';
import { AUTO, EDIT_MODE, INPUT_MODE_CHOICES } from '../catalog/modes';
import type { InputMode } from '../catalog/modes';
import { offerOf } from '../catalog/offers';
import type { Offer } from '../catalog/offers';
import { TASK_OPTIONS } from '../fields/taskOptions';
import { downloadField, includeInputFieldsField, outputBinaryField } from '../fields/outputFields';
import type { FormField, Setting } from '../fields/setting';
import { prompt, SETTINGS } from '../fields/videoSettings';
import { MEDIA_SLOTS } from '../catalog/slots';
import type { Count, MediaSlot } from '../catalog/slots';
import { shownByOffer, shownIn } from './visibility';

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
	options: KLING_MODELS.map((model) => {
		const { name, value, description } = model;
		const hide = { operation: offerOf(model, EDIT_MODE) === undefined ? ['edit'] : [] };
		return offeredUnless(hide, { name, value, description });
	}),
	default: STANDARD_MODEL,
	description: 'Standard makes 720p videos, Pro 1080p',
};

const inputModeField: FormField = {
	displayName: 'Input Mode',
	name: 'inputMode',
	type: 'options',
	options: INPUT_MODE_CHOICES.map((mode) => {
		const { name, value, description } = mode;
		return offeredUnless({ model: modelsWithout(mode) }, { name, value, description });
	}),
	default: 'text',
	description: 'What the video is made from, besides the prompt',
};

function modelsWithout(mode: InputMode | typeof AUTO): readonly string[] {
	if (mode.value === AUTO.value) return [];
	return KLING_MODELS.filter((model) => offerOf(model, mode) === undefined).map(
		({ value }) => value,
	);
}

/** An entry that cannot be chosen beside others is not offered. */
function offeredUnless(
	hide: Readonly<Record<string, readonly string[]>>,
	entry: INodePropertyOptions,
): INodePropertyOptions {
	const named = Object.entries(hide).filter(([, values]) => values.length > 0);
	if (named.length === 0) return entry;
	const values = Object.fromEntries(named.map(([name, list]) => [name, [...list]]));
	return { ...entry, displayOptions: { hide: values } };
}

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

/** An option of some completions only: what cannot be used is not offered. */
function offeredWith(completions: readonly Completion[], field: FormField): INodeProperties {
	return { ...field, displayOptions: { show: { '/completion': [...completions] } } };
}

export const videoFields: INodeProperties[] = [
	shownIn('video', ['generate', 'edit'], modelField),
	shownIn('video', ['generate'], inputModeField),
	...settingField(prompt),
	...Object.values(MEDIA_SLOTS).flatMap(slotFields),
	...settingFields.flatMap(settingField),
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

function settingField({ field, appliesTo, fieldFor }: Setting): INodeProperties[] {
	return shownByOffer((offers) => {
		const taking = offers.filter(appliesTo);
		return taking.length === 0 ? undefined : (fieldFor?.(taking) ?? field);
	});
}

/** Where a slot's media come from, and then either the link or the name of the file's field. */
function slotFields(slot: MediaSlot): INodeProperties[] {
	const source = sourceField(slot);
	const whereTaken = (field: FormField, unless = {}) =>
		shownByOffer((offers) => (countIn(offers) === undefined ? undefined : field), unless);
	return [
		...whereTaken(source),
		...shownByOffer(
			(offers) => {
				const count = countIn(offers);
				return count === undefined ? undefined : { ...linkField(slot), hint: hintFor(count) };
			},
			{ [source.name]: ['binary'] },
		),
		...whereTaken(fileField(slot), { [source.name]: ['url'] }),
	];

	/** How many entries each of them takes, from the fewest to the most. */
	function countIn(offers: readonly Offer[]): Count | undefined {
		const counts = offers.map(({ mode }) => mode.media[slot.name]);
		if (!counts.some((count) => count !== undefined)) return undefined;
		return {
			min: Math.min(...counts.map((count) => count?.min ?? 0)),
			max: Math.max(...counts.map((count) => count?.max ?? 0)),
		};
	}

	/** How many links are taken, where that differs, and what else there is to know. */
	function hintFor(count: Count): string {
		return slot.howMany === undefined ? slot.hint : `${slot.howMany(count)} ${slot.hint}`;
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
