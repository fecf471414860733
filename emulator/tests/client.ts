import { Agent, request } from 'undici';
import { DEFAULT_READINGS } from '../readings';
import { startEmulator, type Emulator, type EmulatorOptions } from '../server';
import { isJsonObject, type JsonObject } from '../validation/jsonObject';
import { poll, task } from './tasks';

export const RENDER_MS = 250;

export interface ReceivedAnswer {
	status: number;
	text: string;
	headers: Record<string, unknown>;
	body: JsonObject;
	data: JsonObject[];
	errors: JsonObject[];
}

function objects(value: unknown): JsonObject[] {
	return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

export function parsed(text: string): JsonObject {
	try {
		const value: unknown = JSON.parse(text);
		return isJsonObject(value) ? value : {};
	} catch {
		return {};
	}
}

/** Until a task that was just submitted is finished. */
export async function rendered(ms = RENDER_MS): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms + 15));
}

export async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await rendered(0);
}

/** An emulator and a client that speaks HTTP with it. */
export class EmulatorClient {
	readonly agent = new Agent();
	private started?: Emulator;

	constructor(private readonly options: EmulatorOptions = {}) {}

	get emulator(): Emulator {
		if (!this.started) throw new Error('The emulator is not started');
		return this.started;
	}

	async start(): Promise<this> {
		this.started = await startEmulator({ renderMs: RENDER_MS, ...this.options });
		return this;
	}

	async close(): Promise<void> {
		await this.agent.close();
		await this.emulator.close();
	}

	async send(body: unknown, headers: Record<string, string> = {}): Promise<ReceivedAnswer> {
		const { url, apiKey } = this.emulator;
		const answer = await request(url, {
			method: 'POST',
			dispatcher: this.agent,
			headers: {
				'content-type': 'application/json',
				authorization: `Bearer ${apiKey}`,
				...headers,
			},
			body: JSON.stringify(body),
		});
		const text = await answer.body.text();
		const json = parsed(text);
		return {
			status: answer.statusCode,
			text,
			headers: answer.headers,
			body: json,
			data: objects(json['data']),
			errors: objects(json['errors']),
		};
	}

	/** Submits a valid task with these changes; its UUID. */
	async submit(changes: JsonObject = {}): Promise<string> {
		const submitted = task(changes);
		await this.send([submitted]);
		return submitted.taskUUID;
	}

	async finishedItem(changes: JsonObject = {}): Promise<JsonObject> {
		const taskUUID = await this.submit(changes);
		await rendered();
		return (await this.send([poll(taskUUID)])).data[0] ?? {};
	}

	async download(url: unknown) {
		const answer = await request(String(url), { dispatcher: this.agent });
		const bytes = Buffer.from(await answer.body.arrayBuffer());
		return { status: answer.statusCode, headers: answer.headers, bytes };
	}
}

/** One emulator for the tests of a file; it forgets everything after each. */
export function emulatorForTests(options: EmulatorOptions = {}): EmulatorClient {
	const client = new EmulatorClient(options);
	beforeAll(async () => {
		await client.start();
	});
	afterEach(() => {
		client.emulator.reset();
		Object.assign(client.emulator.readings, DEFAULT_READINGS);
	});
	afterAll(async () => {
		await client.close();
	});
	return client;
}
