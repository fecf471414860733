import { text, yesOrNo } from '../parameters/readers';
import type { ParameterSource } from '../parameters/readers';
import type { FormField } from './setting';

export const downloadField: FormField = {
	displayName: 'Download Video',
	name: 'download',
	type: 'boolean',
	default: true,
	description:
		'Whether to put the finished file into the output, for example to upload it in the next step. The link to the video stops working after some time.',
};

const OUTPUT_FIELD_DEFAULT = 'data';

export const outputBinaryField: FormField = {
	displayName: 'Put Output File in Field',
	name: 'outputBinaryField',
	type: 'string',
	default: OUTPUT_FIELD_DEFAULT,
	hint: 'The name of the output field to put the file in',
};

/** The name of the output field for the file, or undefined when no file is wanted. */
export function outputFileField(source: ParameterSource): string | undefined {
	if (yesOrNo(source, downloadField) === false) return undefined;
	return text(source, outputBinaryField)?.trim() ?? OUTPUT_FIELD_DEFAULT;
}
