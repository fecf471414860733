import { chargedSeconds, estimatedCost, inDollars, totalOf } from './estimate';
import type { ExampleRow } from './exampleRows';
import type { FinishedRuns, RowOutcome } from './nodeRuns';
import { inSeconds } from './seconds';
import { tableLines, type Column, type TableRecord } from './table';
import type { Timing } from './timing';

const PLAN: readonly Column[] = [
	{ name: 'row', align: 'right' },
	{ name: 'mode' },
	{ name: 'model' },
	{ name: 'length', align: 'right' },
	{ name: 'cost', align: 'right' },
	{ name: 'title' },
];

/** What is about to be made, and what it costs on the real API. */
export function planLines(rows: readonly ExampleRow[], width: number): readonly string[] {
	const records = rows.map((row, index) => ({
		cells: {
			row: String(index + 1),
			mode: row.mode,
			model: row.fields.model.replace(/^klingai:/, ''),
			length: `${row.mode === 'edit' ? 'up to ' : ''}${chargedSeconds(row)} s`,
			cost: inDollars(estimatedCost(row)),
			title: row.title,
		},
	}));
	return [
		...tableLines(PLAN, records, width),
		'',
		`Estimated cost at Runware's published rates: ${inDollars(totalOf(rows.map(estimatedCost)))}`,
	];
}

const RESULT: readonly Column[] = [
	{ name: 'row', align: 'right' },
	{ name: 'mode' },
	{ name: 'status' },
	{ name: 'videoUUID', givesWay: 1 },
	{ name: 'videoURL', givesWay: 2 },
	{ name: 'cost', align: 'right' },
	{ name: 'seconds', align: 'right' },
];

export function resultLines(
	{ startedAt, endedAt, outcomes }: Pick<FinishedRuns, 'startedAt' | 'endedAt' | 'outcomes'>,
	timing: Timing,
	width: number,
): readonly string[] {
	const costs = outcomes.map(paidFor);
	return [
		...tableLines(
			RESULT,
			outcomes.map((outcome, index) => resultRecord(outcome, index, timing)),
			width,
		),
		'',
		`Total cost: ${inDollars(totalOf(costs))}`,
		...timeLines(endedAt - startedAt, timing),
	];
}

function timeLines(runMs: number, { inTurnMs, exact, source }: Timing): readonly string[] {
	if (inTurnMs <= runMs) return [`Run time: ${inSeconds(runMs)} s`];
	const inTurn = `${exact ? '' : 'about '}${inSeconds(inTurnMs)} s`;
	return [
		`Rendered side by side: ${inSeconds(runMs)} s instead of ${inTurn} one after the other`,
		`(seconds: ${source})`,
	];
}

export function hasFailed({ item, error }: RowOutcome): boolean {
	return error !== undefined || item?.json['error'] !== undefined;
}

function resultRecord(outcome: RowOutcome, index: number, timing: Timing): TableRecord {
	const { row, item } = outcome;
	const { videoUUID, videoURL, cost } = item?.json ?? {};
	const readyMs = timing.readyMs.get(taskUUIDOf(outcome) ?? '');
	const failed = hasFailed(outcome);
	return {
		cells: {
			row: String(index + 1),
			mode: row.mode,
			status: failed ? 'failed' : String(item?.json['status']),
			videoUUID: text(videoUUID),
			videoURL: text(videoURL),
			cost: typeof cost === 'number' ? inDollars(cost) : '',
			seconds: readyMs === undefined ? '' : inSeconds(readyMs),
		},
		...(failed && { notes: failureNotes(outcome) }),
	};
}

/** A video whose file did not arrive is paid for all the same. */
function paidFor({ item }: RowOutcome): number {
	const { cost, details } = item?.json ?? {};
	const paid: unknown = cost ?? Object(details)['cost'];
	return typeof paid === 'number' ? paid : 0;
}

/** The message without the node's own row number, which counts the rows of its operation only. */
function failureNotes({ item, error }: RowOutcome): readonly string[] {
	const { error: message = error, details } = item?.json ?? {};
	const facts = Object.entries(Object(details)).map(([name, value]) => `${name}: ${text(value)}`);
	return [text(message).replace(/^Row \d+: /, ''), facts.join(', ')];
}

function taskUUIDOf({ item }: RowOutcome): string | undefined {
	const { taskUUID, details } = item?.json ?? {};
	const found: unknown = taskUUID ?? Object(details)['taskUUID'];
	return typeof found === 'string' ? found : undefined;
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
