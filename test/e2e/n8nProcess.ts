/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs outside n8n */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Environment } from './environment';
import { n8nProgram, nodeBinary, subPackage } from './installation';
import { until } from './until';

export interface N8nProcess {
	/** Ends it as a user does, and waits for the end. */
	stop(): Promise<void>;
	/** Ends it without warning, as a power cut does. */
	kill(): Promise<void>;
	readonly running: boolean;
	/** Of the operating system; undefined when it could not be started. */
	readonly pid: number | undefined;
}

export interface StartOptions {
	readonly args: readonly string[];
	readonly environment: Environment;
	/** Answers 200 when the process is ready to work. */
	readonly readyUrl: string;
	readonly onOutput: (text: string) => void;
}

const END_WITH_PARENT = join(subPackage, 'endWithParent.js');

/** The first start makes the database, which takes 20 s on two idle cores. */
const READY_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 30_000;
const SHOWN_OUTPUT = 6000;

async function answers(url: string): Promise<boolean> {
	try {
		const { ok } = await fetch(url);
		return ok;
	} catch {
		return false;
	}
}

function failedStart(error: unknown, output: string): Error {
	return new Error(`${error instanceof Error ? error.message : String(error)}\n${output}`);
}

/** Starts `n8n <args>` and returns when it is ready. Its task runner ends with it, even when it is killed. */
export async function startProcess(options: StartOptions): Promise<N8nProcess> {
	const { args, environment, readyUrl, onOutput } = options;
	const child = spawn(nodeBinary(), ['--require', END_WITH_PARENT, n8nProgram(), ...args], {
		cwd: environment['N8N_USER_FOLDER'],
		env: { ...environment },
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			output = (output + text).slice(-SHOWN_OUTPUT);
			onOutput(text);
		});
	}
	let ending: string | undefined;
	const ended = new Promise<void>((resolve) => {
		child.once('error', (error) => {
			ending = error.message;
			resolve();
		});
		child.once('close', (code, signal) => {
			ending = `ended with ${signal ?? `code ${code}`}`;
			resolve();
		});
	});

	const end = async (signal: NodeJS.Signals) => {
		child.kill(signal);
		await ended;
	};
	const n8n: N8nProcess = {
		get running() {
			return ending === undefined;
		},
		pid: child.pid,
		async stop() {
			const stopped = end('SIGTERM');
			await until(
				'n8n to stop',
				() => (ending === undefined ? undefined : true),
				STOP_TIMEOUT_MS,
			).catch(async () => await end('SIGKILL'));
			await stopped;
		},
		kill: async () => await end('SIGKILL'),
	};

	try {
		await until(
			`'n8n ${args.join(' ')}' at ${readyUrl}`,
			async () => {
				if (ending !== undefined) throw new Error(`'n8n ${args.join(' ')}' ${ending}`);
				return (await answers(readyUrl)) ? true : undefined;
			},
			READY_TIMEOUT_MS,
		);
	} catch (error) {
		await n8n.kill();
		throw failedStart(error, output);
	}
	return n8n;
}
