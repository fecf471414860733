/* eslint-disable @n8n/community-nodes/no-restricted-imports -- part of a program for a terminal, outside n8n */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { IBinaryData } from 'n8n-workflow';
import { packageRoot } from '../engine/built';
import type { RowOutcome } from './nodeRuns';

/** Reads a file from n8n's storage. */
type OpenFile = (file: IBinaryData) => Promise<Readable>;

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

/** Copies the files that the node delivered into the folder; returns a sentence for each that could not be. */
export async function saveVideos(
	folder: string,
	outcomes: readonly RowOutcome[],
	openFile: OpenFile,
): Promise<readonly string[]> {
	const unsaved: string[] = [];
	for (const [index, { row, item }] of outcomes.entries()) {
		for (const delivered of Object.values(item?.binary ?? {})) {
			const file = `${index + 1}-${row.mode}.${delivered.fileExtension ?? 'mp4'}`;
			try {
				await pipeline(await openFile(delivered), createWriteStream(join(folder, file)));
			} catch (error) {
				await rm(join(folder, file), { force: true });
				unsaved.push(`Row ${index + 1}: ${file} could not be saved (${messageOf(error)})`);
			}
		}
	}
	return unsaved;
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
