import { deepCopy } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { RowResult } from './items';
import { RowFailure } from './RowFailure';

/**
 * The row's own fields. Not one named `error`, by which n8n takes an item for a failed one, and no
 * files: n8n would keep each of them once more, and the video's field may have the same name.
 */
export function inputFieldsOf(context: IExecuteFunctions, row: number): IDataObject {
	return without('error', context.getInputData()[row]?.json);
}

export function without(name: string, fields: IDataObject = {}): IDataObject {
	return Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name));
}

/** A row's videos with the row's own fields beside them. A failed one says only that it failed. */
export function besideInput(result: RowResult, input: IDataObject = {}): RowResult {
	return result.map((entry) =>
		entry instanceof RowFailure ? entry : { ...entry, json: { ...deepCopy(input), ...entry.json } },
	);
}
