import { checkFile, UnfitFile } from '../../nodes/Kling/media/checkFile';
import { fileTypeOf } from '../../nodes/Kling/media/fileType';
import { imageSizeOf } from '../../nodes/Kling/media/imageSize';
import { HEAD_BYTES } from '../../nodes/Kling/media/limits';

/** Whole numbers below a limit, the same in every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
}

/** Beginnings that lead into every reader. */
const BEGINNINGS = [
	'',
	'\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x11\x08\x04\x38\x07\x80\x03',
	'\xff\xd8\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\xff\xc0',
	'\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\0\0\0\x04\0',
	'RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0\x30\x01\0\x9d\x01\x2a\x80\x07\x38\x04',
	'RIFF\x24\0\0\0WEBPVP8L\x18\0\0\0\x2f\x80\x07\x38\x04',
	'RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0\x80\x07\0\x38\x04\0',
	'\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41',
	'\0\0\0\x14ftypqt  \0\0\x02\0qt  \0\0\0\x08wide',
	'\0\0\0\x18ftypmif1\0\0\0\0mif1avif',
	'\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm',
	'PK\x03\x04\x14\0\x06\0[Content_Types].xml',
	'<?xml version="1.0"?><!-- ',
	'%PDF-1.7',
].map((text) => Buffer.from(text, 'latin1'));

/** FF, 00 and others that markers and lengths are made of, with any byte between. */
const REST = (() => {
	const below = numbers(7);
	const common = [0x00, 0x01, 0x08, 0x7f, 0x80, 0xe1, 0xff];
	return Uint8Array.from({ length: 1 << 17 }, () =>
		below(2) ? (common[below(common.length)] ?? 0) : below(256),
	);
})();

/** What grows with the square of the length takes hours at 16 MiB, also on a machine that is not busy. */
const MOST_MS = 10_000;

/** A beginning with some bytes changed, a random rest, and cut off anywhere. */
function hostile(below: (limit: number) => number): Uint8Array {
	const beginning = BEGINNINGS[below(BEGINNINGS.length)] ?? Buffer.alloc(0);
	const length = below(400);
	const bytes = new Uint8Array(beginning.length + length);
	bytes.set(beginning);
	const from = below(REST.length - length);
	bytes.set(REST.subarray(from, from + length), beginning.length);
	for (let changes = below(4); changes > 0 && bytes.length > 0; changes -= 1) {
		bytes[below(bytes.length)] = below(256);
	}
	return below(2) ? bytes : bytes.subarray(0, below(bytes.length + 1));
}

function verdictOn(head: Uint8Array, kind: 'image' | 'video'): string {
	try {
		return checkFile({ fileName: 'a', size: head.length, head }, kind).name;
	} catch (error) {
		const told = /^UnfitFile: the file "a" (is|has) (?!undefined|NaN)\S/.test(String(error));
		return error instanceof UnfitFile && told ? 'refused' : String(error);
	}
}

describe('hostile bytes', () => {
	it('are taken or refused, and nothing else, 10,000 times', () => {
		const below = numbers(20_240_607);
		// Collected, because 50,000 expectations would take most of the time.
		const verdicts = new Set<string>();
		const wrongSizes: object[] = [];
		for (let round = 0; round < 10_000; round += 1) {
			const head = hostile(below);
			const size = imageSizeOf(head);
			if (size !== undefined && !(Math.min(size.width, size.height) > 0)) wrongSizes.push(size);
			verdicts.add(verdictOn(head, 'image')).add(verdictOn(head, 'video'));
		}
		expect(wrongSizes).toEqual([]);
		// Fewer would mean that the bytes are too wild to get through every reader.
		expect([...verdicts].sort()).toStrictEqual([
			'JPG',
			'MOV',
			'MP4',
			'PNG',
			'WEBM',
			'WEBP',
			'refused',
		]);
	});

	it.each([
		['fill bytes', '\xff\xd8', '\xff'],
		['markers alone', '\xff\xd8', '\xff\x01'],
		['empty segments', '\xff\xd8', '\xff\xe1\0\x02'],
		['EXIF segments that lie', '\xff\xd8', '\xff\xe1\0\x10Exif\0\0II*\0\0\0\0\0'],
		['empty elements', '\x1a\x45\xdf\xa3\x08\xff\xff\xff\xff', '\xec\x80'],
		['brands', '\xff\xff\xff\xffftyp', 'mif1'],
		['comments', '<!--', '<svg <!-- '],
		['blanks', '', ' '],
		['braces', '', '['],
	])('take no time, even 16 MiB of %s', (_, beginning, rest) => {
		const head = Buffer.alloc(16 * 1024 * 1024, Buffer.from(rest, 'latin1'));
		head.set(Buffer.from(beginning, 'latin1'));
		const startedMs = performance.now();
		fileTypeOf(head);
		imageSizeOf(head);
		verdictOn(head.subarray(0, HEAD_BYTES), 'image');
		expect(performance.now() - startedMs).toBeLessThan(MOST_MS);
	});
});
