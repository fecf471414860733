import type { IExecuteFunctions } from 'n8n-workflow';

import type { Budget } from '../runware/approval';
import { findReported } from '../runware/findReported';
import { askedOf } from '../runware/job';
import type { Outcome } from '../runware/outcome';
import type { Clock, Send, TaskUUID } from '../runware/protocol';
import { render } from '../runware/render';
import { RunwareError } from '../runware/RunwareError';
import type { DownloadVideo } from './download';
import { fileInto, startDownloads } from './outputFile';
import type { FileOf } from './outputFile';
import type { PaidTask, PaidTasks } from './paidTasks';
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

interface RenderRowsDependencies {
	readonly send: Send;
	readonly clock: Clock;
	readonly download: DownloadVideo;
	readonly tasks: PaidTasks;
}

/** Renders all wishes. Returns what became of them, by row. */
export async function renderRows(
	context: IExecuteFunctions,
	wishes: readonly Wish[],
	{ send, clock, download, tasks }: RenderRowsDependencies,
): Promise<ReadonlyMap<number, Made>> {
	if (wishes.length === 0) return new Map();
	const jobs = oneJobAKey(wishes);
	const rowsByIdentity = rowsByTask(wishes);
	const reportOutcome = reportProgress(context, jobs.length);
	const rowsOf = (index: number) => rowsByIdentity.get(jobs[index]?.taskUUID(1) ?? '') ?? [];
	const limited = wishes.some(({ spendingLimit }) => spendingLimit !== undefined);
	const startedAt = clock.now();
	const rendered = await render(
		jobs,
		{ send, clock, random: Math.random },
		{
			maxConcurrent: wishes.reduce((least, wish) => Math.min(least, wish.maxConcurrent), Infinity),
			...(limited ? { budget: budgetOf(context, wishes) } : {}),
			onTask: (taskUUID, index) => {
				tasks.begun(taskUUID, rowsOf(index));
			},
			onOutcome: (outcome, index) => {
				tasks.ended(outcome, rowsOf(index));
				reportOutcome(outcome);
				const job = jobs[index];
				if (job !== undefined) startDownloads(outcome, fileOfRow(download, job));
			},
		},
	);
	const outcomes = await readyToPause(jobs, rendered, { send, clock, download, startedAt });
	for (const [index, outcome] of outcomes.entries()) tasks.ended(outcome, rowsOf(index));
	const byIdentity = new Map(jobs.map((job, index) => [job.taskUUID(1), outcomes[index]]));
	const first = new Set(jobs);
	return new Map(
		wishes.flatMap((wish): [number, Made][] => {
			const outcome = byIdentity.get(wish.taskUUID(1));
			if (outcome === undefined) return [];
			const shared = !first.has(wish);
			const own = shared ? sharedOutcome(outcome) : boughtBefore(outcome, tasks.of(wish.row));
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

/** What could not be asked after may have been bought by an earlier try of this run. */
function boughtBefore(outcome: Outcome, task: PaidTask | undefined): Outcome {
	if (outcome.status !== 'failed' || outcome.taskUUID !== undefined || task === undefined) {
		return outcome;
	}
	return { ...outcome, taskUUID: task.taskUUID, charged: task.isFinished ? 'yes' : 'unknown' };
}

/** The first row of a key may have been charged; for the others the video was there. */
function sharedOutcome(outcome: Outcome): Outcome {
	return outcome.status === 'finished' ? { ...outcome, reused: true } : outcome;
}

/** By the identity of the task that the rows share. */
function rowsByTask(wishes: readonly Wish[]): ReadonlyMap<TaskUUID, readonly number[]> {
	const rows = new Map<TaskUUID, number[]>();
	for (const { taskUUID, row } of wishes) {
		const identity = taskUUID(1);
		const sharing = rows.get(identity);
		if (sharing === undefined) rows.set(identity, [row]);
		else sharing.push(row);
	}
	return rows;
}

/**
 * Fetches the files that are there before the run pauses: what lies ready for the end of a pause is
 * written now, and links do not last. Asks after reports that were missed meanwhile.
 */
async function readyToPause(
	jobs: readonly Wish[],
	outcomes: readonly Outcome[],
	{
		send,
		clock,
		download,
		startedAt,
	}: Omit<RenderRowsDependencies, 'tasks'> & { startedAt: number },
): Promise<readonly Outcome[]> {
	const isPausing = jobs.some(
		({ when }, index) => when === 'callback' && outcomes[index]?.status === 'processing',
	);
	if (!isPausing) return outcomes;
	await Promise.all(
		outcomes.flatMap((outcome, index) => {
			const job = jobs[index];
			const fileOf = job === undefined ? undefined : fileOfRow(download, job);
			if (outcome.status !== 'finished' || fileOf === undefined) return [];
			return outcome.videos.map(async (video) => await fileOf(video));
		}),
	);
	const now = clock.now();
	if (now - startedAt <= REPORTS_MISSED_AFTER_MS) return outcomes;
	const found = await withMissedReports(jobs, outcomes, send, clock);
	const isNews = found.some((outcome, index) => outcome.status !== outcomes[index]?.status);
	if (!isNews) return outcomes;
	return await readyToPause(jobs, found, { send, clock, download, startedAt: now });
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
