import { ParameterError, quoted } from './ParameterError';
import { printable } from './printable';
import { isBlank } from './readers';
import type { NamedField, ParameterSource } from './readers';

/** The files that came with a row, by the names of their fields. */
export interface RowFiles {
	readonly has: (field: string) => boolean;
	/** For messages. */
	readonly names: readonly string[];
}

/** The names of file fields: one, or several with commas between them or as a list. */
export function fileFieldNames(source: ParameterSource, field: NamedField): readonly string[] {
	const value = source(field.name);
	if (isBlank(value)) return [];
	const names = Array.isArray(value) ? value.filter((name) => !isBlank(name)) : [value];
	return names.flatMap((name) => {
		if (typeof name === 'string') return name.split(',').flatMap((part) => part.trim() || []);
		throw new ParameterError(
			field.displayName,
			`'${field.displayName}' ${Array.isArray(value) ? 'holds' : 'is'} ${quoted(name)}, but it takes the name of a file field`,
		);
	});
}

/** As many file fields as a message lists, and as much of their names. */
const MOST_LISTED = 10;
const LONGEST_NAME = 30;

/** The error for a file field that the row does not have. */
export function missingFile(field: NamedField, name: string, files: RowFiles): ParameterError {
	const known = files.names
		.slice(0, MOST_LISTED)
		.map((found) => `'${printable(found, LONGEST_NAME)}'`);
	const found = known.length === 0 ? 'has no files' : `has ${listed(known)}`;
	return new ParameterError(
		field.displayName,
		`'${field.displayName}' is ${quoted(name)}, but this row ${found}`,
	);
}

function listed(names: readonly string[]): string {
	if (names.length < 2) return names.join();
	return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
