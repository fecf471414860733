import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { priceTasks } from '../runware/priceTasks';
import type { TaskPrice } from '../runware/priceTasks';
import { withIdentity } from '../runware/tasks/job';
import type { Clock, Send, VideoInferenceTask } from '../runware/wire/protocol';

import type { RowResult } from '../results/items';
import { RowFailure } from '../results/RowFailure';
import type { VideoRow } from '../rows/videoRow';
import { rowsByTask } from './rowsByTask';
import { budgetOf } from './runRows';

/** As much of a data URI as tells what it is. */
const LONGEST_TEXT = 3000;
const SHOWN_OF_LONG_TEXT = 80;

/** What rows would cost and send, by row. Nothing is made or charged, or the row says so. */
export async function priceRows(
	context: IExecuteFunctions,
	rows: readonly VideoRow[],
	dependencies: { readonly send: Send; readonly clock: Clock },
): Promise<ReadonlyMap<number, RowResult>> {
	if (rows.length === 0) return new Map();
	const groups = rowsByTask(rows);
	const jobs = groups.map(([job]) => job);
	const prices = await priceTasks(jobs, dependencies, budgetOf(context, rows));
	return new Map(
		prices.flatMap((price, job) =>
			(groups[job] ?? []).map((row, index): [number, RowResult] => [
				row.row,
				[resultOf(row, index === 0 || 'error' in price ? price : { ...price, ...SHARED })],
			]),
		),
	);
}

/** The first row of a key pays; the others get its video. */
const SHARED = { price: 0, reused: true } as const;

function resultOf({ row, request }: VideoRow, price: TaskPrice): RowResult[number] {
	if ('error' in price) return RowFailure.ofRunware(row, price.error, price);
	const { taskUUID, price: cost, reused } = price;
	const task = shortened(withIdentity(request, taskUUID));
	return { json: { status: 'valid', cost, ...(reused ? { reused } : {}), task } };
}

/** The task as plain data, with long texts, which are media, cut short. */
function shortened(task: VideoInferenceTask): IDataObject {
	const text = JSON.stringify(task, (_name, value: unknown) =>
		typeof value === 'string' && value.length > LONGEST_TEXT
			? `${value.slice(0, SHOWN_OF_LONG_TEXT)}… (${value.length} characters)`
			: value,
	);
	return JSON.parse(text) as IDataObject; // it was an object a line above
}
