export interface DataUri {
	readonly mimeType: string;
	readonly bytes: Buffer;
}

const HEAD = /^data:([a-z]+\/[a-z0-9.+-]+);base64,/i;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

export function decodeBase64(text: string): Buffer | undefined {
	return text.length > 0 && text.length % 4 === 0 && BASE64.test(text)
		? Buffer.from(text, 'base64')
		: undefined;
}

export function parseDataUri(value: string): DataUri | undefined {
	const head = HEAD.exec(value.slice(0, 200));
	const mimeType = head?.[1];
	if (head === null || mimeType === undefined) return undefined;
	const bytes = decodeBase64(value.slice(head[0].length));
	return bytes && { mimeType: mimeType.toLowerCase(), bytes };
}
