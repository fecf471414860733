/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- a program for a terminal, outside n8n */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startEmulator } from '../emulator/server';

/**
 * What many rows in one run cost. The built node runs in n8n's engine, in a new process for each
 * case; the emulator has a process of its own, so that its work counts as nobody's. The ideal is
 * a schedule in which the next row starts at the moment at which a video is ready. A row
 * must not cost more where there are more of them, the costs of a start left aside.
 */
interface Case {
	readonly rows: number;
	readonly maxConcurrent: number;
	/** Whether the videos come into n8n's storage. */
	readonly download: boolean;
	/** The most that is allowed, where a figure has a bound. */
	readonly bounds?: { readonly overheadPercent: number };
}

const RENDER_MS = 2000;

const CASES: readonly Case[] = [
	{ rows: 100, maxConcurrent: 200, download: false },
	{ rows: 1000, maxConcurrent: 200, download: false, bounds: { overheadPercent: 10 } },
	{ rows: 5000, maxConcurrent: 200, download: false, bounds: { overheadPercent: 10 } },
	// At the end n8n has the last 200 files to store, at 2 to 3 ms of its own for each.
	{ rows: 1000, maxConcurrent: 200, download: true, bounds: { overheadPercent: 15 } },
];

interface Order extends Pick<Case, 'rows' | 'maxConcurrent' | 'download'> {
	readonly apiKey: string;
	readonly baseUrl: string;
}

/** What the run's process tells. */
interface Spent {
	readonly nodeMs: number;
	readonly cpuMs: number;
	/** Bytes that are still in use after the run, its result included. */
	readonly heapBytes: number;
	/** Bytes by which resident memory rose at its peak. */
	readonly residentBytes: number;
	readonly videos: number;
	readonly error?: string;
}

/** What the emulator's process tells. */
interface Seen {
	readonly requests: number;
	readonly polls: number;
	readonly tasks: number;
	readonly charges: number;
	readonly unfinished: number;
	/** How long a video lay ready, on average and at worst. */
	readonly lagMs: { readonly mean: number; readonly worst: number };
	readonly cpuMs: number;
}

/** Runs this file as another process, in a role; resolves to it and its first message. */
async function processFor<Message>(
	role: string,
	execArgv = process.execArgv,
): Promise<[ChildProcess, Message]> {
	const child = fork(__filename, [role], { execArgv });
	return [child, await messageOf<Message>(child)];
}

async function messageOf<Message>(child: ChildProcess): Promise<Message> {
	const died = once(child, 'exit').then(([code]) => {
		throw new Error(`A process of the benchmark ended with ${String(code)}`);
	});
	died.catch(() => undefined);
	const [message] = (await Promise.race([once(child, 'message'), died])) as [Message]; // its own words
	return message;
}

/** Role "emulator": serves until its parent ends it, and tells what it saw whenever asked. */
async function emulate(): Promise<void> {
	const emulator = await startEmulator({ renderMs: RENDER_MS });
	process.on('message', () => {
		const { requests, tasks } = emulator;
		const lags = tasks.map(
			({ readyAt, firstSeenReadyAt = Infinity }) => firstSeenReadyAt - readyAt,
		);
		const seen: Seen = {
			requests: requests.length,
			polls: requests.filter(({ tasks: [task] }) => JSON.stringify(task).includes('getResponse'))
				.length,
			tasks: tasks.length,
			charges: emulator.charges().count,
			unfinished: emulator.peakUnfinished,
			lagMs: {
				mean: lags.reduce((sum, lag) => sum + lag, 0) / Math.max(1, lags.length),
				worst: lags.reduce((most, lag) => Math.max(most, lag), 0),
			},
			cpuMs: cpuMs(),
		};
		process.send?.(seen);
	});
	process.send?.({ baseUrl: emulator.url, apiKey: emulator.apiKey });
}

function cpuMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

/** Role "run": makes the videos, then tells what that took. */
async function run(): Promise<void> {
	const { closeEngine, runNode } = await import('../test/engine/engine');
	process.send?.('ready');
	const [{ rows, maxConcurrent, download, ...credential }] = (await once(process, 'message')) as [
		Order,
	]; // as `measured` sends it
	const items = Array.from({ length: rows }, (_, row) => ({ json: { prompt: `Boat ${row}` } }));
	const heapBefore = await liveBytes();
	const residentBefore = process.memoryUsage().rss;
	const cpuBefore = cpuMs();
	const result = await runNode({
		credential,
		parameters: { positivePrompt: '={{ $json.prompt }}', download, options: { maxConcurrent } },
		items,
	});
	const spent: Spent = {
		nodeMs: result.executionTimeMs,
		cpuMs: cpuMs() - cpuBefore,
		residentBytes: process.resourceUsage().maxRSS * 1024 - residentBefore,
		heapBytes: (await liveBytes()) - heapBefore,
		videos: (result.outputs[0] ?? []).length,
		...(result.error === undefined ? {} : { error: result.error.message }),
	};
	await closeEngine();
	process.send?.(spent);
	process.disconnect();
}

