/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console, @n8n/community-nodes/no-dangerous-functions -- a program for a terminal, outside n8n */
/**
 * npm run simulate -- --schedules 100000   simulates the seeds 1 to 100000, on all processors
 * npm run simulate -- --seed 4711          one schedule, with all that happens in it
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { realCore } from './core';
import { addTo, coverageTable } from './coverage';
import type { Coverage } from './coverage';
import { replay } from './replay';
import type { Share, ShareDone } from './share';

const SHARE = 1_000;
const PROGRESS_MS = 5_000;

const { values } = parseArgs({
	options: {
		schedules: { type: 'string', default: '100000' },
		from: { type: 'string', default: '1' },
		seed: { type: 'string' },
	},
});

void (
	values.seed === undefined
		? simulateAll(Number(values.from), Number(values.schedules))
		: showOne(Number(values.seed))
).then((isClean) => {
	process.exitCode = isClean ? 0 : 1;
});

async function showOne(seed: number): Promise<boolean> {
	const { text, isClean } = await replay(seed, realCore);
	console.log(text);
	return isClean;
}

/** Stops handing out shares at the first violation. */
async function simulateAll(first: number, count: number): Promise<boolean> {
	const coverage: Coverage = new Map();
	const violations: (readonly [number, string])[] = [];
	const startedAt = Date.now();
	let next = first;
	let done = 0;
	let saidAt = startedAt;

	const speed = () => Math.round(done / Math.max(0.001, (Date.now() - startedAt) / 1000));
	const nextShare = (): Share | undefined => {
		const left = first + count - next;
		if (left <= 0 || violations.length > 0) return undefined;
		const share = { first: next, count: Math.min(SHARE, left) };
		next += share.count;
		return share;
	};
	const take = (result: ShareDone): void => {
		done += result.schedules;
		addTo(coverage, result.coverage);
		violations.push(...result.violations);
		if (Date.now() - saidAt < PROGRESS_MS) return;
		saidAt = Date.now();
		console.log(`${done} of ${count} schedules, ${speed()} a second`);
	};
	await Promise.all(
		Array.from({ length: availableParallelism() }, async () => await child(nextShare, take)),
	);

	const seconds = Math.round((Date.now() - startedAt) / 1000);
	console.log(`${coverageTable(coverage)}\n`);
	console.log(`${done} schedules in ${seconds} s, ${speed()} a second`);
	const worst = [...violations].sort(([one], [other]) => one - other)[0];
	if (worst === undefined) {
		console.log('No violation');
		return true;
	}
	const [seed] = worst;
	console.log(`\n${(await replay(seed, realCore)).text}\n`);
	console.log(`Violations in ${violations.length} schedules:`);
	for (const [where, what] of violations.slice(0, 10)) console.log(`  seed ${where}: ${what}`);
	console.log(`Replay: npm run simulate -- --seed ${seed}`);
	return false;
}

async function child(
	nextShare: () => Share | undefined,
	take: (result: ShareDone) => void,
): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const process = fork(join(__dirname, 'child.ts'));
		let isDone = false;
		const handOut = (): void => {
			const share = nextShare();
			if (share !== undefined) {
				process.send(share);
				return;
			}
			isDone = true;
			process.disconnect();
		};
		process.on('message', (result: ShareDone) => {
			take(result);
			handOut();
		});
		process.on('error', reject);
		process.on('exit', (code) => {
			if (isDone) resolve();
			else reject(new Error(`A child of the simulation ended with code ${code ?? 'none'}`));
		});
		handOut();
	});
}
