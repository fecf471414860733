import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { isFields, numberField } from '../runware/envelope';
import { createPlaces } from '../runware/places';
import type { Clock, Video } from '../runware/protocol';
import { cancelSignalOf, throwIfCancelled, untilCancelled } from './cancellation';
import type { NodeContext } from './cancellation';

/** The file of a finished video, or why it could not be had. */
export type Download = { readonly file: IBinaryData } | { readonly problem: string };

/** @param format the output format that was asked for, for links that do not tell */
export type DownloadVideo = (video: Video, format: string | undefined) => Promise<Download>;

/** Files go straight into n8n's storage; a few at a time keep the line full. */
const MOST_AT_ONCE = 3;

/** A fresh link was seen to answer 404, 422 or 502 for some seconds. */
const RETRY_AFTER_MS = [500, 1000, 2000, 4000, 8000, 15_000];

/** Before the answer or within the file: a host that hangs must not hold up the run. */
const LONGEST_SILENCE_MS = 30_000;

/** Links that will not work later either. */
const FINAL_STATUSES = [401, 403, 410, 451];

const FILE_TYPES: Readonly<Record<string, string>> = {
	mp4: 'video/mp4',
	webm: 'video/webm',
	mov: 'video/quicktime',
};

/**
 * Streams videos into n8n's storage, a few at a time and each once. The requests carry no
 * credential: the file host is not the API. Rejects only when the execution was cancelled.
 */
export function createDownload(context: NodeContext, clock: Clock): DownloadVideo {
	const places = createPlaces(MOST_AT_ONCE);
	const started = new Map<string, Promise<Download>>();

	return async (video, format) => {
		const running = started.get(video.videoURL) ?? download(video, format);
		started.set(video.videoURL, running);
		return await running;
	};

	async function download(video: Video, format: string | undefined): Promise<Download> {
		await places.wait();
		try {
			for (const pauseMs of RETRY_AFTER_MS) {
				const result = await transfer(context, video, format);
				if (!('problem' in result) || result.final) return result;
				await clock.sleep(pauseMs);
			}
			return await transfer(context, video, format);
		} finally {
			places.release();
		}
	}
}

type Transfer =
	| { readonly file: IBinaryData }
	| { readonly problem: string; readonly final: boolean };

async function transfer(
	context: NodeContext,
	video: Video,
	format: string | undefined,
): Promise<Transfer> {
	try {
		const response: unknown = await untilCancelled(context, request(context, video.videoURL));
		if (!isFields(response)) return { problem: 'the file host gave no answer', final: false };
		const { statusCode, headers, body } = response;
		if (typeof statusCode !== 'number' || statusCode >= 300) {
			if (isStream(body)) body.destroy();
			return {
				problem: `the file host answered with status ${String(statusCode)}`,
				final: FINAL_STATUSES.some((status) => status === statusCode),
			};
		}
		if (!isStream(body)) return { problem: 'the file host gave no file', final: false };
		endAfterSilence(body);
		const file = await untilCancelled(context, stored(context, body, video, format));
		// A host that packs the file all the same tells the packed length, which is less.
		const expected = isFields(headers) ? (numberField(headers, 'content-length') ?? 1) : 1;
		const size = await sizeOf(context, file);
		if (size >= Math.max(1, expected)) return { file };
		return { problem: `only ${size} of ${expected} bytes arrived`, final: false };
	} catch (error) {
		throwIfCancelled(context);
		return { problem: error instanceof Error ? error.message : String(error), final: false };
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
		...(abortSignal === undefined ? {} : { abortSignal }),
	});
}

function endAfterSilence(body: Readable): void {
	if (!('setTimeout' in body) || typeof body.setTimeout !== 'function') return;
	body.setTimeout(LONGEST_SILENCE_MS, () => {
		body.destroy(new Error(`nothing came for ${LONGEST_SILENCE_MS / 1000} seconds`));
	});
}

async function stored(
	context: NodeContext,
	body: Readable,
	video: Video,
	format: string | undefined,
): Promise<IBinaryData> {
	const extension = extensionOf(video.videoURL, format);
	const fileName = `${video.videoUUID ?? 'video'}.${extension}`;
	const file = await context.helpers.prepareBinaryData(body, fileName, FILE_TYPES[extension]);
	return { ...file, fileExtension: extension };
}

/** The link tells the kind of file; where it does not, the format that was asked for. */
function extensionOf(videoURL: string, format: string | undefined): string {
	const told = /\.([a-z0-9]+)$/i.exec(new URL(videoURL).pathname)?.[1]?.toLowerCase();
	const asked = format?.toLowerCase();
	return [told, asked].find((extension) => Object.hasOwn(FILE_TYPES, extension ?? '')) ?? 'mp4';
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
