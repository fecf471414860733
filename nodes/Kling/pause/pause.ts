import { given } from '../given';
import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { polledTaskOf } from '../runware/tasks/job';
import { nodeMadeError } from '../runware/tasks/outcome';
import { failedItem, rowItems, stopAtFailures } from '../results/items';
import type { OutputEntry, RowResult } from '../results/items';
import { keepPausedRun } from './pausedRows';
import type { PausedRow } from './pausedRows';
import type { ResultOfRow } from '../running/rowResults';
import type { RowOutcome } from '../running/runRows';
import type { Clock } from '../runware/wire/protocol';
import { RowFailure } from '../results/RowFailure';
import { runIndexOf } from '../n8n/runContext';

/** Whether a row is left to Runware's report. */
export function isReported({ row, outcome }: RowOutcome): boolean {
	return row.completion === 'callback' && outcome.status === 'processing';
}

/** Whether a failed row is a reason not to pause; a file that did not come is tried again later. */
function keepsFromPause({ details }: RowFailure): boolean {
	return details.code !== 'downloadFailed';
}

/**
 * What the paused execution is to know of a row: what it has come to, with its file, or the task to
 * ask about when a report comes.
 */
function pausedRow(
	node: INode,
	{ result, input }: ResultOfRow,
	made: RowOutcome | undefined,
	now: number,
): PausedRow {
	const [entry = { json: {} }] = result;
	const taskUUID = made?.outcome.taskUUID;
	if (made === undefined || taskUUID === undefined || !(isReported(made) || isToBeFetched(entry))) {
		return { entry: entry instanceof RowFailure ? { json: failedItem(node, entry) } : entry };
	}
	const { row, outcome, shared } = made;
	const isReady = outcome.status === 'finished';
	return {
		task: {
			...polledTaskOf(row, taskUUID),
			acceptedAt: now,
			reused: shared || (isReady && outcome.reused),
		},
		model: row.request.model,
		...given({ output: row.output, input }),
		...(isReady ? { isReady } : {}),
	};
}

/** A row of which there is nothing to pass on but that no report came. */
function unreported(row: PausedRow | undefined, index: number): RowResult | undefined {
	if (row === undefined || 'entry' in row || row.isReady === true) return undefined;
	const { taskUUID } = row.task;
	const charged = 'unknown';
	return [RowFailure.ofRunware(index, nodeMadeError('notReported', ''), { taskUUID, charged })];
}

/** A file that was not downloaded, or that n8n keeps within the item: it is not to be kept twice. */
function isToBeFetched(entry: OutputEntry | RowFailure): boolean {
	if (entry instanceof RowFailure) return !keepsFromPause(entry);
	return Object.values(entry.binary ?? {}).some(({ id }) => id === undefined);
}

/**
 * Pauses the execution, in n8n's database, until Runware reports, or until the time is over.
 * @param results what the rows have come to so far
 * @returns what the editor shows meanwhile
 */
export async function pauseForReports(
	context: IExecuteFunctions,
	results: readonly ResultOfRow[],
	outcomes: ReadonlyMap<number, RowOutcome>,
	{ clock }: { readonly clock: Clock },
): Promise<INodeExecutionData[]> {
	const now = clock.now();
	const node = context.getNode();
	const soFar = results.map(({ result }) => result);
	stopAtFailures(context, soFar, keepsFromPause);
	const rows = results.map((result, row) => pausedRow(node, result, outcomes.get(row), now));
	keepPausedRun(context, { run: runIndexOf(context), rows });
	const firsts = soFar.map((result) => result.slice(0, 1));
	const inTheEnd = firsts.map((result, row) => unreported(rows[row], row) ?? result);
	handOnInTheEnd(context, rowItems(node, inTheEnd));
	const pausesMs = [...outcomes.values()].map(({ row }) => row.maxPauseMs);
	await context.putExecutionToWait(new Date(now + Math.max(...pausesMs)));
	return rowItems(node, firsts);
}

/**
 * When the time is over, n8n does not ask the node but passes on what it has as its input. The
 * rows as they came in would look like videos to the next node, so what is known now is put
 * there: n8n saves nothing that a report brings, unless it ends the pause. (The input items
 * themselves stay untouched.)
 */
function handOnInTheEnd(context: IExecuteFunctions, items: INodeExecutionData[]): void {
	const resting = context.getExecuteData();
	resting.data = { ...resting.data, main: [items] };
}
