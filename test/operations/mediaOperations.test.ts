import { OPERATIONS } from '../../nodes/Kling/operations/operations';
import type { Row } from '../parameters/source';
import { surroundings } from '../rows/context';
import { image, VIDEO_FILE } from '../rows/inputFiles';

const UUID = '104fbb02-e409-40ee-a6f7-e8b901d2955b';
const LINK = 'https://media.test/a.jpg';
const PNG = 'data:image/png;base64,iVBORw0KGgo=';
const MP4 = 'data:video/mp4;base64,AAAAIGZ0eXA=';

const STORED = {
	statusCode: 200,
	body: { data: [{ mediaUUID: UUID, mediaURL: 'https://im.runware.ai/a.png' }] },
};

async function outcomeOf(
	name: string,
	row: Row,
	{ files = {}, reply = STORED }: { files?: Record<string, Buffer>; reply?: typeof STORED } = {},
) {
	const { context, requests } = surroundings({ rows: [row], files: [files], reply });
	const [item] = (await OPERATIONS.get(name)?.(context)) ?? [];
	return { json: item?.json, requests: requests() };
}

/** The message of a row for which nothing may be sent. */
async function refusalOf(name: string, row: Row, files: Record<string, Buffer> = {}) {
	const { json, requests } = await outcomeOf(name, row, { files });
	expect(requests).toBe(0);
	return json?.['error'];
}

describe('uploading media', () => {
	const file = (name: unknown) => ({ mediaSource: 'binary', mediaBinaryField: name });

	it.each<[string, Row, Record<string, Buffer>]>([
		['a link', { media: LINK }, {}],
		['a link by name of the choice', { mediaSource: 'Link', media: ` ${LINK} ` }, {}],
		['an image as data URI', { media: PNG }, {}],
		['a video as data URI', { media: MP4 }, {}],
		['an image file', file('data'), { data: image() }],
		['a video file', file('clip'), { clip: VIDEO_FILE }],
		['a file by expression', file({ mimeType: 'image/png', data: image().toString('base64') }), {}],
		[
			'a file where a link belongs',
			{ media: { mimeType: 'image/png', data: image().toString('base64') } },
			{},
		],
		['the only file of the row', file('*'), { any: image() }],
		['a file, whatever the link holds', { ...file('data'), media: 'wrong' }, { data: image() }],
	])('takes %s', async (_what, row, files) => {
		const { json, requests } = await outcomeOf('media:upload', row, { files });
		expect(json).toStrictEqual({ mediaUUID: UUID, mediaURL: 'https://im.runware.ai/a.png' });
		expect(requests).toBe(1);
	});

	it.each([UUID, UUID.toUpperCase(), ` ${UUID}\n`])(
		'has nothing to do for what Runware has already: %j',
		async (media) => {
			const { json, requests } = await outcomeOf('media:upload', { media });
			expect(json).toStrictEqual({ mediaUUID: media.trim() });
			expect(requests).toBe(0);
		},
	);

	it.each<[Row, string]>([
		[{}, "'Media' is empty. Enter a link, or choose a file"],
		[{ media: '' }, "'Media' is empty. Enter a link, or choose a file"],
		[
			{ media: `${LINK}\n${LINK}` },
			"'Media' has 2 entries, but each row can upload only one. Put each one in its own row",
		],
		[
			{ media: 'photo.jpg' },
			`'Media' is "photo.jpg", but it must be a public link (https://…) or the media UUID of an uploaded file. To use a file of this row, set 'Media From' to 'File'`,
		],
		[
			{ media: { title: LINK } },
			"'Media' is a group of fields, but it must be a public link (https://…) or the media UUID of an uploaded file. Drag the one field that holds it from the input panel",
		],
		[
			{ media: 'data:application/pdf;base64,AAAA' },
			"'Media' is a file as text (data:…) of the kind application, but it must be a public link (https://…) or the media UUID of an uploaded file, or a complete one such as data:image/png;base64,…",
		],
		[
			{ media: 'data:image/png;base64,' },
			"'Media' is a file as text (data:…) that is not complete, but it must be a public link (https://…) or the media UUID of an uploaded file, or a complete one such as data:image/png;base64,…",
		],
		[{ mediaSource: 'disk', media: LINK }, '\'Media From\' is "disk", but it must be Link or File'],
	])('refuses the link in %j', async (row, message) => {
		expect(await refusalOf('media:upload', row)).toBe(`Row 1: ${message}`);
	});

	it.each<[unknown, Record<string, Buffer>, string]>([
		[
			'photo',
			{},
			`'Media Input Data Field Name' is "photo", but this row has no files. Add a node before this one that delivers the file, or use an expression such as {{ $('Form').item.binary.photo }}`,
		],
		[
			'photo',
			{ data: image() },
			"'Media Input Data Field Name' is \"photo\", but this row's file is in 'data'. Enter that name",
		],
		[
			{ data: 'x' },
			{ data: image() },
			"'Media Input Data Field Name' is a group of fields, but it must be the name of one field that holds a file, such as data, or an expression such as {{ $('Form').item.binary.photo }}",
		],
		[
			'data',
			{ data: Buffer.from('%PDF-1.7\n') },
			'\'Media Input Data Field Name\': the file "data.bin" is a PDF, but an image must be a JPG, PNG or WEBP',
		],
		[
			'data',
			{ data: Buffer.alloc(0) },
			'\'Media Input Data Field Name\': the file "data.bin" is empty: check the node that it comes from',
		],
		[
			'data',
			{ data: image(100, 100) },
			'\'Media Input Data Field Name\': the file "data.bin" is 100 × 100 pixels, but each side must be at least 300 pixels',
		],
	])('refuses the file field %j', async (name, files, message) => {
		expect(await refusalOf('media:upload', file(name), files)).toBe(`Row 1: ${message}`);
	});

	it('needs a file field', async () => {
		for (const name of ['', ' ', null, undefined, ',', []]) {
			expect(await refusalOf('media:upload', file(name), { data: image() })).toBe(
				"Row 1: 'Media' is empty. Enter a link, or choose a file",
			);
		}
	});

	it('takes one file a row', async () => {
		const files = { a: image(), b: image() };
		expect(await refusalOf('media:upload', file('a, b'), files)).toBe(
			"Row 1: 'Media' has 2 entries, but each row can upload only one. Put each one in its own row",
		);
	});
});

