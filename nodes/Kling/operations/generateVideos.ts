import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { connect, createClock } from '../n8n/connection';
import { createDownload } from '../n8n/download';
import { createFilesOf } from '../n8n/inputFile';
import { rawOptionsOf } from '../n8n/runContext';
import { isReported, pauseForReports } from '../pause/pause';
import type { VideoOperation } from '../request/generation';
import { toItems } from '../results/items';
import { createPaidTasks } from '../results/paidTasks';
import { RowFailure } from '../results/RowFailure';
import { createIdentify } from '../rows/identity';
import { createMediaUpload } from '../rows/mediaUpload';
import { readRows, stopAtBadRows } from '../rows/readRows';
import { withRunRules } from '../rows/runRules';
import { readVideoRow } from '../rows/videoRow';
import type { SaidOfRun, VideoRow } from '../rows/videoRow';
import { priceRows } from '../running/priceRows';
import { resultsOf } from '../running/rowResults';
import { runRows } from '../running/runRows';

/**
 * `video: generate` and `video: edit`: parameters → valid rows → prices of dry runs → videos →
 * items, at once or when the paused execution continues.
 */
export async function generateVideos(
	context: IExecuteFunctions,
	operation: VideoOperation,
	tasks = createPaidTasks(),
): Promise<INodeExecutionData[]> {
	const parts = await compose(context, operation);
	const rows = await readValidRows(context, parts);
	const prices = await priceRows(context, videoRowsOf(rows, { dryRun: true }), parts);
	const outcomes = await runRows(context, videoRowsOf(rows, { dryRun: false }), {
		...parts,
		tasks,
	});
	const results = await resultsOf(context, rows, { prices, outcomes }, parts);
	const isPausing = [...outcomes.values()].some(isReported);
	return isPausing
		? await pauseForReports(context, results, outcomes, parts)
		: toItems(
				context,
				results.map(({ result }) => result),
			);
}

type Parts = Awaited<ReturnType<typeof compose>>;

/** What the steps share. */
async function compose(context: IExecuteFunctions, operation: VideoOperation) {
	const { url, send, sendRawBody } = await connect(context);
	const clock = createClock(context);
	const said: SaidOfRun = { pausing: [], spendingLimits: [] };
	return {
		operation,
		url,
		send,
		clock,
		said,
		options: rawOptionsOf(context),
		identify: createIdentify(context),
		upload: createMediaUpload(context, { send, sendRawBody }, clock),
		filesOf: createFilesOf(context),
		download: createDownload(context, clock),
	};
}

/** All rows, before anything is sent: a row that is not valid is its failure, or stops the run. */
async function readValidRows(
	context: IExecuteFunctions,
	parts: Parts,
): Promise<readonly (VideoRow | RowFailure)[]> {
	const read = await readRows(
		context,
		async (source, row) => await readVideoRow(context, source, row, parts),
	);
	const rows = withRunRules(read, parts.said);
	stopAtBadRows(context, rows);
	return rows;
}

function videoRowsOf(
	rows: readonly (VideoRow | RowFailure)[],
	{ dryRun }: { readonly dryRun: boolean },
): readonly VideoRow[] {
	return rows.filter(
		(row): row is VideoRow => !(row instanceof RowFailure) && row.dryRun === dryRun,
	);
}
