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
		entry instanceof RowFailure ? entry : { ...entry, json: { ...copyOf(input), ...entry.json } },
	);
}

/** Nested deeper than n8n can copy, a field comes out as it is: it must not cost a paid video. */
function copyOf(fields: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => {
			try {
				return [name, deepCopy(value)];
			} catch {
				return [name, value];
			}
		}),
	);
}
