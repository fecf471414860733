import { checkFile, UnfitFile } from '../../nodes/Kling/media/checkFile';
import type { FileHead } from '../../nodes/Kling/media/checkFile';

type Kind = Parameters<typeof checkFile>[1];

const MIB = 1024 * 1024;
const PNG = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\0\0\0\x04\0';
const JPG = '\xff\xd8\xff\xe0\0\x04\0\0';
const MP4 = '\0\0\0\x10ftypisom\0\0\0\0';
const MOV = '\0\0\0\x10ftypqt  \0\0\0\0';
const WEBM = '\x1a\x45\xdf\xa3\x87\x42\x82\x84webm';
const PDF = '%PDF-1.7\n';

const file = (fileName: string | undefined, start: string, size = 5000): FileHead => ({
	fileName,
	size,
	head: new Uint8Array(Buffer.from(start, 'latin1')),
});

/** A PNG; its sides stand in two bytes each. */
function sided(fileName: string, width: number, height: number): FileHead {
	const head = Buffer.from(PNG, 'latin1');
	head.writeUInt32BE(width, 16);
	head.writeUInt32BE(height, 20);
	return { fileName, size: 5000, head };
}

function refusalOf(input: FileHead, kind: Kind): string | undefined {
	try {
		checkFile(input, kind);
		return undefined;
	} catch (error) {
		expect(error).toBeInstanceOf(UnfitFile);
		expect(error).toMatchObject({ name: 'UnfitFile' });
		return (error as UnfitFile).message;
	}
}

describe('the length of a video', () => {
	const lasting = (seconds: number | undefined) => ({ ...file('clip.mp4', MP4), seconds });

	it.each([3, 3.2, 5, 10, 10.04, 10.05, undefined])('of %d seconds is taken', (seconds) => {
		expect(refusalOf(lasting(seconds), 'video')).toBeUndefined();
	});

	it.each([
		[60, '60'],
		[0.5, '0.5'],
		[2.96, '2.96'],
		[2.999, '2.99'],
		[10.051, '10.06'],
		[10.06, '10.06'],
		[3723.04, '3723.04'],
	])('of %d seconds is refused as %s', (seconds, shown) => {
		expect(refusalOf(lasting(seconds), 'video')).toBe(
			`the file "clip.mp4" is ${shown} seconds long, but a video must be 3 to 10 seconds long`,
		);
	});
});

describe('an input file', () => {
	it.each<[string, Kind, string]>([
		[PNG, 'image', 'PNG'],
		[JPG, 'image', 'JPG'],
		['RIFF\x24\0\0\0WEBPVP8 ', 'image', 'WEBP'],
		[MP4, 'video', 'MP4'],
		[MOV, 'video', 'MOV'],
		[WEBM, 'video', 'WEBM'],
	])('is taken when it fits, whatever its name says: %j', (start, kind, name) => {
		expect(checkFile(file('name.pdf', start), kind)).toMatchObject({ name, kind });
	});

	it.each<[string, string, Kind, string]>([
		['scan.jpg', PDF, 'image', 'is a PDF, but an image must be a JPG, PNG or WEBP'],
		['page.png', '<html>', 'image', 'is an HTML page, but an image must be a JPG, PNG or WEBP'],
		['logo.svg', '<svg/>', 'image', 'is an SVG, but an image must be a JPG, PNG or WEBP'],
		['a.jpg', 'GIF89a', 'image', 'is a GIF, but an image must be a JPG, PNG or WEBP'],
		[
			'a.jpg',
			'\0\0\0\x10ftypheic\0\0\0\0',
			'image',
			'is an HEIC, but an image must be a JPG, PNG or WEBP',
		],
		['a.jpg', MOV, 'image', 'is a video (MOV), but this field needs an image: a JPG, PNG or WEBP'],
		[
			'a.jpg',
			'\0\0',
			'image',
			'is not a file type that this node knows: an image must be a JPG, PNG or WEBP',
		],
		['a.mp4', PNG, 'video', 'is an image (PNG), but this field needs a video: an MP4, MOV or WEBM'],
		['a.mp4', 'RIFF\0\0\0\0AVI ', 'video', 'is an AVI, but a video must be an MP4, MOV or WEBM'],
		[
			'a.mp4',
			'\x1a\x45\xdf\xa3\x80',
			'video',
			'is an MKV, but a video must be an MP4, MOV or WEBM',
		],
		['a.mp4', 'ID3\x03', 'video', 'is an MP3, but a video must be an MP4, MOV or WEBM'],
		['a.mp4', 'fox', 'video', 'is a text file, but a video must be an MP4, MOV or WEBM'],
	])('is refused by its type: %s with %j for a field that takes a %s', (name, start, kind, why) => {
		expect(refusalOf(file(name, start), kind)).toBe(`the file "${name}" ${why}`);
	});

	it.each<[Kind]>([['image'], ['video']])('is refused when it is empty: %s', (kind) => {
		expect(refusalOf(file('a.jpg', '', 0), kind)).toBe(
			'the file "a.jpg" is empty: check the node that it comes from',
		);
	});

	it.each<[string, number, Kind, string | undefined]>([
		[PNG, 10 * MIB, 'image', undefined],
		[PNG, 10 * MIB + 1, 'image', 'is 10.1 MB, but an image can be at most 10 MB'],
		[JPG, 11.5 * MIB, 'image', 'is 11.5 MB, but an image can be at most 10 MB'],
		[MP4, 32 * MIB, 'video', undefined],
		[MP4, 32 * MIB + 1, 'video', 'is 32.1 MB, but a video can be at most 32 MB'],
		[MP4, 40 * MIB, 'video', 'is 40.0 MB, but a video can be at most 32 MB'],
		[MP4, NaN, 'video', undefined],
	])('is held to its size: %j of %d bytes', (start, size, kind, why) => {
		const refusal = why && `the file "clip.mp4" ${why}`;
		expect(refusalOf(file('clip.mp4', start, size), kind)).toBe(refusal);
	});

	it.each([
		[300, 300, undefined],
		[750, 300, undefined],
		[300, 750, undefined],
		[100, 100, 'but each side must be at least 300 pixels'],
		[299, 600, 'but each side must be at least 300 pixels'],
		[600, 299, 'but each side must be at least 300 pixels'],
		[751, 300, 'but the longer side can be at most 2.5 times the shorter one'],
		[300, 751, 'but the longer side can be at most 2.5 times the shorter one'],
	])('is held to its sides: %d × %d pixels', (width, height, why) => {
		const refusal = why && `the file "logo.png" is ${width} × ${height} pixels, ${why}`;
		expect(refusalOf(sided('logo.png', width, height), 'image')).toBe(refusal);
	});

	it('is taken when its beginning does not hold its sides', () => {
		expect(refusalOf(file('a.png', PNG.slice(0, 16)), 'image')).toBeUndefined();
		expect(refusalOf(file('a.jpg', JPG), 'image')).toBeUndefined();
	});

	it.each([
		[undefined, 'the file'],
		['  ', 'the file'],
		['a\n b.jpg', 'the file "a b.jpg"'],
		['x'.repeat(60), `the file "${'x'.repeat(60)}"`],
		[`${'x'.repeat(100)}.jpg`, `the file "${'x'.repeat(57)}…"`],
	])('is called in messages what the form calls it: %j', (name, called) => {
		expect(refusalOf(file(name, ''), 'image')).toBe(
			`${called} is empty: check the node that it comes from`,
		);
	});
});
