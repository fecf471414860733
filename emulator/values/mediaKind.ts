export type MediaKind = 'image' | 'video';

export interface MediaType {
	readonly kind: MediaKind;
	readonly mimeType: string;
	readonly extension: string;
}

const JPEG: MediaType = { kind: 'image', mimeType: 'image/jpeg', extension: 'jpg' };
const PNG: MediaType = { kind: 'image', mimeType: 'image/png', extension: 'png' };
const GIF: MediaType = { kind: 'image', mimeType: 'image/gif', extension: 'gif' };
const WEBP: MediaType = { kind: 'image', mimeType: 'image/webp', extension: 'webp' };
const MP4: MediaType = { kind: 'video', mimeType: 'video/mp4', extension: 'mp4' };
const MOV: MediaType = { kind: 'video', mimeType: 'video/quicktime', extension: 'mov' };
const WEBM: MediaType = { kind: 'video', mimeType: 'video/webm', extension: 'webm' };

/** The type by the bytes alone, as the API finds it. */
export function sniffMedia(bytes: Buffer): MediaType | undefined {
	const text = (from: number, to: number) => bytes.toString('latin1', from, to);
	if (text(0, 3) === '\xff\xd8\xff') return JPEG;
	if (text(0, 8) === '\x89PNG\r\n\x1a\n') return PNG;
	if (text(0, 4) === 'GIF8') return GIF;
	if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return WEBP;
	if (text(0, 4) === '\x1aE\xdf\xa3') return WEBM;
	if (text(4, 8) === 'ftyp') return text(8, 12) === 'qt  ' ? MOV : MP4;
	return undefined;
}

/** The type by a link's ending, since the emulator does not fetch links. */
export function mediaOfLink(link: string): MediaType {
	const ending = /\.(\w+)$/.exec(new URL(link).pathname)?.[1]?.toLowerCase();
	return [JPEG, PNG, GIF, WEBP, MP4, MOV, WEBM].find((type) => type.extension === ending) ?? JPEG;
}
