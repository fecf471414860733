import { closeEngine, keepFilesIn } from './engine';
import { dataUriOf, image, video } from './inputMedia';
import {
	descriptionOf,
	jsonOf,
	mediaTasksOf,
	messageOf,
	type Row,
	runVideos,
	type Scenario,
	sideBySide,
	useEmulator,
} from './videoRuns';

afterAll(closeEngine);

const emulator = useEmulator();

const UPLOAD = { resource: 'media', operation: 'upload', media: '={{ $json.media }}' } as const;
const UPLOAD_FILE = {
	resource: 'media',
	operation: 'upload',
	mediaSource: 'binary',
	mediaBinaryField: 'file',
} as const;
const DELETE = {
	resource: 'media',
	operation: 'delete',
	mediaUUID: '={{ $json.mediaUUID }}',
} as const;
const CONTINUE = { onError: 'continueRegularOutput' } as const;
const UUID = /^[0-9a-f-]{36}$/;
const STORED = { mediaUUID: expect.stringMatching(UUID), mediaURL: expect.stringMatching(/^http/) };

function sentMedia(): unknown[] {
	return mediaTasksOf(emulator.current)
		.flat()
		.map(({ operation, media }) => [operation, media]);
}

describe('uploading', () => {
	it('puts links and data URIs on Runware as they are, row by row', async () => {
		const media = ['https://media.invalid/a.jpg', dataUriOf(image('a')), dataUriOf(video('b'))];
		const result = await runVideos(emulator.current, {
			parameters: UPLOAD,
			rows: media.map((entry) => ({ media: entry })),
		});
		expect(jsonOf(result)).toEqual([STORED, STORED, STORED]);
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			media.map((_, item) => ({ item })),
		);
		expect(new Set(sentMedia().map(String))).toEqual(
			new Set(media.map((entry) => `upload,${entry}`)),
		);
		const kept = await fetch(String(jsonOf(result)[1]?.['mediaURL']));
		expect(Buffer.from(await kept.arrayBuffer()).equals(image('a').content)).toBe(true);
	});

	it.each(['filesystem', 'memory'] as const)(
		'puts files on Runware to the last byte, from the %s, and each content once',
		async (place) => {
			await keepFilesIn(place);
			const files = [image('small'), image('big', { bytes: 2_000_001 }), video('clip', '5MiB')];
			const result = await runVideos(emulator.current, {
				parameters: UPLOAD_FILE,
				rows: [{}, {}, {}, {}],
				files: [...files, files[0] ?? image('')].map((file) => ({ file })),
			});
			const items = jsonOf(result);
			expect(items).toEqual([STORED, STORED, STORED, items[0]]);
			for (const [index, { content }] of files.entries()) {
				const kept = await fetch(String(items[index]?.['mediaURL']));
				expect(Buffer.from(await kept.arrayBuffer()).equals(content)).toBe(true);
			}
			expect(mediaTasksOf(emulator.current)).toHaveLength(3);
			await keepFilesIn('filesystem');
		},
		// A lost upload is repeated for up to a minute, which is part of what is promised.
		120_000,
	);

	it('takes link and file from one sheet', async () => {
		const result = await runVideos(emulator.current, {
			parameters: {
				...UPLOAD,
				mediaSource: '={{ $json.source }}',
				mediaBinaryField: '={{ $json.field }}',
			},
			rows: [
				{ source: 'url', media: 'https://media.invalid/a.mp4' },
				{ source: 'binary', field: 'photo' },
			],
			files: [{}, { photo: image('photo') }],
		});
		expect(jsonOf(result)).toEqual([STORED, STORED]);
	});

	const PDF = { content: Buffer.from('%PDF-1.7 and so on'), fileName: 'photo.jpg' };
	const BAD: ReadonlyArray<readonly [string, Row, object, RegExp]> = [
		['nothing', {}, {}, /'Media' is empty/],
		['a blank cell', { media: ' ' }, {}, /'Media' is empty/],
		[
			'two links',
			{ media: 'https://media.invalid/a.jpg\nhttps://media.invalid/b.jpg' },
			{},
			/'Media' has 2 entries, but each row can upload only one. Put each one in its own row/,
		],
		['a path', { media: 'a.jpg' }, {}, /'Media' is "a\.jpg", but it must be a public link/],
		['a number', { media: 5 }, {}, /'Media' is 5, but it must be a public link/],
		[
			'a data URI of text',
			{ media: 'data:text/plain;base64,AAAA' },
			{},
			/'Media' is a file as text \(data:…\) of the kind text/,
		],
		[
			'a file that is not there',
			{ source: 'binary' },
			{ photo: image('photo') },
			/'Media Input Data Field Name' is "file", but this row's file is in 'photo'/,
		],
		[
			'no name',
			{ source: 'binary', field: ' ' },
			{ photo: image('photo') },
			/'Media' is empty. Enter a link, or choose a file/,
		],
		['a PDF', { source: 'binary' }, { file: PDF }, /'Media.*"photo\.jpg" is a PDF, but/],
		['an empty file', { source: 'binary' }, { file: { content: Buffer.alloc(0) } }, /is empty/],
		[
			'a video of 40 MB',
			{ source: 'binary' },
			{ file: video('clip', '40MiB') },
			/"clip\.mp4" is 40\.0 MB, but a video can be at most 32 MB/,
		],
		[
			'a source that is none',
			{ source: 'upload' },
			{},
			/'Media From' is "upload", but it must be Link or File/,
		],
	];
	const FROM_SHEET = {
		...UPLOAD,
		mediaSource: '={{ $json.source ?? "url" }}',
		mediaBinaryField: '={{ $json.field ?? "file" }}',
	};

	it.each(BAD)('refuses before any request: %s', async (_, row, files, message) => {
		const result = await runVideos(emulator.current, {
			parameters: FROM_SHEET,
			rows: [{ media: 'https://media.invalid/a.jpg' }, row],
			files: [{}, { ...files }],
		});
		expect(messageOf(result)).toMatch(/^Row 2: /);
		expect(messageOf(result)).toMatch(message);
		expect(emulator.current.requests).toEqual([]);
	});

	it('fails bad rows alone when the node continues', async () => {
		const result = await runVideos(emulator.current, {
			parameters: FROM_SHEET,
			rows: [...BAD.map(([, row]) => row), { media: 'https://media.invalid/a.jpg' }],
			files: BAD.map(([, , files]) => ({ ...files })),
			node: CONTINUE,
		});
		expect(jsonOf(result)).toEqual([
			...BAD.map(([, , , message]) => ({
				error: expect.stringMatching(message),
				details: {
					code: 'invalidParameter',
					charged: 'no',
					advice: 'Correct this row, then run the workflow again.',
				},
			})),
			STORED,
		]);
	});
});

