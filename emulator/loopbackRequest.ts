/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test server, never part of the package */
import { request, type ClientRequest } from 'node:http';
import { Readable } from 'node:stream';
import { isLoopback } from './values/httpUrl';

export interface OutgoingBody {
	readonly method: 'POST' | 'PUT';
	readonly contentType: string;
	readonly bytes: number;
	chunks(): Iterable<Buffer>;
}

/** The HTTP status, `failed` without an answer, `not sent` for hosts that are not this machine. */
export type Delivery = number | 'failed' | 'not sent';

/** Requests of the emulator to its own machine; after `clear` none of them reports any more. */
export class LoopbackRequests {
	private readonly open = new Set<ClientRequest>();

	send(url: string, body: OutgoingBody, timeoutMs: number, done: (result: Delivery) => void): void {
		if (!isLoopback(url) || !url.startsWith('http:')) {
			done('not sent');
			return;
		}
		const report = (result: Delivery) => {
			if (this.open.delete(outgoing)) done(result);
		};
		const outgoing = request(url, {
			method: body.method,
			agent: false,
			timeout: timeoutMs,
			headers: { 'content-type': body.contentType, 'content-length': body.bytes },
		});
		this.open.add(outgoing);
		outgoing.on('response', (response) => {
			response.resume();
			response.on('end', () => report(response.statusCode ?? 'failed'));
			response.on('error', () => report('failed'));
		});
		outgoing.on('timeout', () => outgoing.destroy());
		outgoing.on('error', () => report('failed'));
		outgoing.on('close', () => report('failed'));
		Readable.from(body.chunks()).pipe(outgoing);
	}

	clear(): void {
		const unfinished = [...this.open];
		this.open.clear();
		for (const outgoing of unfinished) outgoing.destroy();
	}
}
