import { alternatives, quoted } from '../../nodes/Kling/parameters/ParameterError';

describe('what a message quotes', () => {
	it.each([
		['text', '"text"'],
		['', '""'],
		[5, '5'],
		[5.5, '5.5'],
		[true, 'true'],
		[[], 'a list with 0 entries'],
		[[1, 2], 'a list with 2 entries'],
		[{}, 'a group of fields'],
		[new Date(0), 'a group of fields'],
		[Object.create(null), 'a group of fields'],
		[null, '"null"'],
		[undefined, '"undefined"'],
		['x'.repeat(60), `"${'x'.repeat(60)}"`],
		['x'.repeat(61), `"${'x'.repeat(57)}…"`],
		[`${'x'.repeat(56)}\u{1F433}\u{1F433}\u{1F433}`, `"${'x'.repeat(56)}…"`],
		['16:9\u200b', '"16:9\\u200b"'],
		[NaN, 'not a number (the calculation has no result)'],
		[-Infinity, 'not a number (the calculation has no result)'],
	])('%j is %s', (value: unknown, expected) => {
		expect(quoted(value)).toBe(expected);
	});

	it('stays short for a data URI of 10 MB', () => {
		const message = quoted(`data:image/png;base64,${'A'.repeat(1e7)}`);
		expect(message).toBe(`"data:image/png;base64,${'A'.repeat(35)}…"`);
	});
});

describe('what a message offers', () => {
	it.each([
		[['a'], 'a'],
		[[5, 10], '5 or 10'],
		[['16:9', '1:1', '9:16'], '16:9, 1:1 or 9:16'],
	])('%j is %s', (values, expected) => {
		expect(alternatives(values)).toBe(expected);
	});
});
