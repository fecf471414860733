import { isBlank, isWebLink } from './readers';
import type { NamedField, ParameterSource } from './readers';
import { ParameterError, quoted } from './ParameterError';

export type MediaKind = 'image' | 'video';

const EXAMPLES: Readonly<Record<MediaKind, string>> = { image: 'image/png', video: 'video/mp4' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Where a new entry starts within a line: commas also stand inside links and data URIs. */
const NEXT_ENTRY =
	/,(?=\s*(?:https?:\/\/|data:|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*(?:,|$)))/i;

export function isUUID(value: string): boolean {
	return UUID.test(value);
}

/**
 * The entries of a media field: public links, Runware media UUIDs or data URIs, one a line, with
 * commas between links, or as a list from an expression. Empty when the row has none.
 */
export function mediaLinks(
	source: ParameterSource,
	field: NamedField,
	kind?: MediaKind,
): readonly string[] {
	const value = source(field.name);
	const entries = Array.isArray(value) ? value.filter((entry) => !isBlank(entry)) : [value];
	const links = entries.flatMap((entry) => {
		if (isBlank(entry)) return [];
		if (typeof entry === 'string') return separated(entry);
		throw new ParameterError(
			field.displayName,
			`'${field.displayName}' is ${quoted(entry)}, but it takes a public link (https://…) or a 'mediaUUID': choose it in the expression`,
		);
	});
	for (const link of links) refuseUnusable(link, field, kind);
	return links.map(plainest);
}

/** A data URI as every reader takes it: base64 in its first alphabet, padded, and no parameters. */
function plainest(link: string): string {
	if (!/^data:/i.test(link)) return link;
	const comma = link.indexOf(',');
	const [type = ''] = link.slice(0, comma).split(';', 1);
	const data = link
		.slice(comma + 1)
		.replace(/=+$/, '')
		.replaceAll('-', '+')
		.replaceAll('_', '/');
	return `${type};base64,${data.padEnd(Math.ceil(data.length / 4) * 4, '=')}`;
}

function separated(entries: string): string[] {
	const found: { readonly start: string; readonly wrapped: string[] }[] = [];
	for (const line of entries.split('\n').map((untrimmed) => untrimmed.trim())) {
		const previous = found.at(-1);
		const piece = withoutFinalCommas(line);
		// Base64 is often wrapped at 76 columns: such a line goes on with the data URI above it.
		const continues =
			previous !== undefined &&
			/^data:/i.test(previous.start) &&
			piece !== '' &&
			!/[^A-Za-z0-9+/=_-]/.test(piece) &&
			!isUUID(piece);
		if (continues) previous.wrapped.push(piece);
		else {
			const starts = line.split(NEXT_ENTRY).map(withoutFinalCommas).filter(Boolean);
			found.push(...starts.map((start) => ({ start, wrapped: [] })));
		}
	}
	return found.map(({ start, wrapped }) => [start, ...wrapped].join(''));
}

/** Neither links nor base64 end in a comma; only the head of a data URI does. */
function withoutFinalCommas(entry: string): string {
	let end = entry.length;
	while (end > 0 && (entry[end - 1] === ',' || entry[end - 1]?.trim() === '')) end -= 1;
	const kept = entry.slice(0, end).trim();
	return end < entry.length && /^data:[^,]*$/i.test(kept) ? `${kept},` : kept;
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

function refuseUnusable(link: string, field: NamedField, kind: MediaKind | undefined): void {
	if (isUUID(link) || isWebLink(link)) return;
	if (link.toLowerCase().startsWith('data:')) {
		const type = dataType(link);
		const kinds = kind === undefined ? ['image', 'video'] : [kind];
		if (type !== undefined && kinds.includes(type)) return;
		const found = type === undefined ? 'is no whole data URI' : `is a data URI with ${type} data`;
		throw new ParameterError(
			field.displayName,
			`'${field.displayName}' ${found}, but it takes a public link (https://…), a 'mediaUUID', or a data URI such as data:${EXAMPLES[kind ?? 'image']};base64,…`,
		);
	}
	throw new ParameterError(
		field.displayName,
		`'${field.displayName}' is ${quoted(link)}, but it takes a public link (https://…) or a 'mediaUUID'; for a file of the row, set '${field.displayName} From' to 'File'`,
	);
}
