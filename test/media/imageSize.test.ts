import { imageSizeOf } from '../../nodes/Kling/media/imageSize';
import { HEAD_BYTES } from '../../nodes/Kling/media/limits';

const bytes = (...parts: readonly string[]) =>
	new Uint8Array(Buffer.from(parts.join(''), 'latin1'));
const big = (number: number, length: number) =>
	Array.from({ length }, (_, at) =>
		String.fromCharCode(Math.floor(number / 256 ** (length - 1 - at)) % 256),
	).join('');
const little = (number: number, length: number) => [...big(number, length)].reverse().join('');

const png = (width: number, height: number) =>
	`\x89PNG\r\n\x1a\n\0\0\0\rIHDR${big(width, 4)}${big(height, 4)}\x08\x06\0\0\0`;

const START = '\xff\xd8';
const segment = (marker: number, content: string) =>
	`\xff${big(marker, 1)}${big(content.length + 2, 2)}${content}`;
const frame = (width: number, height: number, marker = 0xc0) =>
	segment(marker, `\x08${big(height, 2)}${big(width, 2)}\x03${'\0'.repeat(9)}`);
const JFIF = segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0');

/** An EXIF segment with an entry before the orientation; `told` of the two are counted. */
function exif(orientation: number, number = little, told = 2): string {
	const entry = (tag: number, value: number) =>
		`${number(tag, 2)}${number(3, 2)}${number(1, 4)}${number(value, 2)}\0\0`;
	const order = number === little ? 'II' : 'MM';
	const directory = `${number(told, 2)}${entry(0x0100, 6)}${entry(0x0112, orientation)}${number(0, 4)}`;
	return segment(0xe1, `Exif\0\0${order}${number(42, 2)}${number(8, 4)}${directory}`);
}

const webp = (chunk: string, content: string) =>
	`RIFF${little(12 + content.length, 4)}WEBP${chunk}${little(content.length, 4)}${content}`;
const lossy = (width: number, height: number) =>
	webp('VP8 ', `\x30\x01\0\x9d\x01\x2a${little(width, 2)}${little(height, 2)}`);
const lossless = (width: number, height: number) =>
	webp('VP8L', `\x2f${little(width - 1 + (height - 1) * 2 ** 14 + 2 ** 28, 4)}`);
const extended = (width: number, height: number) =>
	webp('VP8X', `\x10\0\0\0${little(width - 1, 3)}${little(height - 1, 3)}`);

