/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a program for a terminal, outside n8n */
/**
 * npm run film: output/film/film.mp4 and docs/images/film.webp, from the real n8n in a real browser. It
 * needs ffmpeg. The same scenes without a camera are a test: test/e2e/film.e2e.ts.
 */
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../engine/built';
import { Hand } from './hand';
import { Recording } from './recording';
import { SCENES } from './scenes/all';
import { setStage, WINDOW } from './stage';
import { writeFilm, writeLoop } from './video';

/** Pixels of the film for one of the window: 1920 by 1080. */
const SCALE = 1.5;
const LAYOUT = { width: WINDOW.width, windowHeight: WINDOW.height, height: 720 };
const MOST_SECONDS = 180;
const MOST_LOOP_BYTES = 3_000_000;

const FILM = join(packageRoot, 'output/film/film.mp4');
const LOOP = join(packageRoot, 'docs/images/film.webp');

async function record(folder: string): Promise<Recording> {
	const stage = await setStage(SCALE);
	try {
		const recording = new Recording(folder, { x: WINDOW.width / 2, y: WINDOW.height / 2 });
		const hand = new Hand(stage.page, recording);
		for (const [title, play] of SCENES) {
			console.log(`${(recording.timeline.now / 1000).toFixed(1).padStart(6)} s  ${title}`);
			await play(hand, stage).catch(async (error: unknown) => {
				await stage.page.screenshot({ path: join(packageRoot, 'output/film/last.png') });
				throw error;
			});
		}
		recording.timeline.end();
		return recording;
	} finally {
		await stage.close();
	}
}

async function main(): Promise<void> {
	await mkdir(join(packageRoot, 'output/film'), { recursive: true });
	const folder = await mkdtemp(join(tmpdir(), 'kling-film-'));
	try {
		const { timeline } = await record(folder);
		const seconds = timeline.now / 1000;
		await writeFilm(timeline, LAYOUT, SCALE, folder, FILM);
		await writeLoop(timeline, FILM, LOOP);
		const bytes = async (file: string) => (await stat(file)).size;
		console.log(`${FILM}: ${seconds.toFixed(1)} s, ${await bytes(FILM)} bytes`);
		console.log(`${LOOP}: ${await bytes(LOOP)} bytes`);
		if (seconds > MOST_SECONDS) throw new Error(`The film is longer than ${MOST_SECONDS} s`);
		if ((await bytes(LOOP)) > MOST_LOOP_BYTES) throw new Error('The loop is too big for a README');
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
