/** Where services and our own items keep what names a medium; the first that is there counts. */
const KEYS = [
	'mediaUUID', // our Upload
	'videoURL', // our video
	'imageURL', // Runware's images
	'mediaURL',
	'secure_url', // Cloudinary
	'signedUrl', // NocoDB, Supabase
	'url', // Airtable, Baserow, and most others
	'webContentLink', // Google Drive
	'downloadUrl',
	'download_url',
	'publicUrl',
	'source_url', // WordPress
	'link',
	'href',
	'src',
] as const;

/** Groups that hold the medium's own group: Notion's files, n8n's items, a record's attachments. */
const GROUPS = ['file', 'external', 'files', 'attachments', 'images', 'json'] as const;

/** What names the media in a group of fields: a text or a group, or undefined where nothing does. */
export function mediumOf(
	group: object,
): { readonly key: string; readonly value: unknown } | undefined {
	for (const key of KEYS) {
		const value = own(group, key);
		if (typeof value === 'string' && value !== '') return { key, value };
	}
	for (const key of GROUPS) {
		const value = own(group, key);
		if (typeof value === 'object' && value !== null) return { key, value };
	}
	return undefined;
}

/** A file as n8n keeps it beside a row's fields. */
export function isFile(group: object): boolean {
	return typeof own(group, 'mimeType') === 'string';
}

/** The UUID under a name in an item of ours. */
export function uuidOf(item: object, name: string): string | undefined {
	const inner = own(item, 'json');
	const value =
		own(item, name) ?? (typeof inner === 'object' && inner !== null ? own(inner, name) : undefined);
	return typeof value === 'string' ? value : undefined;
}

/** Of the group itself: what it inherits is not its data, and a getter may throw. */
function own(group: object, key: string): unknown {
	try {
		const value: unknown = Object.hasOwn(group, key) ? Reflect.get(group, key) : undefined;
		return value;
	} catch {
		return undefined;
	}
}
