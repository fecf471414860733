import type { IExecuteFunctions } from 'n8n-workflow';

import type { Budget } from '../runware/approval';
import { findReported } from '../runware/findReported';
import { askedOf } from '../runware/job';
import type { Outcome } from '../runware/outcome';
import type { Clock, Send } from '../runware/protocol';
import { render } from '../runware/render';
import { RunwareError } from '../runware/RunwareError';
import type { DownloadVideo } from './download';
import { fileInto, startDownloads } from './outputFile';
import type { FileOf } from './outputFile';
import { reportProgress } from './progress';
import type { Wish } from './wish';

/** What a row's wish has come to. */
export interface Made {
	readonly wish: Wish;
	readonly outcome: Outcome;
	/** Whether an earlier row of this run has the same unique key, and so the same video. */
	readonly shared: boolean;
}

/**
 * n8n refuses a report to an execution that is not paused yet, and Runware repeats it only so
 * often. A run that took longer than this before it could pause may have missed some.
 */
const REPORTS_MISSED_AFTER_MS = 5000;

/** Renders all wishes. Returns what became of them, by row. */
export async function renderRows(
	context: IExecuteFunctions,
	wishes: readonly Wish[],
	{ send, clock, download }: { send: Send; clock: Clock; download: DownloadVideo },
): Promise<ReadonlyMap<number, Made>> {
	if (wishes.length === 0) return new Map();
	const jobs = oneJobAKey(wishes);
	const reportOutcome = reportProgress(context, jobs.length);
	// The files of a run that pauses are fetched when it goes on: now they would be thrown away.
	const mayPause = wishes.some(({ when }) => when === 'callback');
	const limited = wishes.some(({ spendingLimit }) => spendingLimit !== undefined);
	const startedAt = clock.now();
	const rendered = await render(
		jobs,
		{ send, clock, random: Math.random },
		{
			maxConcurrent: wishes.reduce((least, wish) => Math.min(least, wish.maxConcurrent), Infinity),
			...(limited ? { budget: budgetOf(context, wishes) } : {}),
			onOutcome: (outcome, index) => {
				reportOutcome(outcome);
				const job = jobs[index];
				if (job !== undefined && !mayPause) startDownloads(outcome, fileOfRow(download, job));
			},
		},
	);
	const isLate = clock.now() - startedAt > REPORTS_MISSED_AFTER_MS;
	const outcomes = isLate ? await withMissedReports(jobs, rendered, send, clock) : rendered;
	const byIdentity = new Map(jobs.map((job, index) => [job.taskUUID(1), outcomes[index]]));
	const first = new Set(jobs);
	return new Map(
		wishes.flatMap((wish): [number, Made][] => {
			const outcome = byIdentity.get(wish.taskUUID(1));
			if (outcome === undefined) return [];
			const shared = !first.has(wish);
			const own = shared ? sharedOutcome(outcome) : outcome;
			return [[wish.row, { wish, outcome: own, shared }]];
		}),
	);
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

async function withMissedReports(
	jobs: readonly Wish[],
	outcomes: readonly Outcome[],
	send: Send,
	clock: Clock,
): Promise<readonly Outcome[]> {
	const left = jobs.flatMap((job, index) => {
		const outcome = outcomes[index];
		if (job.when !== 'callback' || outcome?.status !== 'processing') return [];
		return [{ ...askedOf(job, outcome.taskUUID), acceptedAt: clock.now(), reused: false }];
	});
	if (left.length === 0) return outcomes;
	const found = await findReported(left, undefined, send, clock);
	if (found instanceof RunwareError) return outcomes;
	return outcomes.map((outcome) =>
		outcome.status === 'processing' ? (found.get(outcome.taskUUID) ?? outcome) : outcome,
	);
}

/** Brings a row's files into its output, where it wants them. */
export function fileOfRow(download: DownloadVideo, { output }: Wish): FileOf | undefined {
	return output === undefined ? undefined : fileInto(download, output);
}

/** The strictest row speaks for the run. */
export function budgetOf(context: IExecuteFunctions, wishes: readonly Wish[]): Budget {
	const limits = wishes.flatMap(({ spendingLimit }) =>
		spendingLimit === undefined ? [] : [spendingLimit],
	);
	return {
		...(limits.length === 0 ? {} : { spendingLimit: Math.min(...limits) }),
		allOrNothing: !context.continueOnFail(),
	};
}