describe('deleting media', () => {
	it.each<unknown>([
		UUID,
		` ${UUID} `,
		`"${UUID}"`,
		`{${UUID}}`,
		{ mediaUUID: UUID },
		{ json: { mediaUUID: UUID } },
	])('takes the UUID %j', async (mediaUUID) => {
		const { json, requests } = await outcomeOf('media:delete', { mediaUUID });
		expect(json).toStrictEqual({ deleted: true, mediaUUID: UUID });
		expect(requests).toBe(1);
	});

	it.each<[unknown, string]>([
		['', "'Media UUID' is empty. Enter the 'mediaUUID' from the output of 'Media: Upload'"],
		[null, "'Media UUID' is empty. Enter the 'mediaUUID' from the output of 'Media: Upload'"],
		[
			'104fbb02',
			`'Media UUID' is "104fbb02", but a media UUID looks like ${UUID}. Enter the 'mediaUUID' from the output of 'Media: Upload'`,
		],
		[
			LINK,
			`'Media UUID' is "${LINK}", but a media UUID looks like ${UUID}. Enter the 'mediaUUID' from the output of 'Media: Upload'`,
		],
		[
			{ id: UUID },
			"'Media UUID' is a group of fields, but it must be text. Drag the one field that you need from the input panel onto it",
		],
	])('refuses %j', async (mediaUUID, message) => {
		expect(await refusalOf('media:delete', { mediaUUID })).toBe(`Row 1: ${message}`);
	});
});

describe('a medium that Runware refuses', () => {
	const refused = (code: string) => ({
		statusCode: 400,
		body: { data: [], errors: [{ code, message: 'No such thing' }] },
	});

	it.each<[string, Row, string]>([
		['media:upload', { media: LINK }, 'invalidMedia'],
		['media:delete', { mediaUUID: UUID }, 'mediaNotFound'],
	])('is a failed row of %s that is not charged', async (name, row, code) => {
		const { json } = await outcomeOf(name, row, { reply: refused(code) as typeof STORED });
		expect(Object.keys(json ?? {}).sort()).toEqual(['details', 'error']);
		expect(json?.['details']).toEqual({ code, charged: 'no', advice: expect.any(String) });
		expect(json?.['error']).toMatch(/^Row 1: .*: No such thing$/);
		expect(json?.['error']).not.toContain('video');
	});
});
