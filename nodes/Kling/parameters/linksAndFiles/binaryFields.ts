import { MESSAGES, refusal } from '../messages';
import { quoted } from '../ParameterError';
import type { ParameterError } from '../ParameterError';
import { printable } from '../printable';
import { isBlank, isWebLink } from '../readers';
import type { NamedField, ParameterSource } from '../source';
import { trimmed } from '../trimmed';

/** A file as n8n hands it around: its content, or where n8n keeps that, and what is told of it. */
export interface FileObject {
	readonly mimeType: string;
	/** Where n8n keeps the content; without it, `data` is the content. */
	readonly id?: string;
	/** Base64. */
	readonly data?: string;
	readonly fileName?: string;
	readonly bytes?: number;
	readonly isEmpty: boolean;
}

/** A file by the name of its field, or itself, since it may be another node's. */
export type FileRef = string | FileObject;

/** The files that came with a row, by the names of their fields. */
export interface BinaryFields {
	readonly get: (field: string) => FileObject | undefined;
	/** In their order. */
	readonly names: readonly string[];
	/** Those of all rows of the run. */
	readonly runNames: readonly string[];
}

/** Stands for all files of a row. */
const ALL = '*';

/** How an expression leads to a row's files: in n8n's combined binary mode they stand in the JSON. */
const PLACE = /^(?:(?:\$?json\.)?_files|\$?binary)\.(?=.)/;

/** Lists within lists: `[$binary.a, Object.values($binary)]`. */
const DEEPEST_LIST = 2;

/**
 * The files that a field means: by name, as files or lists of them, or `*` for all. What has no
 * such name but `name_0`, `name_1` …, as a form's upload of several files, is meant by `name`.
 * @param mayLack whether an empty file counts as not given, and so does a name that the row lacks,
 * if another row of the run has it and the row has nothing else that the field names
 */
export function givenFiles(
	source: ParameterSource,
	field: NamedField,
	files: BinaryFields,
	mayLack: boolean,
): readonly FileRef[] {
	const given: FileRef[] = [];
	const lacked: string[] = [];
	const value = source(field.name);
	read(value, 0);
	const missing = lacked.find((name) => !mayLack || given.length > 0 || !inRun(name, files));
	if (missing !== undefined) throw missingFile(field, missing, files);
	return mayLack ? given.filter((file) => !isEmpty(file)) : given;

	function read(part: unknown, depth: number): void {
		if (isBlank(part)) return;
		if (typeof part === 'string') return readNames(part);
		if (Array.isArray(part) && depth < DEEPEST_LIST) {
			return part.forEach((entry) => read(entry, depth + 1));
		}
		const found = filesIn(part, files);
		if (found === undefined) throw refusal(field, MESSAGES.noFileName, quoted(part), depth > 0);
		given.push(...found);
	}

	function readNames(text: string): void {
		if (text.includes('[object ')) {
			throw refusal(field, MESSAGES.besideFile);
		}
		const whole = [text, trimmed(text)].find((name) => files.get(name) !== undefined);
		for (const name of whole === undefined ? text.split(',').map(trimmed) : [whole]) {
			if (name === '' && whole === undefined) continue;
			const found = filesNamed(name, files);
			// Once is enough for those that '*' adds.
			given.push(...(name === ALL ? found.filter((file) => !given.includes(file)) : found));
			if (found.length === 0 && name !== ALL) lacked.push(name);
		}
	}

	function isEmpty(file: FileRef): boolean {
		return (typeof file === 'string' ? files.get(file) : file)?.isEmpty === true;
	}
}

/**
 * The files of a value that an expression gives in place of their names: a file, or a group of
 * them by their names, such as `$binary`. Undefined for anything else.
 */
export function filesIn(value: unknown, files: BinaryFields): readonly FileRef[] | undefined {
	const file = fileIn(value, files);
	if (file !== undefined) return [file];
	const told = Array.isArray(value) ? undefined : particulars(value);
	const group = particulars(told?.['binary']) ?? told; // a whole item holds them there
	if (group === undefined) return undefined;
	const parts = Object.entries(group).map(([name, part]) => fileIn(part, files, name));
	return parts.every((part) => part !== undefined) ? parts : undefined;
}

/** Where n8n keeps content: what keeps it, and the place there. Other things have an id as well. */
const STORAGE_ID = /^[a-z][a-z\d-]*:(?!.*\.\.)[^\\\p{Cc}]+$/u;

