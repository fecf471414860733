import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { approve } from '../runware/buying/approval';
import { nodeMadeError } from '../runware/tasks/outcome';
import { withIdentity } from '../runware/tasks/job';
import type { QuoteDependencies } from '../runware/buying/dryRun';
import { createPoll } from '../runware/waiting/poll';
import type { VideoInferenceTask } from '../runware/wire/protocol';

import type { RowResult } from '../results/items';
import { RowFailure } from '../results/RowFailure';
import type { VideoRow } from '../rows/videoRow';
import { budgetOf } from './runRows';

/** As much of a data URI as tells what it is. */
const LONGEST_TEXT = 3000;
const SHOWN_OF_LONG_TEXT = 80;

/** What rows would cost and send, by row. Nothing is made or charged, or the row says so. */
export async function priceRows(
	context: IExecuteFunctions,
	rows: readonly VideoRow[],
	{ send, clock }: Omit<QuoteDependencies, 'ask'>,
): Promise<ReadonlyMap<number, RowResult>> {
	if (rows.length === 0) return new Map();
	const purchases = rows.map((job) => ({ job, taskUUID: job.taskUUID(1) }));
	const { prices, refusals, unchecked, made } = await approve(
		purchases,
		{ send, ask: createPoll(send), clock },
		budgetOf(context, rows),
	);
	return new Map(
		purchases.map(({ job, taskUUID }): [number, RowResult] => {
			if (made.has(taskUUID)) {
				const charged = { taskUUID, charged: 'yes' } as const;
				return [
					job.row,
					[RowFailure.ofRunware(job.row, nodeMadeError('dryRunIgnored', ''), charged)],
				];
			}
			const refusal = refusals.get(taskUUID) ?? unchecked.get(taskUUID);
			if (refusal !== undefined) {
				return [job.row, [RowFailure.ofRunware(job.row, refusal, { charged: 'no' })]];
			}
			const cost = prices.get(taskUUID) ?? job.publishedPrice;
			const task = shortened(withIdentity(job.request, taskUUID));
			return [job.row, [{ json: { status: 'valid', cost, task } }]];
		}),
	);
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
