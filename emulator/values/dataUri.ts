export interface DataUri {
	readonly mimeType: string;
	readonly bytes: Buffer;
}

const HEAD = /^data:([a-z]+\/[a-z0-9.+-]+);base64,/i;

/** Written out again, since an expression over megabytes may run out of stack. */
export function decodeBase64(text: string): Buffer | undefined {
	const bytes = Buffer.from(text, 'base64');
	return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined;
}

export function parseDataUri(value: string): DataUri | undefined {
	const head = HEAD.exec(value.slice(0, 200));
	const mimeType = head?.[1];
	if (head === null || mimeType === undefined) return undefined;
	const bytes = decodeBase64(value.slice(head[0].length));
	return bytes && { mimeType: mimeType.toLowerCase(), bytes };
}
