import { MESSAGES, refusal } from '../parameters/messages';
import { quoted } from '../parameters/ParameterError';
import { text, yesOrNo } from '../parameters/readers';
import type { ParameterSource } from '../parameters/source';
import { inOptions } from './setting';
import type { FormField } from './setting';

export const downloadField: FormField = {
	displayName: 'Download Video',
	name: 'download',
	type: 'boolean',
	default: true,
	description:
		'Whether to add the video file to the output, for example to upload it in the next node. The link to the video stops working after a while.',
};

const OUTPUT_FIELD_DEFAULT = 'data';

export const outputBinaryField: FormField = {
	displayName: 'Put Output File in Field',
	name: 'outputBinaryField',
	type: 'string',
	default: OUTPUT_FIELD_DEFAULT,
	hint: 'The name of the output field to put the file in',
};

/** n8n drops fields of these names from the items that it hands on, and the file with them. */
const DROPPED_BY_N8N = ['__proto__', 'constructor', 'prototype'];

/** The name of the output field for the file, or undefined when no file is wanted. */
export function outputFileField(source: ParameterSource): string | undefined {
	if (yesOrNo(source, downloadField) === false) return undefined;
	const name = text(source, outputBinaryField)?.trim() ?? OUTPUT_FIELD_DEFAULT;
	if (!DROPPED_BY_N8N.includes(name)) return name;
	throw refusal(outputBinaryField, MESSAGES.droppedName, quoted(name));
}

export const includeInputFieldsField: FormField = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: true,
	description:
		"Whether to add the row's own fields to the output. Where a name is the same, the video's field is kept. Files and a field named 'error' are left out.",
};

export function includeInputFields(source: ParameterSource): boolean {
	return yesOrNo(source, inOptions(includeInputFieldsField)) ?? false;
}
