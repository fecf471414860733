import { inDollars, totalOf } from '../demo/estimate';
import { type Column, tableLines } from '../demo/table';
import { chargedTasksOf, deliveriesOf, type Row } from './orders';
import type { Scenario, Told } from './scenario';
import type { Site } from './surroundings';

/** What a scenario came to. */
export interface Figures {
	readonly name: string;
	/** By worker: the executions that it took from the queue. One that pauses is taken twice. */
	readonly taken: readonly number[];
	readonly rows: number;
	readonly charges: number;
	readonly cost: number;
	readonly deliveries: number;
}

const takenSoFar = ({ queue }: Site) => queue.workers.map((worker) => worker.taken().length);

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function figuresOf(
	site: Site,
	name: string,
	rows: readonly Row[],
	takenBefore: readonly number[],
): Figures {
	const tasks = rows.flatMap((row) => chargedTasksOf(site, row));
	return {
		name,
		taken: takenSoFar(site).map((count, worker) => count - (takenBefore[worker] ?? 0)),
		rows: rows.length,
		charges: tasks.length,
		cost: totalOf(tasks.map(({ chargedCost }) => chargedCost)),
		deliveries: sum(rows.map((row) => deliveriesOf(site, row).length)),
	};
}

/** Plays the scenario, and counts what came of it. */
export async function counted(
	site: Site,
	{ name, play }: Scenario,
): Promise<Told & { readonly figures: Figures }> {
	const before = takenSoFar(site);
	const told = await play(site);
	return { ...told, figures: figuresOf(site, name, told.rows, before) };
}

function totals(figures: readonly Figures[]): Figures {
	const [first] = figures;
	return {
		name: 'in all',
		taken: (first?.taken ?? []).map((_, worker) =>
			sum(figures.map(({ taken }) => taken[worker] ?? 0)),
		),
		rows: sum(figures.map(({ rows }) => rows)),
		charges: sum(figures.map(({ charges }) => charges)),
		cost: totalOf(figures.map(({ cost }) => cost)),
		deliveries: sum(figures.map(({ deliveries }) => deliveries)),
	};
}

/** A table, with a last line for all scenarios together. */
export function summaryLines(
	figures: readonly Figures[],
	workers: readonly string[],
	width: number,
): readonly string[] {
	const columns: readonly Column[] = [
		{ name: 'scenario' },
		...workers.map((name) => ({ name: `taken by ${name}`, align: 'right' as const })),
		{ name: 'rows', align: 'right' },
		{ name: 'charges', align: 'right' },
		{ name: 'cost', align: 'right' },
		{ name: 'deliveries', align: 'right' },
	];
	const records = [...figures, totals(figures)].map((entry) => ({
		cells: {
			scenario: entry.name,
			...Object.fromEntries(
				workers.map((name, worker) => [`taken by ${name}`, String(entry.taken[worker] ?? 0)]),
			),
			rows: String(entry.rows),
			charges: String(entry.charges),
			cost: inDollars(entry.cost),
			deliveries: String(entry.deliveries),
		},
	}));
	return tableLines(columns, records, width);
}
