/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run outside n8n */
/**
 * Short starters for the engine tests: the node on rows, against an emulator. Each run that comes
 * through here is also searched for the API key, whatever its test is about, and what it ordered is
 * put to the published schemas, as the probe's stand-in has them.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { inspect } from 'node:util';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isJsonObject, type JsonObject } from '../../emulator/validation/jsonObject';
import {
	type Emulator,
	type EmulatorOptions,
	type FaultRequest,
	startEmulator,
} from '../../emulator/server';
import { refusedBodies } from '../../probe/standIn/officialBodies';
import type { RunwareCredential } from './credentials';
import { type NodeRun, type NodeRunResult, type Running, startNode } from './engine';
import { fileHostBefore, type ServeFile } from './fileHost';
import type { PausedExecution } from './waitingExecution';
import { type N8n, startN8n } from './waitingN8n';

export const STANDARD = 'klingai:kling@o1-standard';
export const PRO = 'klingai:kling@o1';
export const UUID_SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Nobody writes this text by chance, so wherever it is found it leaked. */
const UNMISTAKABLE = 'key-that-must-stay-secret-5d1c';

export type Row = Record<string, unknown>;

export interface VideoRun extends Omit<Partial<NodeRun>, 'items'> {
	rows?: readonly Row[];
}

/** An emulator that is started before and closed after the tests of a file, and empty for each. */
export function useEmulator(options: EmulatorOptions = {}): { readonly current: Emulator } {
	let running: Emulator | undefined;
	beforeAll(async () => {
		running = await emulatorWith({ renderMs: 0, ...options });
	});
	afterEach(() => {
		running?.reset();
	});
	afterAll(async () => {
		await running?.close();
	});
	return {
		get current() {
			if (running === undefined) throw new Error('The emulator runs only inside of tests');
			return running;
		},
	};
}

/** An n8n that is started before and closed after the tests of a file, and empty for each. */
export function useN8n(): { readonly current: N8n } {
	let running: N8n | undefined;
	beforeAll(async () => {
		running = await startN8n();
	});
	afterEach(async () => {
		await running?.reset();
	});
	afterAll(async () => {
		await running?.close();
	});
	return {
		get current() {
			if (running === undefined) throw new Error('n8n runs only inside of tests');
			return running;
		},
	};
}

/** An emulator of its own, for scenarios that run side by side. */
export async function emulatorWith(options: EmulatorOptions = {}): Promise<Emulator> {
	return await startEmulator({ apiKey: UNMISTAKABLE, ...options });
}

export function credentialOf({ url, apiKey }: Emulator): RunwareCredential {
	return { apiKey, baseUrl: url };
}

export function itemsOf(rows: readonly Row[]): INodeExecutionData[] {
	// A row may hold what no sheet would; n8n types it as JSON all the same.
	return rows.map((row) => ({ json: row as IDataObject }));
}

/** n8n gives each execution an id of its own; node and row alone must not make two videos one. */
let executions = 0;

/** The node on its rows, and the search for the key in all that such a run shows. */
function videoRun(emulator: Emulator, { rows = [{}], ...run }: VideoRun) {
	executions += 1;
	const credential = run.credential ?? credentialOf(emulator);
	const messages: unknown[] = [];
	const nodeRun: NodeRun = {
		parameters: {},
		executionId: String(executions),
		...run,
		credential,
		items: itemsOf(rows),
		onMessage: (message) => {
			messages.push(message);
			run.onMessage?.(message);
		},
	};
	return {
		nodeRun,
		inspect: (seen: unknown) => {
			expectNoKey([seen, messages, emulator.downloads], credential.apiKey);
			expect(refusedBodies(emulator.requests.flatMap(({ tasks }) => tasks))).toEqual([]);
		},
	};
}

/** Starts the node; without rows it has a single empty one. */
export function startVideos(emulator: Emulator, run: VideoRun): Running<NodeRunResult> {
	const { nodeRun, inspect } = videoRun(emulator, run);
	const { result, cancel } = startNode(nodeRun);
	return {
		result: result.then((finished) => {
			inspect(finished);
			return finished;
		}),
		cancel,
	};
}

/** Starts the node in an n8n in which it can pause. */
export async function startPausableVideos(
	n8n: N8n,
	emulator: Emulator,
	run: VideoRun,
): Promise<PausedExecution> {
	const { nodeRun, inspect } = videoRun(emulator, run);
	return await n8n.start(nodeRun, inspect);
}

export async function runVideos(emulator: Emulator, run: VideoRun): Promise<NodeRunResult> {
	return await startVideos(emulator, run).result;
}

/** Each row submits a prompt without waiting, since most rules have nothing to do with waiting. */
export const SUBMIT_PROMPTS = {
	positivePrompt: '={{ $json.prompt }}',
	completion: 'submit',
} as const;

export const WAIT_FOR_PROMPTS = {
	positivePrompt: '={{ $json.prompt }}',
	download: false,
} as const;

/** The same prompt for all rows, which differ in something else. */
export const SUBMIT_BOAT = { positivePrompt: 'A boat', completion: 'submit' } as const;