/** Copied, since it may be anything, and only as far as it is what n8n's own files are. */
export function fileObject(value: unknown): FileObject | undefined {
	const { mimeType, id, data, fileName, bytes, fileSize } = particulars(value) ?? {};
	const isKept = typeof id === 'string' && STORAGE_ID.test(id);
	if (typeof mimeType !== 'string' || (!isKept && (Boolean(id) || typeof data !== 'string'))) {
		return undefined;
	}
	return {
		mimeType,
		...(isKept ? { id } : { data: String(data) }),
		...(typeof fileName === 'string' ? { fileName } : {}),
		...(typeof bytes === 'number' ? { bytes } : {}),
		isEmpty: isKept ? bytes === 0 || fileSize === '0 B' : data === '',
	};
}

function fileIn(value: unknown, files: BinaryFields, field?: string): FileRef | undefined {
	const file = fileObject(value);
	if (file !== undefined) return file;
	// n8n leaves the content out of `$binary`, and a form's answer has names of its own.
	const told = particulars(value) ?? {};
	const mimeType = told['mimeType'] ?? told['mimetype'];
	const fileName = told['fileName'] ?? told['filename'];
	const bytes = told['bytes'] ?? told['size'];
	if (typeof mimeType !== 'string' || Boolean(told['id'] ?? told['data'])) return undefined;
	const [found, another] = files.names.filter((name) => {
		const own = files.get(name);
		return (
			own?.mimeType === mimeType &&
			own.fileName === fileName &&
			(own.bytes === undefined || own.bytes === bytes) &&
			(field === undefined || name === field)
		);
	});
	return another === undefined ? found : undefined;
}

/** What a group of fields holds. Undefined for all else, and where a field cannot be read. */
function particulars(value: unknown): Readonly<Record<string, unknown>> | undefined {
	try {
		return typeof value === 'object' && value !== null ? { ...value } : undefined;
	} catch {
		return undefined;
	}
}

function filesNamed(name: string, files: BinaryFields): readonly string[] {
	if (files.get(name) !== undefined) return [name];
	if (name === ALL) return files.names;
	const plain = name.replace(PLACE, '');
	if (plain !== name && files.get(plain) !== undefined) return [plain];
	const numbered = numberedNames(plain, files.names);
	if (numbered.length > 0) return numbered;
	const called = files.names.filter((field) => files.get(field)?.fileName === name);
	return called.length === 1 ? called : [];
}

/** `photo_0`, `photo_1` … for `photo`, by their numbers. */
function numberedNames(name: string, names: readonly string[]): readonly string[] {
	const numberOf = (field: string) =>
		field.startsWith(`${name}_`) ? /^\d+$/.exec(field.slice(name.length + 1))?.[0] : undefined;
	return names
		.filter((field) => numberOf(field) !== undefined)
		.sort((one, other) => Number(numberOf(one)) - Number(numberOf(other)));
}

function inRun(name: string, { runNames }: BinaryFields): boolean {
	const plain = name.replace(PLACE, '');
	return runNames.includes(plain) || numberedNames(plain, runNames).length > 0;
}

/** As many file fields as a message lists, and as much of their names. */
const MOST_LISTED = 10;
const LONGEST_NAME = 30;

/** The error for a file field that the row does not have. */
function missingFile(field: NamedField, name: string, files: BinaryFields): ParameterError {
	const ofRun = files.names.length === 0 && !inRun(name, files) && files.runNames.length > 0;
	const known = ofRun ? files.runNames : files.names;
	const found = listed(
		known.slice(0, MOST_LISTED).map((found) => `'${printable(found, LONGEST_NAME)}'`),
	);
	const has = ofRun
		? `no row has such a file. The rows have files in ${found}`
		: known.length === 0
			? 'this row has no files'
			: `this row's ${known.length === 1 ? 'file is' : 'files are'} in ${found}`;
	const near = known.find((other) => bare(other) === bare(name));
	return refusal(field, MESSAGES.missingFile, quoted(name), has, advice(name, near, known));
}

function advice(name: string, near: string | undefined, known: readonly string[]): string {
	if (name.includes('{{'))
		return "To use an expression, switch the field from 'Fixed' to 'Expression'";
	if (isWebLink(name) || name.startsWith('data:'))
		return "To use a link, choose 'Link' instead of 'File'";
	if (near !== undefined) return `Did you mean '${printable(near, LONGEST_NAME)}'?`;
	if (known.length > 0) return known.length === 1 ? 'Enter that name' : 'Enter one of these names';
	return "Add a node before this one that delivers the file, or use an expression such as {{ $('Form').item.binary.photo }}";
}

/** What two names have in common that differ in case, signs or a number at the end only. */
function bare(name: string): string {
	return name.toLowerCase().replace(/_\d+$|[^\p{L}\p{N}]/gu, '');
}

function listed(names: readonly string[]): string {
	if (names.length < 2) return names.join();
	return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
