import {
	fileObject,
	filesIn,
	givenFiles,
} from '../../nodes/Kling/parameters/linksAndFiles/binaryFields';
import type {
	FileObject,
	FileRef,
	BinaryFields,
} from '../../nodes/Kling/parameters/linksAndFiles/binaryFields';
import { ParameterError } from '../../nodes/Kling/parameters/ParameterError';
import { refusalOf, rowFiles, rowFilesOf } from './source';

const field = { name: 'photosBinaryFields', displayName: 'Photos' };

function read(value: unknown, files: BinaryFields, mayLack = false): readonly FileRef[] {
	return givenFiles((name) => (name === field.name ? value : undefined), field, files, mayLack);
}

/** A row with files of which more than their names matters. */
function rowWith(files: Readonly<Record<string, Partial<FileObject>>>): BinaryFields {
	const names = Object.keys(files);
	const get = (name: string): FileObject | undefined =>
		Object.hasOwn(files, name)
			? { mimeType: 'image/png', data: 'AAAA', isEmpty: false, ...files[name] }
			: undefined;
	return { get, names, runNames: names };
}

const KEPT = { mimeType: 'image/png', id: 'filesystem-v2:workflows/1/a', data: 'filesystem-v2' };
const HELD = { mimeType: 'image/png', data: 'iVBORw0KGgo=' };
const AS_KEPT = { mimeType: 'image/png', id: KEPT.id, isEmpty: false };
const AS_HELD = { ...HELD, isEmpty: false };

describe('the files that a field names', () => {
	const files = rowFiles('a', 'b', 'c', 'data', 'my photo', 'x,y');

	it.each<[unknown, readonly string[]]>([
		['data', ['data']],
		[' data ', ['data']],
		['\u200bdata\ufeff', ['data']],
		['a,b', ['a', 'b']],
		['a , b ,\tc', ['a', 'b', 'c']],
		['a,\nb', ['a', 'b']],
		[',,a,,b,', ['a', 'b']],
		['my photo', ['my photo']],
		['x,y', ['x,y']],
		[
			['a', 'b'],
			['a', 'b'],
		],
		[
			['a, b', ' c '],
			['a', 'b', 'c'],
		],
		[
			['a', '', '  ', 'b'],
			['a', 'b'],
		],
		[
			['a', null, undefined, 'b'],
			['a', 'b'],
		],
		[
			['a', ['b']],
			['a', 'b'],
		],
		['_files.a', ['a']],
		['$json._files.a, $binary.b', ['a', 'b']],
		['json._files.a, binary.b', ['a', 'b']],
		[[], []],
		[[null], []],
		[{}, []],
		[',', []],
		['', []],
		['  ', []],
		[null, []],
		[undefined, []],
	])('in %j are %j', (value, names) => {
		expect(read(value, files)).toEqual(names);
	});

	it.each<[unknown, string]>([
		[5, 'is 5'],
		[true, 'is true'],
		[{ mimeType: 'image/png' }, 'is a group of fields'],
		[{ url: 'https://media.test/a.png' }, 'is a group of fields'],
		[[5], 'holds 5'],
		[['a', { a: 1 }], 'holds a group of fields'],
		[[[['a']]], 'holds a list with 1 entry'],
	])('are not %j', (value, found) => {
		expect(refusalOf(() => read(value, files))).toBe(
			`'Photos' ${found}, but it must be the name of one field that holds a file, such as data, or an expression such as {{ $('Form').item.binary.photo }}`,
		);
	});
});

describe('an upload of several files', () => {
	const photos = Array.from({ length: 12 }, (_, index) => `Photos_${11 - index}`);
	const files = rowFiles('other_0', 'Photos_x', ...photos, 'Photos_0_1');

	it('is meant by the name before the numbers, in their order', () => {
		expect(read('Photos', files)).toEqual([...photos].reverse());
	});

	it('is meant by the place of it in the combined binary mode, too', () => {
		expect(read('_files.Photos', files)).toHaveLength(12);
	});

	it('is not meant where the row has the name itself', () => {
		expect(read('Photos', rowFiles('Photos_0', 'Photos'))).toEqual(['Photos']);
	});

	it('is not meant by another case', () => {
		expect(refusalOf(() => read('photos', rowFiles('Photos_0', 'Photos_1')))).toBe(
			"'Photos' is \"photos\", but this row's files are in 'Photos_0' and 'Photos_1'. Did you mean 'Photos_0'?",
		);
	});
});

