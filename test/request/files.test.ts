import { refusalOf } from '../parameters/source';
import {
	askedOf,
	generationOf,
	IMAGE,
	imageLinks,
	MODELS,
	refusal,
	requestOf,
	VIDEO,
} from './rows';
import type { ModeName } from './rows';

/** A slot of a mode with the names of its parameters and what the form calls them. */
interface Slot {
	readonly mode: ModeName;
	readonly slot: string;
	readonly label: string;
	readonly taker: string;
	readonly kind: 'image' | 'video';
	/** What else a row of this mode has to have. */
	readonly inputs: (media: string) => object;
}

const frame = (image: string, which: 'first' | 'last') => ({ image, frame: which });
const LAST = 'https://media.test/z.jpg';

const FILE = { mimeType: 'image/png', data: 'AAAA' };
const TAKEN =
	"it must be the name of one field that holds a file, such as data, or an expression such as {{ $('Form').item.binary.photo }}";

/** The slots that take exactly one medium. */
const SINGLE: readonly Slot[] = [
	{
		mode: 'firstFrame',
		slot: 'firstFrame',
		label: 'First Frame',
		taker: "the input mode 'First Frame'",
		kind: 'image',
		inputs: (media) => ({ frameImages: [frame(media, 'first')] }),
	},
	{
		mode: 'firstLastFrame',
		slot: 'firstFrame',
		label: 'First Frame',
		taker: "the input mode 'First and Last Frame'",
		kind: 'image',
		inputs: (media) => ({ frameImages: [frame(media, 'first'), frame(LAST, 'last')] }),
	},
	{
		mode: 'firstLastFrame',
		slot: 'lastFrame',
		label: 'Last Frame',
		taker: "the input mode 'First and Last Frame'",
		kind: 'image',
		inputs: (media) => ({ frameImages: [frame(IMAGE, 'first'), frame(media, 'last')] }),
	},
	{
		mode: 'referenceVideo',
		slot: 'referenceVideo',
		label: 'Reference Video',
		taker: "the input mode 'Reference Video'",
		kind: 'video',
		inputs: (media) => ({ referenceVideos: [media] }),
	},
	{
		mode: 'edit',
		slot: 'video',
		label: 'Source Video',
		taker: "'Video: Edit'",
		kind: 'video',
		inputs: (media) => ({ video: media }),
	},
];

