import { randomUUID } from 'node:crypto';
import { apiError, isApiError, type ApiError } from '../apiError';
import { decodeBase64, parseDataUri } from '../values/dataUri';
import { isHttpUrl } from '../values/httpUrl';
import type { JsonObject } from '../validation/jsonObject';
import { mediaOfLink, sniffMedia, type MediaType } from '../values/mediaKind';

export interface StoredMedia {
	readonly mediaUUID: string;
	readonly type: MediaType;
	/** Missing for a link: the emulator has no network to fetch it from. */
	readonly bytes?: Buffer;
	deleted: boolean;
}

/** mediaStorage, and its deprecated forerunner imageUpload. */
export class MediaStorage {
	private readonly stored = new Map<string, StoredMedia>();

	constructor(private readonly origin: () => string) {}

	get(mediaUUID: string): StoredMedia | undefined {
		return this.stored.get(mediaUUID.toLowerCase());
	}

	clear(): void {
		this.stored.clear();
	}

	run(task: JsonObject): JsonObject | ApiError {
		if (task['taskType'] === 'imageUpload') {
			const stored = this.store(task['image'], 'image');
			if (isApiError(stored)) return stored;
			return { imageUUID: stored.mediaUUID, imageURL: this.urlOf(stored) };
		}
		const operation = task['operation'];
		if (operation === 'upload') {
			const stored = this.store(task['media'], 'media');
			if (isApiError(stored)) return stored;
			return { operation, mediaUUID: stored.mediaUUID, mediaURL: this.urlOf(stored) };
		}
		if (operation === 'delete') return this.remove(task['media']);
		return apiError('invalidOperation', 'Invalid value for operation parameter.', {
			parameter: 'operation',
			allowedValues: ['upload', 'delete'],
		});
	}

	private urlOf(media: StoredMedia): string {
		return `${this.origin()}/media/${media.mediaUUID}.${media.type.extension}`;
	}

	private store(value: unknown, parameter: string): StoredMedia | ApiError {
		if (typeof value !== 'string' || value === '') {
			return apiError('missingMedia', `The ${parameter} parameter is required.`, {
				parameter,
				type: 'string',
			});
		}
		const bytes = isHttpUrl(value)
			? undefined
			: (parseDataUri(value)?.bytes ?? decodeBase64(value));
		const type = isHttpUrl(value) ? mediaOfLink(value) : bytes && sniffMedia(bytes);
		if (!type) {
			return apiError(
				'invalidMedia',
				'The media must be an image or a video, as a public URL, a data URI or base64.',
				{ parameter },
			);
		}
		const media: StoredMedia = {
			mediaUUID: randomUUID(),
			type,
			...(bytes && { bytes }),
			deleted: false,
		};
		this.stored.set(media.mediaUUID, media);
		return media;
	}

	private remove(value: unknown): JsonObject | ApiError {
		const media = typeof value === 'string' ? this.get(value) : undefined;
		if (!media || media.deleted) {
			return apiError('mediaNotFound', 'The media was not found.', { parameter: 'media' });
		}
		media.deleted = true;
		return { operation: 'delete', mediaUUID: media.mediaUUID };
	}
}
