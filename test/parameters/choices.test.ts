import { oneOf } from '../../nodes/Kling/parameters/readers';
import { refusalOf } from './source';

const field = { name: 'field', displayName: 'Field' };
const ENTRIES = [
	{ name: 'First Frame', value: 'firstFrame' },
	{ name: '5 Seconds', value: 5 },
];
const chosen = (value: unknown) => oneOf(() => value, field, ENTRIES);

describe('an entry of a list', () => {
	it.each([
		'firstFrame',
		'FIRSTFRAME',
		'first  frame',
		'first_frame',
		'First-Frame\u200b',
		' firstFrame ',
		'First Frame',
		'first frame',
	])('is found by what it is called: %j', (value) => {
		expect(chosen(value)).toBe(ENTRIES[0]);
	});

	it.each(['atOnce', 'AtOnce', 'at_once', 'submit'])(
		'is found by its words written as one: %j',
		(value) => {
			const entries = [{ name: 'At Once (later)', value: 'submit' }];
			expect(oneOf(() => value, field, entries)).toBe(entries[0]);
		},
	);

	it.each([
		'Kling 3.0 Omni Pro',
		'kling_3.0_omni_pro',
		'kling-3.0-omni-pro',
		'"Kling3.0 Omni Pro"',
	])('is found with or without signs and blanks beside its numbers: %j', (value) => {
		const entries = [{ name: 'Kling 3.0 Omni Pro (1080p)', value: 'klingai:kling-video@o3-pro' }];
		expect(oneOf(() => value, field, entries)).toBe(entries[0]);
	});

	it.each([5, '5', '5 seconds'])('is found by its number: %j', (value) => {
		expect(chosen(value)).toBe(ENTRIES[1]);
	});

	it.each([
		['first', '"first"'],
		['constructor', '"constructor"'],
		['__proto__', '"__proto__"'],
		['toString', '"toString"'],
		[0, '0'],
		[true, 'true'],
		[['firstFrame', 'x'], 'a list with 2 entries'],
		[[5, 5], 'a list with 2 entries'],
		[{ value: 'firstFrame' }, 'a group of fields'],
		[{ toString: () => 'firstFrame' }, 'a group of fields'],
	])('is not %j', (value, found) => {
		expect(refusalOf(() => chosen(value))).toBe(
			`'Field' is ${found}, but it must be First Frame or 5 Seconds`,
		);
	});

	it.each([[{ toString: 1 }], [[{ toString: 1 }]], [Object.create(null)]])(
		'is not a value that cannot even be written as text',
		(value: unknown) => {
			expect(refusalOf(() => chosen(value))).toMatch(
				/^'Field' is a( group of fields| list with 1 entry), but it must be First Frame or 5 Seconds$/,
			);
		},
	);
});
