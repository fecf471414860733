import type { N8n } from '../../test/e2e/server';
import type { Contender } from './contenders/contender';
import { CONTENDERS } from './contenders/contenders';
import { type Match, rowsOf, startMatch } from './match';
import { median } from './median';

/** How long it takes until all rows are there, with how many requests, and how long videos lie ready. */
export interface Timed {
	readonly contender: string;
	readonly rows: number;
	readonly renderSeconds: number;
	/** Of Kling only: 'Videos at Once', where it is not the number of the rows. */
	readonly atOnce?: number;
	/** From the start of the contender's first node until all videos have left its last one. */
	readonly seconds: number;
	/** To the provider's API. */
	readonly requests: number;
	/** Seconds from a video's being ready until it left the last node, over all rows. */
	readonly delay: { readonly median: number; readonly worst: number };
	/** Seconds until a status check noticed it, at worst. */
	readonly noticed: number;
}

interface Case {
	readonly contender: Contender;
	readonly rows: number;
	readonly renderSeconds: number;
	readonly atOnce?: number;
}

export const ROWS = [1, 3, 20, 100] as const;
/** No multiple of any contender's interval (5, 10 and 15 s), so that nobody checks just in time. */
export const SHORT_SECONDS = 12.3;
/** About what a real render takes. */
export const LONG_SECONDS = 123.4;

const PARALLEL = CONTENDERS.filter(({ together }) => together);
const ONE_BY_ONE = CONTENDERS.filter(({ together }) => !together);

const ALONE: readonly Case[] = [
	...ROWS.flatMap((rows) =>
		PARALLEL.map((contender) => ({ contender, rows, renderSeconds: SHORT_SECONDS })),
	),
	...[20, 100].flatMap((rows) =>
		PARALLEL.map((contender) => ({ contender, rows, renderSeconds: LONG_SECONDS })),
	),
];

const ASLEEP: readonly Case[] = ROWS.flatMap((rows) =>
	ONE_BY_ONE.map((contender) => ({ contender, rows, renderSeconds: SHORT_SECONDS })),
);

async function finish(match: Match, { contender, ...played }: Case): Promise<Timed> {
	const execution = await match.ended(await match.start());
	const deliveries = match.deliveries(execution);
	if (deliveries.length !== played.rows) {
		const why = String(execution.error?.['message'] ?? 'no message');
		throw new Error(`${contender.name}: ${deliveries.length} of ${played.rows} rows: ${why}`);
	}
	const orders = match.provider.orders();
	const byPrompt = new Map(orders.map((order) => [order.prompt, order]));
	const prompts = new Map(rowsOf(played.rows).map(({ key, prompt }) => [key, prompt]));
	const delays = deliveries.map(({ key, at }) => {
		const order = byPrompt.get(prompts.get(key) ?? '');
		return (at - (order?.readyAt ?? NaN)) / 1000;
	});
	const noticed = orders.map(({ noticedAt = NaN, readyAt }) => (noticedAt - readyAt) / 1000);
	const end = Math.max(...deliveries.map(({ at }) => at));
	return {
		contender: contender.id,
		...played,
		seconds: (end - match.beganAt(execution)) / 1000,
		requests: match.provider.requestCount(),
		delay: { median: median(delays), worst: Math.max(...delays) },
		noticed: Math.max(...noticed),
	};
}

async function timed(n8n: N8n, played: Case, attempt: number): Promise<Timed> {
	const { contender, rows, renderSeconds, atOnce } = played;
	const title = `${contender.name}, ${rows} rows of ${renderSeconds} s, ${attempt}`;
	const maxConcurrent = atOnce ?? rows;
	const wish = { title, rows: rowsOf(rows), settings: {}, download: false, maxConcurrent };
	const match = await startMatch(n8n, contender, wish, renderSeconds * 1000);
	try {
		return await finish(match, played);
	} finally {
		await match.close();
	}
}

/**
 * Contenders that take all rows at once run alone, in turns. Those that take row by row, and sleep
 * nearly all the time, run all together meanwhile: 100 rows take them half an hour and more.
 */
export async function timeAll(
	n8n: N8n,
	attempts: number,
	say: (timed: Timed) => void,
): Promise<readonly Timed[]> {
	const all: Timed[] = [];
	const add = (result: Timed) => {
		all.push(result);
		say(result);
	};
	const attemptsMade = Array.from({ length: attempts }, (_, index) => index + 1);
	const asleep = attemptsMade.flatMap((attempt) =>
		ASLEEP.map(async (played) => add(await timed(n8n, played, attempt))),
	);
	const alone = async () => {
		for (const attempt of attemptsMade) {
			for (const played of ALONE) add(await timed(n8n, played, attempt));
		}
	};
	await Promise.all([...asleep, alone()]);
	return all;
}
