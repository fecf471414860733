/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test server, outside n8n */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type VideoFile, videoFile } from '../../../emulator/files/videoFile';
import type { JsonObject } from '../../../emulator/validation/jsonObject';
import type { Order, Provider, ProviderOptions } from './provider';

/** What a request means to a provider, in whatever dialect it came. */
export type Meaning =
	| { readonly is: 'order'; readonly prompt: string }
	| { readonly is: 'look'; readonly id: string }
	/** For the file itself. Only counted where the dialect fetches it from the API. */
	| { readonly is: 'file'; readonly id: string; readonly ofApi: boolean }
	| { readonly is: 'nothing' };

export interface Asked {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
	readonly body: string;
}

/** How a provider words what it is asked and what it answers. */
export interface Dialect {
	understand(asked: Asked): Meaning;
	accepted(id: string): JsonObject;
	processing(id: string): JsonObject;
	/** @param link where the file is */
	ready(id: string, link: string): JsonObject;
	refused(message: string): JsonObject;
}

interface Job {
	readonly id: string;
	readonly prompt: string;
	readonly readyAt: number;
	noticedAt: number | undefined;
}

const API_KEY = 'any-key';
const REFUSAL = 'The prompt was refused by the content filter.';

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks).toString('utf8');
}

async function sendFile(response: ServerResponse, file: VideoFile): Promise<void> {
	response.writeHead(200, { 'content-type': file.contentType, 'content-length': file.bytes });
	// A client that goes away is its own affair.
	await pipeline(Readable.from(file.chunks()), response).catch(() => undefined);
}

/** Renders like the emulator of Runware, but speaks the dialect of another provider. */
export async function startRenderer(
	dialect: Dialect,
	{ renderMs }: ProviderOptions,
): Promise<Provider> {
	const jobs = new Map<string, Job>();
	const refused = new Set<string>();
	let stumbles = 0;
	let requests = 0;
	let origin = '';

	const answer = (response: ServerResponse, status: number, body: JsonObject) => {
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body));
	};

	function order(prompt: string, response: ServerResponse): void {
		if ([...refused].some((text) => prompt.includes(text))) {
			return answer(response, 400, dialect.refused(REFUSAL));
		}
		const job = {
			id: randomUUID(),
			prompt,
			readyAt: Date.now() + renderMs,
			noticedAt: undefined,
		};
		jobs.set(job.id, job);
		answer(response, 200, dialect.accepted(job.id));
	}

	function look(id: string, response: ServerResponse): void {
		const job = jobs.get(id);
		if (stumbles > 0) {
			stumbles -= 1;
			return answer(response, 503, dialect.refused('The service is unavailable.'));
		}
		if (job === undefined) return answer(response, 404, dialect.refused('Unknown video'));
		if (Date.now() < job.readyAt) return answer(response, 200, dialect.processing(id));
		job.noticedAt ??= Date.now();
		answer(response, 200, dialect.ready(id, `${origin}/files/${id}`));
	}

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const path = (request.url ?? '/').split('?')[0] ?? '/';
		const asked = { method: request.method ?? 'GET', path, body: await bodyOf(request) };
		const [, linked] = /^\/files\/(.+)$/.exec(path) ?? [];
		const meaning: Meaning =
			linked === undefined ? dialect.understand(asked) : { is: 'file', id: linked, ofApi: false };
		if (meaning.is !== 'file' || meaning.ofApi) requests += 1;
		switch (meaning.is) {
			case 'order':
				return order(meaning.prompt, response);
			case 'look':
				return look(meaning.id, response);
			case 'file': {
				const { prompt = '' } = jobs.get(meaning.id) ?? {};
				return await sendFile(response, videoFile({ positivePrompt: prompt }, meaning.id));
			}
			case 'nothing':
				return answer(response, 404, dialect.refused(`There is nothing at ${path}`));
		}
	}

	const server = createServer((request, response) => {
		serve(request, response).catch(() => request.socket.destroy());
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No TCP port');
	origin = `http://127.0.0.1:${address.port}`;

	return {
		access: { apiKey: API_KEY, url: origin },
		orders: () => [...jobs.values()].map((job): Order => ({ ...job })),
		requestCount: () => requests,
		refuse: (text) => refused.add(text),
		refuseNothing: () => refused.clear(),
		stumbleOnce() {
			stumbles += 1;
		},
		async close() {
			server.closeAllConnections();
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
			});
		},
	};
}
