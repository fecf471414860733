/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test server, never part of the package */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FaultRequest, Faults } from '../faults/faults';
import type { MediaStorage } from '../api/mediaStorage';
import { SLOW_MS, spoil } from '../faults/spoiltAnswer';
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

interface FileReply {
	readonly status: number;
	readonly body: string;
	readonly headers: Readonly<Record<string, string>>;
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
		const fault =
			this.faults.take('file', ['download'], text) ??
			this.faults.take('answer', ['download'], text);
		if (fault) download.fault = fault.request.name;
		if (fault && fault.request.name !== 'fileCut') {
			const reply = this.spoiltReply(fault.request, path);
			if (reply === 'reset') {
				request.socket.destroy();
				return;
			}
			if (reply !== 'late') return send(reply.status, reply.body, reply.headers);
			await new Promise<void>((resolve) => this.timers.after(SLOW_MS, resolve));
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
		if (fault?.request.name === 'fileCut') {
			const half = Readable.from(firstBytes(file, Math.floor(file.bytes / 2)));
			half.on('end', () => response.write('', () => request.socket.destroySoon()));
			half.pipe(response, { end: false });
			return;
		}
		// A client that goes away is its own affair.
		await pipeline(Readable.from(file.chunks()), response).catch(() => undefined);
	}
	private spoiltReply(fault: Readonly<FaultRequest>, path: string): FileReply | 'reset' | 'late' {
		switch (fault.name) {
			case 'file404':
				return { status: 404, body: 'Not Found', headers: {} };
			case 'file422':
				return { status: 422, body: 'Unprocessable Content', headers: {} };
			case 'file502':
				return {
					status: 502,
					body: '<h1>Bad Gateway</h1>',
					headers: { 'content-type': 'text/html' },
				};
			case 'fileHtml':
				return {
					status: 200,
					body: '<!DOCTYPE html><html><body>Please sign in</body></html>',
					headers: { 'content-type': 'text/html' },
				};
			case 'file410':
				return { status: 410, body: 'Gone', headers: {} };
			case 'fileRedirect':
				return { status: 302, body: '', headers: { location: `${this.otherOrigin()}${path}` } };
			case 'slow':
				return 'late';
			default: {
				const reply = spoil(fault, { status: 200, body: {} });
				if (reply === 'reset') return reply;
				const { status, body, headers, contentType } = reply;
				return { status, body, headers: { ...headers, 'content-type': contentType } };
			}
		}
	}
}
