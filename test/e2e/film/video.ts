/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Layout, subtitles } from './subtitles';
import type { Timeline } from './timeline';

const run = promisify(execFile);

const FRAMES_A_SECOND = 25;
const LOOP = { framesASecond: 10, width: 960 };
const STRIP_COLOUR = '0x16161d';

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);

async function ffmpeg(...args: string[]): Promise<void> {
	await run('ffmpeg', ['-y', '-hide_banner', '-loglevel', 'error', ...args]).catch(
		(error: unknown) => {
			const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
			throw missing ? new Error('The film needs ffmpeg: apt-get install ffmpeg') : error;
		},
	);
}

/** For ffmpeg's demuxer of lists, which wants the last picture twice. */
function listOf(timeline: Timeline): string {
	const frames = timeline.frames();
	const entries = frames.map(
		({ file, from, to }) => `file '${file}'\nduration ${seconds(to - from)}`,
	);
	return ['ffconcat version 1.0', ...entries, `file '${frames.at(-1)?.file}'`, ''].join('\n');
}

/** An H.264 film that browsers play, with captions and pointer in the picture. */
export async function writeFilm(
	timeline: Timeline,
	layout: Layout,
	scale: number,
	folder: string,
	target: string,
): Promise<void> {
	const list = join(folder, 'pictures.txt');
	const script = join(folder, 'film.ass');
	await writeFile(list, listOf(timeline));
	await writeFile(script, subtitles(timeline, layout));
	const [width, windowHeight, height] = [layout.width, layout.windowHeight, layout.height].map(
		(size) => Math.round(size * scale),
	);
	const filters = [
		`fps=${FRAMES_A_SECOND}`,
		`scale=${width}:${windowHeight}`,
		`pad=${width}:${height}:0:0:color=${STRIP_COLOUR}`,
		`ass=${script}`,
		'format=yuv420p',
	];
	const codec = ['-c:v', 'libx264', '-preset', 'medium', '-crf', '24', '-movflags', '+faststart'];
	const input = ['-f', 'concat', '-safe', '0', '-i', list];
	await ffmpeg(...input, '-vf', filters.join(','), ...codec, '-an', target);
}

/** The middle of the film again and again, for a README. */
export async function writeLoop(timeline: Timeline, film: string, target: string): Promise<void> {
	const { from, to } = timeline.loopSpan();
	const { framesASecond, width } = LOOP;
	await ffmpeg(
		...['-ss', seconds(from), '-to', seconds(to), '-i', film],
		...['-vf', `fps=${framesASecond},scale=${width}:-2:flags=lanczos`],
		// Lossless: what moves little, such as a toast that comes, would show blocks for seconds.
		...['-c:v', 'libwebp_anim', '-lossless', '1', '-compression_level', '6'],
		...['-loop', '0', '-an', target],
	);
}