describe('the sign *', () => {
	it('means all files of the row, in their order', () => {
		expect(read('*', rowFiles('z', 'a', 'm'))).toEqual(['z', 'a', 'm']);
		expect(read('*', rowFiles())).toEqual([]);
	});

	it('adds to names those that are not there yet', () => {
		expect(read('m, *', rowFiles('z', 'a', 'm'))).toEqual(['m', 'z', 'a']);
	});
});

/** A file of the row as `$binary` tells of it. */
const TOLD = { mimeType: 'image/png', fileName: 'me.png', bytes: 3 };

describe('a file by expression', () => {
	const files = rowWith({ photo: { fileName: 'me.png', bytes: 3 }, logo: { bytes: 4 } });

	it.each<[string, unknown, readonly FileRef[]]>([
		['kept by n8n', KEPT, [AS_KEPT]],
		['held in the item', HELD, [AS_HELD]],
		['in a list', [KEPT, HELD], [AS_KEPT, AS_HELD]],
		['beside a name', ['photo', KEPT, null], ['photo', AS_KEPT]],
		['in a group, as $binary is', { a: KEPT, b: HELD }, [AS_KEPT, AS_HELD]],
		['in a whole item', { json: { name: 'me' }, binary: { a: KEPT } }, [AS_KEPT]],
		['in a list of groups', [{ a: KEPT }, { b: HELD }], [AS_KEPT, AS_HELD]],
		['with a name of its own', { ...HELD, fileName: 'x.png' }, [{ ...AS_HELD, fileName: 'x.png' }]],
		['with its size', { ...HELD, bytes: 3 }, [{ ...AS_HELD, bytes: 3 }]],
		['with a name that is none', { ...HELD, fileName: 5, bytes: 'x' }, [AS_HELD]],
		['without its content, as $binary has it', { mimeType: 'image/png', bytes: 4 }, ['logo']],
		[
			'without its content, among all of $binary',
			{
				photo: { mimeType: 'image/png', fileName: 'me.png', bytes: 3 },
				logo: { mimeType: 'image/png', bytes: 4 },
			},
			['photo', 'logo'],
		],
		[
			"as a form's answer tells of it",
			[{ filename: 'me.png', mimetype: 'image/png', size: 3 }],
			['photo'],
		],
		['by the name of the file itself', 'me.png', ['photo']],
	])('is taken %s', (_how, value, expected) => {
		expect(read(value, files)).toEqual(expected);
	});

	it.each<[string, unknown]>([
		['an entry of Google Drive', { id: '1AbCdEf', mimeType: 'image/png', name: 'me.png' }],
		['a file of another row without its content', { mimeType: 'image/png', fileName: 'you.png' }],
		['a place outside of the storage', { ...KEPT, id: 'filesystem-v2:../../database.sqlite' }],
		['a place that only ends like one', { ...KEPT, id: '/etc/filesystem-v2:a' }],
		['a place in a list', { ...KEPT, id: [KEPT.id] }],
		['a file of this row with an id of its own', { ...TOLD, id: '1AbCdEf' }],
		['a file of this row with a content that is none', { ...TOLD, data: 5 }],
		['a file of this row of another type', { ...TOLD, mimeType: 'image/jpeg' }],
		['a file of this row by another name', { ...TOLD, fileName: 'you.png' }],
		['a file of this row of another size', { ...TOLD, bytes: 4 }],
		['a place on another system', { ...KEPT, id: 'filesystem-v2:a\\b' }],
		['a place that is a number', { ...KEPT, id: 5 }],
		['a content that is none', { mimeType: 'image/png', data: 5 }],
		['a type that is none', { mimeType: 5, data: 'AAAA' }],
		['a group with something else in it', { a: KEPT, b: 'text' }],
	])('is not %s', (_what, value) => {
		expect(refusalOf(() => read(value, files))).toMatch(
			/^'Photos' is a group of fields, but it must be the name of one field that holds a file, such as data, or an expression such as/,
		);
	});

	it('is not taken for one of two that are told of alike', () => {
		const alike = rowWith({ one: { bytes: 3 }, two: { bytes: 3 } });
		const told = { mimeType: 'image/png', bytes: 3 };
		expect(filesIn(told, alike)).toBeUndefined();
		expect(filesIn({ two: told, one: told }, alike)).toEqual(['two', 'one']);
	});

	it('is found by type and name where n8n does not know its size', () => {
		expect(read(TOLD, rowWith({ photo: { fileName: 'me.png' }, logo: {} }))).toEqual(['photo']);
	});

	it('is not taken by a name that two files have', () => {
		const named = { fileName: 'me.png' };
		expect(refusalOf(() => read('me.png', rowWith({ a: named, b: named })))).toBe(
			"'Photos' is \"me.png\", but this row's files are in 'a' and 'b'. Enter one of these names",
		);
	});

	it.each([null, undefined, 'photo', 5])('is not in %j', (value) => {
		expect(filesIn(value, files)).toBeUndefined();
	});

	it('cannot fail by what it is made of', () => {
		const hostile = {
			mimeType: 'image/png',
			get data(): string {
				throw new Error('trap');
			},
		};
		expect(fileObject(hostile)).toBeUndefined();
		expect(refusalOf(() => read([hostile], rowFiles()))).toContain('holds a group of fields');
	});

	it('is copied, so that nothing of it can change behind a check', () => {
		let reads = 0;
		const changing = {
			mimeType: 'image/png',
			get id() {
				reads += 1;
				return reads === 1 ? KEPT.id : 'filesystem-v2:../x';
			},
		};
		expect(fileObject(changing)).toEqual(AS_KEPT);
	});

	it('stands alone in its field, since beside other text it is none', () => {
		expect(refusalOf(() => read('[object Object] ', files))).toBe(
			"'Photos' has other text beside the expression, such as the word data. Delete that text. For several files, write {{ [$binary.one, $binary.two] }}",
		);
	});
});