describe.each(SINGLE)(
	'the file of $slot in $mode',
	({ mode, slot, label, taker, kind, inputs }) => {
		const field = `${slot}BinaryField`;
		const row = (name: unknown, more = {}) => ({
			[`${slot}Source`]: 'binary',
			[field]: name,
			...more,
		});

		it.each(['binary', 'BINARY', 'File', 'file', ' file '])(
			'is taken by the source %j',
			(source) => {
				const given = row('photo', { [`${slot}Source`]: source });
				for (const model of MODELS) {
					expect(requestOf(mode, { model, ...given }, ['photo']).inputs).toEqual(
						inputs('file photo'),
					);
				}
			},
		);

		it.each(['url', 'URL', 'Link', 'link', '', '  ', null, undefined])(
			'is not looked at by the source %j',
			(source) => {
				const link = kind === 'image' ? 'https://media.test/own.jpg' : 'https://media.test/own.mp4';
				const given = row('photo', { [`${slot}Source`]: source, [slot]: link });
				expect(requestOf(mode, given, ['photo']).inputs).toEqual(inputs(link));
				expect(askedOf(mode, given, ['photo'])).not.toContain(field);
			},
		);

		it.each([
			['upload', '"upload"'],
			['base64', '"base64"'],
			['constructor', '"constructor"'],
			['__proto__', '"__proto__"'],
			[true, 'true'],
			[1, '1'],
			[['binary', 'url'], 'a list with 2 entries'],
			[{ value: 'binary' }, 'a group of fields'],
		])('has no source %j', (source, found) => {
			expect(refusal(mode, row('photo', { [`${slot}Source`]: source }), ['photo'])).toBe(
				`'${label} From' is ${found}, but it must be Link or File`,
			);
		});

		it('keeps the link that stands beside it from being read', () => {
			const given = row('photo', { [slot]: { wrong: true } });
			expect(requestOf(mode, given, ['photo']).inputs).toEqual(inputs('file photo'));
			expect(askedOf(mode, given, ['photo'])).not.toContain(slot);
		});

		it.each([
			['photo', 'photo'],
			[' photo ', 'photo'],
			['photo,', 'photo'],
			['my photo', 'my photo'],
			['Start_Image_0', 'Start_Image_0'],
			['größe', 'größe'],
			[['photo'], 'photo'],
			[['photo', ''], 'photo'],
		])('can be named as %j', (name, file) => {
			expect(requestOf(mode, row(name), [file]).inputs).toEqual(inputs(`file ${file}`));
		});

		it.each<[readonly string[], string]>([
			[
				[],
				"row has no files. Add a node before this one that delivers the file, or use an expression such as {{ $('Form').item.binary.photo }}",
			],
			[['logo'], "row's file is in 'logo'. Enter that name"],
			[['data', 'logo'], "row's files are in 'data' and 'logo'. Enter one of these names"],
			[['Photo'], "row's file is in 'Photo'. Did you mean 'Photo'?"],
		])('has to be there; a row with the files %j tells which it has', (files, found) => {
			for (const name of ['photo', ' photo ', ['photo']]) {
				expect(refusal(mode, row(name), files)).toBe(
					`'${label} Input Data Field Name' is "photo", but this ${found}`,
				);
			}
		});

		it.each(['', '  ', null, undefined, ',', []])('has to be named: %j', (name) => {
			expect(refusal(mode, row(name), ['data'])).toBe(
				`'${label}' is empty, but ${taker} needs one ${kind}`,
			);
		});

		it.each(['photo, logo', 'photo,logo', ['photo', 'logo'], 'photo, photo'])(
			'is one, and may not be %j',
			(name) => {
				const hint = kind === 'image' ? ". For several images, use 'Reference Images'" : '';
				expect(refusal(mode, row(name), ['photo', 'logo'])).toBe(
					`'${label}' has 2 ${kind}s, but ${taker} allows only one${hint}`,
				);
			},
		);

		it.each([
			[5, 'is 5'],
			[true, 'is true'],
			[{ url: 'https://media.test/a.png' }, 'is a group of fields'],
			[[{ data: 'AAAA' }], 'holds a group of fields'],
		])('is named by text, not by %j', (name, found) => {
			expect(refusal(mode, row(name), ['photo'])).toBe(
				`'${label} Input Data Field Name' ${found}, but ${TAKEN}`,
			);
		});

		it('can be a file by expression, which needs no name', () => {
			for (const given of [FILE, [FILE], { photo: FILE }]) {
				expect(requestOf(mode, row(given)).inputs).toEqual(inputs('a file of image/png'));
			}
		});

		it('can be such a file where a link belongs, too', () => {
			for (const given of [FILE, [FILE], { photo: FILE }]) {
				expect(requestOf(mode, { [slot]: given }).inputs).toEqual(inputs('a file of image/png'));
			}
		});

		it('is the one of an upload of several files, if there is one only', () => {
			expect(requestOf(mode, row('photo'), ['photo_0', 'logo']).inputs).toEqual(
				inputs('file photo_0'),
			);
			const hint = kind === 'image' ? ". For several images, use 'Reference Images'" : '';
			expect(refusal(mode, row('photo'), ['photo_0', 'photo_1', 'photo_2'])).toBe(
				`'${label}' has 3 ${kind}s, but ${taker} allows only one${hint}`,
			);
		});

		it('is the only one of its row by the sign *', () => {
			expect(requestOf(mode, row('*'), ['any']).inputs).toEqual(inputs('file any'));
			expect(refusal(mode, row('*'), ['any', 'other'])).toContain(`'${label}' has 2 ${kind}s`);
			expect(refusal(mode, row('*'), [])).toBe(
				`'${label}' is empty, but ${taker} needs one ${kind}`,
			);
		});
	},
);

