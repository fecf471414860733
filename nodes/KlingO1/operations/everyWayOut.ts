import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { printable } from '../parameters/printable';
import { isFields } from '../runware/envelope';
import { CANCELED, cancelSignalOf, isCancelled, untilCancelled } from './cancellation';
import { rowItems } from './items';
import { brokenOff, NONE_SAFE } from './nodeError';
import { createPaidTasks } from './paidTasks';
import type { PaidTasks, SafeTasks } from './paidTasks';
import { RowFailure } from './RowFailure';

/**
 * Runs an operation, so that nothing ends it without the task UUIDs of what is paid: not Stop, not
 * n8n's time-out, and no error of n8n or of this node.
 */
export async function everyWayOut(
	context: IExecuteFunctions,
	perform: (tasks: PaidTasks) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	// Retry On Fail goes on after a Stop.
	if (isCancelled(context)) throw canceled(context, keptTasks(context));
	const tasks = createPaidTasks();
	const keep = () => {
		keepTasks(context, tasks.named());
	};
	const signal = cancelSignalOf(context);
	signal?.addEventListener('abort', keep, { once: true });
	try {
		// n8n saves a stopped execution at once, so nothing is waited for.
		return await untilCancelled(context, perform(tasks));
	} catch (error) {
		if (isCancelled(context)) throw canceled(context, tasks.named());
		if (context.continueOnFail()) return failedRows(context, error, tasks);
		throw named(context, error, tasks.named());
	} finally {
		signal?.removeEventListener('abort', keep);
	}
}

function canceled(context: IExecuteFunctions, tasks: SafeTasks): NodeOperationError {
	return brokenOff(context.getNode(), CANCELED, tasks, [
		'Runware goes on with what it has accepted, and charges it.',
	]);
}

/** The error with the tasks in it; one of failed rows has them already. */
function named(context: IExecuteFunctions, error: unknown, tasks: SafeTasks): unknown {
	const fields = isFields(error) && isFields(error['context']) ? error['context']['data'] : {};
	if (count(tasks) === 0 || (isFields(fields) && 'finished' in fields)) return error;
	keepTasks(context, tasks);
	return brokenOff(context.getNode(), reasonOf(error), tasks, []);
}

/** Where On Error continues, a throw would send the input rows out of the success output. */
function failedRows(
	context: IExecuteFunctions,
	error: unknown,
	tasks: PaidTasks,
): INodeExecutionData[] {
	keepTasks(context, tasks.named());
	const rows = context.getInputData().map((_item, row) => row);
	return rowItems(
		context.getNode(),
		rows.map((row) => [RowFailure.ofBreakOff(row, reasonOf(error), tasks.of(row))]),
	);
}

const LONGEST_REASON = 300;

function reasonOf(error: unknown): string {
	return printable(error instanceof Error ? error.message : String(error), LONGEST_REASON);
}

function count({ finished, processing }: SafeTasks): number {
	return finished.length + processing.length;
}

/** In the node's own context, for another try after a Stop. */
const PLACE = 'named';

function keptTasks(context: IExecuteFunctions): SafeTasks {
	const kept = context.getContext('node')[PLACE];
	return typeof kept === 'string' ? (JSON.parse(kept) as SafeTasks) : NONE_SAFE; // written below
}

/** n8n cuts values at 255 characters, and keeps ten of them for an execution. */
const TASKS_A_VALUE = 6;

/**
 * Leaves the tasks where they survive a Stop: a single n8n then saves the execution as it was when it
 * began, without the error of the node. Kept are its custom data ("Highlighted data" of the
 * execution, `customData` in n8n's API) and n8n's log. Called by the signal itself, before n8n saves.
 */
function keepTasks(context: IExecuteFunctions, tasks: SafeTasks): void {
	if (count(tasks) === 0) return;
	const { finished, processing } = tasks;
	const all = [...processing, ...finished];
	const told = `The run broke off. Videos still being made: ${listed(processing)}; finished: ${listed(finished)}. The operation 'Get' fetches them by task UUID`;
	const { name } = context.getNode();
	each(
		() => {
			context.logger.warn(`${name}: ${told}`, { executionId: context.getExecutionId() });
		},
		() => {
			context.getContext('node')[PLACE] = JSON.stringify(tasks);
		},
		...all.flatMap((_task, at) => {
			if (at % TASKS_A_VALUE !== 0) return [];
			const key = at === 0 ? 'runware_tasks' : `runware_tasks_${at / TASKS_A_VALUE + 1}`;
			return () => {
				context.customData.set(key, all.slice(at, at + TASKS_A_VALUE).join(','));
			};
		}),
		() => {
			context.sendMessageToUI(told);
		},
	);
}

function listed(tasks: readonly string[]): string {
	return tasks.length === 0 ? 'none' : tasks.join(', ');
}

/** One place that fails, or is missing in an older n8n, must not keep the others from it. */
function each(...steps: readonly (() => void)[]): void {
	for (const step of steps) {
		try {
			step();
		} catch {
			continue;
		}
	}
}
