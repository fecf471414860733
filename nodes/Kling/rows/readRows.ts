import type { IExecuteFunctions } from 'n8n-workflow';

import { form } from '../form/form';
import { MESSAGES, refusal } from '../parameters/messages';
import type { ParameterError } from '../parameters/ParameterError';
import { printable } from '../parameters/printable';
import type { ParameterSource } from '../parameters/source';
import { NONE_SAFE, nodeErrorOf } from '../results/nodeError';
import { createReadings } from './readings';
import { RowFailure } from '../results/RowFailure';

/**
 * Reads every row before anything is sent. A row that cannot be read becomes its failure.
 * @returns one entry for each input item, in their order
 */
export async function readRows<Parsed>(
	context: IExecuteFunctions,
	read: (source: ParameterSource, row: number) => Parsed | Promise<Parsed>,
): Promise<readonly (Parsed | RowFailure)[]> {
	const readings = await createReadings(context);
	const rows: (Parsed | RowFailure)[] = [];
	// One after the other: a row may bring files, and only one of them is read at a time.
	for (const row of context.getInputData().keys()) rows.push(await readRow(row));
	readings.say();
	return rows;

	async function readRow(row: number): Promise<Parsed | RowFailure> {
		try {
			return await read(readings.of(parametersOf(context, row), row), row);
		} catch (error) {
			return RowFailure.ofParameter(row, error instanceof Error ? error.message : String(error));
		}
	}
}

/**
 * Throws when a row cannot be read and On Error says to stop. To be called before any request: a
 * workflow that a bad row stops must not have bought the good ones.
 */
export function stopAtBadRows(context: IExecuteFunctions, rows: readonly unknown[]): void {
	const failures = rows.filter((row) => row instanceof RowFailure);
	if (failures.length === 0 || context.continueOnFail()) return;
	throw nodeErrorOf(context.getNode(), failures, NONE_SAFE, rows.length);
}

/** The rows that could be read. */
export function readable<Parsed>(rows: readonly (Parsed | RowFailure)[]): readonly Parsed[] {
	return rows.flatMap((row) => (row instanceof RowFailure ? [] : [row]));
}

function parametersOf(context: IExecuteFunctions, row: number): ParameterSource {
	// Without a fallback n8n throws for a field that the form does not show.
	return (name) => {
		try {
			const value: unknown = context.getNodeParameter(name, row, null);
			return value;
		} catch (error) {
			throw failedExpression(name, error);
		}
	};
}

/** An expression may fail with whatever it was working on. */
const LONGEST_REASON = 200;

function failedExpression(name: string, error: unknown): ParameterError {
	const label = labels.get(name) ?? name;
	const reason = error instanceof Error ? error.message : String(error);
	const words = printable(reason, LONGEST_REASON).replace(/\.$/, '');
	return refusal({ displayName: label }, MESSAGES.failedExpression, words);
}

/** What the form calls a parameter; entries of collections are read by their whole path. */
const labels = new Map(
	form.flatMap((property) => [
		[property.name, property.displayName] as const,
		...(property.options ?? []).map(
			(entry) =>
				[
					`${property.name}.${entry.name}`,
					'displayName' in entry ? entry.displayName : entry.name,
				] as const,
		),
	]),
);
