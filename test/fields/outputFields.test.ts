import { outputFileField } from '../../nodes/Kling/fields/outputFields';
import { recordingSource, refusalOf, sourceOf } from '../parameters/source';
import type { Row } from '../parameters/source';

const fieldOf = (row: Row) => outputFileField(sourceOf(row));

describe('the field of the finished file', () => {
	it.each([true, 'true', 'TRUE', '', ' ', null, undefined])(
		'is "data" when nothing else is said and download is %j',
		(download) => {
			for (const outputBinaryField of ['', '  ', null, undefined, 'data']) {
				expect(fieldOf({ download, outputBinaryField })).toBe('data');
			}
		},
	);

	it.each([
		['video', 'video'],
		[' video ', 'video'],
		['my video', 'my video'],
		[7, '7'],
	])('is what the row says: %j', (outputBinaryField, name) => {
		expect(fieldOf({ download: true, outputBinaryField })).toBe(name);
	});

	it.each([false, 'false', ' FALSE '])('is not asked for when download is %j', (download) => {
		const { source, asked } = recordingSource({ download, outputBinaryField: { wrong: true } });
		expect(outputFileField(source)).toBeUndefined();
		expect([...asked]).toEqual(['download']);
	});

	it.each([
		['maybe', '"maybe"'],
		[2, '2'],
		[{}, 'a group of fields'],
		[[true, true], 'a list with 2 entries'],
	])('needs a download of true or false, not %j', (download, found) => {
		expect(refusalOf(() => fieldOf({ download }))).toBe(
			`'Download Video' is ${found}, but it must be true or false`,
		);
	});

	it.each([
		[{ name: 'video' }, 'a group of fields'],
		[['video', 'file'], 'a list with 2 entries'],
	])('is named by text, not by %j', (outputBinaryField, found) => {
		expect(refusalOf(() => fieldOf({ outputBinaryField }))).toBe(
			`'Put Output File in Field' is ${found}, but it must be text. Drag the one field that you need from the input panel onto it`,
		);
	});

	it.each(['__proto__', ' constructor ', 'prototype'])(
		'has no name that n8n drops, with a paid file in it: %j',
		(outputBinaryField) => {
			expect(refusalOf(() => fieldOf({ outputBinaryField }))).toBe(
				`'Put Output File in Field' is "${outputBinaryField.trim()}", but n8n cannot use this name. Enter another one, such as data`,
			);
		},
	);

	it('is not true', () => {
		expect(refusalOf(() => fieldOf({ outputBinaryField: true }))).toBe(
			"'Put Output File in Field' is true, but it must be text",
		);
	});
});
