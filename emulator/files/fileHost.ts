/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test server, never part of the package */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Faults } from '../faults/faults';
import type { MediaStorage } from '../api/mediaStorage';
import { spoil } from '../faults/spoiltAnswer';
import { spoilFile, type FileReply } from '../faults/spoiltFile';
import type { Tasks } from '../api/tasks';
import type { Timers } from '../timers';
import { videoFile, type VideoFile } from './videoFile';

export interface RecordedDownload {
	readonly at: number;
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	/** Until an answer has begun, and for good if none did: `reset`. */
	status: number | 'reset';
	fault?: string;
}

const VIDEO_PATH = /^\/video\/os\/\w+\/ws\/5\/vi\/([0-9a-f-]{36})\.\w+$/;
const MEDIA_PATH = /^\/media\/([0-9a-f-]{36})\.\w+$/;

function* firstBytes(file: VideoFile, count: number): Generator<Buffer> {
	let left = count;
	for (const chunk of file.chunks()) {
		if (left <= 0) return;
		yield chunk.subarray(0, left);
		left -= chunk.length;
	}
}

/** The files of finished videos and of uploaded media, without any key. */
export class FileHost {
	readonly downloads: RecordedDownload[] = [];

	constructor(
		private readonly tasks: Tasks,
		private readonly media: MediaStorage,
		private readonly faults: Faults,
		private readonly timers: Timers,
		private readonly otherOrigin: () => string,
	) {}

	async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const path = request.url ?? '/';
		const download: RecordedDownload = {
			at: Date.now(),
			path,
			headers: request.headers,
			status: 'reset',
		};
		this.downloads.push(download);
		const send = (status: number, text = '', headers: FileReply['headers'] = {}) => {
			download.status = status;
			response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
			response.end(text);
		};
		if (request.method !== 'GET') return send(405);

		const pathname = path.split('?')[0] ?? path;
		const videoUUID = VIDEO_PATH.exec(pathname)?.[1];
		const task = videoUUID === undefined ? undefined : this.tasks.ofVideo(videoUUID);
		const text = () => `${path} ${JSON.stringify(task?.request)}`;
		const ofFile = this.faults.take('file', ['download'], text)?.request;
		const ofAnswer = ofFile ? undefined : this.faults.take('answer', ['download'], text)?.request;
		const fault = ofFile ?? ofAnswer;
		if (fault) download.fault = fault.name;
		const instead = ofFile && spoilFile(ofFile.name, `${this.otherOrigin()}${path}`);
		if (instead && instead !== 'cut') return send(instead.status, instead.body, instead.headers);
		if (ofAnswer) {
			const reply = spoil(ofAnswer, { status: 200, body: {} });
			if (reply === 'reset') {
				request.socket.destroy();
				return;
			}
			const { status, body, headers, contentType, delayMs } = reply;
			if (delayMs === 0) return send(status, body, { ...headers, 'content-type': contentType });
			await new Promise<void>((resolve) => this.timers.after(delayMs, resolve));
		}

		if (videoUUID === undefined || !task) {
			const media = this.media.get(MEDIA_PATH.exec(pathname)?.[1] ?? '');
			if (!media?.bytes || media.deleted) return send(404, 'Not Found');
			download.status = 200;
			response.writeHead(200, {
				'content-type': media.type.mimeType,
				'content-length': media.bytes.length,
			});
			response.end(media.bytes);
			return;
		}

		const index = task.videoUUIDs.indexOf(videoUUID);
		const state = task.resultState(index);
		if (state === 'processing') return send(422, 'Unprocessable Content');
		const ttl = task.request['ttl'];
		const expired = typeof ttl === 'number' && Date.now() >= task.resultReadyAt(index) + ttl * 1000;
		if (state === 'error' || expired) return send(404, 'Not Found');

		const file = videoFile(task.request, videoUUID);
		download.status = 200;
		response.writeHead(200, { 'content-type': file.contentType, 'content-length': file.bytes });
		if (instead === 'cut') {
			const half = Readable.from(firstBytes(file, Math.floor(file.bytes / 2)));
			half.on('end', () => response.write('', () => request.socket.destroySoon()));
			half.pipe(response, { end: false });
			return;
		}
		// A client that goes away is its own affair.
		await pipeline(Readable.from(file.chunks()), response).catch(() => undefined);
	}
}
