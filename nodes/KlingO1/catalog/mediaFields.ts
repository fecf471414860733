import { oneOf } from '../parameters/readers';
import type { ParameterSource } from '../parameters/readers';
import type { FormField } from './setting';
import type { MediaSlot } from './slots';

/** Where a slot's media come from. */
const MEDIA_SOURCES = [
	{
		name: 'Link',
		value: 'url',
		description: "A public link, or the 'mediaUUID' of an upload",
	},
	{
		name: 'File',
		value: 'binary',
		description: 'A file that comes with the row, such as an upload in a form or a download',
	},
] as const;

/** What a slot's fields need to know of it. */
export type SlotWords = Pick<
	MediaSlot,
	'displayName' | 'list' | 'description' | 'placeholder' | 'hint'
> & { readonly name: string };

export function sourceField({ name, displayName }: SlotWords): FormField {
	return {
		displayName: `${displayName} From`,
		name: `${name}Source`,
		type: 'options',
		options: [...MEDIA_SOURCES],
		default: 'url',
		description: 'Whether to give a link or a file that comes with the row',
	};
}

export function linkField(slot: SlotWords): FormField {
	return {
		displayName: slot.displayName,
		name: slot.name,
		type: 'string',
		...(slot.list ? { typeOptions: { rows: 3 } } : {}),
		default: '',
		placeholder: slot.placeholder,
		description: slot.description,
		hint: slot.hint,
	};
}

export function fileField({ name, displayName, list }: SlotWords): FormField {
	return {
		displayName: `${displayName} Input Data Field Name${list ? 's' : ''}`,
		name: `${name}BinaryField${list ? 's' : ''}`,
		type: 'string',
		default: 'data',
		placeholder: list ? 'e.g. photo, logo' : 'e.g. photo',
		description: list
			? 'The names of the input fields that hold the files, with commas between them'
			: 'The name of the input field that holds the file',
		hint: "The input panel shows a row's files and their names under 'Binary'",
	};
}

/** Whether a slot's media are files of the row. */
export function comesAsFile(source: ParameterSource, slot: SlotWords): boolean {
	return oneOf(source, sourceField(slot), MEDIA_SOURCES)?.value === 'binary';
}