describe.each<[ModeName, object, number]>([
	['referenceImages', {}, 7],
	['referenceVideo', { referenceVideos: [VIDEO] }, 4],
	['edit', { video: VIDEO }, 4],
])('the files of the reference images in %s', (mode, others, most) => {
	const taker = {
		referenceImages: "the input mode 'Reference Images'",
		referenceVideo: "the input mode 'Reference Video'",
		edit: "'Video: Edit'",
	}[mode as 'edit'];
	const names = Array.from({ length: 9 }, (_, index) => `image_${index}`);
	const row = (fields: unknown) => ({
		referenceImagesSource: 'binary',
		referenceImagesBinaryFields: fields,
	});
	const inputsOf = (files: readonly string[]) => ({
		...others,
		referenceImages: files.map((file) => `file ${file}`),
	});

	it.each([1, 2, most])('can be %d, in the order in which they are named', (count) => {
		const given = names.slice(0, count).reverse();
		for (const fields of [given, given.join(','), given.join(' , '), `${given.join(', ')},`]) {
			expect(requestOf(mode, row(fields), names).inputs).toEqual(inputsOf(given));
		}
	});

	it.each([most + 1, 9])('cannot be %d', (count) => {
		const given = names.slice(0, count);
		for (const fields of [given, given.join(', ')]) {
			expect(refusal(mode, row(fields), names)).toBe(
				`'Reference Images' has ${count} images, but ${taker} allows at most ${most}`,
			);
		}
	});

	it('can be the same one twice, as links can', () => {
		expect(requestOf(mode, row('image_1, image_1'), names).inputs).toEqual(
			inputsOf(['image_1', 'image_1']),
		);
	});

	it('can be named in a list with blank entries', () => {
		for (const blank of ['', ' ', null, undefined]) {
			expect(requestOf(mode, row(['image_1', blank, 'image_0']), names).inputs).toEqual(
				inputsOf(['image_1', 'image_0']),
			);
		}
	});

	it('are named by text', () => {
		for (const [fields, found] of [
			[['image_1', 5], '5'],
			[['image_1', { a: 1 }], 'a group of fields'],
		]) {
			expect(refusal(mode, row(fields), names)).toBe(
				`'Reference Images Input Data Field Names' holds ${String(found)}, but ${TAKEN}`,
			);
		}
		expect(refusal(mode, row({ name: 'image_1' }), names)).toBe(
			`'Reference Images Input Data Field Names' is a group of fields, but ${TAKEN}`,
		);
	});

	it('can be all files of the row, or those of one upload, in the order of their numbers', () => {
		expect(requestOf(mode, row('*'), ['b', 'a']).inputs).toEqual(inputsOf(['b', 'a']));
		const uploaded = ['image_10', 'image_2', 'logo', 'image_1'];
		expect(requestOf(mode, row('image'), uploaded).inputs).toEqual(
			inputsOf(['image_1', 'image_2', 'image_10']),
		);
	});

	it('can be links and files by expression in one list, in their order', () => {
		const given = { referenceImages: [IMAGE, FILE, imageLinks(2)[1]] };
		expect(requestOf(mode, given).inputs).toEqual({
			...others,
			referenceImages: [IMAGE, 'a file of image/png', imageLinks(2)[1]],
		});
	});

	it('take the place of the links', () => {
		const given = { ...row('image_1'), referenceImages: imageLinks(9) };
		expect(requestOf(mode, given, names).inputs).toEqual(inputsOf(['image_1']));
		expect(askedOf(mode, given, names)).not.toContain('referenceImages');
	});

	it('are not looked at when links are asked for', () => {
		const given = { ...row('image_1'), referenceImagesSource: 'url', referenceImages: IMAGE };
		expect(requestOf(mode, given, names).inputs).toEqual({ ...others, referenceImages: [IMAGE] });
		expect(askedOf(mode, given, names)).not.toContain('referenceImagesBinaryFields');
	});
});

