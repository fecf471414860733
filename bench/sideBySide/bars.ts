import type { Results } from './results';
import { median } from './median';
import { type Timed, SHORT_SECONDS, LONG_SECONDS } from './timing';

/** What Kling has to reach; everything else in the figures is for information. */
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

/** The runs of a case with all its rows at once. */
export const alike = (
	runs: readonly Timed[],
	{ rows, renderSeconds }: Pick<Timed, 'rows' | 'renderSeconds'>,
): readonly Timed[] =>
	runs.filter(
		(run) => run.rows === rows && run.renderSeconds === renderSeconds && run.atOnce === undefined,
	);

function timeBars(runs: Results['time']): Bar[] {
	return [SHORT_SECONDS, LONG_SECONDS].flatMap((renderSeconds) => {
		const middle = (rows: number, contender: string, figure: (run: Timed) => number) =>
			median(
				alike(runs, { rows, renderSeconds })
					.filter((run) => run.contender === contender)
					.map(figure),
			);
		const requests = (rows: number, contender: string) =>
			middle(rows, contender, (run) => run.requests);
		const ratio = (rows: number) => requests(rows, 'loop') / requests(rows, 'kling');
		const fewer = `times fewer requests than the loop, renders of ${renderSeconds} s`;
		return [
			atMost(
				`seconds for 20 rows of ${renderSeconds} s`,
				middle(20, 'kling', ({ seconds }) => seconds),
				renderSeconds * 1.05 + 2.5,
			),
			atLeast(`${fewer}, 20 rows`, ratio(20), 4),
			atLeast(`${fewer}, 100 rows`, ratio(100), 20),
		];
	});
}

const isOwn = ({ contender }: { readonly contender: string }) => contender === 'kling';

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
