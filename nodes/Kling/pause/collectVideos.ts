import type {
	INodeExecutionData,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { printable } from '../parameters/printable';
import { findReported } from '../runware/findReported';
import type { Outcome } from '../runware/tasks/outcome';
import type { TaskUUID } from '../runware/wire/protocol';
import { RunwareError } from '../runware/wire/RunwareError';
import { connect, createClock } from '../n8n/connection';
import { createDownload } from '../n8n/download';
import { besideInput } from '../results/inputFields';
import { rowItems, rowResult } from '../results/items';
import { fileInto } from '../n8n/binaryOutput';
import { keptPausedRun } from './pausedRows';
import type { PausedRow } from './pausedRows';

/**
 * The address of a paused execution. `restartWebhook` makes it that of the execution and not of the
 * workflow. Without `responseData`, n8n answers with words of its own.
 */
export const reportWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		path: '',
		restartWebhook: true,
		responseMode: 'onReceived',
		responseData: '',
	},
];

/**
 * The executions whose videos this process is collecting. Only to save work: Runware repeats a
 * report that is not answered within seconds, and each would download all files once more.
 */
const collecting = new Set<string>();

const LONGEST_REASON = 300;

/**
 * Runware reports a video to the paused execution. When all its videos are ready, it continues with
 * them; until then it stays paused. Never throws: n8n would let the next nodes run on nothing.
 */
export async function collectVideos(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await answerTo(context);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return reportAgain(context, 'The videos could not be collected', reason);
	}
}

async function answerTo(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const paused = keptPausedRun(context);
	const query: Readonly<Record<string, unknown>> = { ...context.getQueryData() };
	if (paused === undefined || paused.run !== query['run']) {
		return heard('This execution does not wait for that video');
	}
	const tasks = paused.rows.flatMap((row) => ('task' in row ? [row.task] : []));
	const about = paused.rows[Number(query['row'])];
	const reported = about !== undefined && 'task' in about ? about.task.taskUUID : undefined;
	const { send } = await connect(context);
	const outcomes = await findReported(tasks, reported, send, createClock(context));
	if (outcomes instanceof RunwareError) {
		return reportAgain(context, 'Runware could not be asked about the videos', outcomes.message);
	}
	const open = [...outcomes].filter(([, { status }]) => status === 'processing');
	if (open.some(([taskUUID]) => taskUUID === reported)) {
		return reportAgain(context, 'Runware says that this video is not ready');
	}
	if (open.length > 0) return heard(`${open.length} more videos are not ready`);
	return await goOn(context, paused.rows, outcomes);
}

async function goOn(
	context: IWebhookFunctions,
	rows: readonly PausedRow[],
	outcomes: ReadonlyMap<TaskUUID, Outcome>,
): Promise<IWebhookResponseData> {
	const execution = context.getExecutionId();
	if (collecting.has(execution)) return reportAgain(context, 'The videos are being collected');
	collecting.add(execution);
	try {
		const items = await itemsOf(context, rows, outcomes);
		return { ...heard('All videos are collected'), workflowData: [items] };
	} finally {
		collecting.delete(execution);
	}
}

async function itemsOf(
	context: IWebhookFunctions,
	rows: readonly PausedRow[],
	outcomes: ReadonlyMap<TaskUUID, Outcome>,
): Promise<INodeExecutionData[]> {
	const download = createDownload(context, createClock(context));
	const results = rows.map(async (row, index) => {
		if ('entry' in row) return [row.entry];
		const { task, model, output, input } = row;
		const outcome = outcomes.get(task.taskUUID);
		if (outcome === undefined) return [];
		const own = outcome.status === 'finished' ? { ...outcome, reused: task.reused } : outcome;
		const fileOf = output === undefined ? undefined : fileInto(download, output);
		return besideInput(await rowResult(index, own, { model, fileOf }), input);
	});
	// n8n pairs these items to the rows by their position.
	const firsts = (await Promise.all(results)).map((entries) => entries.slice(0, 1));
	return rowItems(context.getNode(), firsts);
}

/** Runware need not repeat its report, and the execution stays as it is. */
function heard(message: string): IWebhookResponseData {
	return { webhookResponse: { message } };
}

/**
 * Runware is to report once more, as it does when the answer is not one of success.
 * @param trouble why, where somebody may have to fix it: only n8n's log can say so
 */
function reportAgain(
	context: IWebhookFunctions,
	message: string,
	trouble?: string,
): IWebhookResponseData {
	if (trouble !== undefined) {
		const executionId = context.getExecutionId();
		context.logger.error(
			`${context.getNode().name}: execution ${executionId} is paused, and a report from Runware could not be used. ${message}: ${printable(trouble, LONGEST_REASON)}`,
			{ executionId },
		);
	}
	context.getResponseObject().status(503).json({ message });
	return { noWebhookResponse: true };
}
