import { videoFile } from '../../emulator/files/videoFile';
import type { GivenFile } from './engine';

const PNG_HEAD = Buffer.from(
	'\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0\x08\x02\0\0\0',
	'latin1',
);

/** A PNG as far as it is looked at here: its sides are told, its pixels are none. */
export function image(
	mark: string,
	{
		width = 640,
		height = 480,
		bytes = 300,
	}: { width?: number; height?: number; bytes?: number } = {},
): GivenFile {
	const content = Buffer.alloc(bytes, mark);
	PNG_HEAD.copy(content);
	content.writeUInt32BE(width, 16);
	content.writeUInt32BE(height, 20);
	return { content, fileName: `${mark}.png`, mimeType: 'image/png' };
}

/** A video that can be played; no two marks give the same. */
export function video(mark: string, size = '700KiB'): GivenFile {
	const content = Buffer.concat([
		...videoFile({ positivePrompt: `[size ${size}]` }, mark).chunks(),
	]);
	return { content, fileName: `${mark}.mp4`, mimeType: 'video/mp4' };
}

/** How a file stands in a task that holds it. */
export function dataUriOf({ content, mimeType }: GivenFile): string {
	return `data:${mimeType};base64,${content.toString('base64')}`;
}
