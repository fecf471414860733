import { createHash, randomUUID } from 'crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import { printable } from '../parameters/printable';
import { storeMedium } from '../runware/mediaStorage';
import type { StoredMedia } from '../runware/mediaStorage';
import { createSemaphore } from '../runware/tasks/semaphore';
import type { Clock, Reply, TaskUUID } from '../runware/wire/protocol';
import { RunwareError } from '../runware/wire/RunwareError';
import type { Connection } from '../n8n/connection';
import { chunksOf } from '../n8n/inputFile';
import type { InputFile } from '../n8n/inputFile';

/** Brings files to where a task can name them. */
export interface MediaUpload {
	/** What names the file in a task: a data URI, or the UUID under which Runware keeps it. */
	readonly linkTo: (file: InputFile) => Promise<string | RunwareError>;
	/** Uploads a file, whatever its size. */
	readonly upload: (file: InputFile) => Promise<StoredMedia | RunwareError>;
}

/** An upload under way or done, and the file that it is of: others have the same content. */
interface Upload {
	readonly of: InputFile;
	readonly stored: Promise<StoredMedia | RunwareError>;
}

/**
 * Images up to this size travel inside the task. It saves a request and leaves nothing behind at
 * Runware; more would make a submit of many rows heavy, and no limit of its size is documented.
 */
const LARGEST_INLINE_BYTES = 256 * 1024;

/** Each upload holds its file in memory once, as text. */
const MOST_UPLOADS = 2;

/**
 * The same file is uploaded once a run, in however many rows it stands. A failure is no such
 * result: rows that wait for the same upload share it, and the next one that needs it tries again.
 */
export function createMediaUpload(
	context: IExecuteFunctions,
	{ send, sendRawBody }: Pick<Connection, 'send' | 'sendRawBody'>,
	clock: Clock,
): MediaUpload {
	const places = createSemaphore(MOST_UPLOADS);
	const uploads = new Map<string, Upload>();

	async function upload(file: InputFile): Promise<StoredMedia | RunwareError> {
		const running = uploads.get(file.sha256) ?? { of: file, stored: uploaded(file) };
		uploads.set(file.sha256, running);
		const stored = await running.stored;
		if (!(stored instanceof RunwareError)) return stored;
		if (uploads.get(file.sha256) === running) uploads.delete(file.sha256);
		// Where n8n has lost another row's file, this row's may still be there.
		const isOwn = running.of === file || stored.details.code !== LOST;
		return isOwn ? stored : await upload(file);
	}

	async function uploaded(file: InputFile): Promise<StoredMedia | RunwareError> {
		return await storeMedium(
			async (taskUUID) => await sent(file, taskUUID),
			send,
			clock,
			randomUUID,
		);
	}

	async function sent(file: InputFile, taskUUID: TaskUUID): Promise<Reply> {
		await places.acquire();
		try {
			const body = await readAgain(async () => await writtenUpload(context, file, taskUUID));
			return typeof body === 'string'
				? { status: 'none', cause: body, code: LOST }
				: await sendRawBody(body);
		} finally {
			places.release();
		}
	}

	return {
		upload,
		linkTo: async (file) => {
			if (file.type.kind === 'image' && file.size <= LARGEST_INLINE_BYTES) {
				const content = await readAgain(async () => {
					const pieces: Buffer[] = [];
					for await (const piece of sameChunksOf(context, file)) pieces.push(piece);
					return Buffer.concat(pieces);
				});
				if (typeof content === 'string') return new RunwareError({ code: LOST, message: content });
				return `data:${file.type.mimeType};base64,${content.toString('base64')}`;
			}
			const stored = await upload(file);
			return stored instanceof RunwareError ? stored : stored.mediaUUID;
		},
	};
}

/** As much of a reason as a message shows. */
const LONGEST_REASON = 200;

/** What reads a file once more, or why it could not. */
async function readAgain(read: () => Promise<Buffer>): Promise<Buffer | string> {
	try {
		return await read();
	} catch (error) {
		return printable(error instanceof Error ? error.message : String(error), LONGEST_REASON);
	}
}

/** n8n's storage may lose a file, or have changed it, since it was first read. */
const LOST = 'missingInputFile';

/** The content of a file that was read before. */
async function* sameChunksOf(
	context: IExecuteFunctions,
	{ content, size, sha256 }: InputFile,
): AsyncGenerator<Buffer> {
	const hash = createHash('sha256');
	let left = size;
	for await (const chunk of chunksOf(context, content)) {
		left -= chunk.length;
		if (left < 0) break; // room was made for no more
		hash.update(chunk);
		yield chunk;
	}
	if (left !== 0 || hash.digest('hex') !== sha256) throw new Error('it is not what it was');
}

/** An upload task written out piece by piece: the file is in memory once, as base64. */
async function writtenUpload(
	context: IExecuteFunctions,
	file: InputFile,
	taskUUID: string,
): Promise<Buffer> {
	const before = `[{"taskType":"mediaStorage","taskUUID":"${taskUUID}","operation":"upload","media":"`;
	const after = '"}]';
	const body = Buffer.alloc(before.length + 4 * Math.ceil(file.size / 3) + after.length);
	let end = body.write(before, 0, 'latin1');
	let rest = Buffer.alloc(0);
	for await (const chunk of sameChunksOf(context, file)) {
		const bytes = Buffer.concat([rest, chunk]);
		const whole = bytes.length - (bytes.length % 3); // three bytes are four letters
		end += body.write(bytes.toString('base64', 0, whole), end, 'latin1');
		rest = bytes.subarray(whole);
	}
	end += body.write(rest.toString('base64'), end, 'latin1');
	end += body.write(after, end, 'latin1');
	return body.subarray(0, end);
}
