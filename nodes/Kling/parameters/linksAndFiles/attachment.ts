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
const GROUPS = [
	...['file', 'external', 'files', 'attachments', 'images', 'json'],
	...['data', 'attributes', 'image', 'video', 'media', 'node', 'output', 'result'], // Strapi, Shopify and APIs
] as const;

/** Other names of a link, in whatever case, of which a group may have one. */
const LINK_NAME =
	/^(?:(?:file|image|video|photo|media|content|signed|public|download|source|original|transformed|@microsoft\.graph\.download)_?(?:ur[li]|src|link)|ur[li]|link|href|src|location|hyperlink|image|video|photo|picture|file|output|result)$/i;

/** What names the media in a group of fields: a text or a group, or undefined where nothing does. */
export function mediumOf(
	group: object,
): { readonly key: string; readonly value: unknown } | undefined {
	for (const key of KEYS) {
		const value = own(group, key);
		if (typeof value === 'string' && value !== '') return { key, value };
	}
	const [other, another] = Object.keys(group).flatMap((key) => {
		const value = LINK_NAME.test(key) ? own(group, key) : undefined;
		return typeof value === 'string' && /^https?:\/\//i.test(value) ? [{ key, value }] : [];
	});
	if (other !== undefined && another === undefined) return other;
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
	const json = own(item, 'json') ?? item;
	const details = own(Object(json), 'details'); // of a row that failed
	return [item, json, details]
		.map((group) => own(Object(group), name))
		.find((value) => typeof value === 'string');
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
