import { isFields } from '../runware/wire/envelope';
import type { Fields } from '../runware/wire/envelope';

/** What Node's codes of network errors mean, in plain words. */
const BY_CODE: Readonly<Record<string, (at: string) => string>> = {
	ECONNREFUSED: (at) => `nothing answers at ${at}`,
	ENOTFOUND: (at) => `the address ${at} could not be found`,
	EAI_AGAIN: (at) => `the address ${at} could not be found`,
	EHOSTUNREACH: (at) => `nothing answers at ${at}`,
	ENETUNREACH: (at) => `nothing answers at ${at}`,
	ECONNRESET: () => 'the connection was lost',
	EPIPE: () => 'the connection was lost',
	ETIMEDOUT: () => 'it did not answer in time',
	ECONNABORTED: () => 'it did not answer in time',
	CERT_HAS_EXPIRED: () => 'its certificate has expired',
	DEPTH_ZERO_SELF_SIGNED_CERT: () => 'its certificate is not from a known authority',
	SELF_SIGNED_CERT_IN_CHAIN: () => 'its certificate is not from a known authority',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: () => 'its certificate is not from a known authority',
	ERR_TLS_CERT_ALTNAME_INVALID: () => 'its certificate is for another address',
};

/** Words of errors that lost their code on the way through n8n. */
const BY_WORDS: readonly (readonly [RegExp, string])[] = [
	[/(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH) (\S+)/, 'ECONNREFUSED'],
	[/(ENOTFOUND|EAI_AGAIN) (\S+)/, 'ENOTFOUND'],
	[/ECONNRESET|EPIPE|socket hang up|aborted/, 'ECONNRESET'],
	[/ETIMEDOUT|ECONNABORTED|timeout/i, 'ETIMEDOUT'],
];

/** Errors within errors; a circle must end. */
const DEEPEST = 5;

/**
 * Why no answer came, in plain words where the reason is known. The code decides, wherever in the
 * chain of causes it stands; only without one do the words.
 */
export function networkCause(error: unknown): string {
	const chain = chainOf(error);
	for (const link of chain) {
		const plain = BY_CODE[String(link['code'])];
		if (plain !== undefined) return plain(addressIn(link));
	}
	const words = wordsOf(error);
	for (const [pattern, code] of BY_WORDS) {
		const found = pattern.exec(words);
		if (found !== null) return BY_CODE[code]?.(found[2] ?? 'its address') ?? words;
	}
	return words;
}

function chainOf(error: unknown): readonly Fields[] {
	const chain: Fields[] = [];
	for (let link = error; isFields(link) && chain.length < DEEPEST; ) {
		chain.push(link);
		const { cause, errors } = link;
		// A host with several addresses fails with one error for each of them.
		link = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
	}
	return chain;
}

function addressIn({ hostname, address, port, message }: Fields): string {
	if (typeof hostname === 'string') return hostname;
	if (typeof address === 'string')
		return port === undefined ? address : `${address}:${String(port)}`;
	const found = /(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|E\w+UNREACH) (\S+)/.exec(String(message));
	return found?.[1] ?? 'its address';
}

/** n8n has words of its own for the network's. It keeps those as the cause; before 2.41, in a list. */
function wordsOf(error: unknown): string {
	if (!isFields(error)) return String(error);
	const { cause, messages } = error;
	const kept: unknown = Array.isArray(messages) ? messages[0] : undefined;
	const words = (isFields(cause) ? cause['message'] : kept) ?? error['message'];
	return typeof words === 'string' ? words : 'no answer';
}
