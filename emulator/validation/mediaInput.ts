import { apiError, type ApiError } from '../api/apiError';
import { parseDataUri } from './dataUri';
import { isHttpUrl } from './httpUrl';
import type { MediaStorage } from '../api/mediaStorage';
import type { MediaKind } from './mediaKind';
import { INPUT_BYTES } from './modelLimits';
import { isUUID } from './uuid';

/**
 * One medium of `inputs`: a public link, the UUID of an uploaded or made medium, or a data URI.
 * UUIDs that were not uploaded here are accepted, for they may be media of earlier days.
 */
export function refuseMedia(
	value: unknown,
	kind: MediaKind,
	parameter: string,
	media: MediaStorage,
): ApiError | undefined {
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
