import { latin1 } from './bytes';
import type { Extension } from './signatures';

/** Beginnings of written formats, in lower case and after blanks; the first that fits counts. */
const TEXT_FORMATS: readonly (readonly [beginning: RegExp, extension: Extension])[] = [
	[/^%pdf-/, 'pdf'],
	[/^<svg[\s/>]/, 'svg'],
	[/^<(\?xml|!doctype svg|!--)[^]*<svg[\s/>]/, 'svg'],
	[/^<(!doctype html|html|head|body)[\s>]/, 'html'],
	[/^<(\?xml|!--)[^]*<html[\s>]/, 'html'],
	[/^<\?xml\s/, 'xml'],
	[/^(\{\s*["}]|\[\s*["{[\]\d-])/, 'json'],
];

/** PDF begins like a text, and may stand after blanks or a byte order mark. */
export function textFormat(head: Uint8Array): Extension | undefined {
	const start = latin1(head, 0, 4096);
	const typed = start
		.replace(/^\xef\xbb\xbf/, '')
		.trimStart()
		.toLowerCase();
	const format = TEXT_FORMATS.find(([beginning]) => beginning.test(typed))?.[1];
	return format ?? (isText(start) ? 'txt' : undefined);
}

/** No text, in whatever alphabet, has control characters besides tabs, breaks and escapes. */
function isText(start: string): boolean {
	return (
		start !== '' &&
		[...start].every((character) => character >= ' ' || '\t\n\f\r\x1b'.includes(character))
	);
}
