import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { VideoOperation } from '../request/generation';
import type { Budget } from '../runware/approval';
import type { Outcome } from '../runware/outcome';
import type { Clock, Send } from '../runware/protocol';
import { render } from '../runware/render';
import { connect, createClock } from './connection';
import { createDownload } from './download';
import { priceRows } from './dryRun';
import { createIdentify } from './identity';
import { rowResult, toItems } from './items';
import type { RowResult } from './items';
import { createMediaLinks } from './mediaLinks';
import { fileInto, startDownloads } from './outputFile';
import { reportProgress } from './progress';
import { RowFailure } from './RowFailure';
import { readable, readRows, stopAtBadRows } from './rows';
import { readWish } from './wish';
import type { Wish } from './wish';

/** `video: generate` and `video: edit`: all rows are read, then all render, then all are items. */
export async function makeVideos(
	context: IExecuteFunctions,
	operation: VideoOperation,
): Promise<INodeExecutionData[]> {
	const connection = await connect(context);
	const clock = createClock(context);
	const run = {
		identify: createIdentify(context),
		links: createMediaLinks(context, connection, clock),
	};
	const rows = await readRows(
		context,
		async (source, row) => await readWish(context, source, row, operation, run),
	);
	stopAtBadRows(context, rows);
	const tried = readable(rows).filter((wish) => wish.dryRun);
	const wanted = readable(rows).filter((wish) => !wish.dryRun);
	const priced = await priceRows(tried, connection.send, budgetOf(context, tried));
	const made = await renderRows(context, wanted, connection.send, clock);
	return toItems(
		context,
		rows.map((row, index) =>
			row instanceof RowFailure ? [row] : (priced.get(index) ?? made.get(index) ?? []),
		),
	);
}

async function renderRows(
	context: IExecuteFunctions,
	wishes: readonly Wish[],
	send: Send,
	clock: Clock,
): Promise<ReadonlyMap<number, RowResult>> {
	if (wishes.length === 0) return new Map();
	const jobs = oneJobAKey(wishes);
	const download = createDownload(context, clock);
	const fileOf = ({ output }: Wish) =>
		output === undefined ? undefined : fileInto(download, output);
	const reportOutcome = reportProgress(context, jobs.length);
	const limited = wishes.some(({ spendingLimit }) => spendingLimit !== undefined);
	const outcomes = await render(
		jobs,
		{ send, clock, random: Math.random },
		{
			maxConcurrent: wishes.reduce((least, wish) => Math.min(least, wish.maxConcurrent), Infinity),
			...(limited ? { budget: budgetOf(context, wishes) } : {}),
			onOutcome: (outcome, index) => {
				reportOutcome(outcome);
				const job = jobs[index];
				if (job !== undefined) startDownloads(outcome, fileOf(job));
			},
		},
	);
	const byIdentity = new Map(jobs.map((job, index) => [job.taskUUID(1), outcomes[index]]));
	const first = new Set(jobs);
	const results = wishes.map(async (wish): Promise<[number, RowResult]> => {
		const outcome = byIdentity.get(wish.taskUUID(1));
		if (outcome === undefined) return [wish.row, []];
		const own = first.has(wish) ? outcome : sharedOutcome(outcome);
		const model = wish.request.model;
		return [wish.row, await rowResult(wish.row, own, { model, fileOf: fileOf(wish) })];
	});
	return new Map(await Promise.all(results));
}

/** Rows with the same key share one video: the first of them is the job. */
function oneJobAKey(wishes: readonly Wish[]): readonly Wish[] {
	const byIdentity = new Map<string, Wish>();
	for (const wish of wishes) {
		const identity = wish.taskUUID(1);
		if (!byIdentity.has(identity)) byIdentity.set(identity, wish);
	}
	return [...byIdentity.values()];
}

/** The first row of a key may have been charged; for the others the video was there. */
function sharedOutcome(outcome: Outcome): Outcome {
	return outcome.status === 'finished' ? { ...outcome, reused: true } : outcome;
}

/** The strictest row speaks for the run. */
function budgetOf(context: IExecuteFunctions, wishes: readonly Wish[]): Budget {
	const limits = wishes.flatMap(({ spendingLimit }) =>
		spendingLimit === undefined ? [] : [spendingLimit],
	);
	return {
		...(limits.length === 0 ? {} : { spendingLimit: Math.min(...limits) }),
		allOrNothing: !context.continueOnFail(),
	};
}
