/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs outside n8n */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { until } from '../e2e/until';

export interface User {
	readonly uid: number;
	readonly gid: number;
}

export interface ServiceOptions {
	readonly name: string;
	readonly program: string;
	readonly args: readonly string[];
	/** Where it runs; it may be a place that the other user cannot read otherwise. */
	readonly folder: string;
	/** Another one than the user of this process, which then is root. */
	readonly user?: User | undefined;
	readonly isReady: () => Promise<boolean>;
}

export interface Service {
	log(): string;
	stop(): Promise<void>;
}

const STARTER = join(__dirname, 'endWithStarter.js');
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;

/** Starts a server program, which ends with this process at the latest. Returns when it is ready. */
export async function startService(options: ServiceOptions): Promise<Service> {
	const { name, program, args, folder, user, isReady } = options;
	const child = spawn(process.execPath, [STARTER, program, ...args], {
		cwd: folder,
		env: {
			PATH: process.env['PATH'],
			...(user && { UID: String(user.uid), GID: String(user.gid) }),
		},
		stdio: ['pipe', 'pipe', 'pipe'],
		// Out of reach of the terminal's Ctrl-C: n8n still needs its database while it stops.
		detached: true,
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
		});
	}
	let ending: string | undefined;
	const ended = new Promise<void>((resolve) => {
		child.once('close', (code, signal) => {
			ending = `${name} ended with ${signal ?? `code ${code}`}`;
			resolve();
		});
	});
	const service: Service = {
		log: () => output,
		async stop() {
			child.stdin.end();
			await until(`${name} to stop`, () => ending, STOP_TIMEOUT_MS).catch(() => {
				child.kill('SIGKILL');
			});
			await ended;
		},
	};
	return await until(
		`${name} to be ready`,
		async () => {
			if (ending !== undefined) throw new Error(ending);
			return (await isReady()) ? service : undefined;
		},
		READY_TIMEOUT_MS,
	).catch(async (error: unknown) => {
		await service.stop();
		throw new Error(`${error instanceof Error ? error.message : String(error)}\n${output}`);
	});
}
