import type { IExecuteFunctions } from 'n8n-workflow';

import { form } from '../form/form';
import { ParameterError } from '../parameters/ParameterError';
import type { ParameterSource } from '../parameters/readers';
import { nodeErrorOf } from './nodeError';
import { RowFailure } from './RowFailure';

/**
 * Reads every row before anything is sent. A row that can not be read becomes its failure.
 * @returns one entry for each input item, in their order
 */
export function readRows<Wish>(
	context: IExecuteFunctions,
	read: (source: ParameterSource, row: number) => Wish,
): readonly (Wish | RowFailure)[] {
	return context.getInputData().map((_item, row) => {
		try {
			return read(parametersOf(context, row), row);
		} catch (error) {
			return RowFailure.ofParameter(row, error instanceof Error ? error.message : String(error));
		}
	});
}

/**
 * Throws when a row can not be read and On Error says to stop. To be called before any request: a
 * workflow that a bad row stops must not have bought the good ones.
 */
export function stopAtBadRows(context: IExecuteFunctions, rows: readonly unknown[]): void {
	const failures = rows.filter((row) => row instanceof RowFailure);
	if (failures.length === 0 || context.continueOnFail()) return;
	throw nodeErrorOf(context.getNode(), failures, [], rows.length);
}

/** The rows that could be read. */
export function readable<Wish>(rows: readonly (Wish | RowFailure)[]): readonly Wish[] {
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

function failedExpression(name: string, error: unknown): ParameterError {
	const label = labels.get(name) ?? name;
	const reason = error instanceof Error ? error.message : String(error);
	return new ParameterError(label, `the expression in '${label}' fails: ${reason}`);
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
