import { given } from '../../given';
import type { Reply } from './protocol';
import { RunwareError } from './RunwareError';

/** One object of an answer; every field has to be checked before it is believed. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Answer {
	/** Of HTTP; 0 when no answer came. */
	readonly status: number;
	/** False when the body is none of the known shapes, and so says nothing about any task. */
	readonly readable: boolean;
	readonly results: readonly Fields[];
	readonly errors: readonly RunwareError[];
}

type Body = Omit<Answer, 'status'>;

const UNREADABLE: Body = { readable: false, results: [], errors: [] };

/** The only reader of replies: what became of a request, and what its answer holds. */
export function read(reply: Reply): Answer {
	return reply.status === 'none'
		? { status: 0, ...UNREADABLE }
		: { status: reply.status, ...decode(reply.body) };
}

/** Whether the request was served: its errors, if any, are about single tasks. */
export function isServed({ status, readable, errors }: Answer): boolean {
	return (
		status >= 200 &&
		status < 300 &&
		readable &&
		errors.every(({ details }) => details.taskUUID !== undefined)
	);
}

/** What a request that did not bring what it was sent for has to say. */
export function troubleOf(reply: Reply): RunwareError {
	if (reply.status === 'none') {
		return new RunwareError({ code: reply.code ?? 'connectionFailed', message: reply.cause });
	}
	const { status } = reply;
	const [error] = decode(reply.body).errors;
	if (status === 401 && error?.kind !== 'auth') {
		return new RunwareError({
			code: 'invalidApiKey',
			message: `it answered with HTTP status ${status}`,
		});
	}
	if (status === 429 && error?.kind !== 'rateLimit') {
		return new RunwareError({
			code: 'rateLimitExceeded',
			message: `it answered with HTTP status ${status}`,
		});
	}
	// A code is the API's own word; a page or another service at its address has none.
	if (error !== undefined && (status !== 404 || error.details.code !== NO_CODE)) return error;
	return status < 300
		? new RunwareError({
				code: 'unrecognizedResponse',
				message: `it answered with HTTP status ${status}`,
			})
		: new RunwareError({
				code: httpCode(status),
				message: `it answered with HTTP status ${status}`,
			});
}

function httpCode(status: number): string {
	if (status === 402) return 'paymentRequired';
	if (status === 408) return 'requestTimeout';
	return status >= 500 ? 'serviceUnavailable' : 'httpError';
}

/**
 * A body as results and errors. The documented shape is `{ data, errors }` with either key
 * missing; Runware's own SDKs also accept `data` as an object, `{ error: { code, message } }`,
 * `{ error: true, errorId, errorMessage }`, a bare list and a bare object, of results or errors.
 */
export function decode(body: unknown): Body {
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

const NO_CODE = 'unknownError';

/** An error as the API writes it, in `errors[]` or within a result. */
export function toError(value: unknown): RunwareError {
	if (!isFields(value)) return new RunwareError({ code: NO_CODE, message: written(value) });
	const code = textField(value, 'code') ?? textField(value, 'errorId') ?? NO_CODE;
	const message = textField(value, 'message') ?? textField(value, 'errorMessage') ?? code;
	return new RunwareError({
		code,
		message,
		...given({
			parameter: list(value['parameter']).join(', ') || undefined,
			allowedValues: nonEmpty(list(value['allowedValues'])),
			min: numberField(value, 'min'),
			max: numberField(value, 'max'),
			taskUUID: textField(value, 'taskUUID')?.toLowerCase(),
			documentation: textField(value, 'documentation'),
			responseContent: providerText(value['responseContent']),
			marksEnd: value['status'] === 'error' ? true : undefined,
			cost: numberField(value, 'cost'),
		}),
	});
}

/** Entries of a list: results, or errors that stand among them. */
function fromEntries(entries: readonly unknown[], errors: readonly RunwareError[]): Body {
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
		return 'a value that cannot be shown';
	}
}

function nonEmpty<Entry>(entries: readonly Entry[]): readonly Entry[] | undefined {
	return entries.length > 0 ? entries : undefined;
}

function providerText(value: unknown): string | undefined {
	if (typeof value === 'string') return value === '' ? undefined : value;
	return isFields(value) ? written(value) : undefined;
}
