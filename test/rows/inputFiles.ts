/** The beginning of a PNG, which is all that is looked at. */
export function image(width = 640, height = 640): Buffer {
	const png = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0', 'latin1');
	png.writeUInt32BE(width, 16);
	png.writeUInt32BE(height, 20);
	return png;
}

/** The beginning of an MP4. */
export const VIDEO_FILE = Buffer.from('\0\0\0\x10ftypisom\0\0\0\0', 'latin1');
