import { bigEndian, latin1 } from './bytes';
import type { Extension } from './signatures';

/** Brands of ISO media files that are not MP4 (mp4ra.org); a brand not listed counts as MP4. */
const BRANDS: ReadonlyMap<string, Extension> = new Map([
	['qt  ', 'mov'],
	...['avif', 'avis'].map((brand) => [brand, 'avif'] as const),
	...['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'].map(
		(brand) => [brand, 'heic'] as const,
	),
	...['M4A ', 'M4B ', 'M4P '].map((brand) => [brand, 'm4a'] as const),
	['crx ', 'cr3'],
]);

/** MP4, MOV and what else is built of boxes: four bytes of size, four letters of type. */
export function isoMedia(head: Uint8Array): Extension | undefined {
	const box = latin1(head, 4, 4);
	// Old QuickTime files have no "ftyp". Only a big "mdat" has a size that fills its first byte;
	// the zero there tells boxes from a text such as "The free …".
	if (box === 'mdat') return 'mov';
	if (head[0] !== 0) return undefined;
	if (['moov', 'wide', 'free', 'skip', 'pnot'].includes(box)) return 'mov';
	return box === 'ftyp' ? byBrand(head) : undefined;
}

function byBrand(head: Uint8Array): Extension | undefined {
	const brands = latin1(head, 0, Math.min(bigEndian(head, 0, 4) ?? 0, 256)).match(/[^]{4}/g);
	// Size, "ftyp", the brand, its version, then the brands it is compatible with.
	const [, , brand, , ...compatible] = brands ?? [];
	if (brand === undefined) return undefined;
	// These two only say "pictures", in any coding.
	if (brand === 'mif1' || brand === 'msf1') {
		return compatible.some((other) => BRANDS.get(other) === 'avif') ? 'avif' : 'heic';
	}
	// Phones also name an MP4 by the 3GP brand first.
	if (/^3g[p2]/.test(brand)) return compatible.some((other) => /^mp4/.test(other)) ? 'mp4' : '3gp';
	return BRANDS.get(brand) ?? 'mp4';
}

const EBML = 0x1a45dfa3;
const DOC_TYPE = 0x4282;

/** WEBM or MKV by the DocType of the EBML header (RFC 8794, section 11.2.4). */
export function matroska(head: Uint8Array): Extension | undefined {
	if (bigEndian(head, 0, 4) !== EBML) return undefined;
	const header = sizeAt(head, 4);
	let at = 4 + (header?.bytes ?? head.length);
	// Real headers have some 40 bytes; every element takes two or more of them, so this ends.
	const end = Math.min(head.length, 4096, at + (header?.size ?? 0));
	while (at < end) {
		const idBytes = sizeAt(head, at)?.bytes ?? head.length;
		const content = sizeAt(head, at + idBytes);
		if (content === undefined) break;
		const start = at + idBytes + content.bytes;
		if (bigEndian(head, at, idBytes) === DOC_TYPE) {
			return latin1(head, start, Math.min(content.size, 4)) === 'webm' ? 'webm' : 'mkv';
		}
		at = start + content.size;
	}
	return 'mkv';
}

/** A number whose count of leading zero bits tells how many bytes it has, 1 to 8. */
function sizeAt(head: Uint8Array, at: number): { bytes: number; size: number } | undefined {
	const first = head[at] ?? 0;
	const bytes = Math.clz32(first) - 23;
	const marked = bigEndian(head, at, bytes);
	if (first === 0 || marked === undefined) return undefined;
	return { bytes, size: marked - 2 ** (7 * bytes) };
}

/** What the names of the first files in a ZIP archive tell of it; the first that is found counts. */
const ARCHIVES: readonly (readonly [part: string, extension: Extension])[] = [
	['mimetypeapplication/epub', 'epub'],
	['mimetypeapplication/vnd.oasis', 'odt'],
	['word/', 'docx'],
	['xl/', 'xlsx'],
	['ppt/', 'pptx'],
	['[Content_Types].xml', 'doc'],
	['', 'zip'],
];

export function archive(head: Uint8Array): Extension | undefined {
	const start = latin1(head, 0, 4096);
	if (!start.startsWith('PK\x03\x04') && !start.startsWith('PK\x05\x06')) return undefined;
	return ARCHIVES.find(([part]) => start.includes(part))?.[1];
}
