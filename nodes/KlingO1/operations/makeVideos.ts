import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { VideoOperation } from '../request/generation';
import { createAsk } from '../runware/ask';
import { connect, createClock } from './connection';
import { createDownload } from './download';
import { priceRows } from './dryRun';
import { createIdentify } from './identity';
import { createFilesOf } from './inputFile';
import { besideInput, inputFieldsOf } from './inputFields';
import { rowResult, stopAtFailures, toItems } from './items';
import type { RowResult } from './items';
import { createMediaLinks } from './mediaLinks';
import { createPaidTasks } from './paidTasks';
import { isReported, keepsFromPause, pause, pausedRow } from './pause';
import { rawOptionsOf } from './rawOptions';
import { budgetOf, fileOfRow, renderRows } from './renderRows';
import { RowFailure } from './RowFailure';
import { readable, readRows, stopAtBadRows } from './rows';
import { withRunRules } from './runRules';
import type { SaidOfRun } from './runRules';
import { readWish } from './wish';

/**
 * `video: generate` and `video: edit`: all rows are read, then all render, then all are items, at
 * once or when the paused execution goes on.
 */
export async function makeVideos(
	context: IExecuteFunctions,
	operation: VideoOperation,
	tasks = createPaidTasks(),
): Promise<INodeExecutionData[]> {
	const { url, send, sendWritten } = await connect(context);
	const clock = createClock(context);
	const said: SaidOfRun = { pausing: [], spendingLimits: [] };
	const shared = {
		url,
		said,
		options: rawOptionsOf(context),
		identify: createIdentify(context),
		links: createMediaLinks(context, { send, sendWritten }, clock),
		filesOf: createFilesOf(context),
	};
	const read = await readRows(
		context,
		async (source, row) => await readWish(context, source, row, operation, shared),
	);
	const rows = withRunRules(read, said);
	stopAtBadRows(context, rows);
	const tried = readable(rows).filter((wish) => wish.dryRun);
	const wanted = readable(rows).filter((wish) => !wish.dryRun);
	const ask = createAsk(send);
	const priced = await priceRows(tried, { send, ask, clock }, budgetOf(context, tried));
	const download = createDownload(context, clock);
	const made = await renderRows(context, wanted, { send, clock, download, tasks });
	const isPausing = [...made.values()].some(isReported);
	const outcomes = await Promise.all(
		rows.map(async (row, index): Promise<RowResult> => {
			if (row instanceof RowFailure) return [row];
			const video = made.get(index);
			if (video === undefined) return priced.get(index) ?? [];
			const fileOf = fileOfRow(download, video.wish);
			return await rowResult(index, video.outcome, { model: video.wish.request.model, fileOf });
		}),
	);
	const inputs = rows.map((row, index) =>
		row instanceof RowFailure || !row.includeInputFields
			? undefined
			: inputFieldsOf(context, index),
	);
	const results = outcomes.map((result, index) => besideInput(result, inputs[index]));
	if (!isPausing) return toItems(context, results);
	stopAtFailures(context, results, keepsFromPause);
	const node = context.getNode();
	const now = clock.now();
	return await pause(
		context,
		results.map((result, row) => pausedRow(node, result, made.get(row), now, inputs[row])),
		results,
		now + Math.max(...wanted.map(({ maxPauseMs }) => maxPauseMs)),
	);
}
