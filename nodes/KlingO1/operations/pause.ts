import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { askedOf } from '../runware/job';
import { ownError } from '../runware/outcome';
import type { TaskUUID } from '../runware/protocol';
import { besideInput } from './inputFields';
import { rowItems } from './items';
import type { RowResult } from './items';
import { keepPausedRun } from './pausedRows';
import type { PausedRow } from './pausedRows';
import type { Made } from './renderRows';
import { RowFailure } from './RowFailure';
import { runIndexOf } from './runIndex';

/** Whether a row is left to Runware's report. */
export function isReported({ wish, outcome }: Made): boolean {
	return wish.when === 'callback' && outcome.status === 'processing';
}

/** What the paused execution is to know of a row. A video that is there already waits with the others. */
export function pausedRow(
	node: INode,
	result: RowResult,
	made: Made | undefined,
	now: number,
	input?: IDataObject,
): PausedRow {
	const taskUUID = made === undefined ? undefined : awaitedTask(made);
	if (made === undefined || taskUUID === undefined) {
		const [item] = rowItems(node, [result]);
		return { item: item?.json ?? {} };
	}
	const { wish, outcome, shared } = made;
	const reused = shared || (outcome.status === 'finished' && outcome.reused);
	return {
		task: { ...askedOf(wish, taskUUID), acceptedAt: now, reused },
		model: wish.request.model,
		...(wish.output === undefined ? {} : { output: wish.output }),
		...(input === undefined ? {} : { input }),
	};
}

function awaitedTask(made: Made): TaskUUID | undefined {
	const { outcome } = made;
	return outcome.status === 'finished' || isReported(made) ? outcome.taskUUID : undefined;
}

/**
 * Lets the execution rest in n8n's database until Runware reports, or until the time is over.
 * @param until milliseconds since 1970
 * @returns what the editor shows meanwhile
 */
export async function pause(
	context: IExecuteFunctions,
	rows: readonly PausedRow[],
	until: number,
): Promise<INodeExecutionData[]> {
	keepPausedRun(context, { run: runIndexOf(context), rows });
	const node = context.getNode();
	handOnInTheEnd(context, rowItems(node, rows.map(unreported)));
	await context.putExecutionToWait(new Date(until));
	return rowItems(node, rows.map(awaited));
}

/**
 * When the time is over, n8n does not ask the node but hands on what lies ready as its input. The
 * rows as they came in would look like videos to the next node, so the truth is put there. (The
 * input items themselves stay untouched.)
 */
function handOnInTheEnd(context: IExecuteFunctions, items: INodeExecutionData[]): void {
	const resting = context.getExecuteData();
	resting.data = { ...resting.data, main: [items] };
}

function unreported(row: PausedRow, index: number): RowResult {
	if ('item' in row) return [{ json: row.item }];
	const { taskUUID } = row.task;
	const charged = 'unknown';
	return [RowFailure.ofRunware(index, ownError('notReported', ''), { taskUUID, charged })];
}

function awaited(row: PausedRow): RowResult {
	if ('item' in row) return [{ json: row.item }];
	const { task, model, input } = row;
	const json = { status: 'processing', taskUUID: task.taskUUID, model };
	return besideInput([{ json }], input);
}
