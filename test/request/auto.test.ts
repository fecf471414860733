import { parseGeneration } from '../../nodes/Kling/request/generation';
import { videoRequest } from '../../nodes/Kling/request/videoRequest';
import { recordingSource, refusalOf, rowFiles, rowFilesOf, sourceOf } from '../parameters/source';
import type { Row } from '../parameters/source';
import { IMAGE, imageLinks, LAST, linkOf, MODELS, requestOf, STANDARD, VIDEO } from './rows';
import type { ModeName } from './rows';

const BASE = { model: STANDARD, inputMode: 'auto', positivePrompt: 'A paper boat' };

const GIVEN = {
	F: 'firstFrame',
	L: 'lastFrame',
	I: 'referenceImages',
	V: 'referenceVideo',
} as const;
const LINKS: Row = {
	firstFrame: IMAGE,
	lastFrame: LAST,
	referenceImages: imageLinks(2),
	referenceVideo: VIDEO,
};

/** The names of the file fields, one for each letter but for the images, of which there are two. */
const FILES = { F: ['first'], L: ['last'], I: ['one', 'two'], V: ['clip'] } as const;

/** A sheet with a column of file names for each slot; which files a row has is another matter. */
const BY_FILE: Row = {
	...BASE,
	firstFrameSource: 'binary',
	firstFrameBinaryField: 'first',
	lastFrameSource: 'File',
	lastFrameBinaryField: 'last',
	referenceImagesSource: 'binary',
	referenceImagesBinaryFields: 'one, two',
	referenceVideoSource: 'binary',
	referenceVideoBinaryField: 'clip',
};

function filesOf(letters: string): readonly string[] {
	return Object.entries(FILES).flatMap(([letter, names]) =>
		letters.includes(letter) ? names : [],
	);
}

/** A row with the media whose letters stand in `letters`; the other fields hold `blank`. */
function rowWith(letters: string, blank: unknown): Row {
	const media = Object.entries(GIVEN).map(([letter, slot]) => [
		slot,
		letters.includes(letter) ? LINKS[slot] : blank,
	]);
	return { ...BASE, ...Object.fromEntries(media) };
}

/** The names of all files that the other rows of the run have. */
const RUN_FILES = ['first', 'last', 'one', 'two', 'clip', 'photo', 'data', 'other'];

const parse = (row: Row, ...files: readonly string[]) =>
	parseGeneration(sourceOf(row), rowFilesOf(files, RUN_FILES), 'generate');

const KNOWN =
	'Keep what belongs to one input mode (Text, First Frame, First and Last Frame, Reference Images or Reference Video), and leave the rest empty';

const KNOWN_MIXTURES = [
	['', 'text'],
	['F', 'firstFrame'],
	['FL', 'firstLastFrame'],
	['I', 'referenceImages'],
	['V', 'referenceVideo'],
	['IV', 'referenceVideo'],
] as const;

const BAD_MIXTURES = [
	['FI', "'First Frame' and 'Reference Images'"],
	['FV', "'First Frame' and 'Reference Video'"],
	['LI', "'Last Frame' and 'Reference Images'"],
	['LV', "'Last Frame' and 'Reference Video'"],
	['FLI', "'First Frame' and 'Last Frame' and 'Reference Images'"],
	['FLV', "'First Frame' and 'Last Frame' and 'Reference Video'"],
	['FIV', "'First Frame' and 'Reference Video' and 'Reference Images'"],
	['LIV', "'Last Frame' and 'Reference Video' and 'Reference Images'"],
	['FLIV', "'First Frame' and 'Last Frame' and 'Reference Video' and 'Reference Images'"],
] as const;

const BLANKS = ['', '  ', null, undefined, [], [null, '']];

