/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a program for a terminal, outside n8n */
/**
 * npm run bench                   this node and what users would take instead: an hour
 * npm run bench -- faults memory  some parts only: weight, faults, memory, time
 */
import { availableParallelism } from 'node:os';
import { BARS } from './bars';
import { sufferAll } from './faults';
import { rememberAll } from './memory';
import { keep, type Part, PARTS, type Results } from './results';
import { showResults } from './report';
import { timeAll } from './timing';
import { weighAll } from './weight';
import { type N8n, startN8n } from '../../test/e2e/server';
import { devDependencies } from '../../test/e2e/package.json';

const ATTEMPTS = 3;

const say = (result: unknown) => console.log(JSON.stringify(result));

async function inN8n<T>(use: (n8n: N8n) => Promise<T>): Promise<T> {
	const n8n = await startN8n();
	try {
		return await use(n8n);
	} finally {
		await n8n.close();
	}
}

const MEASURE: { readonly [P in Part]: () => Promise<Results[P]> } = {
	weight: async () => await weighAll(ATTEMPTS),
	faults: async () => await inN8n(sufferAll),
	memory: async () => await rememberAll(ATTEMPTS, say),
	time: async () => await inN8n(async (n8n) => await timeAll(n8n, ATTEMPTS, say)),
};

async function measure<P extends Part>(part: P): Promise<boolean> {
	console.log(`\n${part} …`);
	const runs = await MEASURE[part]();
	keep(part, {
		at: new Date().toISOString(),
		on: `n8n ${devDependencies.n8n}, ${availableParallelism()} processor cores`,
		runs,
	});
	const bars = BARS[part](runs);
	for (const { what, measured, bound, holds } of bars) {
		console.log(`${holds ? 'holds ' : 'MISSED'}  ${measured.toFixed(2)} (${bound})  ${what}`);
	}
	return bars.every(({ holds }) => holds);
}

async function main(wanted: readonly string[]): Promise<void> {
	const strangers = wanted.filter((part) => !PARTS.some((known) => known === part));
	if (strangers.length > 0) throw new Error(`There is no part '${strangers.join(', ')}'`);
	const parts = PARTS.filter((part) => wanted.length === 0 || wanted.includes(part));
	let allHold = true;
	for (const part of parts) allHold = (await measure(part)) && allHold;
	await showResults();
	process.exitCode = allHold ? 0 : 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
