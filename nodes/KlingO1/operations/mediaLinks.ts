import { randomUUID } from 'crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import { uploadMedia } from '../runware/mediaStorage';
import type { StoredMedia } from '../runware/mediaStorage';
import { createPlaces } from '../runware/places';
import type { Clock } from '../runware/protocol';
import { RunwareError } from '../runware/RunwareError';
import type { Connection } from './connection';
import { chunksOf } from './inputFile';
import type { InputFile } from './inputFile';

/** Brings files to where a task can name them. */
export interface MediaLinks {
	/** What names the file in a task: a data URI, or the UUID under which Runware keeps it. */
	readonly linkTo: (file: InputFile) => Promise<string | RunwareError>;
	/** Uploads a file, whatever its size. */
	readonly upload: (file: InputFile) => Promise<StoredMedia | RunwareError>;
}

/**
 * Images up to this size travel inside the task. It saves a request and leaves nothing behind at
 * Runware; more would make a submit of many rows heavy, and no limit of its size is documented.
 */
const LARGEST_INLINE_BYTES = 256 * 1024;

/** Each upload holds its file in memory once, as text. */
const MOST_UPLOADS = 2;

/** The same file is uploaded once a run, in however many rows it stands. */
export function createMediaLinks(
	context: IExecuteFunctions,
	{ send, sendWritten }: Pick<Connection, 'send' | 'sendWritten'>,
	clock: Clock,
): MediaLinks {
	const places = createPlaces(MOST_UPLOADS);
	const uploads = new Map<string, Promise<StoredMedia | RunwareError>>();

	async function upload(file: InputFile): Promise<StoredMedia | RunwareError> {
		const running = uploads.get(file.sha256) ?? uploaded(file);
		uploads.set(file.sha256, running);
		return await running;
	}

	async function uploaded(file: InputFile): Promise<StoredMedia | RunwareError> {
		await places.wait();
		try {
			return await uploadMedia(
				async (taskUUID) => await sendWritten(await writtenUpload(context, file, taskUUID)),
				send,
				clock,
				randomUUID,
			);
		} finally {
			places.release();
		}
	}

	return {
		upload,
		linkTo: async (file) => {
			if (file.type.kind === 'image' && file.size <= LARGEST_INLINE_BYTES) {
				const content = await context.helpers.getBinaryDataBuffer(file.row, file.field);
				return `data:${file.type.mimeType};base64,${content.toString('base64')}`;
			}
			const stored = await upload(file);
			return stored instanceof RunwareError ? stored : stored.mediaUUID;
		},
	};
}

/** An upload task written out piece by piece: the file is in memory once, as base64. */
async function writtenUpload(
	context: IExecuteFunctions,
	{ row, field, size }: InputFile,
	taskUUID: string,
): Promise<Buffer> {
	const before = `[{"taskType":"mediaStorage","taskUUID":"${taskUUID}","operation":"upload","media":"`;
	const after = '"}]';
	const body = Buffer.alloc(before.length + 4 * Math.ceil(size / 3) + after.length);
	let end = body.write(before, 0, 'latin1');
	let rest = Buffer.alloc(0);
	for await (const chunk of chunksOf(context, row, field)) {
		const bytes = Buffer.concat([rest, chunk]);
		const whole = bytes.length - (bytes.length % 3); // three bytes are four letters
		end += body.write(bytes.toString('base64', 0, whole), end, 'latin1');
		rest = bytes.subarray(whole);
	}
	end += body.write(rest.toString('base64'), end, 'latin1');
	end += body.write(after, end, 'latin1');
	return body.subarray(0, end);
}
