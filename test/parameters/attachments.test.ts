import { uuidOf } from '../../nodes/Kling/parameters/linksAndFiles/attachment';
import { mediaLinks } from '../../nodes/Kling/parameters/linksAndFiles/mediaLinks';
import { A, B, MEDIA_UUID } from './forms';
import { refusalOf } from './source';

const field = { name: 'photo', displayName: 'Photo' };
const links = (value: unknown) => mediaLinks(() => value, field);

const KEYS = [
	...['mediaUUID', 'videoURL', 'imageURL', 'mediaURL', 'secure_url', 'signedUrl', 'url'],
	...['webContentLink', 'downloadUrl', 'download_url', 'publicUrl', 'source_url', 'link', 'href'],
	'src',
];
const GROUPS = ['file', 'external', 'files', 'attachments', 'images', 'json'];

describe('a group of fields that a service delivers', () => {
	it.each(KEYS)('has its link under %s', (key) => {
		expect(links({ id: 1, [key]: A, size: 5 })).toEqual([A]);
	});

	it.each(KEYS.slice(1).map((key, index) => [KEYS[index] ?? '', key] as const))(
		'has it under %s rather than under %s',
		(first, second) => {
			expect(links({ [second]: B, [first]: A })).toEqual([A]);
		},
	);

	it.each(GROUPS)('may hold that of the medium under %s', (key) => {
		expect(links({ id: 1, [key]: { url: A } })).toEqual([A]);
		expect(links({ id: 1, [key]: [{ url: A }, { url: B }] })).toEqual([A, B]);
	});

	it.each(GROUPS.slice(1).map((key, index) => [GROUPS[index] ?? '', key] as const))(
		'holds it under %s rather than under %s',
		(first, second) => {
			expect(links({ [second]: { url: B }, [first]: { url: A } })).toEqual([A]);
		},
	);

	it('names its own link rather than that of a group in it', () => {
		expect(links({ files: [{ url: B }], url: A })).toEqual([A]);
	});

	it.each([
		[{ url: '', link: A }],
		[{ url: null, link: A }],
		[{ url: 5, link: A }],
		[{ file: null, files: [{ url: A }] }],
		[{ file: 'a.jpg', files: [{ url: A }] }],
	])('is looked through for the first that is there: %j', (value) => {
		expect(links(value)).toEqual([A]);
	});

	it.each<[string, object]>([
		['what it inherits', Object.create({ url: A }) as object],
		[
			'what cannot be read',
			{
				get url(): string {
					throw new Error('trap');
				},
			},
		],
		['a group that is none', { file: null }],
		['an empty text', { url: '' }],
	])('does not name a medium by %s', (_what, value) => {
		expect(refusalOf(() => links(value))).toBe(
			"'Photo' is a group of fields, but it must be a public link (https://…) or the media UUID of an uploaded file. Drag the one field that holds it from the input panel",
		);
	});

	it('is told from a file of n8n', () => {
		expect(refusalOf(() => links({ mimeType: 'image/png' }))).toBe(
			"'Photo' holds a file, but it must be a link. Set 'Photo From' to 'File'",
		);
		expect(refusalOf(() => links({ mimeType: 5 }))).toContain("'Photo' is a group of fields");
		expect(links({ mimeType: 'image/png', url: A })).toEqual([A]);
	});
});

describe('lists and groups within each other', () => {
	const lists = (depth: number): unknown => (depth === 0 ? A : [lists(depth - 1)]);
	const groups = (depth: number): unknown =>
		depth === 1 ? { url: A } : { file: groups(depth - 1) };

	it('are looked through to the eighth', () => {
		expect(links(lists(8))).toEqual([A]);
		expect(links(groups(8))).toEqual([A]);
		expect(links(JSON.stringify(lists(7)))).toEqual([A]);
	});

	it('are no medium beyond it', () => {
		expect(refusalOf(() => links(lists(9)))).toContain("'Photo' is a list with 1 entry, but");
		expect(refusalOf(() => links(groups(9)))).toContain("'Photo' is a group of fields, but");
		expect(refusalOf(() => links(JSON.stringify(lists(8))))).toContain("'Photo' is a list with 1");
	});
});

describe('the UUID in an item', () => {
	const item = (fields: object) => uuidOf(fields, 'taskUUID');

	it.each([
		{ taskUUID: MEDIA_UUID },
		{ json: { taskUUID: MEDIA_UUID } },
		{ taskUUID: MEDIA_UUID, json: { taskUUID: 'other' } },
		{ taskUUID: MEDIA_UUID, json: null },
	])('is the text under its name: %j', (fields) => {
		expect(item(fields)).toBe(MEDIA_UUID);
	});

	it.each([{}, { taskUUID: 5 }, { json: null }, { json: MEDIA_UUID }, { json: { other: 'x' } }])(
		'is not in %j',
		(fields) => {
			expect(item(fields)).toBeUndefined();
		},
	);
});
