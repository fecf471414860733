/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- a program for a terminal, outside n8n */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startEmulator } from '../emulator/server';

/**
 * What the download promises: how far the peak of resident memory rises when big videos are put
 * into n8n's storage. The built node runs in n8n's engine, with files in the filesystem, in a new
 * process for each measurement; the emulator that serves the videos has a process of its own.
 */
interface Case {
	readonly name: string;
	readonly rows: number;
	readonly size: string;
	/** What it is compared with, and by how much it may be higher. */
	readonly bound?: { readonly baseline: string; readonly mebibytes: number };
}

const CASES: readonly Case[] = [
	{ name: 'one tiny video', rows: 1, size: '64KiB' },
	{
		name: 'one of 200 MiB',
		rows: 1,
		size: '200MiB',
		bound: { baseline: 'one tiny video', mebibytes: 48 },
	},
	{ name: 'ten tiny videos', rows: 10, size: '64KiB' },
	{
		name: 'ten of 200 MiB',
		rows: 10,
		size: '200MiB',
		bound: { baseline: 'ten tiny videos', mebibytes: 96 },
	},
];

const TRIES = 3;

const BYTES: Readonly<Record<string, number>> = { KiB: 1024, MiB: 1024 ** 2 };

interface Order {
	readonly rows: number;
	readonly size: string;
	readonly apiKey: string;
	readonly baseUrl: string;
}

/** Runs this file as another process, in a role; resolves to it and its first message. */
async function processFor<Message>(role: string): Promise<[ChildProcess, Message]> {
	const child = fork(__filename, [role]);
	const died = once(child, 'exit').then(([code]) => {
		throw new Error(`The process for '${role}' ended with ${String(code)}`);
	});
	died.catch(() => undefined);
	const [message] = (await Promise.race([once(child, 'message'), died])) as [Message];
	return [child, message];
}

/** Role "emulator": serves until its parent ends it. */
async function emulate(): Promise<void> {
	const { url, apiKey } = await startEmulator({ renderMs: 0 });
	process.send?.({ baseUrl: url, apiKey });
}

/** Role "run": makes and downloads the videos, then tells its peak of resident memory in KiB. */
async function run(): Promise<void> {
	const { closeEngine, runNode } = await import('../test/engine/engine');
	process.send?.('ready');
	const [{ rows, size, ...credential }] = (await once(process, 'message')) as [Order];
	const { outputs, error } = await runNode({
		credential,
		parameters: { positivePrompt: '={{ $json.prompt }}' },
		items: Array.from({ length: rows }, (_, row) => ({
			json: { prompt: `Boat ${row} [size ${size}]` },
		})),
	});
	const peak = process.resourceUsage().maxRSS;
	const [count, unit] = /^(\d+)(\w+)$/.exec(size)?.slice(1) ?? [];
	const bytes = Number(count) * (BYTES[unit ?? ''] ?? 0);
	const whole = (outputs[0] ?? []).filter(({ binary }) => binary?.['data']?.bytes === bytes);
	await closeEngine();
	process.send?.(whole.length === rows ? peak : (error?.message ?? 'videos are missing'));
	process.disconnect();
}

async function measured(order: Order): Promise<number> {
	const [child] = await processFor('run');
	child.send(order);
	const [peak] = (await once(child, 'message')) as [number | string];
	await once(child, 'exit');
	if (typeof peak === 'string') throw new Error(peak);
	return peak / 1024;
}

function median(values: readonly number[]): number {
	return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

async function main(): Promise<void> {
	const [emulator, credential] = await processFor<Pick<Order, 'apiKey' | 'baseUrl'>>('emulator');
	const peaks = new Map<string, number>();
	let missed = 0;
	console.log(`Peak resident memory in MiB, median of ${TRIES}`);
	console.log('case             |   peak   growth  bound');
	try {
		for (const { name, rows, size, bound } of CASES) {
			const tries: number[] = [];
			while (tries.length < TRIES) tries.push(await measured({ rows, size, ...credential }));
			const peak = median(tries);
			peaks.set(name, peak);
			const growth = peak - (peaks.get(bound?.baseline ?? name) ?? NaN);
			const over = bound !== undefined && !(growth <= bound.mebibytes);
			missed += over ? 1 : 0;
			console.log(
				[
					name.padEnd(16),
					'|',
					peak.toFixed(1).padStart(6),
					(bound === undefined ? '' : growth.toFixed(1)).padStart(8),
					(bound === undefined ? '' : String(bound.mebibytes)).padStart(6),
					over ? '  over' : '',
					`  (${tries.map((each) => each.toFixed(1)).join(', ')})`,
				].join(' '),
			);
		}
	} finally {
		emulator.kill();
	}
	process.exitCode = missed === 0 ? 0 : 1;
}

const ROLES: Readonly<Record<string, () => Promise<void>>> = { emulator: emulate, run };

void (ROLES[process.argv[2] ?? ''] ?? main)();
