import type { MediaKind } from '../parameters/linksAndFiles/mediaLinks';
import { fileTypeOf } from './fileType';
import type { FileType } from './fileType';
import { imageSizeOf } from './imageSize';
import { HEAD_BYTES, MEBIBYTE, MEDIA_LIMITS, SECONDS_TOLERATED } from './limits';

export interface FileHead {
	readonly fileName?: string | undefined;
	/** Of the whole file, in bytes. */
	readonly size: number;
	/** The first HEAD_BYTES of it, or all when it is smaller. */
	readonly head: Uint8Array;
	/** Of a video whose length matters and is known. */
	readonly seconds?: number | undefined;
}

/** A file that no model takes. The message names file and limit; row and field go before it. */
export class UnfitFile extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'UnfitFile';
	}
}

/** The file's type, after every check that its size and its first bytes allow. */
export function checkFile(file: FileHead, kind: MediaKind): FileType {
	const head = file.head.subarray(0, HEAD_BYTES);
	const type = fileTypeOf(head);
	const misfit =
		head.length === 0
			? 'is empty: check the node that it comes from'
			: (wrongType(type, kind) ??
				tooLarge(file.size, kind) ??
				wrongSides(head, kind) ??
				wrongLength(file.seconds, kind));
	if (type === undefined || misfit !== undefined) {
		throw new UnfitFile(`${calledInMessages(file.fileName)} ${misfit}`);
	}
	return type;
}

function wrongType(type: FileType | undefined, kind: MediaKind): string | undefined {
	const { formats } = MEDIA_LIMITS[kind];
	const needed = `${withArticle(formats[0])}, ${formats.slice(1).join(' or ')}`;
	const rule = `${withArticle(kind)} must be ${needed}`;
	if (type === undefined) return `is not a file type that this node knows: ${rule}`;
	if (type.kind !== kind && type.kind !== 'other') {
		return `is ${withArticle(type.kind)} (${type.name}), but this field needs ${withArticle(kind)}: ${needed}`;
	}
	return formats.includes(type.name) ? undefined : `is ${withArticle(type.name)}, but ${rule}`;
}

function tooLarge(size: number, kind: MediaKind): string | undefined {
	const { maxBytes } = MEDIA_LIMITS[kind];
	if (!(size > maxBytes)) return undefined;
	// Rounded up: "10.0 MB, but at most 10 MB" would puzzle.
	const megabytes = (Math.ceil((size / MEBIBYTE) * 10) / 10).toFixed(1);
	return `is ${megabytes} MB, but ${withArticle(kind)} can be at most ${maxBytes / MEBIBYTE} MB`;
}

function wrongSides(head: Uint8Array, kind: MediaKind): string | undefined {
	const { minSidePx = 0, maxAspect = Infinity } = MEDIA_LIMITS[kind];
	const size = imageSizeOf(head);
	if (size === undefined) return undefined;
	const { width, height } = size;
	const shorter = Math.min(width, height);
	const found = `is ${width} × ${height} pixels`;
	if (shorter < minSidePx) return `${found}, but each side must be at least ${minSidePx} pixels`;
	if (Math.max(width, height) <= shorter * maxAspect) return undefined;
	return `${found}, but the longer side can be at most ${maxAspect} times the shorter one`;
}

function wrongLength(seconds: number | undefined, kind: MediaKind): string | undefined {
	const { min, max } = MEDIA_LIMITS[kind].seconds ?? { min: 0, max: Infinity };
	if (seconds === undefined || (seconds >= min && seconds <= max + SECONDS_TOLERATED)) return;
	// Rounded away from the limit: "10.05, but at most 10.05" would puzzle.
	const hundredths = Number((seconds * 100).toFixed(3));
	const shown = (seconds < min ? Math.floor(hundredths) : Math.ceil(hundredths)) / 100;
	return `is ${shown} seconds long, but ${withArticle(kind)} must be ${min} to ${max} seconds long`;
}

function calledInMessages(fileName: string | undefined): string {
	const name = fileName?.replace(/\s+/g, ' ').trim() ?? '';
	if (name === '') return 'the file';
	return name.length > 60 ? `the file "${name.slice(0, 57)}…"` : `the file "${name}"`;
}

/** "an MP4", since letters are read by their names, but "a MOV", which is read as a word. */
function withArticle(name = ''): string {
	const isAn = /^([aeio]|[AEIO]|[FHLMNSX][A-Z0-9])/.test(name) && !/^(MOV|FLAC)$/.test(name);
	return `${isAn ? 'an' : 'a'} ${name}`;
}
