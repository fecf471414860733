import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { printable } from '../parameters/printable';
import {
	CANCELED,
	cancelSignalOf,
	endWhatIsLeft,
	isCancelled,
	mayRun,
	untilCancelled,
} from '../n8n/cancellation';
import { rowItems } from './items';
import { brokenOff, withTasks } from './nodeError';
import { createPaidTasks } from './paidTasks';
import type { PaidTasks, SafeTasks } from './paidTasks';
import { RowFailure } from './RowFailure';
import { runIndexOf } from '../n8n/runContext';

/**
 * Runs an operation, so that nothing ends it without the task UUIDs of what is paid: not Stop, not
 * n8n's time-out, and no error of n8n or of this node.
 */
export async function everyWayOut(
	context: IExecuteFunctions,
	perform: (tasks: PaidTasks) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	mayRun(context);
	const run = context.getNode().retryOnFail === true ? runIndexOf(context) : undefined;
	const tasks = createPaidTasks(run === undefined ? [] : ofEarlierTry(context, run));
	// Retry On Fail continues after a Stop.
	if (isCancelled(context)) throw canceled(context, tasks.named());
	const tell = () => {
		tellTasks(context, tasks.named());
	};
	const signal = cancelSignalOf(context);
	signal?.addEventListener('abort', tell, { once: true });
	try {
		// n8n saves a stopped execution immediately, so nothing is waited for.
		return await untilCancelled(context, perform(tasks));
	} catch (error) {
		endWhatIsLeft(context);
		if (signal?.aborted === true) throw canceled(context, tasks.named());
		if (context.continueOnFail()) return failedRows(context, error, tasks);
		throw leaving(context, error, tasks.named());
	} finally {
		signal?.removeEventListener('abort', tell);
		if (run !== undefined) keepForNextTry(context, { run, tasks: tasks.byRow() });
	}
}

function canceled(context: IExecuteFunctions, tasks: SafeTasks): NodeOperationError {
	return brokenOff(context.getNode(), CANCELED, tasks, [
		'Runware still finishes the videos that it has already accepted, and charges for them.',
	]);
}

/** The error with the tasks that it does not name itself, as one of failed rows mostly does. */
function leaving(context: IExecuteFunctions, error: unknown, tasks: SafeTasks): unknown {
	if (isEmpty(tasks)) return error;
	const complete = withTasks(error, tasks);
	if (complete !== undefined) return complete;
	tellTasks(context, tasks);
	return brokenOff(context.getNode(), reasonOf(error), tasks, []);
}

/** Where On Error continues, a throw would send the input rows out of the success output. */
function failedRows(
	context: IExecuteFunctions,
	error: unknown,
	tasks: PaidTasks,
): INodeExecutionData[] {
	tellTasks(context, tasks.named());
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

function isEmpty({ finished, processing }: SafeTasks): boolean {
	return finished.length + processing.length === 0;
}

/** In the node's own context, which the tries of Retry On Fail share. */
const PLACE = 'paid';

interface Kept {
	readonly run: string;
	readonly tasks: ReturnType<PaidTasks['byRow']>;
}

function keepForNextTry(context: IExecuteFunctions, kept: Kept): void {
	context.getContext('node')[PLACE] = JSON.stringify(kept);
}

function ofEarlierTry(context: IExecuteFunctions, run: string): Kept['tasks'] {
	const text = context.getContext('node')[PLACE];
	if (typeof text !== 'string') return [];
	const kept = JSON.parse(text) as Kept; // written above
	return kept.run === run ? kept.tasks : [];
}

/** n8n cuts values at 255 characters, and keeps ten of them for an execution. */
const TASKS_A_VALUE = 6;

/**
 * Leaves the tasks where they survive a Stop: an n8n without workers then saves the execution as it
 * was when it began, without the node's error. What it keeps are custom data ("Highlighted data" of
 * the execution, `customData` in n8n's API) and its log. Called by the signal itself, which is
 * before n8n saves.
 */
function tellTasks(context: IExecuteFunctions, tasks: SafeTasks): void {
	if (isEmpty(tasks)) return;
	const { finished, processing } = tasks;
	const all = [...processing, ...finished];
	const told = `The run ended early. Videos still being made: ${listed(processing)}; finished: ${listed(finished)}. To get them at no extra cost, use 'Video: Get' with these task UUIDs`;
	const steps = [
		() => {
			const executionId = context.getExecutionId();
			context.logger.warn(`${context.getNode().name}: ${told}`, { executionId });
		},
		() => {
			for (let at = 0; at < all.length; at += TASKS_A_VALUE) {
				const key = at === 0 ? 'runware_tasks' : `runware_tasks_${at / TASKS_A_VALUE + 1}`;
				context.customData.set(key, all.slice(at, at + TASKS_A_VALUE).join(','));
			}
		},
		() => {
			context.sendMessageToUI(told);
		},
	];
	for (const step of steps) {
		try {
			step();
		} catch {
			continue; // one place that an older n8n lacks must not keep the others from it
		}
	}
}

function listed(tasks: readonly string[]): string {
	return tasks.length === 0 ? 'none' : tasks.join(', ');
}