describe('deleting', () => {
	it('takes media off Runware, which then has them no more', async () => {
		const uploaded = await runVideos(emulator.current, {
			parameters: UPLOAD_FILE,
			rows: [{}, {}],
			files: [{ file: image('one') }, { file: image('other') }],
		});
		const rows = jsonOf(uploaded);
		const deleted = await runVideos(emulator.current, { parameters: DELETE, rows });
		expect(jsonOf(deleted)).toEqual(rows.map(({ mediaUUID }) => ({ deleted: true, mediaUUID })));
		const again = await runVideos(emulator.current, { parameters: DELETE, rows, node: CONTINUE });
		expect(jsonOf(again)).toEqual(
			rows.map((_, row) => ({
				error: expect.stringMatching(new RegExp(`^Row ${row + 1}: .*media was not found`)),
				details: { code: 'mediaNotFound', charged: 'no', advice: expect.any(String) },
			})),
		);
		expect((await fetch(String(rows[0]?.['mediaURL']))).status).toBe(404);
	});

	it.each([
		[undefined, /'Media UUID' is empty. Enter the 'mediaUUID' from the output of 'Media: Upload'/],
		[' ', /'Media UUID' is empty/],
		['abc', /'Media UUID' is "abc", but a media UUID looks like/],
		['https://media.invalid/a.jpg', /'Media UUID' is "https:/],
		[5, /'Media UUID' is "?5"?, but/],
		[{ a: 1 }, /'Media UUID' is a group of fields/],
	])('refuses before any request: %j', async (mediaUUID, message) => {
		const good = '104fbb02-e409-40ee-a6f7-e8b901d2955b';
		const result = await runVideos(emulator.current, {
			parameters: DELETE,
			rows: [{ mediaUUID: good }, { mediaUUID }],
		});
		expect(messageOf(result)).toMatch(/^Row 2: /);
		expect(messageOf(result)).toMatch(message);
		expect(emulator.current.requests).toEqual([]);
	});
});

describe('a fault of the API', () => {
	const upload: Scenario['run'] = { parameters: UPLOAD_FILE, files: [{ file: image('a') }] };
	const remove: Scenario['run'] = {
		parameters: DELETE,
		rows: [{ mediaUUID: '104fbb02-e409-40ee-a6f7-e8b901d2955b' }],
	};
	const { played } = sideBySide({
		'an upload meets 503': { faults: [{ name: 'status503', on: 'upload' }], run: upload },
		'an upload meets a reset': {
			faults: [{ name: 'resetAfterAcceptance', on: 'upload', times: 2 }],
			run: upload,
		},
		'an upload has a refused key': { faults: [{ name: 'status401', on: 'upload' }], run: upload },
		'a deletion has a refused key': { faults: [{ name: 'status401', on: 'upload' }], run: remove },
		'a deletion meets 503': { faults: [{ name: 'status503', on: 'upload' }], run: remove },
		'a deletion meets garbage': { faults: [{ name: 'garbage', on: 'upload' }], run: remove },
	});

	it.each(['an upload meets 503', 'an upload meets a reset'] as const)(
		'is outlived: %s',
		(name) => {
			expect(jsonOf(played(name).result)).toEqual([STORED]);
		},
	);

	it.each([
		['an upload has a refused key', /^Row 1: Runware did not accept the API key/],
		['a deletion has a refused key', /^Row 1: Runware did not accept the API key/],
		['a deletion meets 503', /^Row 1: .*temporarily unavailable/],
		[
			'a deletion meets garbage',
			/^Row 1: The media was not found|^Row 1: n8n could not read Runware's answer/,
		],
	] as const)('is told: %s', (name, message) => {
		const { result } = played(name);
		expect(messageOf(result)).toMatch(message);
		expect(descriptionOf(result)).toContain('Nothing was charged');
	});
});
