import type { IExecuteFunctions } from 'n8n-workflow';

import type { Budget } from '../runware/buying/approval';
import { findReported } from '../runware/findReported';
import { polledTaskOf } from '../runware/tasks/job';
import type { Outcome } from '../runware/tasks/outcome';
import type { Clock, Send } from '../runware/wire/protocol';
import { runTasks } from '../runware/runTasks';
import { RunwareError } from '../runware/wire/RunwareError';
import type { DownloadVideo } from '../n8n/download';
import { fileInto, startDownloads } from '../n8n/binaryOutput';
import type { FileOf } from '../n8n/binaryOutput';
import type { PaidTask, PaidTasks } from '../results/paidTasks';
import { showProgress } from '../n8n/progress';
import type { VideoRow } from '../rows/videoRow';
import { rowsByTask } from './rowsByTask';
import type { RowsOfTask } from './rowsByTask';

/** A row, and what became of its task. */
export interface RowOutcome {
	readonly row: VideoRow;
	readonly outcome: Outcome;
	/** Whether an earlier row of this run has the same unique key, and so the same video. */
	readonly shared: boolean;
}

/**
 * n8n refuses a report to an execution that is not paused yet, and Runware repeats it only so
 * often. A run that took longer than this before it could pause may have missed some.
 */
const REPORTS_MISSED_AFTER_MS = 5000;

interface RunRowsDependencies {
	readonly send: Send;
	readonly clock: Clock;
	readonly download: DownloadVideo;
	readonly tasks: PaidTasks;
}

/** Runs the tasks of all rows. Returns what became of them, by row. */
export async function runRows(
	context: IExecuteFunctions,
	rows: readonly VideoRow[],
	{ send, clock, download, tasks }: RunRowsDependencies,
): Promise<ReadonlyMap<number, RowOutcome>> {
	if (rows.length === 0) return new Map();
	const groups = rowsByTask(rows);
	const rowNumbers = groups.map((group) => group.map(({ row }) => row));
	const jobs = groups.map(([job]) => job);
	const reportOutcome = showProgress(context, jobs.length);
	const limited = rows.some(({ spendingLimit }) => spendingLimit !== undefined);
	const startedAt = clock.now();
	const rendered = await runTasks(
		jobs,
		{ send, clock, random: Math.random },
		{
			maxConcurrent: rows.reduce((least, row) => Math.min(least, row.maxConcurrent), Infinity),
			...(limited ? { budget: budgetOf(context, rows) } : {}),
			onTask: (taskUUID, job) => {
				tasks.begun(taskUUID, rowNumbers[job]);
			},
			onOutcome: (outcome, job) => {
				tasks.ended(outcome, rowNumbers[job]);
				reportOutcome(outcome);
				for (const row of groups[job] ?? []) {
					startDownloads(outcome, fileOfRow(download, row)).catch(() => undefined); // a Stop
				}
			},
		},
	);
	const outcomes = await readyToPause(groups, rendered, { send, clock, download }, startedAt);
	return new Map(
		outcomes.flatMap((outcome, job) => {
			tasks.ended(outcome, rowNumbers[job]);
			return (groups[job] ?? []).map((row, index): [number, RowOutcome] => {
				const shared = index > 0;
				const own = shared
					? outcomeOfSharedKey(outcome)
					: withTaskOfEarlierTry(outcome, tasks.of(row.row));
				return [row.row, { row, outcome: own, shared }];
			});
		}),
	);
}

/** What could not be asked about may have been bought by an earlier try of this run. */
function withTaskOfEarlierTry(outcome: Outcome, task: PaidTask | undefined): Outcome {
	if (outcome.status !== 'failed' || outcome.taskUUID !== undefined || task === undefined) {
		return outcome;
	}
	return { ...outcome, taskUUID: task.taskUUID, charged: task.isFinished ? 'yes' : 'unknown' };
}

/** The first row of a key may have been charged; for the others the video was there. */
function outcomeOfSharedKey(outcome: Outcome): Outcome {
	return outcome.status === 'finished' ? { ...outcome, reused: true } : outcome;
}

/**
 * Downloads the files that are there before the run pauses: what comes out at the end of a pause is
 * written now, and links do not last. Checks for reports that were missed meanwhile.
 */
async function readyToPause(
	groups: readonly RowsOfTask[],
	outcomes: readonly Outcome[],
	dependencies: Omit<RunRowsDependencies, 'tasks'>,
	startedAt: number,
): Promise<readonly Outcome[]> {
	const { send, clock, download } = dependencies;
	const left = groups.flatMap(([job], index) => {
		const outcome = outcomes[index];
		if (job.completion !== 'callback' || outcome?.status !== 'processing') return [];
		return [{ ...polledTaskOf(job, outcome.taskUUID), acceptedAt: clock.now(), reused: false }];
	});
	if (left.length === 0) return outcomes;
	await Promise.all(
		outcomes.flatMap((outcome, index) =>
			(groups[index] ?? []).map(async (row) => {
				await startDownloads(outcome, fileOfRow(download, row));
			}),
		),
	);
	const now = clock.now();
	if (now - startedAt <= REPORTS_MISSED_AFTER_MS) return outcomes;
	const found = await findReported(left, undefined, send, clock);
	if (found instanceof RunwareError) return outcomes;
	if (left.every(({ taskUUID }) => found.get(taskUUID)?.status === 'processing')) return outcomes;
	const known = outcomes.map((outcome) =>
		outcome.status === 'processing' ? (found.get(outcome.taskUUID) ?? outcome) : outcome,
	);
	return await readyToPause(groups, known, dependencies, now);
}

/** Brings a row's files into its output, where it wants them. */
export function fileOfRow(download: DownloadVideo, { output }: VideoRow): FileOf | undefined {
	return output === undefined ? undefined : fileInto(download, output);
}

/** The strictest row speaks for the run. */
export function budgetOf(context: IExecuteFunctions, rows: readonly VideoRow[]): Budget {
	const limits = rows.flatMap(({ spendingLimit }) =>
		spendingLimit === undefined ? [] : [spendingLimit],
	);
	return {
		...(limits.length === 0 ? {} : { spendingLimit: Math.min(...limits) }),
		allOrNothing: !context.continueOnFail(),
	};
}
