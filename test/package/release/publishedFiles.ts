/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PUBLISHER_FILE, readPublisher } from './publisher';
import { PUBLISHED_FILES, type PublishedTexts, withPublisher } from './publisherTexts';

const textOf = (root: string, file: string) => readFileSync(join(root, file), 'utf8');

export const publisherText = (root: string): string => textOf(root, PUBLISHER_FILE);

function publishedTexts(root: string): PublishedTexts {
	const entries = PUBLISHED_FILES.map((file) => [file, textOf(root, file)]);
	return Object.fromEntries(entries) as PublishedTexts; // all of its keys, from the table
}

/** The files that say something else than publisher.json, with the text that they should have. */
export function outdatedFiles(root: string): Array<{ file: string; text: string }> {
	const texts = publishedTexts(root);
	const wanted = withPublisher(readPublisher(publisherText(root)), texts);
	return PUBLISHED_FILES.filter((file) => wanted[file] !== texts[file]).map((file) => ({
		file,
		text: wanted[file],
	}));
}

/** Brings them up to date, and returns their names. */
export function updateFiles(root: string): string[] {
	const outdated = outdatedFiles(root);
	for (const { file, text } of outdated) writeFileSync(join(root, file), text);
	return outdated.map(({ file }) => file);
}
