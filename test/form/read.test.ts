import type { INodeParameters } from 'n8n-workflow';

import { OPERATIONS } from '../../nodes/Kling/operations/operations';
import { surroundings } from '../rows/context';
import { image, VIDEO_FILE } from '../rows/inputFiles';
import type { Row } from '../parameters/source';
import {
	imageLinks,
	MODELS,
	MODES,
	OMNI,
	OMNI_MODELS,
	operationOf,
	rowOf,
	STANDARD,
	VIDEO,
} from '../request/rows';
import { offeredOptions, shownFields } from './shown';

const [IMAGE, LAST] = imageLinks(2);

/** The node reads these two itself, and n8n shows them always. */
const FIXED = ['resource', 'operation'];

const TASK = '762dd057-ddbc-4d3f-8afa-b2feb8f078de';

const FILES = { photo: image(), clip: VIDEO_FILE };

/** Every slot by file, whatever the mode. */
const BY_FILE = {
	firstFrameSource: 'binary',
	firstFrameBinaryField: 'photo',
	lastFrameSource: 'binary',
	lastFrameBinaryField: 'photo',
	referenceImagesSource: 'binary',
	referenceImagesBinaryFields: 'photo',
	referenceVideoSource: 'binary',
	referenceVideoBinaryField: 'clip',
	videoSource: 'binary',
	videoBinaryField: 'clip',
	mediaSource: 'binary',
	mediaBinaryField: 'photo',
};

/** What an operation asks for, for a row that is valid as far as it is read. */
async function askedFor(operation: string, row: Row): Promise<readonly string[]> {
	const { context, asked, requests } = surroundings({ rows: [row], files: [FILES] });
	await OPERATIONS.get(operation)?.(context);
	expect(requests()).toBeGreaterThan(0); // or the row was refused before it was read to its end
	return [...asked].sort();
}

function shownFor(given: INodeParameters): readonly string[] {
	const fields = shownFields(given).filter((name) => ![...FIXED, 'options'].includes(name));
	return [...fields, ...offeredOptions(given).map((name) => `options.${name}`)].sort();
}

const WAYS = [...MODELS, ...OMNI_MODELS].flatMap((model) =>
	MODES.flatMap((mode) =>
		['wait', 'callback', 'submit'].flatMap((completion) =>
			['links', 'files'].flatMap((media) =>
				[true, false].map((download) => ({ model, mode, completion, media, download })),
			),
		),
	),
);

describe('what the form shows is what is read, no more and no less', () => {
	it.each(WAYS)(
		'for $mode with $model from $media that goes on at $completion, download being $download',
		async ({ model, mode, completion, media, download }) => {
			const operation = operationOf(mode);
			const run = { model, completion, download, ...(media === 'files' ? BY_FILE : {}) };
			const shown = shownFor({ resource: 'video', operation, inputMode: mode, ...run });
			expect(await askedFor(`video:${operation}`, rowOf(mode, run))).toEqual(shown);
		},
	);

	it.each([STANDARD, OMNI])('for automatic rows with %s, all of them together', async (model) => {
		const base = { ...rowOf('text', { model }), inputMode: 'auto', completion: 'wait' };
		const rows: readonly Row[] = [
			base,
			{ ...base, firstFrame: IMAGE },
			{ ...base, firstFrame: IMAGE, lastFrame: LAST },
			{ ...base, referenceImages: IMAGE },
			{ ...base, referenceVideo: VIDEO },
		];
		const asked = await Promise.all(rows.map(async (row) => await askedFor('video:generate', row)));
		expect([...new Set(asked.flat())].sort()).toEqual(
			shownFor({ resource: 'video', operation: 'generate', model, inputMode: 'auto' }),
		);
	});

	it('for automatic rows with files, all of them together', async () => {
		const base = { ...rowOf('text'), ...BY_FILE, inputMode: 'auto', completion: 'wait' };
		const without = (...names: readonly string[]) => ({
			...base,
			...Object.fromEntries(names.map((name) => [name, ''])),
		});
		const frames = ['firstFrameBinaryField', 'lastFrameBinaryField'];
		const references = ['referenceVideoBinaryField', 'referenceImagesBinaryFields'];
		const rows = [without(...frames, ...references), without(...frames), without(...references)];
		const asked = await Promise.all(rows.map(async (row) => await askedFor('video:generate', row)));
		expect([...new Set(asked.flat())].sort()).toEqual(
			shownFor({ resource: 'video', operation: 'generate', inputMode: 'auto', ...BY_FILE }),
		);
	});

	it.each([
		[true, true],
		[true, false],
		[false, true],
		[false, false],
	])('for fetching, waiting being %j and download %j', async (waitUntilReady, download) => {
		expect(await askedFor('video:get', { taskUUID: TASK, waitUntilReady, download })).toEqual(
			shownFor({ resource: 'video', operation: 'get', waitUntilReady, download }),
		);
	});

	it.each<[string, Row]>([
		['links', { media: IMAGE }],
		['links', { media: IMAGE, mediaSource: 'url' }],
		['files', { mediaSource: 'binary', mediaBinaryField: 'photo' }],
	])('for uploading media from %s %j', async (_media, row) => {
		const mediaSource = String(row['mediaSource'] ?? 'url');
		expect(await askedFor('media:upload', row)).toEqual(
			shownFor({ resource: 'media', operation: 'upload', mediaSource }),
		);
	});

	it('for deleting media', async () => {
		expect(await askedFor('media:delete', { mediaUUID: TASK })).toEqual(
			shownFor({ resource: 'media', operation: 'delete' }),
		);
	});

	it('for the account, nothing', async () => {
		const { context, asked } = surroundings({ rows: [{}] });
		await OPERATIONS.get('account:get')?.(context);
		expect([...asked]).toEqual([]);
	});
});
