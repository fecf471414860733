import { apiError } from '../apiError';
import { INPUT_BYTES } from '../models';
import { parseDataUri } from '../values/dataUri';
import { isHttpUrl } from '../values/httpUrl';
import type { MediaKind } from '../values/mediaKind';
import { isUUID } from '../values/uuid';
import type { KnownMedia, Refusal } from './rule';

/**
 * One medium of `inputs`: a public link, the UUID of an uploaded or made medium, or a data URI.
 * UUIDs that were not uploaded here are accepted, for they may be media of earlier days.
 */
export function refuseMedia(
	value: unknown,
	kind: MediaKind,
	parameter: string,
	media: KnownMedia,
): Refusal {
	const invalid = (message: string) =>
		apiError(kind === 'image' ? 'invalidInputImage' : 'invalidInputVideo', message, {
			parameter,
			type: 'string',
		});
	const tooLarge = (bytes: number) =>
		bytes > INPUT_BYTES
			? apiError('valueTooLarge', `The ${kind} is larger than 32 MB.`, {
					parameter,
					max: INPUT_BYTES,
				})
			: undefined;

	if (isHttpUrl(value)) return undefined;
	if (isUUID(value)) {
		const stored = media.get(value);
		if (stored?.deleted) {
			return apiError('mediaNotFound', 'The media was not found.', { parameter });
		}
		if (stored && stored.type.kind !== kind) {
			return invalid(`The media of ${parameter} must be an ${kind}, not ${stored.type.mimeType}.`);
		}
		return tooLarge(stored?.bytes?.length ?? 0);
	}
	if (typeof value === 'string') {
		const data = parseDataUri(value);
		if (data?.mimeType.startsWith(`${kind}/`)) return tooLarge(data.bytes.length);
	}
	return invalid(
		`Invalid value for ${parameter}. It must be a public URL, a UUID or a data URI of type ${kind}/*.`,
	);
}
