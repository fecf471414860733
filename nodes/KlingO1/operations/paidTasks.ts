import type { Outcome } from '../runware/outcome';
import type { TaskUUID } from '../runware/protocol';

/** Tasks of one run that are paid, or may be; whatever ends the run names them. */
export interface SafeTasks {
	/** Their videos are made or found. */
	readonly finished: readonly TaskUUID[];
	/** They still render, as far as is known. */
	readonly processing: readonly TaskUUID[];
}

/** What is known of a row's task before and after it has ended. */
export type PaidTask = { readonly taskUUID: TaskUUID; readonly outcome?: Outcome };

/** The one account of what a run has at Runware. */
export interface PaidTasks {
	/** A task is about to be submitted, or was found. */
	readonly begun: (taskUUID: TaskUUID, rows: readonly number[]) => void;
	readonly ended: (outcome: Outcome, rows: readonly number[]) => void;
	readonly of: (row: number) => PaidTask | undefined;
	readonly named: () => SafeTasks;
}

export function createPaidTasks(): PaidTasks {
	const byRow = new Map<number, PaidTask>();

	function withStatus(isNamed: (task: PaidTask) => boolean): readonly TaskUUID[] {
		const tasks = [...byRow.values()].filter(isNamed);
		return [...new Set(tasks.map(({ taskUUID }) => taskUUID))];
	}
	return {
		begun: (taskUUID, rows) => {
			for (const row of rows) byRow.set(row, { taskUUID });
		},
		ended: (outcome, rows) => {
			const { taskUUID } = outcome;
			const isPaid = outcome.status !== 'failed' || outcome.charged !== 'no';
			for (const row of rows) {
				if (isPaid && taskUUID !== undefined) byRow.set(row, { taskUUID, outcome });
				else byRow.delete(row);
			}
		},
		of: (row) => byRow.get(row),
		named: () => ({
			finished: withStatus(({ outcome }) => outcome?.status === 'finished'),
			processing: withStatus(({ outcome }) => outcome?.status !== 'finished'),
		}),
	};
}
