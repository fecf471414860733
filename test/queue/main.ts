/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a program for a terminal, outside n8n */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../engine/built';
import { Closing } from './closing';
import { killedMain } from './killedMain';
import { killedWorker } from './killedWorker';
import { manyPaused } from './manyPaused';
import type { Scenario } from './scenario';
import { type Site, startSite } from './surroundings';
import { splitBatch } from './splitBatch';
import { counted, type Figures, summaryLines } from './summary';

const SCENARIOS: readonly Scenario[] = [splitBatch, killedWorker, killedMain, manyPaused];

const LOGS = join(packageRoot, 'output/queue');
/** Of each process, when something fails. */
const SHOWN_LINES = 40;
/** Of a page of text, for output that goes to a file. */
const PLAIN_WIDTH = 120;

const closing = new Closing();
let interrupted = false;

const secondsSince = (start: number) => `${Math.round((Date.now() - start) / 1000)} s`;

/** Those whose names are given as arguments, else all. */
function chosenScenarios(): readonly Scenario[] {
	const names = process.argv.slice(2);
	const unknown = names.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name));
	if (unknown.length > 0) {
		const known = SCENARIOS.map(({ name }) => `'${name}'`).join(', ');
		throw new Error(`There is no scenario '${unknown.join(' ')}'. There are ${known}.`);
	}
	return names.length === 0 ? SCENARIOS : SCENARIOS.filter(({ name }) => names.includes(name));
}

async function showLogs({ queue }: Site): Promise<void> {
	await rm(LOGS, { recursive: true, force: true });
	await mkdir(LOGS, { recursive: true });
	for (const [name, log] of Object.entries(queue.logs())) {
		await writeFile(join(LOGS, `${name}.log`), log);
		const lines = log.trimEnd().split('\n');
		console.error(`\n--- the last lines of ${name}\n${lines.slice(-SHOWN_LINES).join('\n')}`);
	}
	console.error(`\nThe whole logs are in ${LOGS}`);
}

async function play(site: Site, scenario: Scenario): Promise<Figures> {
	const start = Date.now();
	const { figures, remarks = [] } = await counted(site, scenario).catch(async (error: unknown) => {
		if (!interrupted) {
			console.error(`✗ ${scenario.claim} (${secondsSince(start)})`);
			await showLogs(site);
		}
		throw error;
	});
	console.log(`✓ ${scenario.claim} (${secondsSince(start)})`);
	for (const remark of remarks) console.log(`  ${remark}`);
	return figures;
}

async function main(): Promise<void> {
	const scenarios = chosenScenarios();
	const start = Date.now();
	console.log('Starting PostgreSQL, Redis, and n8n in queue mode: main and two workers …');
	const site = await startSite(closing);
	console.log(`  they run (${secondsSince(start)})`);
	const figures: Figures[] = [];
	for (const scenario of scenarios) figures.push(await play(site, scenario));
	const workers = site.queue.workers.map(({ name }) => name);
	console.log(
		['', ...summaryLines(figures, workers, process.stdout.columns || PLAIN_WIDTH)].join('\n'),
	);
	console.log(`\nOne that pauses is taken from the queue twice. ${secondsSince(start)} in all.`);
}

function stopOn(signal: NodeJS.Signals, exitCode: number): void {
	process.once(signal, () => {
		interrupted = true;
		console.log('\nStopping …');
		void closing.closeAll().finally(() => process.exit(exitCode));
	});
}

stopOn('SIGINT', 130);
stopOn('SIGTERM', 143);
main()
	.catch((error: unknown) => {
		if (interrupted) return;
		console.error(`\n${error instanceof Error ? error.message : String(error)}`);
		process.exitCode = 1;
	})
	.then(async () => {
		if (!interrupted) await closing.closeAll();
	})
	.catch((error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	});
