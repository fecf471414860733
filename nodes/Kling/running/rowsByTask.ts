import type { TaskUUID } from '../runware/wire/protocol';
import type { VideoRow } from '../rows/videoRow';

/** The rows of one task: those with the same key share a video. The first of them is the job. */
export type RowsOfTask = readonly [VideoRow, ...VideoRow[]];

export function rowsByTask(rows: readonly VideoRow[]): readonly RowsOfTask[] {
	const groups = new Map<TaskUUID, [VideoRow, ...VideoRow[]]>();
	for (const row of rows) {
		const identity = row.taskUUID(1);
		const group = groups.get(identity);
		if (group === undefined) groups.set(identity, [row]);
		else group.push(row);
	}
	return [...groups.values()];
}
