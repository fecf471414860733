/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- a program for a terminal, outside n8n */
import { startEmulator } from '../emulator/server';
import { closeEngine, runNode } from '../test/engine/engine';

/** What the waiting plan promises: figures of the built node in n8n's engine on the emulator. */
interface Case {
	readonly rows: number;
	readonly renderSeconds: number;
	/** As the node comes when absent. */
	readonly maxConcurrent?: number;
	/** How many tasks the provider takes at a time; all when absent. */
	readonly capacity?: number;
	/** Whether each row has a key of its own. */
	readonly keyed?: boolean;
	/** The most that is allowed, where a figure has a bound. */
	readonly bounds: {
		readonly nodeSeconds?: number;
		readonly polls?: number;
		readonly requests?: number;
		readonly lagSeconds?: number;
		readonly unfinished?: number;
	};
}

const CASES: readonly Case[] = [
	{ rows: 20, renderSeconds: 12.3, bounds: { nodeSeconds: 1.15 * 12.3, requests: 15 } },
	{
		rows: 20,
		renderSeconds: 12.3,
		keyed: true,
		bounds: { nodeSeconds: 1.15 * 12.3, requests: 16 },
	},
	// Four waves at best.
	{
		rows: 20,
		renderSeconds: 12.3,
		capacity: 6,
		bounds: { nodeSeconds: 1.5 * 4 * 12.3, unfinished: 6 },
	},
	{ rows: 20, renderSeconds: 6, maxConcurrent: 20, bounds: { nodeSeconds: 7.5, polls: 12 } },
	{ rows: 20, renderSeconds: 6, maxConcurrent: 5, bounds: { unfinished: 5 } },
	{ rows: 20, renderSeconds: 13.7, maxConcurrent: 20, bounds: { lagSeconds: 2.5 } },
	{ rows: 20, renderSeconds: 120, maxConcurrent: 20, bounds: { requests: 70, lagSeconds: 2.5 } },
	{ rows: 100, renderSeconds: 37.3, maxConcurrent: 100, bounds: { lagSeconds: 2.5 } },
];

type Figures = Required<Case['bounds']>;

async function measured({
	rows,
	renderSeconds,
	maxConcurrent,
	capacity = Infinity,
	keyed = false,
}: Case): Promise<Figures> {
	const readings = { capacity };
	const emulator = await startEmulator({ renderMs: renderSeconds * 1000, readings });
	const options = {
		...(maxConcurrent === undefined ? {} : { maxConcurrent }),
		...(keyed ? { uniqueKey: '={{ $json.prompt }}' } : {}),
	};
	try {
		const run = await runNode({
			credential: { apiKey: emulator.apiKey, baseUrl: emulator.url },
			parameters: { positivePrompt: '={{ $json.prompt }}', options },
			items: Array.from({ length: rows }, (_, row) => ({ json: { prompt: `Boat ${row}` } })),
		});
		if (run.outputs[0]?.length !== rows)
			throw new Error(run.error?.message ?? 'videos are missing');
		// Each row paid once.
		if (emulator.charges().count !== rows) throw new Error('not each row was paid once');
		const polls = emulator.requests.filter(({ tasks }) =>
			JSON.stringify(tasks).includes('getResponse'),
		);
		const lags = emulator.tasks.map(
			({ readyAt, firstSeenReadyAt = Infinity }) => firstSeenReadyAt - readyAt,
		);
		return {
			nodeSeconds: run.executionTimeMs / 1000,
			polls: polls.length,
			requests: emulator.requests.length,
			lagSeconds: Math.max(...lags) / 1000,
			unfinished: emulator.peakUnfinished,
		};
	} finally {
		await emulator.close();
	}
}

async function main(): Promise<void> {
	let missed = 0;
	console.log(
		'rows  render  at once provider keys | node time   polls  requests  worst lag  unfinished',
	);
	for (const entry of CASES) {
		const figures = await measured(entry);
		const { nodeSeconds, polls, requests, lagSeconds, unfinished } = figures;
		const names = Object.keys(entry.bounds) as (keyof Figures)[]; // `bounds` has no other keys
		const over = names.filter((name) => figures[name] > (entry.bounds[name] ?? Infinity));
		missed += over.length;
		console.log(
			[
				String(entry.rows).padStart(4),
				`${entry.renderSeconds} s`.padStart(7),
				String(entry.maxConcurrent ?? 'default').padStart(8),
				(entry.capacity === undefined ? '' : `${entry.capacity} taken`).padStart(8),
				(entry.keyed === true ? 'keys' : '').padStart(4),
				'|',
				`${nodeSeconds.toFixed(2)} s`.padStart(9),
				String(polls).padStart(7),
				String(requests).padStart(9),
				`${lagSeconds.toFixed(2)} s`.padStart(10),
				String(unfinished).padStart(11),
				over.length === 0 ? '' : `  over: ${over.join(', ')}`,
			].join(' '),
		);
	}
	await closeEngine();
	process.exitCode = missed === 0 ? 0 : 1;
}

void main();
