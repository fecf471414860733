import type { IBinaryData, IBinaryKeyData } from 'n8n-workflow';

import { image, video } from '../engine/inputMedia';
import type { GivenFile } from '../engine/engine';
import type { Random } from '../simulation/random';

function kept({ content, fileName, mimeType }: GivenFile): IBinaryData {
	return Object.freeze({
		data: content.toString('base64'),
		mimeType: mimeType ?? 'application/octet-stream',
		...(fileName === undefined ? {} : { fileName }),
	});
}

const PHOTO = kept(image('photo'));

/** The files that the valid values of file fields name. */
const GOOD: IBinaryKeyData = {
	data: kept(image('data')),
	photo: PHOTO,
	logo: kept(image('logo')),
	clip: kept(video('clip', '20KiB')),
};

const text = (content: string, fileName: string) =>
	kept({ content: Buffer.from(content), fileName });

/** Files that no field can use, and names that no form would give. */
const ODD: readonly (readonly [string, IBinaryData])[] = [
	['broken', text('no image at all', 'broken.png')],
	['empty', text('', 'empty.png')],
	['__proto__', PHOTO],
	['constructor', PHOTO],
	['toString', PHOTO],
	['', PHOTO],
	['x'.repeat(100_000), PHOTO],
	['a\u0000b\r\n\u202e', text('%PDF-', 'a\u0000b\r\n\u202e.pdf')],
	['data ', text('<html>', 'x'.repeat(1024 * 1024))],
	['photo,logo', text('GIF89a', '<img src=x onerror=alert(1)>.gif')],
	['small', kept(image('small', { width: 10, height: 10 }))],
	['nothing', Object.freeze({ data: '', mimeType: 'image/png' })],
];

export function rowFiles(random: Random): IBinaryKeyData {
	if (random.chance(0.7)) return { ...GOOD };
	const files = { ...GOOD };
	for (const [name, file] of ODD) {
		if (random.chance(0.3))
			Object.defineProperty(files, name, {
				value: file,
				enumerable: true,
				configurable: true,
				writable: true,
			});
	}
	return files;
}
