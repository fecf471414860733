import { bigEndian, latin1, littleEndian } from './bytes';
import { fileTypeOf } from './fileType';
import { HEAD_BYTES } from './limits';

/** In pixels, as a viewer shows the picture. */
export interface ImageSize {
	readonly width: number;
	readonly height: number;
}

/** The sides of a PNG, JPEG or WEBP; undefined when the head does not hold them. */
export function imageSizeOf(head: Uint8Array): ImageSize | undefined {
	const bytes = head.subarray(0, HEAD_BYTES);
	switch (fileTypeOf(bytes)?.extension) {
		case 'png':
			return pngSize(bytes);
		case 'jpg':
			return jpegSize(bytes);
		case 'webp':
			return webpSize(bytes);
		default:
			return undefined;
	}
}

/** Undefined also for sides of 0: some writers fill them in elsewhere. */
function sized(width: number | undefined, height: number | undefined): ImageSize | undefined {
	return width && height ? { width, height } : undefined;
}

function pngSize(bytes: Uint8Array): ImageSize | undefined {
	if (latin1(bytes, 12, 4) !== 'IHDR') return undefined;
	return sized(bigEndian(bytes, 16, 4), bigEndian(bytes, 20, 4));
}

const APP1 = 0xe1;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
/** Within the range of frame headers, C0 to CF: DHT, JPG and DAC (ITU-T T.81, table B.1). */
const NO_FRAMES: readonly (number | undefined)[] = [0xc4, 0xc8, 0xcc];

/** Walks the segments to the frame header; its sides are turned as the EXIF data say. */
function jpegSize(bytes: Uint8Array): ImageSize | undefined {
	let turned = false;
	// After "start of image"; every round moves on by two bytes or more.
	let at = 2;
	while (bytes[at] === 0xff) {
		// Any number of fill bytes may stand before a marker.
		while (bytes[at + 1] === 0xff) at += 1;
		const marker = bytes[at + 1];
		at += 2;
		if (marker === undefined || marker === START_OF_SCAN || marker === END_OF_IMAGE) break;
		// TEM and RST0 to RST7 stand alone.
		if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) continue;
		const length = bigEndian(bytes, at, 2);
		if (length === undefined || length < 2) break;
		if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.includes(marker)) {
			const sides = [bigEndian(bytes, at + 5, 2), bigEndian(bytes, at + 3, 2)] as const;
			return turned ? sized(sides[1], sides[0]) : sized(...sides);
		}
		if (marker === APP1) turned ||= isTurned(bytes.subarray(at + 2, at + length));
		at += length;
	}
	return undefined;
}

const ORIENTATION = 0x0112;

/** Whether EXIF data say to turn the picture by a quarter (orientations 5 to 8). */
function isTurned(segment: Uint8Array): boolean {
	if (latin1(segment, 0, 6) !== 'Exif\0\0') return false;
	const tiff = segment.subarray(6);
	const number = latin1(tiff, 0, 2) === 'II' ? littleEndian : bigEndian;
	const directory = number(tiff, 4, 4) ?? tiff.length;
	const entries = number(tiff, directory, 2) ?? 0;
	// A segment has less than 64 KiB, so a count that lies ends with it.
	for (let at = directory + 2; at < directory + 2 + entries * 12 && at < tiff.length; at += 12) {
		if (number(tiff, at, 2) !== ORIENTATION) continue;
		const orientation = number(tiff, at + 8, 2) ?? 1;
		return orientation >= 5 && orientation <= 8;
	}
	return false;
}

/** The first chunk tells the coding: lossy, lossless or extended (RFC 9649). */
function webpSize(bytes: Uint8Array): ImageSize | undefined {
	switch (latin1(bytes, 12, 4)) {
		case 'VP8 ': {
			const width = littleEndian(bytes, 26, 2);
			const height = littleEndian(bytes, 28, 2);
			if (latin1(bytes, 23, 3) !== '\x9d\x01\x2a') return undefined;
			// The two highest bits are a scale for showing it.
			return width && height ? sized(width & 0x3fff, height & 0x3fff) : undefined;
		}
		case 'VP8L': {
			const bits = littleEndian(bytes, 21, 4);
			if (bytes[20] !== 0x2f || bits === undefined) return undefined;
			return sized((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
		}
		case 'VP8X': {
			const width = littleEndian(bytes, 24, 3);
			const height = littleEndian(bytes, 27, 3);
			if (width === undefined || height === undefined) return undefined;
			return sized(width + 1, height + 1);
		}
		default:
			return undefined;
	}
}
