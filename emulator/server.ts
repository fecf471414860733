/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test server, never part of the package */
import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import { Api, type Answer } from './api/api';
import { apiError } from './apiError';
import { Callbacks, type CallbackTry } from './api/callbacks';
import { control } from './control';
import { pointsOf } from './faults/faultPoints';
import type { FaultRequest } from './faults/faultRequest';
import { Faults } from './faults/faults';
import { FileHost, type RecordedDownload } from './files/fileHost';
import { isJsonObject, type JsonObject } from './validation/jsonObject';
import { MediaStorage } from './api/mediaStorage';
import { DEFAULT_READINGS, type Readings } from './readings';
import { plainReply, spoil, type MeantAnswer } from './faults/spoiltAnswer';
import { Polls } from './api/polls';
import { Submits } from './api/submits';
import { Tasks, type EmulatedTask } from './api/tasks';
import { Timers } from './timers';

export type { FaultName, FaultPoint } from './faults/faultKinds';
export type { FaultRequest } from './faults/faultRequest';
export type { CallbackTry } from './api/callbacks';
export type { RecordedDownload } from './files/fileHost';
export type { Readings } from './readings';
export type { EmulatedTask } from './api/tasks';

export interface EmulatorOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	apiKey?: string;
	/** How long a render takes; `count` is how many tasks were accepted before. */
	renderMs?: number | ((task: JsonObject, count: number) => number);
	readings?: Partial<Readings>;
}

export interface RecordedRequest {
	readonly at: number;
	/** The elements of the body; empty if it was no JSON array. */
	readonly tasks: readonly unknown[];
	readonly headers: IncomingHttpHeaders;
	/** `reset` when no answer was sent, also while none has been sent yet. */
	status: number | 'reset';
	fault?: string;
}

export interface Emulator {
	/** The base URL for a credential. */
	readonly url: string;
	readonly origin: string;
	/** Where `fileRedirect` leads: the same files on another port. */
	readonly redirectOrigin: string;
	readonly apiKey: string;
	/** May be assigned during a run. */
	readonly readings: Readings;
	readonly requests: readonly RecordedRequest[];
	readonly downloads: readonly RecordedDownload[];
	/** Every try of a webhook or upload; hosts other than this machine are `not sent`. */
	readonly callbacks: readonly CallbackTry[];
	readonly tasks: readonly EmulatedTask[];
	readonly peakUnfinished: number;
	charges(): { count: number; total: number };
	fail(fault: FaultRequest): void;
	clearFaults(): void;
	/** Forgets tasks, requests, downloads, media and faults; keeps the readings. */
	reset(): void;
	close(): Promise<void>;
}

const HOST = '127.0.0.1';
const DEFAULT_RENDER_MS = 2000;
/** Long, so that no test meets a socket that the server just closed. */
const KEEP_ALIVE_MS = 60_000;

async function listen(server: Server, port: number): Promise<string> {
	server.keepAliveTimeout = KEEP_ALIVE_MS;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, HOST, () => {
			server.off('error', reject);
			resolve();
		});
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No TCP port');
	return `http://${HOST}:${address.port}`;
}