describe('an empty file', () => {
	const empty = rowWith({ photo: { isEmpty: true }, logo: {} });

	it.each<[string, unknown]>([
		['by name', 'photo'],
		['by expression', { mimeType: 'image/png', data: '' }],
		['by expression, kept by n8n', { ...KEPT, bytes: 0 }],
		['by expression, kept by an older n8n', { ...KEPT, fileSize: '0 B' }],
	])('counts as not given where a file may lack: %s', (_how, value) => {
		expect(read(value, empty, true)).toEqual([]);
		expect(read(value, empty, false)).toHaveLength(1);
		expect(read(['logo', value], empty, true)).toEqual(['logo']);
	});
});

describe('a name that the row lacks', () => {
	it('counts as not given where it may, if another row has it', () => {
		const row = rowFilesOf(['logo'], ['logo', 'photo', 'many_0', 'many_1']);
		for (const name of ['photo', 'many', '_files.photo', 'photo, many']) {
			expect(read(name, row, true)).toEqual([]);
			expect(refusalOf(() => read(name, row))).toContain(
				"but this row's file is in 'logo'. Enter that name",
			);
		}
	});

	it.each<[unknown, readonly string[], string]>([
		['phto', ['logo'], "\"phto\", but this row's file is in 'logo'. Enter that name"],
		[
			'phto',
			[],
			"\"phto\", but no row has such a file. The rows have files in 'photo' and 'logo'. Enter one of these names",
		],
		[
			'Photo',
			[],
			"\"Photo\", but no row has such a file. The rows have files in 'photo' and 'logo'. Did you mean 'photo'?",
		],
		['logo, photo', ['logo'], "\"photo\", but this row's file is in 'logo'. Enter that name"],
		[
			'photo, phto',
			[],
			"\"phto\", but no row has such a file. The rows have files in 'photo' and 'logo'. Enter one of these names",
		],
		[['photo', KEPT], ['logo'], "\"photo\", but this row's file is in 'logo'. Enter that name"],
	])('is a mistake in %j for a row with %j', (value, names, found) => {
		const row = rowFilesOf(names, ['photo', 'logo']);
		expect(refusalOf(() => read(value, row, true))).toBe(`'Photos' is ${found}`);
	});

	it('is a mistake where no row has any file', () => {
		expect(refusalOf(() => read('photo', rowFiles(), true))).toBe(
			"'Photos' is \"photo\", but this row has no files. Add a node before this one that delivers the file, or use an expression such as {{ $('Form').item.binary.photo }}",
		);
	});
});

