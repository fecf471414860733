import type { Results } from './results';
import { median } from './median';
import { type Timed, SHORT_SECONDS, LONG_SECONDS } from './timing';

/** What Kling O1 has to reach; everything else in the figures is for information. */
export interface Bar {
	readonly what: string;
	readonly measured: number;
	readonly bound: number;
	readonly holds: boolean;
}

const atMost = (what: string, measured: number, bound: number): Bar => ({
	what,
	measured,
	bound,
	holds: measured <= bound,
});

const atLeast = (what: string, measured: number, bound: number): Bar => ({
	what,
	measured,
	bound,
	holds: measured >= bound,
});

/** Of the runs with all rows at once. */
export function medianOf(
	runs: readonly Timed[],
	{ contender, rows, renderSeconds }: Pick<Timed, 'contender' | 'rows' | 'renderSeconds'>,
	figure: (run: Timed) => number,
): number {
	const alike = runs.filter(
		(run) =>
			run.contender === contender &&
			run.rows === rows &&
			run.renderSeconds === renderSeconds &&
			run.atOnce === undefined,
	);
	return median(alike.map(figure));
}

function timeBars(runs: Results['time']): Bar[] {
	return [SHORT_SECONDS, LONG_SECONDS].flatMap((renderSeconds) => {
		const requests = (contender: string, rows: number) =>
			medianOf(runs, { contender, rows, renderSeconds }, (run) => run.requests);
		const ratio = (rows: number) => requests('loop', rows) / requests('klingO1', rows);
		const own = { contender: 'klingO1', rows: 20, renderSeconds };
		return [
			atMost(
				`seconds for 20 rows of ${renderSeconds} s`,
				medianOf(runs, own, ({ seconds }) => seconds),
				renderSeconds * 1.05 + 2.5,
			),
			atLeast(`times fewer requests than the loop, 20 rows of ${renderSeconds} s`, ratio(20), 4),
			atLeast(`times fewer requests than the loop, 100 rows of ${renderSeconds} s`, ratio(100), 20),
		];
	});
}

const isOwn = ({ contender }: { readonly contender: string }) => contender === 'klingO1';

function faultBars(runs: Results['faults']): Bar[] {
	return runs
		.filter(isOwn)
		.flatMap(({ fault, paidTwice, lost, delivered, wanted }) => [
			atMost(`videos paid twice (${fault})`, paidTwice, 0),
			atMost(`videos lost (${fault})`, lost, 0),
			atLeast(`rows delivered (${fault})`, delivered, wanted),
		]);
}

function memoryBars(runs: Results['memory']): Bar[] {
	const growth = median(runs.filter(isOwn).map(({ growthMiB }) => growthMiB));
	return [atMost('MiB of memory for a file of 200 MiB', growth, 48)];
}

export const BARS: { readonly [P in keyof Results]: (runs: Results[P]) => Bar[] } = {
	time: timeBars,
	faults: faultBars,
	memory: memoryBars,
	weight: () => [],
};
