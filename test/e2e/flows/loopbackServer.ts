/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test server, outside n8n */
import { createServer, type IncomingMessage } from 'node:http';
import type { JsonObject } from '../../../emulator/validation/jsonObject';

export interface Asked {
	readonly method: string;
	readonly path: string;
	readonly contentType: string;
	readonly body: Buffer;
}

export interface Answered {
	readonly status: number;
	readonly body: JsonObject;
}

export interface LoopbackServer {
	/** Without a slash at the end. */
	readonly url: string;
	close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}

/** A service on this machine that takes any request and answers with JSON. */
export async function serveLoopback(answer: (asked: Asked) => Answered): Promise<LoopbackServer> {
	const server = createServer((request, response) => {
		const { method = '', url: path = '', headers } = request;
		bodyOf(request)
			.then((body) => {
				const contentType = headers['content-type'] ?? '';
				const answered = answer({ method, path, contentType, body });
				response.writeHead(answered.status, { 'content-type': 'application/json' });
				response.end(JSON.stringify(answered.body));
			})
			// The client went away in the middle of its request, or sent what `answer` cannot read.
			.catch(() => request.socket.destroy());
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No TCP port');
	return {
		url: `http://127.0.0.1:${address.port}`,
		async close() {
			server.closeAllConnections();
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
			});
		},
	};
}
