import { isFile, mediumOf, uuidOf } from './attachment';
import { entriesIn, isUUID } from '../entries';
import { bared, refusePrivate, webLinkIn } from './link';
import { leftoverIn } from '../leftovers';
import { MESSAGES, refusal } from '../messages';
import { quoted } from '../ParameterError';
import { givenValue, isBlank, tellReading, text } from '../readers';
import type { NamedField, ParameterSource } from '../source';
import { fileLinkOf } from './sharePages';
import { isInvisible, trimmed, unfenced } from '../trimmed';

export { isUUID };

export type MediaKind = 'image' | 'video';

const EXAMPLES: Readonly<Record<MediaKind, string>> = { image: 'image/png', video: 'video/mp4' };

/** Lists in lists and groups in groups, beyond which nobody meant a medium. */
const DEEPEST = 8;

/**
 * The entries of a media field: public links, Runware media UUIDs or data URIs as text, or the
 * attachments that hold them, in a list or as JSON text. Empty when the row has none.
 */
export function mediaLinks(
	source: ParameterSource,
	field: NamedField,
	kind?: MediaKind,
): readonly string[] {
	const value = source(field.name);
	if (typeof value === 'string' && isBlank(value) && !isInvisible(value)) {
		tellReading(source, field, 'not given', value);
	}
	return textsIn(value, source, field, 0).map((entry) => readEntry(entry, source, field, kind));
}

/** The texts that name media, wherever a value holds them. */
function textsIn(
	value: unknown,
	source: ParameterSource,
	field: NamedField,
	depth: number,
): readonly string[] {
	if (isBlank(value)) return [];
	if (typeof value === 'string') {
		const parsed = depth < DEEPEST ? parsedJson(unfenced(value)) : undefined;
		if (parsed !== undefined) return textsIn(parsed, source, field, depth + 1);
		const entries = entriesIn(unfenced(value)).filter((entry) => !isBlank(entry));
		if (lettersIn([value]) !== lettersIn(entries)) {
			const links = entries.length === 1 ? 'the link in it' : 'the links in it';
			tellReading(source, field, entries.length === 0 ? 'not given' : links, value);
		}
		return entries;
	}
	if (typeof value === 'object' && value !== null && depth < DEEPEST) {
		if (Array.isArray(value)) {
			return value.flatMap((entry) => textsIn(entry, source, field, depth + 1));
		}
		const medium = mediumOf(value);
		if (medium !== undefined) {
			if (typeof medium.value === 'string') {
				tellReading(source, field, `its '${medium.key}'`, value);
			}
			return textsIn(medium.value, source, field, depth + 1);
		}
		if (isFile(value)) throw refusal(field, MESSAGES.noFile);
	}
	throw refusal(field, MESSAGES.noLinkInside, quoted(value));
}

/** How much there is besides what may stand between entries. */
function lettersIn(texts: readonly string[]): number {
	return texts.reduce((sum, text) => sum + trimmed(text).replace(/[\s,;|]+/g, '').length, 0);
}

/** A list or a group that came as JSON text, or a list as Python writes it. */
function parsedJson(text: string): unknown {
	const written = trimmed(text);
	const around = written.charAt(0) + written.charAt(written.length - 1);
	if (around !== '[]' && around !== '{}') return undefined;
	try {
		const parsed: unknown = JSON.parse(written);
		return parsed;
	} catch {
		return /^\[\s*['"“]?(https?:|data:|\w{8}-)/i.test(written) ? written.slice(1, -1) : undefined;
	}
}

function readEntry(
	written: string,
	source: ParameterSource,
	field: NamedField,
	kind: MediaKind | undefined,
): string {
	if (/^data:/i.test(written)) return dataUri(written, field, kind);
	const bare = bared(written);
	if (isUUID(bare)) return bare;
	if (/^data:/i.test(bare)) return dataUri(bare, field, kind);
	const link = webLinkIn(written);
	const leftover = leftoverIn(written);
	if (leftover !== undefined || link === undefined) {
		const { sentence, found } = leftover ?? { sentence: MESSAGES.noLink, found: written };
		throw refusal(field, sentence, quoted(found));
	}
	const file = fileLinkOf(link) ?? { link };
	if ('page' in file) throw refusal(field, MESSAGES.page, quoted(link), file.page, file.advice);
	refusePrivate(source, field, file.link, MESSAGES.privateMedium);
	if (file.link !== written)
		tellReading(source, field, changeOf(written, link, file.link), written);
	return file.link;
}

function changeOf(written: string, link: string, file: string): string {
	if (file !== link) return 'the direct link to the file';
	if (link.length < written.length) return 'the link in it';
	return /\s/.test(written) ? 'a link with its blanks encoded' : 'a link with https:// before it';
}

/** A data URI as every reader takes it: base64 in its first alphabet, padded, and no parameters. */
function dataUri(link: string, field: NamedField, kind: MediaKind | undefined): string {
	const type = dataType(link);
	const kinds = kind === undefined ? ['image', 'video'] : [kind];
	if (type === undefined || !kinds.includes(type)) {
		const found =
			type === undefined
				? 'a file as text (data:…) that is not complete'
				: `a file as text (data:…) of the kind ${type}`;
		throw refusal(field, MESSAGES.dataURI, found, EXAMPLES[kind ?? 'image']);
	}
	const comma = link.indexOf(',');
	const [head = ''] = link.slice(0, comma).split(';', 1);
	const data = link
		.slice(comma + 1)
		.replace(/={1,2}$/, '')
		.replaceAll('-', '+')
		.replaceAll('_', '/');
	return `${head};base64,${data.padEnd(Math.ceil(data.length / 4) * 4, '=')}`;
}

/** The kind of data that a data URI holds, or undefined when it is not whole. */
function dataType(link: string): string | undefined {
	const comma = link.indexOf(',');
	const type = /^data:([a-z]+)\/[a-z0-9.+-]+(;[^,;]+)*;base64,$/i.exec(
		link.slice(0, comma + 1),
	)?.[1];
	const data = link.slice(comma + 1).replace(/={1,2}$/, '');
	const whole = data.length > 0 && data.length % 4 !== 1 && !/[^a-z0-9+/_-]/i.test(data);
	return whole ? type?.toLowerCase() : undefined;
}

/** A UUID by itself, in quotes or braces, or in the item that gave it out. Undefined when not given. */
export function uuid(
	source: ParameterSource,
	field: NamedField,
	wanted: { readonly what: string; readonly example: string; readonly where: string },
): string | undefined {
	const whole = givenValue(source, field);
	const item: unknown = Array.isArray(whole) && whole.length === 1 ? whole[0] : whole;
	const inItem = typeof item === 'object' && item !== null ? uuidOf(item, field.name) : undefined;
	const value = inItem ?? text(source, field);
	if (value === undefined) return undefined;
	const bare = bared(value).replace(/^[\p{L}\s:]*uuid[\s:="']*|[.,;]$/giu, '');
	if (!isUUID(bare)) {
		throw refusal(field, MESSAGES.noUUID, quoted(value), wanted.what, wanted.example, wanted.where);
	}
	if (bare !== whole) tellReading(source, field, 'the UUID in it', whole);
	return bare;
}