describe('an automatic row', () => {
	it.each(KNOWN_MIXTURES)('with the media "%s" is %s', (letters, mode) => {
		for (const blank of BLANKS) expect(parse(rowWith(letters, blank)).mode.value).toBe(mode);
	});

	it.each(BAD_MIXTURES)('with the media "%s" is a bad row', (letters, found) => {
		for (const blank of BLANKS) {
			expect(refusalOf(() => parse(rowWith(letters, blank)))).toBe(
				`${found} cannot be used in the same row. ${KNOWN}`,
			);
		}
	});

	it('with a last frame alone is told what it lacks', () => {
		for (const blank of BLANKS) {
			expect(refusalOf(() => parse(rowWith('L', blank)))).toBe(
				"'Last Frame' cannot be used without 'First Frame'. Fill in 'First Frame' in this row too",
			);
		}
	});

	it.each<[string, ModeName]>([
		['', 'text'],
		['F', 'firstFrame'],
		['FL', 'firstLastFrame'],
		['I', 'referenceImages'],
		['V', 'referenceVideo'],
	])('with the media "%s" sends what the mode %s would send', (letters, mode) => {
		for (const model of MODELS) {
			const row = { ...rowWith(letters, ''), model };
			expect(videoRequest(parse(row), linkOf)).toStrictEqual(
				requestOf(mode, { ...row, inputMode: mode }),
			);
		}
	});

	it('takes the lengths of the mode that it turns out to be', () => {
		expect(parse({ ...rowWith('I', ''), duration: 7 }).settings.duration).toBe(7);
		expect(refusalOf(() => parse({ ...rowWith('F', ''), duration: 7 }))).toBe(
			"'Duration' is 7, but the input mode 'First Frame' of Kling O1 only allows 5 or 10 seconds",
		);
	});

	it('takes the image counts of the mode that it turns out to be', () => {
		const seven = { referenceImages: imageLinks(7) };
		expect(parse({ ...rowWith('I', ''), ...seven }).media.referenceImages).toHaveLength(7);
		expect(refusalOf(() => parse({ ...rowWith('IV', ''), ...seven }))).toBe(
			"'Reference Images' has 7 images, but the input mode 'Reference Video' allows at most 4",
		);
		expect(refusalOf(() => parse({ ...BASE, referenceImages: imageLinks(8) }))).toBe(
			"'Reference Images' has 8 images, but the input mode 'Reference Images' allows at most 7",
		);
	});

	it('never looks at the source video, which is for editing', () => {
		const { source, asked } = recordingSource({ ...rowWith('', ''), video: VIDEO });
		expect(parseGeneration(source, rowFiles(), 'generate').mode.value).toBe('text');
		expect(asked).not.toContain('video');
	});

	it('does not ask for what its mode does not take', () => {
		const { source, asked } = recordingSource({ ...rowWith('F', ''), keepOriginalSound: 'wrong' });
		parseGeneration(source, rowFiles(), 'generate');
		expect(asked).not.toContain('keepOriginalSound');
		expect(asked).not.toContain('aspectRatio');
	});
});

