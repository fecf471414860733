import { comesAsFile, fileField } from '../catalog/mediaFields';
import { EDIT_MODE } from '../catalog/modes';
import type { Count, InputMode } from '../catalog/modes';
import { MEDIA_SLOTS } from '../catalog/slots';
import type { MediaSlot, SlotName } from '../catalog/slots';
import { fileFieldNames, missingFile } from '../parameters/files';
import type { RowFiles } from '../parameters/files';
import { mediaLinks } from '../parameters/links';
import { ParameterError } from '../parameters/ParameterError';
import type { ParameterSource } from '../parameters/readers';

/** A medium as the row gives it: by link, media UUID or data URI, or as a file of the row. */
export type MediaRef = { readonly link: string } | { readonly file: string };

export type Media = Readonly<Partial<Record<SlotName, readonly MediaRef[]>>>;

/**
 * The media of a row in the slots of its mode. Only those are read: whatever else a sheet holds is
 * not for this row. A slot that may stay empty takes a missing file as not given.
 */
export function givenMedia(source: ParameterSource, files: RowFiles, mode: InputMode): Media {
	const media = Object.values(MEDIA_SLOTS).flatMap((slot) => {
		const count: Count | undefined = mode.media[slot.name];
		if (count === undefined) return [];
		const given = comesAsFile(source, slot)
			? givenFiles(source, slot, files, count.min > 0)
			: mediaLinks(source, slot, slot.kind).map((link) => ({ link }));
		return given.length === 0 ? [] : [[slot.name, given] as const];
	});
	return Object.fromEntries(media);
}

function givenFiles(
	source: ParameterSource,
	slot: MediaSlot,
	files: RowFiles,
	required: boolean,
): readonly MediaRef[] {
	const field = fileField(slot);
	return fileFieldNames(source, field).flatMap((file) => {
		if (files.has(file)) return [{ file }];
		if (required) throw missingFile(field, file, files);
		return [];
	});
}

/** @throws ParameterError when a slot has more or fewer entries than the mode takes */
export function checkCounts(media: Media, mode: InputMode): void {
	for (const slot of Object.values(MEDIA_SLOTS)) {
		const count = mode.media[slot.name];
		if (count === undefined) continue;
		const found = media[slot.name]?.length ?? 0;
		if (found < count.min) throw tooFew(slot, count, mode);
		if (found > count.max) throw tooMany(slot, count, mode, found);
	}
}

function tooFew({ displayName, kind, list }: MediaSlot, { min, max }: Count, mode: InputMode) {
	const needed = list ? `${min} to ${max} ${kind}s` : `one ${kind}`;
	return new ParameterError(
		displayName,
		`'${displayName}' is empty, but ${takerOf(mode)} needs ${needed}`,
	);
}

function tooMany(
	{ displayName, kind, list }: MediaSlot,
	{ max }: Count,
	mode: InputMode,
	found: number,
) {
	const taken = list ? `at most ${max}` : 'one';
	const elsewhere = !list && kind === 'image' ? "; several belong in 'Reference Images'" : '';
	return new ParameterError(
		displayName,
		`'${displayName}' has ${found} ${kind}s, but ${takerOf(mode)} takes ${taken}${elsewhere}`,
	);
}

function takerOf(mode: InputMode): string {
	return mode === EDIT_MODE ? "the operation 'Edit'" : `the input mode '${mode.name}'`;
}
