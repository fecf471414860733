import { randomUUID } from 'node:crypto';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { isJsonObject } from './validation/jsonObject';

/** The same API by WebSocket, as Runware's older client speaks it. */
export interface WebSocketDoor {
	readonly url: string;
	close(): Promise<void>;
}

/**
 * A second door to an emulator: each message is sent on as a request of its own, so tasks, faults and
 * readings are those of the first one. Only the connection has ways of its own: the first message brings
 * the key, `ping` is answered here, and `?dryRun=1` stands for the header.
 */
export async function openWebSocketDoor(apiUrl: string): Promise<WebSocketDoor> {
	const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
	await new Promise<void>((resolve) => server.once('listening', resolve));
	server.on('connection', (socket, request) => {
		const isDryRun = new URL(request.url ?? '/', 'http://door').searchParams.get('dryRun') === '1';
		serve(socket, apiUrl, isDryRun);
	});
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return {
		url: `ws://127.0.0.1:${port}/v1`,
		async close() {
			for (const socket of server.clients) socket.terminate();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

function serve(socket: WebSocket, apiUrl: string, isDryRun: boolean): void {
	let key = '';
	socket.on('message', (data) => {
		const tasks = tasksIn(data);
		const [first] = tasks;
		if (first?.['taskType'] === 'ping') {
			socket.send(JSON.stringify({ data: [{ taskType: 'ping', pong: true }] }));
			return;
		}
		const isAuthentication = first?.['taskType'] === 'authentication';
		if (isAuthentication) key = String(first['apiKey']);
		// The key is tried with a free task.
		const body = isAuthentication ? [{ taskType: 'ping' }] : tasks;
		void fetch(apiUrl, {
			method: 'POST',
			headers: { authorization: `Bearer ${key}`, ...(isDryRun && { 'x-runware-dry-run': '1' }) },
			body: JSON.stringify(body),
		}).then(
			async (response) => {
				const text = await response.text();
				socket.send(isAuthentication ? authenticated(response.ok, text) : text);
			},
			() => socket.terminate(), // as a broken connection looks from the other side
		);
	});
}

function tasksIn(data: RawData): ReadonlyArray<Record<string, unknown>> {
	const tasks: unknown = JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '[]');
	return Array.isArray(tasks) ? tasks.filter(isJsonObject) : [];
}

function authenticated(isGood: boolean, refusal: string): string {
	const taskType = 'authentication';
	if (isGood) return JSON.stringify({ data: [{ taskType, connectionSessionUUID: randomUUID() }] });
	const { errors = [] } = JSON.parse(refusal) as { errors?: object[] }; // the emulator's own answer
	return JSON.stringify({ errors: errors.map((error) => ({ ...error, taskType })) });
}
