/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readFile, writeFile } from 'node:fs/promises';
import { type N8n, startN8n } from '../../test/e2e/server';
import { CONTENDERS } from './contenders/contenders';
import type { Contender } from './contenders/contender';
import { startMatch } from './match';

/** By how much more n8n's resident memory rises for a big video than for a tiny one, at its peak. */
export interface Remembered {
	readonly contender: string;
	readonly growthMiB: number;
}

const TINY = '64KiB';
const BIG = '200MiB';
/** Runs until n8n has loaded what it loads once, and its heap has the size that it keeps. */
const WARM_UPS = 3;
/** Ready when the contender first checks. */
const RENDER_MS = 0;

/** Begins the peak of resident memory anew, with what is resident now. */
async function forgetPeak(pid: number): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
}

/** @param field `VmRSS`, what is resident, or `VmHWM`, the peak of it */
async function mebibytes(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const [, kibibytes] = new RegExp(`${field}:\\s+(\\d+) kB`).exec(status) ?? [];
	return Number(kibibytes) / 1024;
}

async function riseWith(n8n: N8n, contender: Contender, size: string): Promise<number> {
	const { pid } = n8n;
	if (pid === undefined) throw new Error('n8n does not run');
	const rows = [{ key: size, prompt: `A paper boat [size ${size}]` }];
	const wish = { title: `${contender.name}, ${size}`, rows, settings: {}, download: true };
	const match = await startMatch(n8n, contender, wish, RENDER_MS);
	try {
		const before = await mebibytes(pid, 'VmRSS');
		await forgetPeak(pid);
		const execution = await match.ended(await match.start());
		if (execution.status !== 'success') {
			throw new Error(`${wish.title}: ${String(execution.error?.['message'])}`);
		}
		return (await mebibytes(pid, 'VmHWM')) - before;
	} finally {
		await match.close();
	}
}

/** In an n8n of its own, so that nobody's garbage is in the figure of another one. */
async function growth(contender: Contender): Promise<Remembered> {
	const n8n = await startN8n();
	try {
		for (let run = 0; run < WARM_UPS; run += 1) await riseWith(n8n, contender, TINY);
		const ofTiny = await riseWith(n8n, contender, TINY);
		const ofBig = await riseWith(n8n, contender, BIG);
		return { contender: contender.id, growthMiB: ofBig - ofTiny };
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