describe('the sides of an image', () => {
	it.each([
		['a PNG', png(1920, 1080)],
		['a JPEG', START + JFIF + frame(1920, 1080)],
		['a progressive JPEG', START + JFIF + frame(1920, 1080, 0xc2)],
		['a JPEG whose tables come first', START + segment(0xc4, '\0'.repeat(30)) + frame(1920, 1080)],
		['a JPEG with DAC first', START + segment(0xcc, '\0\0') + frame(1920, 1080)],
		['a JPEG with fill bytes', `${START}\xff\xff\xff${JFIF}\xff\xff${frame(1920, 1080)}`],
		['a JPEG with markers alone', `${START}\xff\x01\xff\xd0${frame(1920, 1080)}`],
		['a JPEG after a long profile', START + segment(0xe2, 'x'.repeat(65_000)) + frame(1920, 1080)],
		['a JPEG with a small one in it', START + segment(0xe0, frame(160, 90)) + frame(1920, 1080)],
		['a JPEG that stands upright', START + exif(3) + frame(1920, 1080)],
		['a turned JPEG', START + exif(6) + frame(1080, 1920)],
		['a turned and mirrored JPEG', START + exif(5) + frame(1080, 1920)],
		['a JPEG turned the other way', START + exif(7) + frame(1080, 1920)],
		['a JPEG that counts its orientation out', START + exif(6, little, 1) + frame(1920, 1080)],
		[
			'a JPEG with XMP data',
			`${START}${segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x>')}${frame(1920, 1080)}`,
		],
		['a JPEG of the last frame type', START + JFIF + frame(1920, 1080, 0xcf)],
		['a JPEG with the last marker alone', `${START}\xff\xd7${frame(1920, 1080)}`],
		['a mirrored JPEG', START + exif(4) + frame(1920, 1080)],
		['a turned big-endian JPEG', START + exif(8, big) + frame(1080, 1920)],
		['a JPEG with an odd orientation', START + exif(9) + frame(1920, 1080)],
		['a lossy WEBP', lossy(1920, 1080)],
		['a scaled lossy WEBP', lossy(1920 + 0x4000, 1080 + 0x8000)],
		['a lossless WEBP', lossless(1920, 1080)],
		['an extended WEBP', extended(1920, 1080)],
	])('are read from %s', (_, image) => {
		expect(imageSizeOf(bytes(image))).toStrictEqual({ width: 1920, height: 1080 });
	});

	it.each([
		['a PNG', png(2 ** 32 - 1, 1), 2 ** 32 - 1, 1],
		['a JPEG', START + frame(65_535, 1), 65_535, 1],
		['a lossless WEBP', lossless(16_384, 16_384), 16_384, 16_384],
		['an extended WEBP', extended(2 ** 24, 1), 2 ** 24, 1],
	])('are read up to the longest that %s may have', (_, image, width, height) => {
		expect(imageSizeOf(bytes(image))).toStrictEqual({ width, height });
	});

	it.each([
		['a PNG with another chunk first', '\x89PNG\r\n\x1a\n\0\0\0\x04CgBI'.padEnd(40, '\x01')],
		['a PNG with a side of 0', png(0, 100)],
		['a JPEG that tells its height at the end', START + frame(1920, 0)],
		['a JPEG with data before a frame', `${START}${segment(0xda, '\0')}${frame(1920, 1080)}`],
		['a JPEG that ends before a frame', `${START}\xff\xd9${frame(1920, 1080)}`],
		['a JPEG with a length of 0', `${START}\xff\xe0\0\0${frame(1920, 1080)}`],
		['a JPEG with rubbish between segments', `${START}${JFIF}rubbish${frame(1920, 1080)}`],
		['a JPEG of nothing but fill bytes', START + '\xff'.repeat(1000)],
		['a JPEG of nothing but markers alone', START + '\xff\x01'.repeat(1000)],
		['a lossy WEBP without its mark', lossy(100, 100).replace('\x9d', '\x9c')],
		['a lossless WEBP without its mark', lossless(100, 100).replace('\x2f', '\x2e')],
		['a WEBP with an unknown chunk', webp('ABCD', 'x'.repeat(30))],
		['a GIF', 'GIF89a\x64\0\x64\0\0\0\0'],
		['nothing', ''],
	])('stay unknown for %s', (_, image) => {
		expect(imageSizeOf(bytes(image))).toBeUndefined();
	});

	it.each([
		['PNG', png(1920, 1080), 24],
		['JPEG', START + JFIF + frame(1920, 1080), 29],
		['lossy WEBP', lossy(1920, 1080), 30],
		['lossless WEBP', lossless(1920, 1080), 25],
		['extended WEBP', extended(1920, 1080), 30],
	])('are unknown for a %s that is cut off, and never wrong', (_, image, needed) => {
		for (let length = 0; length <= image.length; length += 1) {
			const size = length < needed ? undefined : { width: 1920, height: 1080 };
			expect(imageSizeOf(bytes(image.slice(0, length)))).toStrictEqual(size);
		}
	});

	it.each([
		['points behind its end', 'Exif\0\0II*\0\xff\xff\xff\xff'],
		['counts more entries than it has', 'Exif\0\0II*\0\x08\0\0\0\xff\xff\x01\x01'],
		['is cut off', 'Exif\0\0II'],
	])('are read from a JPEG whose EXIF data %s', (_, content) => {
		const image = bytes(START, segment(0xe1, content), frame(1920, 1080));
		expect(imageSizeOf(image)).toStrictEqual({ width: 1920, height: 1080 });
	});

	it('are looked for in the beginning of a file only', () => {
		const long = segment(0xe2, 'x'.repeat(65_533));
		const behind = Math.ceil(HEAD_BYTES / long.length);
		expect(imageSizeOf(bytes(START, long.repeat(behind - 1), frame(4, 3)))).toBeDefined();
		expect(imageSizeOf(bytes(START, long.repeat(behind), frame(4, 3)))).toBeUndefined();
	});
});
