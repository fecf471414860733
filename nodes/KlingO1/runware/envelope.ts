import { RunwareError } from './RunwareError';

/** One object of an answer; every field has to be looked at before it is believed. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Answer {
	/** False when the body is none of the known shapes, and so says nothing about any task. */
	readonly readable: boolean;
	readonly results: readonly Fields[];
	readonly errors: readonly RunwareError[];
}

const UNREADABLE: Answer = { readable: false, results: [], errors: [] };

/**
 * The only reader of response bodies. The documented shape is `{ data, errors }` with either key
 * missing; Runware's own SDKs also accept `data` as an object, `{ error: { code, message } }`,
 * `{ error: true, errorId, errorMessage }`, a bare list and a bare object, of results or errors.
 */
export function decode(body: unknown): Answer {
	const parsed = typeof body === 'string' ? parse(body) : body;
	if (Array.isArray(parsed)) return fromEntries(parsed, []);
	if (!isFields(parsed)) return UNREADABLE;
	const errors = [...listOf(parsed['errors']), ...soleError(parsed)].map(toError);
	const { data } = parsed;
	if (data !== undefined && data !== null) return fromEntries(listOf(data), errors);
	if (errors.length > 0) return { readable: true, results: [], errors };
	const bare = typeof parsed['taskUUID'] === 'string' || isBareError(parsed);
	return bare ? fromEntries([parsed], []) : UNREADABLE;
}

/** The text of a field, or undefined when it is missing or no text. */
export function textField(fields: Fields, name: string): string | undefined {
	const value = fields[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The number of a field; older answers carry some numbers as text. */
export function numberField(fields: Fields, name: string): number | undefined {
	const value = fields[name];
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An error as the API writes it, in `errors[]` or within a result. */
export function toError(value: unknown): RunwareError {
	if (!isFields(value)) return new RunwareError({ code: 'unknownError', message: written(value) });
	const code = textField(value, 'code') ?? textField(value, 'errorId') ?? 'unknownError';
	const message = textField(value, 'message') ?? textField(value, 'errorMessage') ?? code;
	return new RunwareError({
		code,
		message,
		...optional('parameter', list(value['parameter']).join(', ') || undefined),
		...optional('allowedValues', nonEmpty(list(value['allowedValues']))),
		...optional('min', numberField(value, 'min')),
		...optional('max', numberField(value, 'max')),
		...optional('taskUUID', textField(value, 'taskUUID')?.toLowerCase()),
		...optional('documentation', textField(value, 'documentation')),
		...optional('responseContent', providerText(value['responseContent'])),
		...(value['status'] === 'error' ? { ended: true } : {}),
	});
}

/** Entries of a list: results, or errors that stand among them. */
function fromEntries(entries: readonly unknown[], errors: readonly RunwareError[]): Answer {
	const fields = entries.filter(isFields);
	const bare = fields.filter(isBareError);
	return {
		// A list with holes is no answer, but the errors beside it are.
		readable: fields.length === entries.length || errors.length > 0,
		results: fields.filter((entry) => !isBareError(entry)),
		errors: [...errors, ...bare.map(toError)],
	};
}

/** A result has a task type or a video; what has a code instead is an error. */
function isBareError(entry: Fields): boolean {
	const code = entry['code'] ?? entry['errorId'];
	return (
		typeof code === 'string' &&
		entry['taskType'] === undefined &&
		entry['videoURL'] === undefined &&
		entry['status'] === undefined
	);
}

function soleError(body: Fields): readonly unknown[] {
	const { error } = body;
	if (error === undefined || error === null || error === false) return [];
	const details = isFields(error) ? error : typeof error === 'string' ? { message: error } : body;
	const taskUUID = textField(body, 'taskUUID');
	return [taskUUID === undefined ? details : { taskUUID, ...details }];
}

function parse(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined; // an HTML page of a proxy, or half an answer
	}
}

function listOf(value: unknown): readonly unknown[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? value : [value];
}

function list(value: unknown): readonly string[] {
	return listOf(value).map(written);
}

/** A value as text; an answer may nest deeper than can be written out. */
function written(value: unknown): string {
	if (typeof value !== 'object' || value === null) return String(value);
	try {
		return JSON.stringify(value);
	} catch {
		return 'a value that can not be shown';
	}
}

function nonEmpty<Entry>(entries: readonly Entry[]): readonly Entry[] | undefined {
	return entries.length > 0 ? entries : undefined;
}

function providerText(value: unknown): string | undefined {
	if (typeof value === 'string') return value === '' ? undefined : value;
	return isFields(value) ? written(value) : undefined;
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined) {
	return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value }; // a computed key widens to string
}
