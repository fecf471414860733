import { given } from '../given';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode, JsonObject } from 'n8n-workflow';

import type { TaskUUID } from '../runware/wire/protocol';
import { isFields } from '../runware/wire/envelope';
import type { SafeTasks } from './paidTasks';
import type { RowFailure } from './RowFailure';
import { INVALID } from './wording';

/** As many reasons, and rows of one reason, as an error lists. */
const MOST_LISTED = 10;

/** Who has lost a run needs all of its tasks; a pause or a run as it comes has no more. */
const MOST_TASKS = 100;

/** n8n shows an error's description as HTML. */
export const LINE_BREAK = '<br>\n';

export const NONE_SAFE: SafeTasks = { finished: [], processing: [] };

/** Rows that failed for the same reason, told together. */
type SameReason = readonly [RowFailure, ...RowFailure[]];

/**
 * The error that stops the workflow because of its failed rows.
 
 * @param rows how many rows the run has
 */
export function nodeErrorOf(
	node: INode,
	failures: readonly RowFailure[],
	safe: SafeTasks,
	rows: number,
): NodeApiError | NodeOperationError {
	const reasons = byReason(failures);
	const [first] = reasons;
	if (first === undefined) return new NodeOperationError(node, 'No row failed');
	const [failure] = first;
	const toldRows = rowsOf(first);
	const more = rowsOf(reasons.slice(1).flat()).filter((row) => !toldRows.includes(row)).length;
	const message = `${told(first, rows)}${more === 0 ? '' : ` (and ${more} more ${more === 1 ? 'row' : 'rows'})`}`;
	const options = {
		message,
		description: [...safeVideos(safe), ...listed(reasons, rows)].join(LINE_BREAK),
	};
	const error =
		failure.cause === undefined
			? new NodeOperationError(node, message, options)
			: new NodeApiError(node, apiFields(failure), options);
	// n8n shows its own words for some network causes; the row and its reason must stay.
	error.message = message;
	// Not as n8n's own `itemIndex`: the editor appends that, and would say "Row 2: … [item 1]".
	error.context['row'] = failure.row + 1;
	error.context['data'] = {
		...apiFields(failure),
		finished: [...safe.finished],
		processing: [...safe.processing],
		// All of them: of the reasons that name one, only the first are listed.
		failed: [...new Set(failures.flatMap(({ details }) => details.taskUUID ?? []))],
	};
	return error;
}

/** The error of a run that ended before its rows had come to anything. */
export function brokenOff(
	node: INode,
	message: string,
	tasks: SafeTasks,
	advice: readonly string[],
): NodeOperationError {
	const safe = safeVideos(tasks, OPEN);
	const description = [...safe, ...advice].join(LINE_BREAK);
	const error = new NodeOperationError(node, message, { description });
	const { finished, processing } = tasks;
	error.context['data'] = { finished: [...finished], processing: [...processing], failed: [] };
	return error;
}

/**
 * An error of failed rows, with the tasks of the run that it does not name yet: an earlier try of
 * Retry On Fail may have bought them. Undefined when it is another error.
 */
export function withTasks(error: unknown, tasks: SafeTasks): Error | undefined {
	if (!(error instanceof NodeApiError || error instanceof NodeOperationError)) return undefined;
	const data: unknown = error.context['data'];
	if (!isFields(data) || !Array.isArray(data['finished'])) return undefined;
	const named = JSON.stringify(data);
	const unnamed = (all: readonly TaskUUID[]) => all.filter((task) => !named.includes(task));
	const more = { finished: unnamed(tasks.finished), processing: unnamed(tasks.processing) };
	const lines = safeVideos(more, OPEN);
	if (lines.length === 0) return error;
	error.description = [...lines, error.description].join(LINE_BREAK);
	const { finished, processing } = data as unknown as SafeTasks; // set by nodeErrorOf
	error.context['data'] = {
		...data,
		finished: [...finished, ...more.finished],
		processing: [...processing, ...more.processing],
	};
	return error;
}

