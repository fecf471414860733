import { entriesIn } from '../entries';
import { leftoverIn } from '../leftovers';
import { MESSAGES, refusal } from '../messages';
import { quoted } from '../ParameterError';
import { isPrivateHost } from './privateHost';
import { isWebLink, tellReading, text } from '../readers';
import type { NamedField, ParameterSource } from '../source';
import { trimmed } from '../trimmed';

/** Signs that are put around a link, by the first of them. */
const AROUND: ReadonlyMap<string, string> = new Map([
	['"', '"'],
	["'", "'"],
	['`', '`'],
	['“', '”'],
	['„', '“”'],
	['‘', '’'],
	['‚', '‘’'],
	['«', '»'],
	['»', '«'],
	['‹', '›'],
	['<', '>'],
	['(', ')'],
	['[', ']'],
	['{', '}'],
	['*', '*'],
]);

/** What stands around a link at most: more is no way to write one. */
const DEEPEST = 6;

/** No link has these in it; a copied one may. Joiners are letters' own in some scripts. */
const NO_WIDTH =
	/[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

/** A link's end by its file, where signs or a remark behind it are no part of it. */
const BEHIND_FILE =
	/^([^\s(]+\.(?:jpe?g|png|webp|gif|mp4|mov|webm|m4v))(?:[.!')\]]+|[,;]?\p{Zs}(?!.*\.(?:jpe?g|png|webp|gif|mp4|mov|webm|m4v)).*)$/iu;
/** No link has these at its end. */
const BEHIND_LINK = /(?<!["”»›>…。，、\\])["”»›>…。，、\\]+$/;

/** Addresses that are only ever written without their beginning. */
const WITHOUT_SCHEME =
	/^(?:\/\/(?=[^/\s]+\.[^/\s]+)|(?=www\.[^/\s]+\.|(?:www\.)?dropbox\.com\/s|drive\.google\.com\/))/i;

/** No server takes a longer one, and the search for a file's end would be too deep. */
const LONGEST_LINK = 16_000;

/** What a text names when quotes, brackets, bullets and invisible characters are gone. */
export function bared(written: string): string {
	let bare = written;
	for (let round = 0; round < DEEPEST; round += 1) {
		const inner = unwrapped(trimmed(bare));
		if (inner === bare) break;
		bare = inner;
	}
	return bare;
}

function unwrapped(bare: string): string {
	const closing = AROUND.get(bare.charAt(0));
	const isWrapped = closing?.includes(bare.charAt(bare.length - 1)) === true && bare.length > 2;
	return isWrapped ? bare.slice(1, -1) : bare;
}

/** A text as the web link that it can only be, or undefined. What is a link already stays as it is. */
export function webLinkIn(written: string): string | undefined {
	const bare = bared(written)
		.replace(NO_WIDTH, '')
		.replace(/&(?:amp|#38|#x26);/gi, '&') // as HTML writes it
		.replace(BEHIND_LINK, '');
	const only = bare.length > LONGEST_LINK ? bare : bare.replace(BEHIND_FILE, '$1');
	const whole = only.replace(WITHOUT_SCHEME, 'https://');
	// As JSON text may write it, with a backslash before each slash.
	const plain = /^https?:\\\/\\\//i.test(whole) ? whole.replaceAll('\\/', '/') : whole;
	if (isWebLink(plain)) return plain;
	// A browser's address bar encodes blanks too, but none in the host.
	const [, address = '', rest = ''] = /^(https?:\/\/[^/\s?#]+)([/?#].*)$/i.exec(plain) ?? [];
	const encoded = address + rest.replace(/\p{Zs}/gu, encodeURIComponent);
	return isWebLink(encoded) ? encoded : undefined;
}

/** @throws ParameterError for a host that Runware cannot reach, where it must lie on the internet */
export function refusePrivate(
	source: ParameterSource,
	field: NamedField,
	link: string,
	sentence: typeof MESSAGES.privateHost,
): void {
	if (source.publicOnly !== true) return;
	const { hostname } = new URL(link);
	if (isPrivateHost(hostname)) throw refusal(field, sentence, quoted(link), hostname);
}

/** A public http(s) address. Undefined when not given. */
export function webAddress(source: ParameterSource, field: NamedField): string | undefined {
	const value = text(source, field);
	if (value === undefined) return undefined;
	const [entry = '', ...others] = entriesIn(value);
	const leftover = leftoverIn(value);
	const only = others.length === 0 ? entry : '';
	const link = webLinkIn(isWebLink(value) ? value : only);
	if (leftover !== undefined || link === undefined) {
		const { sentence, found } = leftover ?? { sentence: MESSAGES.noWebAddress, found: value };
		throw refusal(field, sentence, quoted(found));
	}
	refusePrivate(source, field, link, MESSAGES.privateHost);
	if (link !== value) tellReading(source, field, quoted(link), value);
	return link;
}
