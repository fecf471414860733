import type { Job } from '../../nodes/Kling/runware/tasks/job';
import type { Outcome } from '../../nodes/Kling/runware/tasks/outcome';
import type { RunPlan } from './schedule';
import type { Life } from './virtualClock';

/** What is known of one run of the node: its plan, and what it has done and heard. */
export class Run {
	startedAt = 0;
	endedAt: number | undefined;
	requests = 0;
	/**
	 * Tasks of which an answer to a poll reached the run, or that such an answer passed over, and
	 * the moment of which the last one tells.
	 */
	readonly lookedUp = new Map<string, number>();
	/** Tasks that the run was told to exist, at whatever state. */
	readonly told = new Set<string>();
	/** Keys that were sent to be priced. */
	readonly dryRunSent = new Set<number>();
	/** Refused by an answer to a dry run that reached the run. */
	readonly refusedByDryRun = new Set<string>();
	/** Accepted, and the answer that says so reached the run. */
	readonly acknowledged = new Set<string>();
	/** Told to be accepted, which they were not. */
	readonly liedAbout = new Set<string>();
	/** Answers that refused the API key. */
	refusedKeys = 0;
	readonly submitted = new Set<string>();
	/** Tasks whose outcome was reported. */
	readonly reported = new Set<string>();
	outcomes: readonly Outcome[] | undefined;

	constructor(
		readonly index: number,
		readonly plan: RunPlan,
		readonly jobs: readonly Job[],
		readonly life: Life,
	) {}

	get isOver(): boolean {
		return this.endedAt !== undefined || this.life.isOver;
	}
}