const OPEN = 'still being made, as far as is known';

function byReason(failures: readonly RowFailure[]): readonly SameReason[] {
	const groups = new Map<string, [RowFailure, ...RowFailure[]]>();
	for (const failure of failures) {
		// A row that was only held back says nothing about why the run stopped.
		if (failure.details.code === 'notSubmitted') continue;
		const group = groups.get(failure.reason);
		if (group === undefined) groups.set(failure.reason, [failure]);
		else group.push(failure);
	}
	return [...groups.values()];
}

function told(group: SameReason, rows: number): string {
	return `${rowNames(rowsOf(group), rows)}: ${group[0].reason}`;
}

/** Each once: several videos of a row may have failed. */
function rowsOf(failures: readonly RowFailure[]): readonly number[] {
	return [...new Set(failures.map(({ row }) => row))];
}

/** "Row 3", "Rows 1, 2 and 5", "All 20 rows", "Rows 1, 2, 3 … (20 rows)". */
export function rowNames(group: readonly number[], rows: number): string {
	const numbers = group.map((row) => row + 1);
	if (numbers.length === 1) return `Row ${numbers[0]}`;
	if (numbers.length === rows) return `All ${rows} rows`;
	if (numbers.length > MOST_LISTED) {
		return `Rows ${numbers.slice(0, MOST_LISTED).join(', ')} … (${numbers.length} rows)`;
	}
	return `Rows ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}

function safeVideos(
	{ finished, processing }: SafeTasks,
	open = 'still being made',
): readonly string[] {
	return [safeIn('finished and safe', finished), safeIn(open, processing)].flat();
}

function safeIn(state: string, tasks: readonly TaskUUID[]): readonly string[] {
	if (tasks.length === 0) return [];
	const videos =
		tasks.length === 1 ? '1 video from this run is' : `${tasks.length} videos from this run are`;
	const rest = tasks.length > MOST_TASKS ? ' …' : '';
	return [
		`${videos} ${state}. If you run the workflow again, you pay again, unless the rows already had a 'Unique Key'. To get ${tasks.length === 1 ? "it at no extra cost, use 'Video: Get' with this task UUID" : "them at no extra cost, use 'Video: Get' with these task UUIDs"}: ${tasks.slice(0, MOST_TASKS).join(', ')}${rest}`,
	];
}

/** Each reason with what to do; where that is the same for all of them, it is said once, at the end. */
function listed(reasons: readonly SameReason[], rows: number): readonly string[] {
	const [same = '', other] = new Set(reasons.map(([{ advice }]) => advice));
	const isInvalid = same === INVALID.ofRow && rowsOf(reasons.flat()).length > 1;
	const forAll = asText(isInvalid ? INVALID.ofRows : same);
	if (reasons.length === 1) return [forAll];
	const lines = reasons.slice(0, MOST_LISTED).map((group) => {
		const reason = told(group, rows);
		const sentence = /[.?!]$/.test(reason) ? reason : `${reason}.`;
		return asText(other === undefined ? sentence : `${sentence} ${group[0].advice}`);
	});
	const rest = reasons.length - lines.length;
	const more = rest === 0 ? [] : [`And ${rest} more ${rest === 1 ? 'error' : 'errors'}.`];
	return [...lines, ...more, ...(other === undefined ? [forAll] : [])];
}

/** What a row or the API says is text, although n8n shows it as HTML. */
export function asText(words: string): string {
	return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** What the API said, in its own names, for whoever looks at the error's details. */
function apiFields({ details, cause }: RowFailure): JsonObject & IDataObject {
	const { parameter, allowedValues, min, max, documentation } = cause?.details ?? {};
	return {
		...details,
		...(cause === undefined ? {} : { message: cause.message }),
		...given({ parameter }),
		...(allowedValues === undefined ? {} : { allowedValues: [...allowedValues] }),
		...given({ min, max, documentation }),
	};
}
