import { alike } from './bars';
import { CONTENDERS } from './contenders/contenders';
import { FAULT_TITLES, type FaultId, type Suffered } from './faults';
import { median } from './median';
import type { Results } from './results';
import { LONG_SECONDS, ROWS, SHORT_SECONDS, type Timed } from './timing';

/** Rows of cells, the head first. */
export type Table = readonly (readonly string[])[];

/** Where nothing was measured. */
const NONE = '–';

const head = (label: string): readonly string[] => [label, ...CONTENDERS.map(({ name }) => name)];

/** A row of a table, with a cell for each contender, made of its runs. */
function row<Run extends { readonly contender: string }>(
	label: string,
	runs: readonly Run[],
	cell: (own: readonly Run[]) => string,
): readonly string[] {
	const cells = CONTENDERS.map(({ id }) => {
		const own = runs.filter(({ contender }) => contender === id);
		return own.length === 0 ? NONE : cell(own);
	});
	return [label, ...cells];
}

/** `unit` with the space before it. */
const middle =
	<Run>(figure: (run: Run) => number, digits: number, unit: string) =>
	(runs: readonly Run[]) =>
		`${median(runs.map(figure)).toFixed(digits)}${unit}`;

const requests = middle<Timed>((run) => run.requests, 0, '');
const wholeSeconds = middle<Timed>((run) => run.seconds, 0, ' s');
const seconds = middle<Timed>((run) => run.seconds, 1, ' s');
const medianDelay = middle<Timed>(({ delay }) => delay.median, 1, '');
const worstDelay = middle<Timed>(({ delay }) => delay.worst, 1, ' s');

const CASES = [
	...ROWS.map((rows) => ({ rows, renderSeconds: SHORT_SECONDS })),
	...[20, 100].map((rows) => ({ rows, renderSeconds: LONG_SECONDS })),
];

const timeTable = (runs: readonly Timed[], cell: (own: readonly Timed[]) => string): Table => [
	head('rows × render'),
	...CASES.map((each) => row(`${each.rows} × ${each.renderSeconds} s`, alike(runs, each), cell)),
];

const faultRow = (
	runs: Results['faults'],
	fault: FaultId,
	label: string,
	cell: (run: Suffered) => string,
) =>
	row(
		label,
		runs.filter((run) => run.fault === fault),
		(own) => own.map(cell).join(),
	);

const FAULT_IDS = Object.keys(FAULT_TITLES) as FaultId[]; // the table has no other keys

const faultTable = (runs: Results['faults']): Table => [
	head('charged / delivered'),
	...FAULT_IDS.map((fault) =>
		faultRow(
			runs,
			fault,
			FAULT_TITLES[fault],
			({ charged, delivered, wanted }) => `${charged} / ${delivered} of ${wanted}`,
		),
	),
];

const memoryRow = (runs: Results['memory']) =>
	row(
		'memory for a file of 200 MiB',
		runs,
		middle(({ growthMiB }) => growthMiB, 0, ' MiB'),
	);

const weightTable = (runs: Results['weight']): Table => [
	head(''),
	row(
		'time to load',
		runs,
		middle(({ loadMs }) => loadMs, 0, ' ms'),
	),
	row(
		'size, unpacked',
		runs,
		middle(({ kilobytes }) => kilobytes, 0, ' kB'),
	),
];

/** The few figures for someone who chooses a node. */
function summary({ time, faults, memory }: Omit<Results, 'weight'>): Table {
	const timeRow = (rows: number) =>
		row(
			`${rows} videos that take ${SHORT_SECONDS} s each to render`,
			alike(time, { rows, renderSeconds: SHORT_SECONDS }),
			wholeSeconds,
		);
	const charged = (run: Suffered) => String(run.charged);
	const delivered = (run: Suffered) => String(run.delivered);
	return [
		head(''),
		timeRow(20),
		timeRow(100),
		faultRow(faults, 'stumble', '3 rows, one status check fails with 503: delivered', delivered),
		faultRow(
			faults,
			'refusedContinue',
			'2 good rows, one rejected, Retry On Fail: charged',
			charged,
		),
		faultRow(faults, 'killed', '3 rows, n8n killed, run again: charged', charged),
		memoryRow(memory),
	];
}

/** All tables that can be made of what was measured, by the names that documents ask for. */
export function tablesOf(results: Partial<Results>): ReadonlyMap<string, Table> {
	const { time, faults, memory, weight } = results;
	const tables = {
		...(time && {
			time: timeTable(time, seconds),
			requests: timeTable(time, requests),
			delay: timeTable(time, (own) => `${medianDelay(own)} / ${worstDelay(own)}`),
		}),
		...(faults && { faults: faultTable(faults) }),
		...(memory && { memory: [head(''), memoryRow(memory)] }),
		...(weight && { weight: weightTable(weight) }),
		...(time && faults && memory && { summary: summary({ time, faults, memory }) }),
	};
	return new Map(Object.entries(tables));
}