async function stop(server: Server): Promise<void> {
	await new Promise<void>((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return value;
	} catch {
		return undefined;
	}
}

/** The header wins; else the first element may be an authentication task. */
function keyOf(headers: IncomingHttpHeaders, body: unknown): unknown {
	if (headers.authorization !== undefined) {
		return /^Bearer (.+)$/.exec(headers.authorization)?.[1];
	}
	const first: unknown = Array.isArray(body) ? body[0] : undefined;
	return isJsonObject(first) && first['taskType'] === 'authentication'
		? first['apiKey']
		: undefined;
}

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const { apiKey = 'emulator-key', renderMs = DEFAULT_RENDER_MS } = options;
	const readings: Readings = { ...DEFAULT_READINGS, ...options.readings };
	let origin = '';
	let redirectOrigin = '';
	const timers = new Timers();
	const faults = new Faults();
	const requests: RecordedRequest[] = [];
	const tasks = new Tasks(readings, typeof renderMs === 'number' ? () => renderMs : renderMs);
	const media = new MediaStorage(() => origin);
	const callbacks = new Callbacks(readings, () => origin);
	const submits = new Submits(tasks, media, faults, callbacks, readings);
	const polls = new Polls(tasks, readings, () => origin);
	const api = new Api(tasks, media, submits, polls, readings);
	const files = new FileHost(tasks, media, faults, timers, () => redirectOrigin);

	function refuseRequest(headers: IncomingHttpHeaders, body: unknown): MeantAnswer | undefined {
		if (keyOf(headers, body) !== apiKey) {
			const error = apiError('invalidApiKey', 'The API key is missing or invalid.', {
				parameter: 'apiKey',
				type: 'string',
			});
			return { status: 401, body: { errors: [error] } };
		}
		if (!Array.isArray(body) || body.length === 0) {
			const error = apiError('invalidRequestBody', 'The body must be a JSON array of tasks.');
			return { status: 400, body: { errors: [error] } };
		}
		return undefined;
	}

	async function serveApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { headers } = request;
		const body = parseJson(await bodyOf(request));
		const elements: readonly unknown[] = Array.isArray(body) ? body : [];
		const record: RecordedRequest = { at: Date.now(), tasks: elements, headers, status: 'reset' };
		requests.push(record);

		const refusal = refuseRequest(headers, body);
		const dryRun = headers['x-runware-dry-run'] === '1';
		const armed = refusal
			? undefined
			: faults.take('answer', pointsOf(elements, dryRun), () => api.describe(elements));
		const skipped = armed !== undefined && !armed.effect;
		const answer: Answer | undefined = refusal || skipped ? undefined : api.run(elements, dryRun);
		const fault = armed?.request.name ?? answer?.fault;
		if (fault !== undefined) record.fault = fault;

		const meant = refusal ?? answer ?? { status: 200, body: { data: [] } };
		const reply = armed ? spoil(armed.request, meant, elements) : plainReply(meant);
		if (reply === 'reset') {
			request.socket.destroy();
			return;
		}
		if (reply.delayMs > 0) {
			await new Promise<void>((resolve) => timers.after(reply.delayMs, resolve));
		}
		if (response.destroyed) return;
		record.status = reply.status;
		response.writeHead(reply.status, {
			...reply.headers,
			'content-type': reply.contentType,
			'content-length': Buffer.byteLength(reply.body),
		});
		response.end(reply.body);
		if (!reply.intact) return;
		for (const task of answer?.finished ?? []) task.firstSeenReadyAt ??= Date.now();
	}

	async function serveControl(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = parseJson(await bodyOf(request));
		const path = request.url ?? '/';
		const reply = control(emulator, request.method ?? 'GET', path, body);
		response.writeHead(reply.status, { 'content-type': 'application/json' });
		response.end(`${JSON.stringify(reply.body)}\n`);
	}

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const path = (request.url ?? '/').split('?')[0] ?? '/';
		if (path.startsWith('/emulator/')) return await serveControl(request, response);
		if (path.startsWith('/video/') || path.startsWith('/media/')) {
			return await files.serve(request, response);
		}
		if (request.method === 'POST' && ['/', '/v1', '/v1/'].includes(path)) {
			return await serveApi(request, response);
		}
		response.writeHead(404, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ errors: [apiError('notFound', 'There is nothing here.')] }));
	}

	// A client that goes away in the middle of its request is a fault of tests, not of the server.
	const quietly =
		(serveOne: typeof serve) =>
		(request: IncomingMessage, response: ServerResponse): void => {
			serveOne(request, response).catch(() => request.socket.destroy());
		};
	const server = createServer(quietly(serve));
	const redirectServer = createServer(
		quietly(async (request, response) => await files.serve(request, response)),
	);

	const emulator: Emulator = {
		get url() {
			return `${origin}/v1`;
		},
		get origin() {
			return origin;
		},
		get redirectOrigin() {
			return redirectOrigin;
		},
		apiKey,
		readings,
		requests,
		downloads: files.downloads,
		callbacks: callbacks.tries,
		tasks: tasks.all,
		get peakUnfinished() {
			return tasks.peakUnfinished;
		},
		charges: () => tasks.charges(),
		fail: (fault) => faults.arm(fault),
		clearFaults: () => faults.clear(),
		reset() {
			tasks.clear();
			media.clear();
			faults.clear();
			callbacks.stop();
			callbacks.tries.length = 0;
			requests.length = 0;
			files.downloads.length = 0;
		},
		async close() {
			timers.clear();
			callbacks.stop();
			await Promise.all([stop(server), stop(redirectServer)]);
		},
	};
	origin = await listen(server, options.port ?? 0);
	redirectOrigin = await listen(redirectServer, 0);
	return emulator;
}
