import { given } from '../given';
import { createHash } from 'crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import { checkFile } from '../media/checkFile';
import { fileTypeOf } from '../media/fileType';
import type { FileType } from '../media/fileType';
import { HEAD_BYTES, MEDIA_LIMITS } from '../media/limits';
import { createVideoLength } from '../media/videoLength';
import { fileObject } from '../parameters/linksAndFiles/binaryFields';
import type { FileObject, BinaryFields } from '../parameters/linksAndFiles/binaryFields';
import { printable } from '../parameters/printable';
import type { MediaKind } from '../parameters/linksAndFiles/mediaLinks';

/** A file that fits its field. */
export interface InputFile {
	readonly content: FileObject;
	readonly type: FileType;
	/** Bytes. */
	readonly size: number;
	/** Of the content, in hexadecimal: the same file has the same, whatever its name. */
	readonly sha256: string;
	/** Of a video that a task starts from, where its header tells them. */
	readonly seconds?: number;
}

const LARGEST_BYTES = Math.max(...Object.values(MEDIA_LIMITS).map(({ maxBytes }) => maxBytes));

/** As much of a file's name as a message shows; whoever sent the file chose it. */
const LONGEST_NAME = 60;

/** As n8n's storage hands files out. */
const CHUNK_BYTES = 256 * 1024;

/** Where n8n's combined binary mode keeps an item's files, in its JSON. */
const IN_JSON = '_files';

/** The files that came with each row. */
export function createFilesOf(context: IExecuteFunctions): (row: number) => BinaryFields {
	const items = context.getInputData();
	const namesOf = (row: number) => {
		const { binary, json } = items[row] ?? {};
		const inJson = json?.[IN_JSON];
		const names = Object.keys(binary ?? {});
		if (typeof inJson === 'object') names.push(...Object.keys(inJson ?? {}));
		return names.filter((name) => fileOf(context, row, name) !== undefined);
	};
	// Most rows need none of them, and few runs all of them.
	const runNames = once(() => [...new Set([...items.keys()].flatMap(namesOf))]);
	return (row) => {
		const names = once(() => namesOf(row));
		return {
			get: (field) => fileOf(context, row, field),
			get names() {
				return names();
			},
			get runNames() {
				return runNames();
			},
		};
	};
}

function once<Result>(find: () => Result): () => Result {
	let found: { readonly result: Result } | undefined;
	return () => (found ??= { result: find() }).result;
}

/**
 * Goes through n8n's own function, since where an item keeps its files is a workflow's setting:
 * `field` may be a path as well. In combined mode, files that n8n keeps in memory stay where they
 * were, and n8n's function does not find them.
 */
function fileOf(context: IExecuteFunctions, row: number, field: string): FileObject | undefined {
	for (const path of [field, `${IN_JSON}[${JSON.stringify(field)}]`]) {
		try {
			const file = fileObject(context.helpers.assertBinaryData(row, path));
			if (file !== undefined) return file;
		} catch {
			// how n8n says that there is none
		}
	}
	const binary = context.getInputData()[row]?.binary ?? {};
	return Object.hasOwn(binary, field) ? fileObject(binary[field]) : undefined;
}

/**
 * Reads a file once, from its beginning to its end and without keeping it, to know what it is.
 * @param wanted the kind of medium that a task starts from; without it an image or a video
 * @throws UnfitFile when it cannot be used as such
 */
export async function readInputFile(
	context: IExecuteFunctions,
	content: FileObject,
	wanted?: MediaKind,
): Promise<InputFile> {
	const hash = createHash('sha256');
	const length = createVideoLength();
	const beginning: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of chunksOf(context, content)) {
		if (size < HEAD_BYTES) beginning.push(chunk);
		size += chunk.length;
		hash.update(chunk);
		if (wanted === 'video') length.feed(chunk);
		if (size > LARGEST_BYTES) break; // the rest cannot make it fit
	}
	if (size > LARGEST_BYTES) size = Math.max(size, await storedSize(context, content.id));
	const head = Buffer.concat(beginning);
	const kind = wanted ?? (fileTypeOf(head)?.kind === 'video' ? 'video' : 'image');
	const { fileName } = content;
	const shownName = fileName === undefined ? undefined : printable(fileName, LONGEST_NAME);
	const seconds = length.seconds();
	const type = checkFile({ fileName: shownName, size, head, seconds }, kind);
	return {
		content,
		type,
		size,
		sha256: hash.digest('hex'),
		...given({ seconds }),
	};
}

/** The content of a file, in pieces. */
export async function* chunksOf(
	context: IExecuteFunctions,
	{ id, data = '' }: FileObject,
): AsyncGenerator<Buffer> {
	if (id === undefined) {
		yield Buffer.from(data, 'base64');
		return;
	}
	for await (const chunk of await context.helpers.getBinaryStream(id, CHUNK_BYTES)) {
		const piece: unknown = chunk;
		yield Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
	}
}

/** Bytes; 0 where n8n keeps files in the items and does not count them. */
async function storedSize(context: IExecuteFunctions, id: string | undefined): Promise<number> {
	return id === undefined ? 0 : (await context.helpers.getBinaryMetadata(id)).fileSize;
}
