/* eslint-disable @n8n/community-nodes/no-restricted-imports -- part of a program for a terminal, outside n8n */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, type Dispatcher, interceptors, request } from 'undici';
import { packageRoot } from '../engine/built';
import type { RowOutcome } from './nodeRuns';

/** A fresh link may answer with these for some seconds, as Runware's own ComfyUI nodes have found. */
const NOT_YET = [422, 502];
const ATTEMPTS = 8;
const BETWEEN_ATTEMPTS_MS = 2000;

/** A new folder `output/<local time>` in the project. */
export async function createRunFolder(now: Date): Promise<string> {
	const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
	const folder = join(
		packageRoot,
		'output',
		local.toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '-'),
	);
	await mkdir(join(packageRoot, 'output'), { recursive: true });
	try {
		await mkdir(folder);
		return folder;
	} catch {
		// Another run began in the same second.
		return await mkdtemp(`${folder}_`);
	}
}

/** The node's output items as they came, in one list for each of its two operations. */
export async function saveItems(folder: string, outcomes: readonly RowOutcome[]): Promise<void> {
	const itemsOf = (edits: boolean) =>
		outcomes.filter(({ row }) => (row.mode === 'edit') === edits).flatMap(({ item }) => item ?? []);
	const items = { generate: itemsOf(false), edit: itemsOf(true) };
	await writeFile(join(folder, 'items.json'), `${JSON.stringify(items, null, '\t')}\n`);
}

/** Downloads the videos into the folder; returns a sentence for each that could not be. */
export async function saveVideos(
	folder: string,
	outcomes: readonly RowOutcome[],
): Promise<readonly string[]> {
	const agent = new Agent();
	// No key goes along: the links are open.
	const dispatcher = agent.compose(interceptors.redirect({ maxRedirections: 3 }));
	try {
		const saved = await Promise.all(
			outcomes.map(async ({ row, item }, index) => {
				const url = item?.json['videoURL'];
				if (typeof url !== 'string') return [];
				const file = `${index + 1}-${row.mode}${extname(new URL(url).pathname)}`;
				try {
					await download(url, join(folder, file), dispatcher);
					return [];
				} catch (error) {
					await rm(join(folder, file), { force: true });
					return [`Row ${index + 1}: ${file} could not be saved (${messageOf(error)})`];
				}
			}),
		);
		return saved.flat();
	} finally {
		await agent.close();
	}
}

async function download(url: string, file: string, dispatcher: Dispatcher): Promise<void> {
	for (let attempt = 1; ; attempt += 1) {
		const { statusCode, body } = await request(url, { dispatcher });
		if (statusCode === 200) return await pipeline(body, createWriteStream(file));
		await body.dump();
		if (!NOT_YET.includes(statusCode) || attempt === ATTEMPTS) {
			throw new Error(`HTTP status ${statusCode}`);
		}
		await sleep(BETWEEN_ATTEMPTS_MS);
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
