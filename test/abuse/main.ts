/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a program for a terminal, outside n8n */
/**
 * npm run abuse                      the sets 1 to 20,000
 * npm run abuse -- --sets 50000      more of them
 * npm run abuse -- --set 4711        one set, with all that it holds and what became of it
 */
import { inspect, parseArgs } from 'node:util';

import { closeEngine } from '../engine/engine';
import { ROWS } from './abusedRun';
import { Figures } from './figures';
import { playRuns, runsFrom } from './many';
import { replay } from './replay';

const MOST_SHOWN = 10;
const LONGEST_SHOWN = 600;

const { values } = parseArgs({
	options: {
		sets: { type: 'string', default: '20000' },
		from: { type: 'string', default: '1' },
		set: { type: 'string' },
	},
});

async function abuse(from: number, sets: number): Promise<boolean> {
	const figures = new Figures();
	const startedAt = Date.now();
	const first = Math.ceil(from / ROWS);
	await playRuns(runsFrom(first, Math.ceil(sets / ROWS)), (verdict) => {
		figures.add(verdict);
	});
	console.log(figures.lines().join('\n'));
	console.log(`${Math.round((Date.now() - startedAt) / 1000)} s`);
	for (const { set, complaint } of [...figures.unclear, ...figures.damaged].slice(0, MOST_SHOWN)) {
		console.log(`\n${inspect(complaint.slice(0, LONGEST_SHOWN))}\n  npm run abuse -- --set ${set}`);
	}
	return figures.unclear.length + figures.damaged.length === 0;
}

async function show(set: number): Promise<boolean> {
	console.log(await replay(set));
	return true;
}

void (
	values.set === undefined
		? abuse(Number(values.from), Number(values.sets))
		: show(Number(values.set))
)
	.finally(closeEngine)
	.then((isClear) => {
		process.exitCode = isClear ? 0 : 1;
	});