/** What is collected only after its last callbacks have run must not count. */
async function liveBytes(): Promise<number> {
	for (let round = 0; round < 3; round += 1) {
		await new Promise((resolve) => setImmediate(resolve));
		globalThis.gc?.();
	}
	return process.memoryUsage().heapUsed;
}

async function measured({ rows, maxConcurrent, download }: Case): Promise<Spent & { seen: Seen }> {
	const [emulator, credential] = await processFor<Pick<Order, 'apiKey' | 'baseUrl'>>('emulator');
	try {
		const [child] = await processFor('run', [...process.execArgv, '--expose-gc']);
		const order: Order = { rows, maxConcurrent, download, ...credential };
		child.send(order);
		const spent = await messageOf<Spent>(child);
		emulator.send('tell');
		const seen = await messageOf<Seen>(emulator);
		if (spent.videos !== rows) throw new Error(spent.error ?? 'videos are missing');
		if (seen.charges !== rows || seen.tasks !== rows)
			throw new Error(`${seen.charges} charges and ${seen.tasks} tasks for ${rows} rows`);
		return { ...spent, seen };
	} finally {
		emulator.kill();
	}
}

const COLUMNS = [
	['rows', 5],
	['at once', 8],
	['files', 6],
	['node time', 10],
	['ideal', 8],
	['over', 8],
	['lag mean', 9],
	['worst', 8],
	['requests', 9],
	['polls', 6],
	['cpu/row', 9],
	['heap/row', 10],
	['peak/row', 10],
	['emulator cpu', 13],
] as const;

interface Cost {
	readonly rows: number;
	readonly cpuMs: number;
	readonly heapKiB: number;
}

/** For noise: quadratic growth would be fivefold. */
const MOST_GROWTH = 1.5;

function costOfFurtherRow(less: Cost | undefined, more: Cost, name: 'cpuMs' | 'heapKiB'): number {
	return (more[name] - (less?.[name] ?? 0)) / (more.rows - (less?.rows ?? 0));
}

async function main(): Promise<void> {
	let missed = 0;
	const costs: Cost[] = [];
	console.log(COLUMNS.map(([name, width]) => name.padStart(width)).join(' '));
	for (const entry of CASES) {
		const { rows, maxConcurrent, download, bounds } = entry;
		const { seen, ...spent } = await measured(entry);
		const idealMs = Math.ceil(rows / maxConcurrent) * RENDER_MS;
		const overheadPercent = (spent.nodeMs / idealMs - 1) * 100;
		const over = overheadPercent > (bounds?.overheadPercent ?? Infinity);
		missed += over ? 1 : 0;
		const cells = [
			rows,
			maxConcurrent,
			download ? 'yes' : 'no',
			`${(spent.nodeMs / 1000).toFixed(2)} s`,
			`${idealMs / 1000} s`,
			`${overheadPercent.toFixed(1)} %`,
			`${seen.lagMs.mean.toFixed(0)} ms`,
			`${seen.lagMs.worst.toFixed(0)} ms`,
			seen.requests,
			seen.polls,
			`${(spent.cpuMs / rows).toFixed(2)} ms`,
			`${(spent.heapBytes / rows / 1024).toFixed(1)} KiB`,
			`${(spent.residentBytes / rows / 1024).toFixed(1)} KiB`,
			`${seen.cpuMs.toFixed(0)} ms`,
		];
		const row = cells.map((cell, index) => String(cell).padStart(COLUMNS[index]?.[1] ?? 0));
		console.log(`${row.join(' ')}${over ? '  over' : ''}`);
		if (!download) costs.push({ rows, cpuMs: spent.cpuMs, heapKiB: spent.heapBytes / 1024 });
	}
	for (const name of ['cpuMs', 'heapKiB'] as const) {
		const further = costs.slice(1).map((cost, index) => costOfFurtherRow(costs[index], cost, name));
		const over = !((further[1] ?? Infinity) <= (further[0] ?? 0) * MOST_GROWTH);
		missed += over ? 1 : 0;
		const figures = further.map((figure) => figure.toFixed(2)).join(', then ');
		console.log(`${name} of each further row: ${figures}${over ? '  over' : ''}`);
	}
	process.exitCode = missed === 0 ? 0 : 1;
}

const ROLES: Readonly<Record<string, () => Promise<void>>> = { emulator: emulate, run };

void (ROLES[process.argv[2] ?? ''] ?? main)();
