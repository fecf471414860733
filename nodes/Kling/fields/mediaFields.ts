import { oneOf } from '../parameters/readers';
import type { ParameterSource } from '../parameters/source';
import type { FormField } from './setting';
import type { MediaSlot } from '../catalog/slots';

/** Where a slot's media come from. */
const MEDIA_SOURCES = [
	{
		name: 'Link',
		value: 'url',
		description: "A public link, or the media UUID from 'Media: Upload'",
	},
	{
		name: 'File',
		value: 'binary',
		description: 'A file that an earlier node delivers, such as a form upload or a download',
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
		description:
			'Where it comes from: a link, or a file from an earlier node. A link if left empty.',
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
			? 'Names of the input fields that hold the files, separated by commas. Use * for all files of the row, or an expression that returns files.'
			: 'Name of the input field that holds the file. Use * for the only file of the row, or an expression that returns a file.',
		hint: "The input panel shows the names under 'Binary'. For a file from an earlier node: {{ $('Form').item.binary.photo }}.",
	};
}

/** Whether a slot's media are files of the row. */
export function comesAsFile(source: ParameterSource, slot: SlotWords): boolean {
	return oneOf(source, sourceField(slot), MEDIA_SOURCES)?.value === 'binary';
}
