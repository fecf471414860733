import { createHash } from 'crypto';

import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { checkFile } from '../media/checkFile';
import { fileTypeOf } from '../media/fileType';
import type { FileType } from '../media/fileType';
import { HEAD_BYTES, MEDIA_LIMITS } from '../media/limits';
import type { RowFiles } from '../parameters/files';
import { printable } from '../parameters/printable';
import type { MediaKind } from '../parameters/links';

/** A file of an input row that fits its field. */
export interface InputFile {
	readonly row: number;
	readonly field: string;
	readonly type: FileType;
	/** Bytes. */
	readonly size: number;
	/** Of the content, in hexadecimal: the same file has the same, whatever its name. */
	readonly sha256: string;
}

const LARGEST_BYTES = Math.max(...Object.values(MEDIA_LIMITS).map(({ maxBytes }) => maxBytes));

/** As much of a file's name as a message shows; whoever sent the file chose it. */
const LONGEST_NAME = 60;

/** As n8n's storage hands files out. */
const CHUNK_BYTES = 256 * 1024;

/** The files that came with a row. */
export function filesOf(context: IExecuteFunctions, row: number): RowFiles {
	return {
		has: (field) => binaryOf(context, row, field) !== undefined,
		names: Object.keys(context.getInputData()[row]?.binary ?? {}),
	};
}

/**
 * Reads a file once, from its beginning to its end and without keeping it, to know what it is.
 * @param wanted the kind of medium; without it an image or a video
 * @throws UnfitFile when it can not serve as such a medium
 */
export async function readInputFile(
	context: IExecuteFunctions,
	row: number,
	field: string,
	wanted?: MediaKind,
): Promise<InputFile> {
	const { id, fileName } = context.helpers.assertBinaryData(row, field);
	const hash = createHash('sha256');
	const beginning: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of chunksOf(context, row, field)) {
		if (size < HEAD_BYTES) beginning.push(chunk);
		size += chunk.length;
		hash.update(chunk);
		if (size > LARGEST_BYTES) break; // the rest can not make it fit
	}
	if (size > LARGEST_BYTES) size = Math.max(size, await storedSize(context, id));
	const head = Buffer.concat(beginning);
	const kind = wanted ?? (fileTypeOf(head)?.kind === 'video' ? 'video' : 'image');
	const shownName = fileName === undefined ? undefined : printable(String(fileName), LONGEST_NAME);
	const type = checkFile({ fileName: shownName, size, head }, kind);
	return { row, field, type, size, sha256: hash.digest('hex') };
}

/** The content of a file, in pieces. */
export async function* chunksOf(
	context: IExecuteFunctions,
	row: number,
	field: string,
): AsyncGenerator<Buffer> {
	const { id } = context.helpers.assertBinaryData(row, field);
	if (id === undefined) {
		yield await context.helpers.getBinaryDataBuffer(row, field);
		return;
	}
	for await (const chunk of await context.helpers.getBinaryStream(id, CHUNK_BYTES)) {
		const piece: unknown = chunk;
		yield Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
	}
}

/** Goes through n8n's own function, since where an item keeps its files is a workflow's setting. */
function binaryOf(context: IExecuteFunctions, row: number, field: string): IBinaryData | undefined {
	try {
		const file: IBinaryData | undefined = context.helpers.assertBinaryData(row, field);
		return typeof file?.mimeType === 'string' ? file : undefined; // 'constructor' is no file
	} catch {
		return undefined; // how n8n says that there is none
	}
}

/** Bytes; 0 where n8n keeps files in the items and does not count them. */
async function storedSize(context: IExecuteFunctions, id: string | undefined): Promise<number> {
	return id === undefined ? 0 : (await context.helpers.getBinaryMetadata(id)).fileSize;
}
