import {
	aboutField,
	readFilesOf,
	requestByContent,
	requestWithFiles,
} from '../../nodes/Kling/rows/rowFiles';
import { createFilesOf } from '../../nodes/Kling/n8n/inputFile';
import type { InputFile } from '../../nodes/Kling/n8n/inputFile';
import { UnfitFile } from '../../nodes/Kling/media/checkFile';
import { RunwareError } from '../../nodes/Kling/runware/wire/RunwareError';
import { generationOf, IMAGE } from '../request/rows';
import { surroundings } from './context';
import { image, VIDEO_FILE } from './inputFiles';

type Files = Record<string, Buffer>;

const FRAMES = {
	firstFrameSource: 'binary',
	firstFrameBinaryField: 'start',
	lastFrameSource: 'binary',
	lastFrameBinaryField: 'end',
};

const upload = async () => await Promise.resolve(new RunwareError({ code: 'x', message: 'x' }));

async function framesOf(files: Files, row = FRAMES) {
	const names = Object.keys(files);
	const generation = generationOf('firstLastFrame', row, names);
	const { context } = surroundings({ rows: [{}], files: [files] });
	const filesOfRow = createFilesOf(context)(0);
	return { generation, files: await readFilesOf(context, filesOfRow, generation.media) };
}

describe('what identifies a row with files', () => {
	const inputsOf = async (files: Files, row = FRAMES) => {
		const read = await framesOf(files, row);
		return JSON.stringify(requestByContent(read.generation, read.files).inputs);
	};

	it('is the content of its files, whatever they are called', async () => {
		const moved = { ...FRAMES, firstFrameBinaryField: 'a', lastFrameBinaryField: 'b' };
		const wish = await inputsOf({ start: image(), end: image(700) });
		expect(wish).toMatch(/"sha256:[0-9a-f]{64}".*"sha256:[0-9a-f]{64}"/);
		expect(await inputsOf({ a: image(), b: image(700) }, moved)).toBe(wish);
		expect(await inputsOf({ start: image(700), end: image() })).not.toBe(wish);
		expect(await inputsOf({ start: image(), end: image(701) })).not.toBe(wish);
	});
});

describe('a request with files', () => {
	it('names each by what it has become, and leaves links as they are', async () => {
		const row = { lastFrameSource: 'binary', lastFrameBinaryField: 'end' };
		const { generation, files } = await framesOf({ end: image() }, row as typeof FRAMES);
		const linkTo = async ({ content }: InputFile) =>
			await Promise.resolve(`uuid of ${content.fileName}`);
		expect(await requestWithFiles(generation, files, { linkTo, upload })).toMatchObject({
			inputs: {
				frameImages: [
					{ image: IMAGE, frame: 'first' },
					{ image: 'uuid of end.bin', frame: 'last' },
				],
			},
		});
	});

	it('is not made when one of them could not be brought to Runware', async () => {
		const refusal = new RunwareError({ code: 'uploadFailed', message: 'No' });
		const { generation, files } = await framesOf({ start: image(), end: image() });
		const linkTo = async () => await Promise.resolve(refusal);
		expect(await requestWithFiles(generation, files, { linkTo, upload })).toBe(refusal);
	});
});

describe('a file that does not fit its slot', () => {
	it.each<[Files, string]>([
		[
			{ start: VIDEO_FILE, end: image() },
			'\'First Frame Input Data Field Name\': the file "start.bin" is a video (MP4), but this field needs an image: a JPG, PNG or WEBP',
		],
		[
			{ start: image(), end: Buffer.from('%PDF-1.7\n') },
			'\'Last Frame Input Data Field Name\': the file "end.bin" is a PDF, but an image must be a JPG, PNG or WEBP',
		],
		[
			{ start: image(100, 100), end: image() },
			'\'First Frame Input Data Field Name\': the file "start.bin" is 100 × 100 pixels, but each side must be at least 300 pixels',
		],
	])('is named with field and file', async (files, message) => {
		await expect(framesOf(files)).rejects.toThrow(new UnfitFile(message));
	});

	it('is one whose reading fails, too', () => {
		expect(aboutField('Photo', new Error('ENOENT'))).toEqual(
			new UnfitFile(
				"'Photo': n8n could not read this row's file (ENOENT). Run the workflow again from the node that delivers it",
			),
		);
	});
});
