import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toItems } from '../results/items';
import type { OutputEntry, RowResult } from '../results/items';
import { RowFailure } from '../results/RowFailure';
import { stopAtBadRows } from '../rows/readRows';
import { createSemaphore } from '../runware/tasks/semaphore';
import { RunwareError } from '../runware/wire/RunwareError';

/** Requests at a time, where each row is one. */
const MOST_AT_ONCE = 4;

/** Uploads or deletes the medium of each row, a few at a time; nothing of it is ever charged. */
export async function runMediaRows<Parsed>(
	context: IExecuteFunctions,
	rows: readonly (Parsed | RowFailure)[],
	perform: (row: Parsed) => Promise<OutputEntry | RunwareError>,
): Promise<INodeExecutionData[]> {
	stopAtBadRows(context, rows);
	const places = createSemaphore(MOST_AT_ONCE);
	const results = rows.map(async (row, index): Promise<RowResult> => {
		if (row instanceof RowFailure) return [row];
		await places.acquire();
		try {
			const result = await perform(row);
			return result instanceof RunwareError
				? [RowFailure.ofRunware(index, result, { charged: 'no' }, 'medium')]
				: [result];
		} finally {
			places.release();
		}
	});
	return toItems(context, await Promise.all(results));
}
