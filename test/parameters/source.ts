import { ParameterError } from '../../nodes/Kling/parameters/ParameterError';
import type {
	FileObject,
	BinaryFields,
} from '../../nodes/Kling/parameters/linksAndFiles/binaryFields';
import type { ParameterSource } from '../../nodes/Kling/parameters/source';

/** A row's parameters by the name that the node asks for: `options.ttl`, not `options`. */
export type Row = Readonly<Record<string, unknown>>;

/** What n8n hands over for a row: null for what it does not have. */
export function sourceOf(row: Row): ParameterSource {
	return (name) => (Object.hasOwn(row, name) ? row[name] : null);
}

/** The files of a row, by the names of their fields; any other row of the run has the same. */
export function rowFiles(...names: readonly string[]): BinaryFields {
	return rowFilesOf(names, names);
}

/** The same beside other rows, which have the files `runNames` among them. */
export function rowFilesOf(names: readonly string[], runNames: readonly string[]): BinaryFields {
	const get = (field: string): FileObject | undefined =>
		names.includes(field)
			? { mimeType: 'image/png', id: `filesystem-v2:${field}`, isEmpty: false }
			: undefined;
	return { get, names, runNames };
}

/** A source that keeps account of what was asked. */
export function recordingSource(row: Row) {
	const asked = new Set<string>();
	const source: ParameterSource = (name) => {
		asked.add(name);
		return sourceOf(row)(name);
	};
	return { source, asked };
}

/** The sentence with which a value is refused; anything else that is thrown is a fault. */
export function refusalOf(read: () => unknown): string {
	let thrown: unknown;
	try {
		read();
	} catch (error) {
		thrown = error;
	}
	if (thrown instanceof ParameterError) return thrown.message;
	throw new Error(`Not refused, but: ${String(thrown)}`, { cause: thrown });
}
