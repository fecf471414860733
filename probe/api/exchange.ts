import { read } from '../../nodes/Kling/runware/wire/envelope';
import type { Answer } from '../../nodes/Kling/runware/wire/envelope';
import { isTrouble } from '../../nodes/Kling/runware/wire/RunwareError';

/** One request and what came back. */
export interface Exchange {
	/** Of HTTP; 0 without an answer. */
	readonly status: number;
	/** Why there is no answer. */
	readonly noAnswer?: string;
	/** With the key masked. */
	readonly body: string;
	readonly headers: Readonly<Record<string, string>>;
	/** When it was sent, and how long it took. */
	readonly at: number;
	readonly ms: number;
}

/** As the node reads it. */
export function answerOf({ status, body }: Exchange): Answer {
	return read(status === 0 ? { status: 'none', cause: '' } : { status, body });
}

/** Status and code, such as `HTTP 400 unsupportedDuration`, and which parameter is blamed. */
export function wordsOf(exchange: Exchange): string {
	if (exchange.status === 0) return exchange.noAnswer ?? 'no answer';
	const { errors, readable } = answerOf(exchange);
	const [error] = errors;
	if (!readable) return `HTTP ${exchange.status} with ${kindOfText(exchange.body)}`;
	if (error === undefined) return `HTTP ${exchange.status}`;
	const { code, parameter } = error.details;
	return `HTTP ${exchange.status} ${code}${parameter === undefined ? '' : ` (${parameter})`}`;
}

function kindOfText(body: string): string {
	const text = body.trim();
	if (text === '') return 'an empty body';
	if (/^<(!doctype|html|head|body)/i.test(text)) return 'an HTML page instead of JSON';
	try {
		JSON.parse(text);
		return 'JSON of an unknown shape';
	} catch {
		return 'text that is no JSON';
	}
}

/** What counts as an answer to a question, besides success. */
export type Counts =
	/** The API's word about the request, an unknown code and a missing permission too. */
	| 'refusal'
	/** That, and a refused key. */
	| 'refused key';

/**
 * Why an exchange says nothing about the API's ways: no answer, none that can be read, or one about
 * the request's own trouble. Undefined for an answer that counts.
 */
export function troubleIn(exchange: Exchange, counts?: Counts): string | undefined {
	const { status } = exchange;
	if (status === 413) return undefined; // a page too: the request was too large
	const { readable, errors } = answerOf(exchange);
	const unmarked = errors.filter(({ details }) => details.marksEnd !== true);
	const passing = ['serverError', 'rateLimit', 'timeout', ...(counts ? [] : ['unknown', 'auth'])];
	const isPassing = unmarked.some(({ kind }) => passing.includes(kind));
	const isKey = status === 401 && counts !== 'refused key';
	const isHeavy = isTrouble(status) && ![401, 402, 403].includes(status);
	const isOther = !counts && isTrouble(status);
	return readable && !isPassing && !isKey && !isHeavy && !isOther ? undefined : wordsOf(exchange);
}
