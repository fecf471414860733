/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test server, never part of the package */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import type { FaultPoint } from '../../emulator/faults/faultKinds';
import { pointsOf } from '../../emulator/faults/faultPoints';
import type { Emulator } from '../../emulator/server';

/** What a careless gateway makes of an answer, knowing the header that carries the key. */
export type Spoil = (exchange: Exchange) => void;

export interface Exchange {
	/** The Authorization header, whole. */
	readonly authorization: string;
	/** What the API behind it answers. */
	readonly answer: string;
	readonly response: ServerResponse;
	readonly socket: Socket;
	/** The tasks of the request. */
	readonly tasks: readonly unknown[];
	readonly own: string;
}

export interface Gateway {
	readonly url: string;
	/** How many answers were spoilt. */
	readonly spoilt: number;
	/** The headers of requests that came elsewhere than to the API, for example after a redirect. */
	readonly strays: readonly unknown[];
	close(): Promise<void>;
}

/** A gateway before the emulator that spoils the answers to some requests, as often as it is told. */
export async function gatewayBefore(
	{ url, apiKey }: Emulator,
	on: FaultPoint,
	spoil: Spoil,
	times = Infinity,
): Promise<Gateway> {
	const strays: unknown[] = [];
	let spoilt = 0;
	let own = '';

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		if (request.method !== 'POST' || request.url !== '/v1') {
			strays.push([request.url, request.headers]);
			response.writeHead(404).end();
			return;
		}
		const body = await textOf(request);
		const dryRun = request.headers['x-runware-dry-run'];
		const authorization = request.headers.authorization ?? '';
		const answer = await fetch(url, {
			method: 'POST',
			body,
			headers: {
				'content-type': 'application/json',
				authorization: `Bearer ${apiKey}`,
				...(typeof dryRun === 'string' ? { 'x-runware-dry-run': dryRun } : {}),
			},
		});
		const text = await answer.text();
		const tasks: unknown = JSON.parse(body);
		const list = Array.isArray(tasks) ? tasks : [];
		if (spoilt < times && pointsOf(list, dryRun === '1').has(on)) {
			spoilt += 1;
			spoil({ authorization, answer: text, response, socket: request.socket, tasks: list, own });
			return;
		}
		response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
	}

	const server = createServer((request, response) => {
		serve(request, response).catch(() => request.socket.destroy());
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url: `${own}/v1`,
		get spoilt() {
			return spoilt;
		},
		strays,
		async close() {
			server.closeAllConnections();
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
			});
		},
	};
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks).toString('utf8');
}
