/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test server, never part of the package */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '../e2e/until';

/** A video that a workflow handed on, file and all. */
export interface Delivery {
	/** The key of the row that n8n paired it with. */
	readonly key: string;
	readonly taskUUID: string;
	readonly reused: boolean;
	readonly file: Buffer;
}

const HOST = '127.0.0.1';
const MEETING_WITHIN_MS = 90_000;

/** Where workflows of the test send what they have, over HTTP as to any other service. */
export class Receiver {
	readonly deliveries: Delivery[] = [];
	private readonly present: ServerResponse[] = [];
	private readonly server = createServer((request, response) => void this.serve(request, response));

	static async start(): Promise<Receiver> {
		const receiver = new Receiver();
		await new Promise<void>((resolve, reject) => {
			receiver.server.once('error', reject);
			receiver.server.listen(0, HOST, resolve);
		});
		return receiver;
	}

	/** Takes deliveries by POST; a GET is answered when enough others wait for an answer too. */
	get url(): string {
		const { port } = this.server.address() as AddressInfo; // it listens on a port, not on a pipe
		return `http://${HOST}:${port}`;
	}

	/** Waits until so many executions are here at the same time, and lets them go on. */
	async meeting(size: number): Promise<void> {
		await until(
			`${size} executions at the same time`,
			() => (this.present.length >= size ? true : undefined),
			MEETING_WITHIN_MS,
		).finally(() => {
			for (const response of this.present.splice(0)) response.end('{}');
		});
	}

	async close(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.server.close(() => resolve());
			this.server.closeAllConnections();
		});
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		response.setHeader('content-type', 'application/json');
		if (request.method === 'GET') {
			this.present.push(response);
			return;
		}
		const { searchParams } = new URL(request.url ?? '/', this.url);
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(Buffer.from(chunk));
		this.deliveries.push({
			key: searchParams.get('key') ?? '',
			taskUUID: searchParams.get('taskUUID') ?? '',
			reused: searchParams.get('reused') === 'true',
			file: Buffer.concat(chunks),
		});
		response.end('{}');
	}
}
