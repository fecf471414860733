import { latin1 } from './bytes';
import { archive, isoMedia, matroska } from './containers';
import { FILE_TYPES, SIGNATURES } from './signatures';
import type { Extension } from './signatures';
import { textFormat } from './textFormat';

export interface FileType {
	/** As a message says it after "a" or "an": "JPG", "text file". */
	readonly name: string;
	readonly kind: 'image' | 'video' | 'other';
	readonly mimeType: string;
	/** Without the dot. */
	readonly extension: string;
}

/**
 * By content, never by name. ISO media comes first: the size of its first box can look like the
 * signature of an icon or of an MPEG. Text comes last: it is whatever has no other mark.
 */
const READERS: readonly ((head: Uint8Array) => Extension | undefined)[] = [
	isoMedia,
	bySignature,
	matroska,
	archive,
	textFormat,
];

/** The type that a file's first bytes show; undefined when they show none that is known. */
export function fileTypeOf(head: Uint8Array): FileType | undefined {
	for (const extensionOf of READERS) {
		const extension = extensionOf(head);
		if (extension === undefined) continue;
		const [name, kind, mimeType] = FILE_TYPES[extension];
		return { name, kind, mimeType, extension };
	}
	return undefined;
}

const LONGEST = Math.max(...SIGNATURES.map(([signature]) => signature.length));

function bySignature(head: Uint8Array): Extension | undefined {
	const start = latin1(head, 0, LONGEST);
	return SIGNATURES.find(([signature]) =>
		[...signature].every((character, at) =>
			character === '?' ? at < start.length : character === start[at],
		),
	)?.[1];
}
