import { ParameterError, quoted } from './ParameterError';
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
	const names = Array.isArray(value) ? value : [value];
	return names.flatMap((name) => {
		if (typeof name === 'string') return name.split(',').flatMap((part) => part.trim() || []);
		throw new ParameterError(
			field.displayName,
			`'${field.displayName}' is ${quoted(value)}, but it takes the name of a file field`,
		);
	});
}

/** The error for a file field that the row does not have. */
export function missingFile(field: NamedField, name: string, files: RowFiles): ParameterError {
	const found =
		files.names.length === 0
			? 'has no files'
			: `has ${files.names.map((known) => `'${known}'`).join(' and ')}`;
	return new ParameterError(
		field.displayName,
		`'${field.displayName}' is ${quoted(name)}, but this row ${found}`,
	);
}
