/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readFile, writeFile } from 'node:fs/promises';
import { type N8n, startN8n } from '../../test/n8n/server';
import { CONTENDERS } from './contenders/contenders';
import type { Contender } from './contenders/contender';
import { startMatch } from './match';

/** By how much a big video lifts the peak of n8n's resident memory over that of a tiny one. */
export interface Remembered {
	readonly contender: string;
	readonly growthMiB: number;
}

const SIZES = ['64KiB', '200MiB'] as const;
/** Ready when the contender first looks. */
const RENDER_MS = 0;

/** Begins the peak of resident memory anew, with what is resident now. */
async function forgetPeak(pid: number): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
}

async function peakMiB(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const [, kibibytes] = /VmHWM:\s+(\d+) kB/.exec(status) ?? [];
	return Number(kibibytes) / 1024;
}

async function peakWith(n8n: N8n, contender: Contender, size: string): Promise<number> {
	const { pid } = n8n;
	if (pid === undefined) throw new Error('n8n does not run');
	const rows = [{ key: size, prompt: `A paper boat [size ${size}]` }];
	const wish = { title: `${contender.name}, ${size}`, rows, settings: {}, download: true };
	const match = await startMatch(n8n, contender, wish, RENDER_MS);
	try {
		await forgetPeak(pid);
		const execution = await match.ended(await match.start());
		if (execution.status !== 'success') {
			throw new Error(`${wish.title}: ${String(execution.error?.['message'])}`);
		}
		return await peakMiB(pid);
	} finally {
		await match.close();
	}
}

/** In an n8n of its own, so that nobody's garbage is in the figure of another one. */
async function growth(contender: Contender): Promise<Remembered> {
	const n8n = await startN8n();
	try {
		const [tiny, big] = SIZES;
		await peakWith(n8n, contender, tiny); // what is loaded once only
		const before = await peakWith(n8n, contender, tiny);
		const after = await peakWith(n8n, contender, big);
		return { contender: contender.id, growthMiB: after - before };
	} finally {
		await n8n.close();
	}
}

export async function rememberAll(
	attempts: number,
	say: (remembered: Remembered) => void,
): Promise<readonly Remembered[]> {
	const all: Remembered[] = [];
	for (let attempt = 0; attempt < attempts; attempt += 1) {
		for (const contender of CONTENDERS) {
			const remembered = await growth(contender);
			all.push(remembered);
			say(remembered);
		}
	}
	return all;
}
