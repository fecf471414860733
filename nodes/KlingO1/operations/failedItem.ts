import * as n8n from 'n8n-workflow';
import type { IDataObject, INode } from 'n8n-workflow';

import type { RowFailure } from './RowFailure';

/**
 * n8n sends an item to the error output by its keys. `details` may be among them since 2.34.4,
 * 2.35.2 and 2.36; before, an item that has more than `error` leaves through the success output.
 * n8n tells a node no version, so these are looked for, which came with 2.36 and 2.39.
 */
const KNOWS_DETAILS = ['redactedHeaders', 'N8N_NODES_API_VERSION'].some((name) => name in n8n);

/** The fields of a failed row's item. With any other key n8n takes it for a good one. */
export function failedItem({ onError }: INode, { message, details }: RowFailure): IDataObject {
	if (onError === 'continueErrorOutput' && !KNOWS_DETAILS) return { error: message };
	return { error: message, details: { ...details } };
}
