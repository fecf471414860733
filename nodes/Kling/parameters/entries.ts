import { trimmed } from './trimmed';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** How an entry begins. A UUID that goes on is part of something else. */
const ENTRY = new RegExp(
	`www\\.(?=[^\\s/]+\\.[^\\s]+/)|https?:\\\\?/\\\\?/|data:|${UUID}(?=$|[\\s,;|"'\`”’»›>)\\]}])`,
	'gi',
);

/** Between entries; blanks count too. */
const BETWEEN = /[\s,;|]/;
/** Right before an entry, and part of it. */
const OPENING = /["'`“„‘‚«»‹<([{]/;

/** At the beginning of a line: bullets, numbers, ticks, and a word with a colon. */
const BULLET =
	/^(?:[-–—*•·‣▪◦●○+>#]+\s+|[•‣▪◦●○]|\(?\d{1,3}[.):]\s*|\[[\dx ]{0,3}\]\s+|[\p{L}\p{N} _#-]{1,30}[:=]\s+(?=["'<(]?https?:\/\/|["'<(]?data:))/iu;
/** At the end of what stands before the next entry: its bullet, or a word between the two. */
const BULLET_OF_NEXT = /\s(?:[-–—*•·‣▪◦●○+&/>]|\(?\d{1,3}[.):]|and|und|et|y|e|or)$/i;

/**
 * Ways to write a link within other text. Each begins with a sign of its own and looks for the end
 * only as far as no second one begins, so that long text takes no longer than its length.
 */
const WRITTEN: readonly (readonly [form: RegExp, link: string])[] = [
	// Markdown: [text](link "title"), ![text](link)
	[
		/!?\[[^[\]\n]*\]\(\s*<?((?:https?:\/\/|data:)[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+(?:"[^"()\n]*"|'[^'()\n]*'))?\s*\)/gi,
		' $1 ',
	],
	// Slack: <link|text>
	[/<(https?:\/\/[^|<>\s]+)\|[^<>]*>/gi, ' $1 '],
	// A formula: =IMAGE("link"), =HYPERLINK("link"; "text")
	[/=\s*(?:HYPERLINK|IMAGE)\s*\(\s*"(https?:\/\/[^"\n]+)"(?:"[^"\n]*"|[^"()\n])*\)/gi, ' $1 '],
];
/** HTML: <img src="link">, <a href="link">text</a> */
const HTML =
	/<(?:img|a|video|source)\s[^<>]*?\b(?:src|href)\s*=\s*["']?(https?:\/\/[^"'\s<>]+)[^<>]*>(?:[^<>]*<\/a>)?/gi;
/** What a tag leads to must not go with it; nor may a whole file in one be too much for the search. */
const OTHER_TAGS =
	/<\/?(?:p|div|span|br|ul|ol|li|figure|picture|video|source|a|t[dr]|b|i|u|em|strong)\b(?:(?!https?:)[^<>]){0,1000}>/gi;

/**
 * The entries of a text with links, media UUIDs and data URIs: one a line, or with commas, semicolons,
 * bars or blanks between, where the next part begins as one of them does. What is no entry is
 * returned as well, for whoever reads them.
 */
export function entriesIn(text: string): readonly string[] {
	const whole = trimmed(text);
	if (/^data:[^,]*,[^\s,;|]*$/i.test(whole)) return [whole];
	const found: { readonly start: string; readonly wrapped: string[] }[] = [];
	for (const line of plainText(whole).split('\n').map(trimmed)) {
		const previous = found.at(-1);
		const piece = withoutEnd(line);
		// Base64 is often wrapped at 76 columns: such a line goes on with the data URI above it.
		const continues =
			previous !== undefined &&
			/^data:/i.test(previous.start) &&
			piece !== '' &&
			!/[^A-Za-z0-9+/=_-]/.test(piece) &&
			!isUUID(piece);
		if (continues) previous.wrapped.push(piece);
		else for (const start of parts(line)) found.push({ start, wrapped: [] });
	}
	return found.map(({ start, wrapped }) => [start, ...wrapped].join(''));
}

const IS_UUID = new RegExp(`^${UUID}$`, 'i');

export function isUUID(value: string): boolean {
	return IS_UUID.test(value);
}

function plainText(text: string): string {
	if (!/[(<]/.test(text)) return text;
	let plain = text;
	for (const [form, link] of WRITTEN) plain = plain.replace(form, link);
	if (/<(?:img|a|video|source)\s/i.test(plain)) {
		plain = plain.replace(HTML, (_tag, link: string) => ` ${link.replaceAll('&amp;', '&')} `);
	}
	return attachments(plain.replace(OTHER_TAGS, ' '));
}

/** Airtable's attachments as text: "a.jpg (link), b.jpg (link)". */
function attachments(text: string): string {
	if (!/ \(https?:\/\//i.test(text)) return text;
	const links = text.split(/(?<=\))[,;\n]\s*/).map((part) => {
		const at = part.lastIndexOf(' (http');
		const isNamed = at > 0 && part.endsWith(')') && !/https?:\/\//i.test(part.slice(0, at));
		return isNamed ? part.slice(at + 2, -1) : undefined;
	});
	return links.includes(undefined) ? text : links.join('\n');
}

/** A line's entries. */
function parts(line: string): readonly string[] {
	const unmarked = withoutBullets(line);
	const cuts = [0];
	for (const { index, 0: beginning } of unmarked.matchAll(ENTRY)) {
		let start = index;
		while (start > 0 && OPENING.test(unmarked.charAt(start - 1))) start -= 1;
		const before = unmarked.charAt(start - 1);
		if (start === 0 || !BETWEEN.test(before)) continue;
		if (isInQuery(unmarked, cuts.at(-1) ?? 0, start, beginning)) continue;
		cuts.push(start);
	}
	return cuts
		.map((cut, entry) => withoutEnd(unmarked.slice(cut, cuts[entry + 1])))
		.map((part, entry) =>
			entry + 1 < cuts.length ? withoutEnd(part.replace(BULLET_OF_NEXT, '')) : part,
		)
		.filter((part) => part !== '');
}

/** A UUID right behind a sign may be a parameter of the link before it, which must not be cut. */
function isInQuery(line: string, from: number, at: number, beginning: string): boolean {
	if (!isUUID(beginning) || line.charAt(at - 1).trim() === '') return false;
	const link = line.slice(from, at);
	return /^\W*https?:/i.test(link) && /[?;]./.test(link);
}

function withoutBullets(line: string): string {
	const once = line.replace(BULLET, '');
	return once === line ? line : once.replace(BULLET, '');
}

/** Neither links nor base64 end in such a sign; only the head of a data URI does. */
function withoutEnd(entry: string): string {
	let start = 0;
	let end = entry.length;
	while (end > 0 && BETWEEN.test(entry.charAt(end - 1))) end -= 1;
	while (start < end && BETWEEN.test(entry.charAt(start))) start += 1;
	const kept = trimmed(entry.slice(start, end));
	return end < entry.length && /^data:[^,]*$/i.test(kept) ? `${kept},` : kept;
}
