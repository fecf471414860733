/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Emulator } from '../../emulator/server';
import type { RunwareCredential } from './credentials';

export interface FileHost {
	/** Reaches the emulator's API, but all links in its answers lead to this host. */
	readonly credential: RunwareCredential;
	/** The headers of each request for a file. */
	readonly requests: readonly IncomingHttpHeaders[];
	close(): Promise<void>;
}

/** How the host answers a request for a file, the first being 1. */
export type ServeFile = (
	response: ServerResponse,
	file: Buffer,
	count: number,
	request: IncomingMessage,
) => void;

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** The emulator behind a file host that does what a test wants, whatever HTTP allows. */
export async function fileHostBefore(
	{ url, origin, apiKey }: Emulator,
	serveFile: ServeFile,
): Promise<FileHost> {
	const requests: IncomingHttpHeaders[] = [];
	let own = '';

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		if (request.method === 'GET') {
			requests.push(request.headers);
			const file = await fetch(`${origin}${request.url ?? '/'}`);
			return serveFile(response, Buffer.from(await file.arrayBuffer()), requests.length, request);
		}
		const answer = await fetch(url, {
			method: 'POST',
			body: await bytesOf(request),
			headers: {
				'content-type': 'application/json',
				authorization: request.headers.authorization ?? '',
			},
		});
		response.writeHead(answer.status, { 'content-type': 'application/json' });
		response.end((await answer.text()).replaceAll(`${origin}/video`, `${own}/video`));
	}

	const server = createServer((request, response) => {
		serve(request, response).catch(() => request.socket.destroy());
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		credential: { apiKey, baseUrl: `${own}/v1` },
		requests,
		async close() {
			server.closeAllConnections();
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
			});
		},
	};
}
