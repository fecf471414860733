import { keyIn } from '../../../credentials/pastedKey';

const MASK = '(API key)';

/** A shorter text is no key, and masking it would spoil answers. */
const SHORTEST_KEY = 8;

/**
 * Masks the key in what comes back: error messages and debug pages of gateways repeat the headers
 * of a request, and what the node says is stored with the execution. Found as it is, and as it
 * stands in JSON and in links.
 */
export function keyMask(apiKey: unknown): (text: string) => string {
	const key = keyIn(String(apiKey));
	if (key.length < SHORTEST_KEY) return (text) => text;
	const json = inJson(key);
	// From the most escaped: a form may be part of another. Answers are JSON, and may quote JSON.
	const forms = [inJson(inJson(json)), inJson(json), json, encodeURIComponent(key), key];
	return (text) => forms.reduce((masked, form) => masked.replaceAll(form, MASK), text);
}

function inJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}
