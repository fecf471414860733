import { printable } from './printable';

/** A value that the user can correct. The message is the whole sentence, without the row. */
export class ParameterError extends Error {
	constructor(
		/** The field's name as the form shows it. */
		readonly label: string,
		message: string,
	) {
		super(message);
		this.name = 'ParameterError';
	}
}

const LONGEST_QUOTE = 60;

/** What an error message quotes: short enough to read, never the whole of a data URI. */
export function quoted(value: unknown): string {
	if (typeof value === 'number' && !Number.isFinite(value))
		return 'not a number (the calculation has no result)';
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (Array.isArray(value))
		return `a list with ${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
	if (typeof value === 'object' && value !== null) return 'a group of fields';
	return `"${printable(String(value), LONGEST_QUOTE)}"`;
}

/** "5 or 10", "16:9, 1:1 or 9:16". */
export function alternatives(values: readonly (string | number)[]): string {
	const last = values.at(-1);
	return values.length < 2 ? String(last) : `${values.slice(0, -1).join(', ')} or ${last}`;
}
