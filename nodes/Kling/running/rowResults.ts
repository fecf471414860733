import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { DownloadVideo } from '../n8n/download';
import { besideInput, inputFieldsOf } from '../results/inputFields';
import { rowResult } from '../results/items';
import type { RowResult } from '../results/items';
import { RowFailure } from '../results/RowFailure';
import type { VideoRow } from '../rows/videoRow';
import { fileOfRow } from './runRows';
import type { RowOutcome } from './runRows';

/** What a row comes out as. */
export interface ResultOfRow {
	readonly result: RowResult;
	/** The row's own fields, where they come out beside the video's. */
	readonly input?: IDataObject;
}

interface Known {
	/** What dry runs say, by row. */
	readonly prices: ReadonlyMap<number, RowResult>;
	readonly outcomes: ReadonlyMap<number, RowOutcome>;
}

/** The result of each row, with its files and, where it wants them, its own fields. */
export async function resultsOf(
	context: IExecuteFunctions,
	rows: readonly (VideoRow | RowFailure)[],
	{ prices, outcomes }: Known,
	{ download }: { readonly download: DownloadVideo },
): Promise<readonly ResultOfRow[]> {
	return await Promise.all(
		rows.map(async (row, index): Promise<ResultOfRow> => {
			if (row instanceof RowFailure) return { result: [row] };
			const outcome = outcomes.get(index);
			const result =
				outcome === undefined
					? (prices.get(index) ?? [])
					: await rowResult(index, outcome.outcome, {
							model: row.request.model,
							fileOf: fileOfRow(download, row),
						});
			if (!row.includeInputFields) return { result };
			const input = inputFieldsOf(context, index);
			return { result: besideInput(result, input), input };
		}),
	);
}
