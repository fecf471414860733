/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a program for a terminal, outside n8n */
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../../emulator/server';
import { consentTo } from './confirmation';
import { estimatedCost, totalOf } from './estimate';
import { type ExampleRow, exampleRows } from './exampleRows';
import type { FinishedRuns } from './nodeRuns';
import { startProgress, type Progress } from './progress';
import { hasFailed, planLines, resultLines } from './report';
import { createRunFolder, saveItems, saveVideos } from './savedRun';
import { timingOfReports, timingOfTasks } from './timing';

const RUNWARE_URL = 'https://api.runware.ai/v1';

/** How long the emulator renders, in the order in which it gets the tasks. */
const RENDER_MS = [7200, 6100, 8900, 6700, 8300, 7800, 8600];

/** Of a page of text, for output that goes to a file. */
const PLAIN_WIDTH = 160;

const { stdin, stdout, argv, env } = process;
const width = stdout.columns || PLAIN_WIDTH;
const print = (lines: readonly string[]) => console.log(lines.join('\n'));

/** What Ctrl-C has to say and to clean up at the moment. */
const interruption = {
	sentence: 'Stopped: nothing was sent.',
	cleanUp: async (): Promise<void> => await Promise.resolve(),
};

function stopOn(signal: NodeJS.Signals, exitCode: number): void {
	process.once(signal, () => {
		stdout.write(`\n${interruption.sentence}\n`);
		void interruption.cleanUp().finally(() => process.exit(exitCode));
	});
}

/** Shows what is planned; undefined when it may begin, else the exit code. */
async function endBeforeStart(
	rows: readonly ExampleRow[],
	real: boolean,
): Promise<number | undefined> {
	print([
		"Kling for n8n: example rows through the built node, in n8n's own engine",
		'',
		...planLines(rows, width),
		real
			? `RUNWARE_API_KEY is set: the videos are made, and charged, by ${RUNWARE_URL}`
			: 'Nothing is paid here: an emulator stands in for Runware. Set RUNWARE_API_KEY for real videos.',
	]);
	if (!real) return undefined;
	const consent = await consentTo(totalOf(rows.map(estimatedCost)), {
		beforehand: argv.includes('--yes'),
		input: stdin,
		write: (text) => stdout.write(text),
	});
	if (consent === 'given') return undefined;
	if (consent === 'refused') {
		console.log('Nothing was sent.');
		return 0;
	}
	console.log('Nothing was sent: without a terminal to ask in, say npm start -- --yes');
	return 1;
}

async function showAndSave(runs: FinishedRuns, emulator: Emulator | undefined): Promise<void> {
	const folder = await createRunFolder(new Date());
	await saveItems(folder, runs.outcomes);
	interruption.sentence = `Stopped: the output items are in ${folder}`;

	const timing = emulator ? timingOfTasks(emulator.tasks, runs.startedAt) : timingOfReports(runs);
	print(['', ...resultLines(runs, timing, width), '']);
	const { streamOf } = await import('../engine/engine');
	const unsaved = await saveVideos(folder, runs.outcomes, streamOf);
	const items = join(folder, 'items.json');
	if (runs.outcomes.every(hasFailed)) return console.log(`Output items: ${items}`);
	print([
		`Output items: ${items}, with the videos beside it`,
		...unsaved,
		emulator
			? 'The links ended with the emulator; the saved videos, short stand-ins, can be played.'
			: 'The links work for a limited time; the saved videos stay.',
	]);
}

/** Returns the exit code. */
async function main(): Promise<number> {
	const apiKey = env['RUNWARE_API_KEY']?.trim() ?? '';
	const real = apiKey !== '';
	const rows = exampleRows();
	const end = await endBeforeStart(rows, real);
	if (end !== undefined) return end;

	console.log("\nStarting n8n's engine …");
	// Only now, since loading n8n takes a while.
	const { closeEngine } = await import('../engine/engine');
	interruption.cleanUp = closeEngine;
	const { prepareNode, runRows } = await import('./nodeRuns');
	const emulator = real
		? undefined
		: await startEmulator({ renderMs: (_task, count) => RENDER_MS[count % RENDER_MS.length] ?? 0 });
	try {
		await prepareNode();
		interruption.sentence = real
			? 'Stopped: videos that Runware had accepted are still made and charged.'
			: 'Stopped. Nothing was paid: this was the emulator. On the real Runware, videos that it had accepted are still charged.';
		let progress: Progress | undefined;
		const runs = await runRows(
			rows,
			emulator
				? { apiKey: emulator.apiKey, baseUrl: emulator.url }
				: { apiKey, baseUrl: RUNWARE_URL },
			(startedAt) => {
				progress = startProgress(rows.length, startedAt, stdout);
			},
			(count) => progress?.show(count),
		).finally(() => progress?.end());
		await showAndSave(runs, emulator);
		return runs.outcomes.some(hasFailed) ? 1 : 0;
	} finally {
		await emulator?.close();
		await closeEngine();
	}
}

stopOn('SIGINT', 130);
stopOn('SIGTERM', 143);
main()
	.then((exitCode) => {
		process.exitCode = exitCode;
	})
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