describe('an automatic row with files', () => {
	it.each(KNOWN_MIXTURES)('which are "%s" is %s: a missing file is not given', (letters, mode) => {
		for (const others of [[], ['data', 'other']]) {
			const found = parse(BY_FILE, ...filesOf(letters), ...others);
			expect(found.mode.value).toBe(mode);
			const media = Object.entries(GIVEN)
				.filter(([letter]) => letters.includes(letter))
				.map(([letter, slot]) => [slot, FILES[letter as 'F'].map((file) => ({ file }))]);
			expect(found.media).toEqual(Object.fromEntries(media));
		}
	});

	it.each(BAD_MIXTURES)('which are "%s" is a bad row', (letters, found) => {
		expect(refusalOf(() => parse(BY_FILE, ...filesOf(letters)))).toBe(
			`${found} cannot be used in the same row. ${KNOWN}`,
		);
	});

	it('with a last frame alone is told what it lacks', () => {
		expect(refusalOf(() => parse(BY_FILE, 'last'))).toBe(
			"'Last Frame' cannot be used without 'First Frame'. Fill in 'First Frame' in this row too",
		);
	});

	it('counts a file field that is not named as not given', () => {
		for (const blank of [...BLANKS.slice(0, 5), ',']) {
			const row = { ...BY_FILE, firstFrameBinaryField: blank, referenceImagesBinaryFields: blank };
			expect(parse(row, 'first', 'one', 'clip').media).toEqual({
				referenceVideo: [{ file: 'clip' }],
			});
		}
	});

	it.each<[Row, readonly string[], string]>([
		[
			{ firstFrameBinaryField: 'frist' },
			[],
			"but no row has such a file. The rows have files in 'first', ",
		],
		[
			{ firstFrameBinaryField: 'frist' },
			['last'],
			"but this row's file is in 'last'. Enter that name",
		],
		[
			{ firstFrameBinaryField: 'First' },
			['first'],
			"but this row's file is in 'first'. Did you mean 'first'?",
		],
		[
			{ referenceImagesBinaryFields: 'one, tow' },
			[],
			'but no row has such a file. The rows have files in',
		],
	])('is a bad row with a name that no row of the run has: %j', (field, files, found) => {
		expect(refusalOf(() => parse({ ...BY_FILE, ...field }, ...files))).toContain(found);
	});

	it('is a bad row when it has only some of several names', () => {
		const fields = "'Reference Images Input Data Field Names'";
		expect(refusalOf(() => parse(BY_FILE, 'two'))).toBe(
			`${fields} is "one", but this row's file is in 'two'. Enter that name`,
		);
		expect(refusalOf(() => parse(BY_FILE, 'one', 'clip'))).toBe(
			`${fields} is "two", but this row's files are in 'one' and 'clip'. Enter one of these names`,
		);
		const row = { ...BY_FILE, firstFrameBinaryField: 'photo, first' };
		expect(refusalOf(() => parse(row, 'first'))).toBe(
			"'First Frame Input Data Field Name' is \"photo\", but this row's file is in 'first'. Enter that name",
		);
	});

	it('takes what an upload of several has, and counts it', () => {
		const row = { ...BY_FILE, referenceImagesBinaryFields: 'image' };
		const eight = Array.from({ length: 8 }, (_, index) => `image_${index}`);
		const read = (...files: readonly string[]) =>
			parseGeneration(sourceOf(row), rowFilesOf(files, [...RUN_FILES, ...eight]), 'generate');
		expect(read('image_3', 'image_1').media).toEqual({
			referenceImages: [{ file: 'image_1' }, { file: 'image_3' }],
		});
		expect(read().mode.value).toBe('text');
		expect(refusalOf(() => read(...eight))).toBe(
			"'Reference Images' has 8 images, but the input mode 'Reference Images' allows at most 7",
		);
		expect(refusalOf(() => read(...eight.slice(3), 'clip'))).toBe(
			"'Reference Images' has 5 images, but the input mode 'Reference Video' allows at most 4",
		);
	});

	it('takes an empty file, and a file by expression that is not there, as not given', () => {
		const empty = { mimeType: 'image/png', data: '', isEmpty: true };
		for (const value of [empty, [empty], undefined, [undefined], {}]) {
			const row = {
				...BY_FILE,
				firstFrameBinaryField: value,
				referenceImagesBinaryFields: value,
			};
			expect(parse(row).mode.value).toBe('text');
		}
	});

	it('may have links beside them', () => {
		const row = { ...BY_FILE, firstFrameSource: 'url', firstFrame: IMAGE };
		expect(parse(row).mode.value).toBe('firstFrame');
		expect(parse(row, 'last').media).toEqual({
			firstFrame: [{ link: IMAGE }],
			lastFrame: [{ file: 'last' }],
		});
		expect(refusalOf(() => parse(row, 'clip'))).toBe(
			`'First Frame' and 'Reference Video' cannot be used in the same row. ${KNOWN}`,
		);
	});

	it.each<[string, ModeName]>([
		['', 'text'],
		['F', 'firstFrame'],
		['FL', 'firstLastFrame'],
		['I', 'referenceImages'],
		['V', 'referenceVideo'],
		['IV', 'referenceVideo'],
	])('which are "%s" sends what the mode %s would send', (letters, mode) => {
		const files = filesOf(letters);
		const own = letters === 'V' ? { ...BY_FILE, referenceImagesBinaryFields: '' } : BY_FILE;
		expect(videoRequest(parse(own, ...files), linkOf)).toStrictEqual(
			requestOf(mode, { ...own, inputMode: mode }, files),
		);
	});
});
