import type { Execution } from '../../test/e2e/execution';
import type { N8n } from '../../test/e2e/server';
import { until } from '../../test/e2e/until';
import { CONTENDERS } from './contenders/contenders';
import type { Contender, Wish } from './contenders/contender';
import { type Match, rowsOf, startMatch } from './match';

/** What faults cost: three rows, and what was charged and delivered when all is over. */
export interface Suffered {
	readonly contender: string;
	readonly fault: FaultId;
	/** Videos that were charged. */
	readonly charged: number;
	/** Rows whose video left the workflow, in whatever execution. */
	readonly delivered: number;
	/** Charges beyond the first one of a row. */
	readonly paidTwice: number;
	/** Rows that were charged and never delivered. */
	readonly lost: number;
	/** Rows that nobody refused. */
	readonly wanted: number;
}

export type FaultId = 'stumble' | 'refusedContinue' | 'refusedStop' | 'killed';

interface Fault {
	readonly id: FaultId;
	readonly settings: Wish['settings'];
	/** Rows that can be delivered at all. */
	readonly wanted: number;
	/** Plays it; resolves to the executions that it took. */
	play(match: Match): Promise<readonly Execution[]>;
}

const ROWS = 3;
const RENDER_MS = 12_300;
const ORDERED_WITHIN_MS = 60_000;
/** A row that the content filter refuses. */
const refusedRow = (row: number) => `number ${row} of`;

const RETRYING = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1000 };

async function untilOrdered({ contender, provider }: Match, count: number): Promise<void> {
	await until(
		`${count} orders of ${contender.name}`,
		() => (provider.orders().length >= count ? true : undefined),
		ORDERED_WITHIN_MS,
	);
}

const run = async (match: Match) => await match.ended(await match.start());

/** Those that n8n can go through without being killed. */
const FAULTS: readonly Fault[] = [
	{
		id: 'stumble',
		settings: {},
		wanted: ROWS,
		async play(match) {
			const id = await match.start();
			await untilOrdered(match, 1);
			match.provider.stumbleOnce();
			return [await match.ended(id)];
		},
	},
	{
		id: 'refusedContinue',
		settings: { ...RETRYING, onError: 'continueErrorOutput' },
		wanted: ROWS - 1,
		async play(match) {
			match.provider.refuse(refusedRow(1));
			return [await run(match)];
		},
	},
	{
		id: 'refusedStop',
		settings: RETRYING,
		wanted: ROWS,
		async play(match) {
			match.provider.refuse(refusedRow(ROWS));
			const failed = await run(match);
			match.provider.refuseNothing();
			return [failed, await run(match)];
		},
	},
];

export const FAULT_TITLES: Readonly<Record<FaultId, string>> = {
	stumble: 'one status check fails with 503',
	refusedContinue: 'a rejected row, Retry On Fail, continue',
	refusedStop: 'a rejected row, Retry On Fail, fixed, run again',
	killed: 'n8n killed while videos render, run again',
};

function outcomeOf(
	match: Match,
	fault: FaultId,
	wanted: number,
	executions: readonly Execution[],
): Suffered {
	const charges = new Map<string, number>();
	for (const { prompt } of match.provider.orders()) {
		charges.set(prompt, (charges.get(prompt) ?? 0) + 1);
	}
	const delivered = new Set(executions.flatMap(match.deliveries).map(({ key }) => key));
	const rows = rowsOf(ROWS).map(({ key, prompt }) => ({
		charged: charges.get(prompt) ?? 0,
		delivered: delivered.has(key),
	}));
	return {
		contender: match.contender.id,
		fault,
		charged: match.provider.orders().length,
		delivered: delivered.size,
		paidTwice: rows.reduce((sum, { charged }) => sum + Math.max(0, charged - 1), 0),
		lost: rows.filter((row) => row.charged > 0 && !row.delivered).length,
		wanted,
	};
}

async function begin(n8n: N8n, contender: Contender, title: string, settings: Wish['settings']) {
	const wish = {
		title: `${contender.name}, ${title}`,
		rows: rowsOf(ROWS),
		settings,
		download: false,
		maxConcurrent: ROWS,
	};
	return await startMatch(n8n, contender, wish, RENDER_MS);
}

async function suffer(n8n: N8n, contender: Contender, fault: Fault): Promise<Suffered> {
	const match = await begin(n8n, contender, FAULT_TITLES[fault.id], fault.settings);
	try {
		return outcomeOf(match, fault.id, fault.wanted, await fault.play(match));
	} finally {
		await match.close();
	}
}

/** n8n is killed when every contender has ordered what it orders first; then all run again. */
async function sufferKill(n8n: N8n): Promise<readonly Suffered[]> {
	const matches = await Promise.all(
		CONTENDERS.map(async (contender) => await begin(n8n, contender, 'killed', {})),
	);
	try {
		await Promise.all(matches.map(async (match) => await match.start()));
		await Promise.all(
			matches.map(async (match) => await untilOrdered(match, match.contender.together ? ROWS : 1)),
		);
		await n8n.kill();
		await n8n.start();
		return await Promise.all(
			matches.map(async (match) => outcomeOf(match, 'killed', ROWS, [await run(match)])),
		);
	} finally {
		await Promise.all(matches.map(async (match) => await match.close()));
	}
}

export async function sufferAll(n8n: N8n): Promise<readonly Suffered[]> {
	const suffered = await Promise.all(
		FAULTS.flatMap((fault) =>
			CONTENDERS.map(async (contender) => await suffer(n8n, contender, fault)),
		),
	);
	return [...suffered, ...(await sufferKill(n8n))];
}
