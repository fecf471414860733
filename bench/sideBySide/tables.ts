import { medianOf } from './bars';
import { CONTENDERS } from './contenders/contenders';
import { FAULT_TITLES, type FaultId } from './faults';
import { median } from './median';
import type { Part, Results } from './results';
import { DEFAULT_AT_ONCE, LONG_SECONDS, ROWS, SHORT_SECONDS, type Timed } from './timing';

/** The figures as Markdown tables, by the name that a document asks for. */
export type Tables = {
	readonly [P in Part]?: (runs: Results[P]) => Readonly<Record<string, Table>>;
};

export type Table = readonly (readonly string[])[];

/** What a document shows where nothing was measured. */
const NONE = '–';

const shown = (value: number, digits: number, unit = '') =>
	Number.isFinite(value) ? `${value.toFixed(digits)}${unit}` : NONE;

const names = CONTENDERS.map(({ name }) => name);

/** The lowest first, bold; all contenders in a row of the table. */
const inRow = (label: string, figure: (contender: string) => string): readonly string[] => [
	label,
	...CONTENDERS.map(({ id }) => figure(id)),
];

function timeTable(
	runs: readonly Timed[],
	what: string,
	show: (run: (figure: (timed: Timed) => number) => number) => string,
): Table {
	const cases = [
		...ROWS.map((rows) => ({ rows, renderSeconds: SHORT_SECONDS })),
		...[20, 100].map((rows) => ({ rows, renderSeconds: LONG_SECONDS })),
	];
	return [
		[what, ...names],
		...cases.map(({ rows, renderSeconds }) =>
			inRow(`${rows} × ${renderSeconds} s`, (contender) =>
				show((figure) => medianOf(runs, { contender, rows, renderSeconds }, figure)),
			),
		),
	];
}

function defaultAtOnce(runs: readonly Timed[]): Table {
	const rows = [20, 100].map((count) => {
		const alike = runs.filter((run) => run.atOnce === DEFAULT_AT_ONCE && run.rows === count);
		const seconds = median(alike.map((run) => run.seconds));
		const requests = median(alike.map((run) => run.requests));
		return [`${count} × ${SHORT_SECONDS} s`, shown(seconds, 1, ' s'), shown(requests, 0)];
	});
	return [[`Kling O1, ${DEFAULT_AT_ONCE} at once`, 'time', 'requests'], ...rows];
}

function timeTables(runs: Results['time']): Record<string, Table> {
	return {
		time: timeTable(runs, 'rows × render', (of) =>
			shown(
				of(({ seconds }) => seconds),
				1,
				' s',
			),
		),
		requests: timeTable(runs, 'rows × render', (of) =>
			shown(
				of(({ requests }) => requests),
				0,
			),
		),
		delay: timeTable(runs, 'rows × render', (of) => {
			const middle = of(({ delay }) => delay.median);
			return Number.isFinite(middle)
				? `${middle.toFixed(1)} / ${of(({ delay }) => delay.worst).toFixed(1)} s`
				: NONE;
		}),
		'default at once': defaultAtOnce(runs),
	};
}

function faultTables(runs: Results['faults']): Record<string, Table> {
	const faults = Object.keys(FAULT_TITLES) as FaultId[]; // the table has no other keys
	const rows = faults.map((fault) =>
		inRow(FAULT_TITLES[fault], (contender) => {
			const run = runs.find((each) => each.contender === contender && each.fault === fault);
			if (run === undefined) return NONE;
			return `${run.charged} / ${run.delivered} of ${run.wanted}`;
		}),
	);
	return { faults: [['charged / delivered', ...names], ...rows] };
}

const medianBy = <T extends { readonly contender: string }>(
	runs: readonly T[],
	contender: string,
	figure: (run: T) => number,
) => median(runs.filter((run) => run.contender === contender).map(figure));

function memoryTables(runs: Results['memory']): Record<string, Table> {
	const growth = inRow('memory for a file of 200 MiB', (contender) =>
		shown(
			medianBy(runs, contender, ({ growthMiB }) => growthMiB),
			0,
			' MiB',
		),
	);
	return { memory: [['', ...names], growth] };
}

function weightTables(runs: Results['weight']): Record<string, Table> {
	const load = inRow('time to load', (contender) =>
		shown(
			medianBy(runs, contender, ({ loadMs }) => loadMs),
			0,
			' ms',
		),
	);
	const size = inRow('size, unpacked', (contender) =>
		shown(
			medianBy(runs, contender, ({ kilobytes }) => kilobytes),
			0,
			' kB',
		),
	);
	return { weight: [['', ...names], load, size] };
}

export const TABLES: { readonly [P in Part]: (runs: Results[P]) => Record<string, Table> } = {
	time: timeTables,
	faults: faultTables,
	memory: memoryTables,
	weight: weightTables,
};