describe('a file that the row does not have', () => {
	const row = (fields: unknown) => ({
		referenceImagesSource: 'binary',
		referenceImagesBinaryFields: fields,
	});

	it('is missed where its mode needs the slot, even beside others that are there', () => {
		expect(refusal('referenceImages', row('photo, logo'), ['photo', 'data'])).toBe(
			"'Reference Images Input Data Field Names' is \"logo\", but this row's files are in 'photo' and 'data'. Enter one of these names",
		);
		expect(refusal('referenceImages', row('photo'), [])).toBe(
			"'Reference Images Input Data Field Names' is \"photo\", but this row has no files. Add a node before this one that delivers the file, or use an expression such as {{ $('Form').item.binary.photo }}",
		);
	});

	it.each(['', ' ', null, undefined, [], ','])('has to be named there: %j', (fields) => {
		expect(refusal('referenceImages', row(fields), ['data'])).toBe(
			"'Reference Images' is empty, but the input mode 'Reference Images' needs 1 to 7 images",
		);
	});

	it.each<[ModeName, object]>([
		['referenceVideo', { referenceVideos: [VIDEO] }],
		['edit', { video: VIDEO }],
	])('is missed where its slot may stay empty, too: %s', (mode, inputs) => {
		const field = "'Reference Images Input Data Field Names'";
		expect(refusal(mode, row('Logo'), ['logo'])).toBe(
			`${field} is "Logo", but this row's file is in 'logo'. Did you mean 'logo'?`,
		);
		expect(refusal(mode, row('photo, data, logo'), ['logo', 'photo'])).toBe(
			`${field} is "data", but this row's files are in 'logo' and 'photo'. Enter one of these names`,
		);
		expect(refusal(mode, row('data'), [])).toContain(
			`${field} is "data", but this row has no files`,
		);
		for (const name of ['', ' ', null, undefined, [], ',', {}]) {
			expect(requestOf(mode, row(name), ['data']).inputs).toEqual(inputs);
		}
	});
});

describe('links and files in one row', () => {
	it('stand beside each other in the frames', () => {
		const linkThenFile = { lastFrameSource: 'binary', lastFrameBinaryField: 'end' };
		expect(requestOf('firstLastFrame', linkThenFile, ['end']).inputs).toEqual({
			frameImages: [frame(IMAGE, 'first'), frame('file end', 'last')],
		});
		const fileThenLink = { firstFrameSource: 'binary', firstFrameBinaryField: 'start' };
		expect(requestOf('firstLastFrame', fileThenLink, ['start']).inputs).toEqual({
			frameImages: [frame('file start', 'first'), frame(LAST, 'last')],
		});
		const both = { ...linkThenFile, ...fileThenLink };
		expect(requestOf('firstLastFrame', both, ['end', 'start']).inputs).toEqual({
			frameImages: [frame('file start', 'first'), frame('file end', 'last')],
		});
	});

	it('may be the same file in both frames', () => {
		const both = {
			firstFrameSource: 'binary',
			firstFrameBinaryField: 'data',
			lastFrameSource: 'binary',
			lastFrameBinaryField: 'data',
		};
		expect(requestOf('firstLastFrame', both, ['data']).inputs).toEqual({
			frameImages: [frame('file data', 'first'), frame('file data', 'last')],
		});
	});

	it.each<[ModeName, string, (video: string) => object]>([
		['referenceVideo', 'referenceVideo', (video) => ({ referenceVideos: [video] })],
		['edit', 'video', (video) => ({ video })],
	])('stand beside each other in %s', (mode, slot, inputs) => {
		const file = { [`${slot}Source`]: 'binary', [`${slot}BinaryField`]: 'clip' };
		const images = { referenceImagesSource: 'binary', referenceImagesBinaryFields: 'a,b' };
		expect(requestOf(mode, { ...file, referenceImages: IMAGE }, ['clip']).inputs).toEqual({
			...inputs('file clip'),
			referenceImages: [IMAGE],
		});
		expect(requestOf(mode, images, ['a', 'b']).inputs).toEqual({
			...inputs(VIDEO),
			referenceImages: ['file a', 'file b'],
		});
	});

	it('are told apart in what is to be brought to Runware', () => {
		const row = { lastFrameSource: 'binary', lastFrameBinaryField: 'end' };
		expect(generationOf('firstLastFrame', row, ['end']).media).toEqual({
			firstFrame: [{ link: IMAGE }],
			lastFrame: [{ file: 'end' }],
		});
		expect(generationOf('text').media).toEqual({});
	});
});

describe('a name that every object has', () => {
	it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
		'is no file of the row: %s',
		(name) => {
			const row = { firstFrameSource: 'binary', firstFrameBinaryField: name };
			expect(refusalOf(() => requestOf('firstFrame', row, ['data']))).toBe(
				`'First Frame Input Data Field Name' is "${name}", but this row's file is in 'data'. Enter that name`,
			);
		},
	);
});
