import type { FinishedRuns } from './nodeRuns';
import { inSeconds } from './seconds';

export interface Timing {
	/** By taskUUID: from the start of the run to the video's being ready, where that is known. */
	readonly readyMs: ReadonlyMap<string, number>;
	/** What rendering the same videos one after the other takes. */
	readonly inTurnMs: number;
	readonly exact: boolean;
	/** Where the numbers come from. */
	readonly source: string;
}

export interface TimedTask {
	readonly taskUUID: string;
	readonly acceptedAt: number;
	readonly readyAt: number;
}

/** The emulator knows to the millisecond when each video was ready. */
export function timingOfTasks(tasks: readonly TimedTask[], startedAt: number): Timing {
	const ended = tasks.filter(({ readyAt }) => Number.isFinite(readyAt));
	return {
		readyMs: new Map(ended.map(({ taskUUID, readyAt }) => [taskUUID, readyAt - startedAt])),
		inTurnMs: ended.reduce((sum, { readyAt, acceptedAt }) => sum + readyAt - acceptedAt, 0),
		exact: true,
		source: "from the start of the run to the video's being ready, by the emulator's clock",
	};
}

/** Runware tells no times: known is when the node said that one video more is ready, not which. */
export function timingOfReports({ startedAt, outcomes, reports }: FinishedRuns): Timing {
	const edits = reports.filter(({ operation }) => operation === 'edit');
	const edited = outcomes.filter(({ row }) => row.mode === 'edit');
	const [edit] = edits;
	const taskUUID = edited[0]?.item?.json['taskUUID'];
	const alone = edits.length === 1 && edited.length === 1 && typeof taskUUID === 'string';
	const after = reports.map(({ at }) => at - startedAt);
	return {
		readyMs: alone && edit ? new Map([[taskUUID, edit.at - startedAt]]) : new Map(),
		inTurnMs: after.reduce((sum, ms) => sum + ms, 0),
		exact: false,
		source: `the node reports how many videos are ready, not which; its reports came after ${after.map(inSeconds).join(', ')} s`,
	};
}
