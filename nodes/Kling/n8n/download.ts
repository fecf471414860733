import { given } from '../given';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { fileTypeOf } from '../media/fileType';
import type { FileType } from '../media/fileType';
import { isFields, numberField } from '../runware/wire/envelope';
import { createSemaphore } from '../runware/tasks/semaphore';
import type { Clock, Video } from '../runware/wire/protocol';
import { cancelSignalOf, throwIfCancelled, untilCancelled } from './cancellation';
import type { NodeContext } from './cancellation';
import { fileNameOf } from './downloadedFileName';
import { networkCause } from './networkCause';

/** Why the file of a video could not be had. */
export interface FileProblem {
	readonly problem: string;
	/** Whether the link itself does not work. */
	readonly gone?: boolean;
}

/** The file of a finished video, or why it could not be had. */
export type Download = { readonly file: IBinaryData } | FileProblem;

export type DownloadVideo = (video: Video) => Promise<Download>;

/** Files go straight into n8n's storage; a few at a time keep the line full. */
const MOST_AT_ONCE = 3;

/** A fresh link was seen to answer 404, 422 or 502 for some seconds, or with a page for a file. */
const RETRY_AFTER_MS = [500, 1000, 2000, 4000, 8000, 15_000];

/** Before the answer or within the file: a host that hangs must not hold up the run. */
const LONGEST_SILENCE_MS = 30_000;

/** Links that will not work later either. */
const FINAL_STATUSES = [401, 403, 410, 451];
/** One that is not found in the end works no better. */
const GONE_STATUSES = [...FINAL_STATUSES, 404];

const PART_OF_A_FILE = 206;

/** As much of a file as tells what it is: the header of a WEBM may be long. */
const HEAD_BYTES = 4096;

/**
 * Streams videos into n8n's storage, a few at a time and each once. The requests carry no
 * credential: the file host is not the API. Rejects only when the execution was cancelled.
 */
export function createDownload(context: NodeContext, clock: Clock): DownloadVideo {
	const places = createSemaphore(MOST_AT_ONCE);
	const started = new Map<string, Promise<Download>>();

	return async (video) => {
		const running = started.get(video.videoURL) ?? download(video);
		started.set(video.videoURL, running);
		return await running;
	};

	async function download(video: Video): Promise<Download> {
		for (const pauseMs of RETRY_AFTER_MS) {
			const result = await inTurn(video);
			if (!('problem' in result) || result.final === true) return result;
			await clock.sleep(pauseMs); // others may be downloaded meanwhile
		}
		return await inTurn(video);
	}

	async function inTurn(video: Video): Promise<Transfer> {
		await places.acquire();
		try {
			return await transfer(context, video);
		} finally {
			places.release();
		}
	}
}

type Transfer =
	| { readonly file: IBinaryData }
	| (FileProblem & {
			/** Whether it is no use to try again. */
			readonly final?: boolean;
	  });

async function transfer(context: NodeContext, video: Video): Promise<Transfer> {
	try {
		const response: unknown = await untilCancelled(context, request(context, video.videoURL));
		if (!isFields(response)) return { problem: 'the download server did not answer' };
		const { statusCode, headers, body } = response;
		if (typeof statusCode !== 'number' || statusCode >= 300 || statusCode === PART_OF_A_FILE) {
			if (isStream(body)) body.destroy();
			return {
				problem: `the download server answered with status ${String(statusCode)}`,
				final: FINAL_STATUSES.some((status) => status === statusCode),
				gone: GONE_STATUSES.some((status) => status === statusCode),
			};
		}
		if (!isStream(body)) return { problem: 'the download server sent no file' };
		endAfterSilence(body);
		const { head, content } = await untilCancelled(context, beginningOf(body));
		const type = fileTypeOf(head);
		if (type?.kind !== 'video') {
			body.destroy();
			return {
				problem: `what the download server sent is ${saidOf(head, type)}`,
				gone: head.length > 0,
			};
		}
		const file = await untilCancelled(context, stored(context, content, video, type));
		// A host that packs the file all the same tells the packed length, which is less.
		const expected = isFields(headers) ? (numberField(headers, 'content-length') ?? 1) : 1;
		const size = await sizeOf(context, file);
		if (size >= Math.max(1, expected)) return { file };
		return { problem: `only ${size} of ${expected} bytes arrived` };
	} catch (error) {
		throwIfCancelled(context);
		return { problem: networkCause(error) };
	}
}

async function request(context: NodeContext, url: string): Promise<unknown> {
	const abortSignal = cancelSignalOf(context);
	return await context.helpers.httpRequest({
		method: 'GET',
		url,
		// A packed transfer would hide the length of the file.
		headers: { 'Accept-Encoding': 'identity' },
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout: LONGEST_SILENCE_MS,
		...given({ abortSignal }),
	});
}

function endAfterSilence(body: Readable): void {
	body.on('error', () => undefined); // whoever reads is told; a Stop may come while nobody does
	if (!('setTimeout' in body) || typeof body.setTimeout !== 'function') return;
	body.setTimeout(LONGEST_SILENCE_MS, () => {
		body.destroy(new Error(`no data arrived for ${LONGEST_SILENCE_MS / 1000} seconds`));
	});
}

interface Beginning {
	readonly head: Buffer;
	/** The content from its beginning: the stream, or all of a file that was shorter. */
	readonly content: Readable | Buffer;
}

async function beginningOf(body: Readable): Promise<Beginning> {
	return await new Promise((resolve, reject) => {
		let head = Buffer.alloc(0);
		const leave = (): void => {
			body.off('readable', take).off('end', ended).off('error', failed).off('close', closed);
		};
		const ended = (): void => {
			leave();
			resolve({ head, content: head });
		};
		const failed = (error: Error): void => {
			leave();
			reject(error);
		};
		const closed = (): void => {
			failed(new Error('the connection was lost'));
		};
		const take = (): void => {
			for (let piece: unknown; (piece = body.read()) !== null; ) {
				head = Buffer.concat([head, Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece))]);
				if (head.length < HEAD_BYTES) continue;
				leave();
				body.unshift(head); // before the stream can end, which comes with the next tick
				resolve({ head, content: body });
				return;
			}
		};
		body.on('readable', take).on('end', ended).on('error', failed).on('close', closed);
		if (body.destroyed) closed();
	});
}

function saidOf({ length }: Uint8Array, type: FileType | undefined): string {
	if (length === 0) return 'empty';
	const found = type === undefined ? 'not a file that this node knows' : `of the type ${type.name}`;
	return `${found}, not a video`;
}

/** The content tells the kind of file; a link or the host may say another. */
async function stored(
	context: NodeContext,
	content: Readable | Buffer,
	video: Video,
	{ extension, mimeType }: FileType,
): Promise<IBinaryData> {
	const name = fileNameOf(video, extension);
	const file = await context.helpers.prepareBinaryData(content, name, mimeType);
	return { ...file, fileExtension: extension };
}

/** Bytes in n8n's storage; in memory mode the file itself is in the item. */
async function sizeOf(context: NodeContext, file: IBinaryData): Promise<number> {
	if (file.id === undefined) return Buffer.byteLength(file.data, 'base64');
	return file.bytes ?? (await context.helpers.getBinaryMetadata(file.id)).fileSize;
}

/** n8n's own type of a file's stream; the module it comes from is not open to nodes. */
type Readable = Extract<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	{ destroy: unknown }
>;

function isStream(body: unknown): body is Readable {
	return (
		isFields(body) && typeof body['pipe'] === 'function' && typeof body['destroy'] === 'function'
	);
}
