import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode, JsonObject } from 'n8n-workflow';

import type { RowFailure } from './RowFailure';

/** As many failed rows as an error message lists. */
const MOST_LISTED = 10;

/**
 * The error that stops the workflow because of its failed rows.
 * @param finished how many videos this run has, made or found
 */
export function nodeErrorOf(
	node: INode,
	failures: readonly RowFailure[],
	finished: number,
): NodeApiError | NodeOperationError {
	const [first] = failures;
	if (first === undefined) return new NodeOperationError(node, 'No row failed');
	const more = failures.length - 1;
	const message = `${first.message}${more === 0 ? '' : ` (and ${more} more ${more === 1 ? 'row' : 'rows'})`}`;
	const options = {
		message,
		description: [safe(finished), ...listed(failures)].filter((line) => line !== '').join('\n'),
		itemIndex: first.row,
	};
	const error =
		first.cause === undefined
			? new NodeOperationError(node, message, options)
			: new NodeApiError(node, apiFields(first), options);
	// n8n shows its own words for some network causes; the row and its reason must stay.
	error.message = message;
	error.context['data'] = apiFields(first);
	return error;
}

function safe(finished: number): string {
	if (finished === 0) return '';
	const videos = finished === 1 ? '1 video of this run is' : `${finished} videos of this run are`;
	return `${videos} finished and safe. Retry On Fail delivers them without a new charge.`;
}

function listed(failures: readonly RowFailure[]): string[] {
	if (failures.length === 1) return failures.map(({ advice }) => advice);
	const lines = failures
		.slice(0, MOST_LISTED)
		.map(({ message, advice }) => `${message}. ${advice}`);
	const rest = failures.length - lines.length;
	return rest === 0 ? lines : [...lines, `And ${rest} more.`];
}

/** What the API said, in its own names, for whoever looks at the error's details. */
function apiFields({ details, cause }: RowFailure): JsonObject & IDataObject {
	const { parameter, allowedValues, min, max, documentation } = cause?.details ?? {};
	return {
		...details,
		...(cause === undefined ? {} : { message: cause.message }),
		...(parameter === undefined ? {} : { parameter }),
		...(allowedValues === undefined ? {} : { allowedValues: [...allowedValues] }),
		...(min === undefined ? {} : { min }),
		...(max === undefined ? {} : { max }),
		...(documentation === undefined ? {} : { documentation }),
	};
}