/** An edit of the row's file `clip`. */
export const SUBMIT_EDIT = {
	...SUBMIT_BOAT,
	operation: 'edit',
	videoSource: 'binary',
	videoBinaryField: 'clip',
} as const;

export function prompts(count: number, word = 'A boat'): Row[] {
	return Array.from({ length: count }, (_, index) => ({ prompt: `${word}, number ${index + 1}` }));
}

/** A run on an emulator of its own. */
export interface Scenario {
	emulator?: EmulatorOptions;
	faults?: readonly FaultRequest[];
	/** The files of videos then come from a host that answers so, not from the emulator. */
	serveFile?: ServeFile;
	run: VideoRun;
}

export interface Played {
	readonly emulator: Emulator;
	/** Each request to the host of `serveFile`. */
	readonly fileRequests: readonly IncomingHttpHeaders[];
	readonly result: NodeRunResult;
}

async function play({ emulator: options, faults = [], serveFile, run }: Scenario): Promise<Played> {
	const emulator = await emulatorWith({ renderMs: 0, ...options });
	const host = serveFile && (await fileHostBefore(emulator, serveFile));
	try {
		for (const fault of faults) emulator.fail(fault);
		const { result, cancel } = startVideos(
			emulator,
			host ? { credential: host.credential, ...run } : run,
		);
		// A run that hangs must fail its own tests, not those of all other scenarios.
		const late = setTimeout(cancel, LONGEST_RUN_MS);
		await result.finally(() => clearTimeout(late));
		return { emulator, fileRequests: host?.requests ?? [], result: await result };
	} finally {
		await host?.close();
		await emulator.close();
	}
}

const LONGEST_RUN_MS = 50_000;

/**
 * Plays scenarios that wait, all at the same time and before the tests of the describe block; each
 * test then judges those it names.
 */
export function sideBySide<Name extends string>(
	scenarios: Readonly<Record<Name, Scenario>>,
): { names: Name[]; played: (name: Name) => Played } {
	const names = Object.keys(scenarios) as Name[]; // it has no other keys
	const outcomes = new Map<Name, PromiseSettledResult<Played>>();
	beforeAll(async () => {
		const settled = await Promise.allSettled(
			names.map(async (name) => await play(scenarios[name])),
		);
		settled.forEach((outcome, index) => {
			const name = names[index];
			if (name !== undefined) outcomes.set(name, outcome);
		});
	}, 60_000);
	return {
		names,
		played(name) {
			const outcome = outcomes.get(name);
			if (outcome === undefined) throw new Error(`'${name}' was not played`);
			if (outcome.status === 'rejected') throw outcome.reason;
			return outcome.value;
		},
	};
}

/** What n8n would store of a run, what a debugger and what a file host would see, hold no API key. */
function expectNoKey(everything: unknown, apiKey: string): void {
	const seen = inspect(everything, {
		depth: 40,
		showHidden: true,
		getters: true,
		maxArrayLength: Infinity,
		maxStringLength: Infinity,
	});
	expect(seen.includes(apiKey)).toBe(false);
}

/** The node's items on the success output. */
export function jsonOf(result: NodeRunResult, output = 0): IDataObject[] {
	return (result.outputs[output] ?? []).map(({ json }) => json);
}

/** The error of each of them, or undefined. */
export function errorsOf(result: NodeRunResult): readonly unknown[] {
	return jsonOf(result).map(({ error }) => error);
}

/** What a user reads of the error that stopped a run. */
export function messageOf({ error }: NodeRunResult): string {
	return error?.message ?? '';
}

export function descriptionOf({ error }: NodeRunResult): string {
	return String(error && 'description' in error ? error.description : '');
}

function tasksOfType(emulator: Emulator, taskType: string): JsonObject[][] {
	return emulator.requests
		.map(({ tasks }) => tasks.filter(isJsonObject))
		.filter((tasks) => tasks.some((task) => task['taskType'] === taskType));
}

/** The tasks of each request that submitted videos. */
export function submitsOf(emulator: Emulator): JsonObject[][] {
	return tasksOfType(emulator, 'videoInference');
}

/** The inputs of the submitted tasks, in the order of the rows; files arrive in their own. */
export function inputsByRow(emulator: Emulator, result: NodeRunResult): unknown[] {
	const tasks = submitsOf(emulator).flat();
	return jsonOf(result).map(
		({ taskUUID }) => tasks.find((task) => task['taskUUID'] === taskUUID)?.['inputs'],
	);
}

/** The tasks of each request that put media on Runware or took them off. */
export function mediaTasksOf(emulator: Emulator): JsonObject[][] {
	return tasksOfType(emulator, 'mediaStorage');
}

/** The tasks of each request that asked about videos. */
export function looksOf(emulator: Emulator): JsonObject[][] {
	return tasksOfType(emulator, 'getResponse');
}

/** A submitted task as the documentation's examples show it. */
export function withoutIdentity(task: JsonObject): JsonObject {
	const { taskUUID, ...rest } = task;
	expect(taskUUID).toMatch(UUID_SHAPE);
	return rest;
}
