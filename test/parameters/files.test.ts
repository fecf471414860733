import { fileFieldNames, missingFile } from '../../nodes/KlingO1/parameters/files';
import { ParameterError } from '../../nodes/KlingO1/parameters/ParameterError';
import { refusalOf, rowFiles } from './source';

const field = { name: 'photosBinaryFields', displayName: 'Photos' };
const namesIn = (value: unknown) =>
	fileFieldNames((name) => (name === field.name ? value : undefined), field);

describe('the names of file fields', () => {
	it.each<[unknown, readonly string[]]>([
		['data', ['data']],
		[' data ', ['data']],
		['a,b', ['a', 'b']],
		['a , b ,\tc', ['a', 'b', 'c']],
		['a,\nb', ['a', 'b']],
		[',,a,,b,', ['a', 'b']],
		['my photo', ['my photo']],
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
		[[], []],
		[[null], []],
		[',', []],
		['', []],
		['  ', []],
		[null, []],
		[undefined, []],
	])('in %j are %j', (value, names) => {
		expect(namesIn(value)).toEqual(names);
	});

	it.each<[unknown, string]>([
		[5, 'is 5'],
		[true, 'is true'],
		[{}, 'is a group of fields'],
		[{ mimeType: 'image/png', data: 'AAAA' }, 'is a group of fields'],
		[[5], 'holds 5'],
		[['a', {}], 'holds a group of fields'],
		[[['a']], 'holds a list with 1 entry'],
	])('are not %j', (value, found) => {
		expect(refusalOf(() => namesIn(value))).toBe(
			`'Photos' ${found}, but it takes the name of a file field`,
		);
	});
});

describe('the error for a missing file', () => {
	it.each<[readonly string[], string]>([
		[[], 'has no files'],
		[['data'], "has 'data'"],
		[['data', 'logo'], "has 'data' and 'logo'"],
	])('tells what the row has: %j', (files, found) => {
		const error = missingFile(field, 'photo', rowFiles(...files));
		expect(error).toBeInstanceOf(ParameterError);
		expect(error.label).toBe('Photos');
		expect(error.message).toBe(`'Photos' is "photo", but this row ${found}`);
	});

	it('stays readable for three files', () => {
		expect(missingFile(field, 'photo', rowFiles('a', 'b', 'c')).message).toBe(
			`'Photos' is "photo", but this row has 'a', 'b' and 'c'`,
		);
	});

	it('stays short and visible whatever the files are called', () => {
		const names = ['x'.repeat(1000), 'a\u0000b', '\u202egpj'];
		expect(missingFile(field, 'photo', rowFiles(...names)).message).toBe(
			`'Photos' is "photo", but this row has '${'x'.repeat(27)}…', 'a\\u0000b' and '\\u202egpj'`,
		);
	});

	it('stays short for a name that is none', () => {
		const { message } = missingFile(field, 'x'.repeat(1000), rowFiles('data'));
		expect(message).toBe(`'Photos' is "${'x'.repeat(57)}…", but this row has 'data'`);
	});
});
