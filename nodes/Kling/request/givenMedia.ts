import { comesAsFile, fileField } from '../fields/mediaFields';
import { AUTO, inMessages } from '../catalog/modes';
import type { InputMode } from '../catalog/modes';
import { MEDIA_SLOTS } from '../catalog/slots';
import type { Count, MediaSlot, SlotName } from '../catalog/slots';
import type { SlotWords } from '../fields/mediaFields';
import { filesIn, givenFiles } from '../parameters/linksAndFiles/binaryFields';
import type { FileRef, BinaryFields } from '../parameters/linksAndFiles/binaryFields';
import { mediaLinks } from '../parameters/linksAndFiles/mediaLinks';
import type { MediaKind } from '../parameters/linksAndFiles/mediaLinks';
import { MESSAGES, refusal } from '../parameters/messages';
import type { ParameterSource } from '../parameters/source';

/** A medium as the row gives it: by link, media UUID or data URI, or as a file. */
export type MediaRef = { readonly link: string } | { readonly file: FileRef };

export type Media = Readonly<Partial<Record<SlotName, readonly MediaRef[]>>>;

/**
 * The media of a row in the slots of its mode. Only those are read: whatever else a sheet holds is
 * not for this row. Where the media decide the mode, a file that the row lacks is not given.
 */
export function givenMedia(
	source: ParameterSource,
	files: BinaryFields,
	mode: InputMode | typeof AUTO,
): Media {
	const media = Object.values(MEDIA_SLOTS).flatMap((slot) => {
		if (mode.media[slot.name] === undefined) return [];
		const given = mediaOf(source, slot, files, { kind: slot.kind, mayLack: mode === AUTO });
		return given.length === 0 ? [] : [[slot.name, given] as const];
	});
	return Object.fromEntries(media);
}

/** The media of one slot. A file stands for itself where a link belongs, too. */
export function mediaOf(
	source: ParameterSource,
	slot: SlotWords,
	files: BinaryFields,
	{ kind, mayLack }: { readonly kind?: MediaKind; readonly mayLack: boolean },
): readonly MediaRef[] {
	if (comesAsFile(source, slot)) {
		return givenFiles(source, fileField(slot), files, mayLack).map((file) => ({ file }));
	}
	const value = source(slot.name);
	const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
	// Read once: an expression may give something else the next time.
	const holding = (held: unknown): ParameterSource => Object.assign(() => held, source);
	const linksIn = (held: unknown): readonly MediaRef[] =>
		mediaLinks(holding(held), slot, kind).map((link) => ({ link }));
	const isFile = entries.map((entry) => (filesIn(entry, files) ?? []).length > 0);
	if (!isFile.includes(true)) return linksIn(value);
	return entries.flatMap((entry, index) =>
		isFile[index] === true
			? givenFiles(holding(entry), slot, files, mayLack).map((file) => ({ file }))
			: linksIn(entry),
	);
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

function tooFew(slot: MediaSlot, { min, max }: Count, mode: InputMode) {
	const needed = slot.list ? `${min} to ${max} ${slot.kind}s` : `one ${slot.kind}`;
	return refusal(slot, MESSAGES.emptyMedia, inMessages(mode), needed);
}

function tooMany(slot: MediaSlot, { max }: Count, mode: InputMode, count: number) {
	const { kind, list } = slot;
	const allowed = list ? `at most ${max}` : 'only one';
	const found = `${count} ${kind}s`;
	const isFrame = !list && kind === 'image';
	return refusal(slot, MESSAGES.tooManyMedia, found, inMessages(mode), allowed, isFrame);
}
