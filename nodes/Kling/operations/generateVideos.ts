import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { VideoOperation } from '../request/generation';
import { connect, createClock } from '../n8n/connection';
import { createDownload } from '../n8n/download';
import { priceRows } from '../running/priceRows';
import { createIdentify } from '../rows/identity';
import { createFilesOf } from '../n8n/inputFile';
import { besideInput, inputFieldsOf } from '../results/inputFields';
import { rowResult, stopAtFailures, toItems } from '../results/items';
import type { RowResult } from '../results/items';
import { createMediaUpload } from '../rows/mediaUpload';
import { createPaidTasks } from '../results/paidTasks';
import { isReported, keepsFromPause, pause, pausedRow } from '../pause/pause';
import { rawOptionsOf } from '../n8n/runContext';
import { budgetOf, fileOfRow, runRows } from '../running/runRows';
import { RowFailure } from '../results/RowFailure';
import { readable, readRows, stopAtBadRows } from '../rows/readRows';
import { withRunRules } from '../rows/runRules';
import { readVideoRow } from '../rows/videoRow';
import type { SaidOfRun } from '../rows/videoRow';

/**
 * `video: generate` and `video: edit`: all rows are read, then all render, then all are items, at
 * once or when the paused execution goes on.
 */
export async function generateVideos(
	context: IExecuteFunctions,
	operation: VideoOperation,
	tasks = createPaidTasks(),
): Promise<INodeExecutionData[]> {
	const { url, send, sendRawBody } = await connect(context);
	const clock = createClock(context);
	const said: SaidOfRun = { pausing: [], spendingLimits: [] };
	const shared = {
		url,
		said,
		options: rawOptionsOf(context),
		identify: createIdentify(context),
		links: createMediaUpload(context, { send, sendRawBody }, clock),
		filesOf: createFilesOf(context),
	};
	const read = await readRows(
		context,
		async (source, row) => await readVideoRow(context, source, row, operation, shared),
	);
	const rows = withRunRules(read, said);
	stopAtBadRows(context, rows);
	const tried = readable(rows).filter((wish) => wish.dryRun);
	const wanted = readable(rows).filter((wish) => !wish.dryRun);
	const priced = await priceRows(tried, { send, clock }, budgetOf(context, tried));
	const download = createDownload(context, clock);
	const made = await runRows(context, wanted, { send, clock, download, tasks });
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
