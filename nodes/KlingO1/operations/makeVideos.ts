import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { completion, maxConcurrent, maxWaitMs } from '../catalog/completion';
import { dryRun, spendingLimit, uniqueKey } from '../catalog/money';
import { parseGeneration } from '../request/generation';
import type { VideoOperation } from '../request/generation';
import { publishedPrice } from '../request/publishedPrice';
import { videoRequest } from '../request/videoRequest';
import type { Budget } from '../runware/approval';
import type { Job } from '../runware/job';
import type { Outcome } from '../runware/outcome';
import { render } from '../runware/render';
import { createClock, createSend } from './connection';
import { priceRows } from './dryRun';
import { taskUUIDOf } from './identity';
import { rowResult, toItems } from './items';
import type { RowResult } from './items';
import { reportProgress } from './progress';
import { RowFailure } from './RowFailure';
import { readable, readRows, stopAtBadRows } from './rows';

/** A row's job, and what it says of the run. */
interface Wish extends Job {
	readonly row: number;
	readonly uniqueKey?: string;
	readonly dryRun: boolean;
	readonly spendingLimit?: number;
	readonly maxConcurrent: number;
}

/** `video: generate` and `video: edit`: all rows are read, then all render, then all are items. */
export async function makeVideos(
	context: IExecuteFunctions,
	operation: VideoOperation,
): Promise<INodeExecutionData[]> {
	const rows = readRows(context, (source, row): Wish => {
		const generation = parseGeneration(source, operation);
		const request = videoRequest(generation);
		const key = uniqueKey(source);
		const limit = spendingLimit(source);
		return {
			row,
			request,
			taskUUID: taskUUIDOf(context, row, request, key),
			...(key === undefined ? {} : { uniqueKey: key }),
			until: completion(source) === 'submit' ? 'accepted' : 'finished',
			dryRun: dryRun(source),
			...(limit === undefined ? {} : { spendingLimit: limit }),
			maxConcurrent: maxConcurrent(source),
			maxWaitMs: maxWaitMs(source),
			publishedPrice: publishedPrice(generation),
		};
	});
	stopAtBadRows(context, rows);
	const tried = readable(rows).filter((wish) => wish.dryRun);
	const wanted = readable(rows).filter((wish) => !wish.dryRun);
	const priced = await priceRows(context, tried, budgetOf(context, tried));
	const made = await renderRows(context, wanted);
	return toItems(
		context,
		rows.map((row, index) =>
			row instanceof RowFailure ? row : (priced.get(index) ?? made.get(index) ?? []),
		),
	);
}

async function renderRows(
	context: IExecuteFunctions,
	wishes: readonly Wish[],
): Promise<ReadonlyMap<number, RowResult>> {
	if (wishes.length === 0) return new Map();
	const jobs = oneJobAKey(wishes);
	const limited = wishes.some(({ spendingLimit: limit }) => limit !== undefined);
	const outcomes = await render(
		jobs,
		{ send: await createSend(context), clock: createClock(context), random: Math.random },
		{
			maxConcurrent: Math.min(...wishes.map((wish) => wish.maxConcurrent)),
			...(limited ? { budget: budgetOf(context, wishes) } : {}),
			onOutcome: reportProgress(context, jobs.length),
		},
	);
	const byIdentity = new Map(jobs.map((job, index) => [job.taskUUID(1), outcomes[index]]));
	const results = wishes.map((wish): [number, RowResult] => {
		const outcome = byIdentity.get(wish.taskUUID(1));
		if (outcome === undefined) return [wish.row, []];
		const first = jobs.includes(wish);
		const own = first ? outcome : sharedOutcome(outcome);
		return [wish.row, rowResult(wish.row, own, wish.request.model)];
	});
	return new Map(results);
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
	const limits = wishes.flatMap(({ spendingLimit: limit }) => (limit === undefined ? [] : [limit]));
	return {
		...(limits.length === 0 ? {} : { spendingLimit: Math.min(...limits) }),
		allOrNothing: !context.continueOnFail(),
	};
}