describe('the error for a missing file', () => {
	const missing = (name: string, ...names: readonly string[]) =>
		refusalOf(() => read(name, rowFiles(...names)));

	it.each<[readonly string[], string]>([
		[['data'], "row's file is in 'data'. Enter that name"],
		[['data', 'logo'], "row's files are in 'data' and 'logo'. Enter one of these names"],
		[['a', 'b', 'c'], "row's files are in 'a', 'b' and 'c'. Enter one of these names"],
	])('tells what the row has: %j', (names, found) => {
		expect(missing('photo', ...names)).toBe(`'Photos' is "photo", but this ${found}`);
		expect(() => read('photo', rowFiles(...names))).toThrow(ParameterError);
	});

	it.each([
		['Logo', 'logo'],
		['my photo', 'my_photo'],
		['image', 'Image_0'],
		['Image', 'image_12'],
	])('suggests for %j the name %j', (name, near) => {
		expect(missing(name, 'data', near)).toBe(
			`'Photos' is "${name}", but this row's files are in 'data' and '${near}'. Did you mean '${near}'?`,
		);
	});

	it('tells what to do about an expression that was typed as text, and about a link', () => {
		expect(missing('{{ $binary.photo }}', 'photo')).toBe(
			"'Photos' is \"{{ $binary.photo }}\", but this row's file is in 'photo'. To use an expression, switch the field from 'Fixed' to 'Expression'",
		);
		expect(missing('https://media.test/a.png', 'photo')).toBe(
			"'Photos' is \"https://media.test/a.png\", but this row's file is in 'photo'. To use a link, choose 'Link' instead of 'File'",
		);
	});

	it('suggests nothing for a number within a name', () => {
		expect(missing('photo_1_small', 'photo_small')).toContain('Enter that name');
	});

	it('takes a data URI for a link', () => {
		expect(missing('data:image/png;base64,AAAA', 'photo')).toContain(
			"To use a link, choose 'Link' instead of 'File'",
		);
	});

	it('lists ten names at most', () => {
		const names = Array.from({ length: 12 }, (_, index) => `file${index}`);
		expect(missing('photo', ...names)).toContain("'file8' and 'file9'. Enter one of these names");
	});

	it('stays short and visible whatever the files are called', () => {
		expect(missing('photo', 'x'.repeat(1000), 'a\u0000b', '\u202egpj')).toBe(
			`'Photos' is "photo", but this row's files are in '${'x'.repeat(27)}…', 'a\\u0000b' and '\\u202egpj'. Enter one of these names`,
		);
	});

	it('takes no longer for blanks in a name than for other signs', () => {
		expect(missing(`a${' '.repeat(200_000)}b`, 'data')).toContain(
			"but this row's file is in 'data'. Enter that name",
		);
		expect(missing(`_files.${'_'.repeat(200_000)}`, 'data')).toContain(
			"but this row's file is in 'data'. Enter that name",
		);
	});

	it('stays short for a name that is none', () => {
		expect(missing('x'.repeat(1000), 'data')).toBe(
			`'Photos' is "${'x'.repeat(57)}…", but this row's file is in 'data'. Enter that name`,
		);
	});
});
