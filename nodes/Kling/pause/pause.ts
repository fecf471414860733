import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { polledTaskOf } from '../runware/tasks/job';
import { nodeMadeError } from '../runware/tasks/outcome';
import { failedItem } from '../results/items';
import { rowItems } from '../results/items';
import type { OutputEntry, RowResult } from '../results/items';
import { keepPausedRun } from './pausedRows';
import type { PausedRow } from './pausedRows';
import type { RowOutcome } from '../running/runRows';
import { RowFailure } from '../results/RowFailure';
import { runIndexOf } from '../n8n/runContext';

/** Whether a row is left to Runware's report. */
export function isReported({ wish, outcome }: RowOutcome): boolean {
	return wish.completion === 'callback' && outcome.status === 'processing';
}

/** Whether a failed row is a reason not to pause; a file that did not come is tried again later. */
export function keepsFromPause({ details }: RowFailure): boolean {
	return details.code !== 'downloadFailed';
}

/**
 * What the paused execution is to know of a row: what it has come to, with its file, or the task to
 * ask after when a report comes.
 */
export function pausedRow(
	node: INode,
	result: RowResult,
	made: RowOutcome | undefined,
	now: number,
	input?: IDataObject,
): PausedRow {
	const [entry = { json: {} }] = result;
	const taskUUID = made?.outcome.taskUUID;
	if (made === undefined || taskUUID === undefined || !(isReported(made) || isToBeFetched(entry))) {
		return { entry: entry instanceof RowFailure ? { json: failedItem(node, entry) } : entry };
	}
	const { wish, outcome, shared } = made;
	const isReady = outcome.status === 'finished';
	return {
		task: {
			...polledTaskOf(wish, taskUUID),
			acceptedAt: now,
			reused: shared || (isReady && outcome.reused),
		},
		model: wish.request.model,
		...(wish.output === undefined ? {} : { output: wish.output }),
		...(input === undefined ? {} : { input }),
		...(isReady ? { isReady } : {}),
	};
}

/** A row of which there is nothing to hand on but that no report came. */
function unreported(row: PausedRow | undefined, index: number): RowResult | undefined {
	if (row === undefined || 'entry' in row || row.isReady === true) return undefined;
	const { taskUUID } = row.task;
	const charged = 'unknown';
	return [RowFailure.ofRunware(index, nodeMadeError('notReported', ''), { taskUUID, charged })];
}

/** A file that did not come, or that n8n keeps within the item: it is not to be kept once more. */
function isToBeFetched(entry: OutputEntry | RowFailure): boolean {
	if (entry instanceof RowFailure) return !keepsFromPause(entry);
	return Object.values(entry.binary ?? {}).some(({ id }) => id === undefined);
}

/**
 * Lets the execution rest in n8n's database until Runware reports, or until the time is over.
 * @param results what the rows have come to so far
 * @param until milliseconds since 1970
 * @returns what the editor shows meanwhile
 */
export async function pause(
	context: IExecuteFunctions,
	rows: readonly PausedRow[],
	results: readonly RowResult[],
	until: number,
): Promise<INodeExecutionData[]> {
	keepPausedRun(context, { run: runIndexOf(context), rows });
	const firsts = results.map((result) => result.slice(0, 1));
	const inTheEnd = firsts.map((result, row) => unreported(rows[row], row) ?? result);
	handOnInTheEnd(context, rowItems(context.getNode(), inTheEnd));
	await context.putExecutionToWait(new Date(until));
	return rowItems(context.getNode(), firsts);
}

/**
 * When the time is over, n8n does not ask the node but hands on what lies ready as its input. The
 * rows as they came in would look like videos to the next node, so the truth is put there, as it
 * is known now: n8n saves nothing that a report brings, unless it ends the pause. (The input items
 * themselves stay untouched.)
 */
function handOnInTheEnd(context: IExecuteFunctions, items: INodeExecutionData[]): void {
	const resting = context.getExecuteData();
	resting.data = { ...resting.data, main: [items] };
}
