/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { inspect } from 'node:util';

/** Shorter ones are found by chance. */
const SHORTEST_KEY = 12;

/**
 * The forms of a key that are looked for in a text, which may be a log, an execution as a database
 * holds it, or a whole database file: written out, escaped for JSON (also when that JSON stands in
 * JSON), for links, for HTML, or in base64 or hexadecimal, alone or within a longer text.
 * @returns the names of the forms that were found
 */
export function keyFormsIn(text: string | Buffer, key: string): readonly string[] {
	const searched = typeof text === 'string' ? text : text.toString('latin1');
	return [...formsOf(key)]
		.filter(([, forms]) => forms.some((form) => searched.includes(form)))
		.map(([name]) => name);
}

function formsOf(key: string): ReadonlyMap<string, readonly string[]> {
	if (key.length < SHORTEST_KEY) throw new Error('The key is too short to be looked for');
	const bytes = Buffer.from(key);
	const json = inJson(key);
	const slashes = json.replaceAll('/', '\\/'); // as PHP writes JSON
	const url = encodeURIComponent(key);
	const hex = bytes.toString('hex');
	const base64 = [0, 1, 2].map((offset) => base64Within(bytes, offset));
	return new Map([
		['plain', [key, bytes.toString('latin1')]],
		['JSON', [json, slashes]],
		['JSON in JSON', [inJson(json), inJson(slashes)]],
		[
			'a link',
			[url, lowerEscapes(url), new URLSearchParams({ key }).toString().slice('key='.length)],
		],
		['HTML', [inHtml(key, '&quot;'), inHtml(key, '&#34;')]],
		['a program', [inspect(key).slice(1, -1)]],
		['base64', [...base64, ...base64.map(forLinks)]],
		['hexadecimal', [hex, hex.toUpperCase()]],
		['UTF-16', [Buffer.from(key, 'utf16le').toString('latin1')]],
	]);
}

function inJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}

function lowerEscapes(url: string): string {
	return url.replace(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase());
}

function inHtml(text: string, quote: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', quote);
}

/** What stands in the base64 of any text that has these bytes `offset` bytes after a multiple of three. */
function base64Within(bytes: Buffer, offset: number): string {
	const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
	const bits = 6;
	return encoded.slice(
		Math.ceil((offset * 8) / bits),
		Math.floor(((offset + bytes.length) * 8) / bits),
	);
}

function forLinks(base64: string): string {
	return base64.replaceAll('+', '-').replaceAll('/', '_');
}
