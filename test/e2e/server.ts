/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackage } from './communityFolder';
import { type Environment, n8nEnvironment } from './environment';
import { freePorts } from './freePorts';
import { install } from './installation';
import { type N8nProcess, startProcess } from './n8nProcess';
import { signIn } from './owner';
import type { N8nRest } from './rest';

export interface N8nOptions {
	/** Added to the environment, and stronger than what stands there. */
	readonly env?: Environment;
	/** Kept after the end; without it a folder is made, and removed by `close()`. */
	readonly userFolder?: string;
	/** Any free port when it is not given. */
	readonly port?: number;
	/** Whether the package is installed before the start, as it is without this option. */
	readonly withPackage?: boolean;
	/** Gets n8n's output while it runs. */
	readonly log?: (text: string) => void;
}

export interface N8n {
	/** Without a slash at the end. */
	readonly url: string;
	readonly port: number;
	readonly userFolder: string;
	readonly environment: Environment;
	/** Signed in as the owner; stays so over restarts. */
	readonly rest: N8nRest;
	/** Of the process that was started last. */
	readonly pid: number | undefined;
	/** Everything that n8n has printed, over all its starts. */
	log(): string;
	/** Starts it again after `stop()` or `kill()`: same folder, port and environment. */
	start(): Promise<void>;
	stop(): Promise<void>;
	/** SIGKILL: what runs is lost, as in a crash. */
	kill(): Promise<void>;
	/** Stops it, and removes the user folder that it was given by `startN8n`. */
	close(): Promise<void>;
}

async function ownFolder(): Promise<string> {
	return await mkdtemp(join(tmpdir(), 'kling-n8n-'));
}

/** The real n8n on loopback, with this package installed as a community node and an owner account. */
export async function startN8n(options: N8nOptions = {}): Promise<N8n> {
	await install();
	const [anyPort = 0, broker = 0] = await freePorts(2);
	const port = options.port ?? anyPort;
	const url = `http://127.0.0.1:${port}`;
	const userFolder = options.userFolder ?? (await ownFolder());
	await mkdir(userFolder, { recursive: true });
	const environment = { ...n8nEnvironment(userFolder, { http: port, broker }), ...options.env };

	const output: string[] = [];
	const onOutput = (text: string) => {
		output.push(text);
		options.log?.(text);
	};
	let current: N8nProcess | undefined;
	const start = async () => {
		if (current?.running) throw new Error('n8n runs already');
		if (options.withPackage !== false) await installPackage(userFolder);
		const readyUrl = `${url}/healthz/readiness`;
		current = await startProcess({ args: ['start'], environment, readyUrl, onOutput });
	};
	const stop = async () => await current?.stop();
	const close = async () => {
		await stop();
		if (options.userFolder === undefined) await rm(userFolder, { recursive: true, force: true });
	};
	const firstStart = async () => {
		await start();
		return await signIn(url);
	};

	const rest = await firstStart().catch(async (error: unknown) => {
		await close();
		throw error;
	});
	return {
		url,
		port,
		userFolder,
		environment,
		rest,
		get pid() {
			return current?.pid;
		},
		log: () => output.join(''),
		start,
		stop,
		kill: async () => await current?.kill(),
		close,
	};
}
