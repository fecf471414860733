import { given } from '../given';
import type { Outcome } from '../runware/tasks/outcome';
import type { TaskUUID, Video } from '../runware/wire/protocol';

/** Tasks of one run that are paid, or may be; whatever ends the run names them. */
export interface SafeTasks {
	/** Their videos are made or found. */
	readonly finished: readonly TaskUUID[];
	/** They still render, as far as is known. */
	readonly processing: readonly TaskUUID[];
}

/** A row's task. */
export interface PaidTask {
	readonly taskUUID: TaskUUID;
	readonly isFinished: boolean;
	/** The first of the finished videos. */
	readonly video?: Video;
}

/** The one account of what a run has at Runware. */
export interface PaidTasks {
	/** A task is about to be submitted, or was found. */
	readonly begun: (taskUUID: TaskUUID, rows: readonly number[] | undefined) => void;
	readonly ended: (outcome: Outcome, rows: readonly number[] | undefined) => void;
	readonly of: (row: number) => PaidTask | undefined;
	readonly byRow: () => readonly (readonly [row: number, task: PaidTask])[];
	readonly named: () => SafeTasks;
}

/** @param earlier what an earlier try of the run had, which this one may not get to ask about */
export function createPaidTasks(earlier: ReturnType<PaidTasks['byRow']> = []): PaidTasks {
	const tasks = new Map(earlier);

	function named(isFinished: boolean): readonly TaskUUID[] {
		const those = [...tasks.values()].filter((task) => task.isFinished === isFinished);
		return [...new Set(those.map(({ taskUUID }) => taskUUID))];
	}
	return {
		begun: (taskUUID, rows = []) => {
			for (const row of rows) tasks.set(row, { taskUUID, isFinished: false });
		},
		ended: (outcome, rows = []) => {
			const { taskUUID } = outcome;
			if (taskUUID === undefined) return;
			const isUnpaid = outcome.status === 'failed' && outcome.charged === 'no';
			const isFinished = outcome.status === 'finished';
			const [video] = isFinished ? outcome.videos : [];
			for (const row of rows) {
				if (isUnpaid) tasks.delete(row);
				else tasks.set(row, { taskUUID, isFinished, ...given({ video }) });
			}
		},
		of: (row) => tasks.get(row),
		byRow: () => [...tasks],
		named: () => ({ finished: named(true), processing: named(false) }),
	};
}
