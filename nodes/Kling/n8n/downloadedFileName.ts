import type { Video } from '../runware/wire/protocol';

/** What the file of a video is called in n8n; its content tells the extension. */
export function fileNameOf({ videoUUID }: Video, extension: string): string {
	return `${videoUUID ?? 'video'}.${extension}`;
}
