import {
	amount,
	isBlank,
	isWebLink,
	oneOf,
	text,
	wholeNumber,
	yesOrNo,
} from '../../nodes/Kling/parameters/readers';
import { webAddress } from '../../nodes/Kling/parameters/linksAndFiles/link';
import { type Form, PLAIN_YES_OR_NO } from './forms';
import { refusalOf } from './source';

const field = { name: 'field', displayName: 'Field' };
const of = (value: unknown) => () => value;

const BLANKS = [
	...[undefined, null, '', '   ', '\n\t', '\u00a0', '\u200b\u200b', '\ufeff', '\u00ad \u2060'],
	...[
		'null',
		'NONE',
		' undefined ',
		'n/a',
		'N/A',
		'n.a.',
		'-',
		'–',
		'—',
		'(none)',
		'"null"',
		'<none>',
	],
	...['""', 'None\u200b'],
];

describe('a blank cell', () => {
	it.each(BLANKS)('is %j', (value) => {
		expect(isBlank(value)).toBe(true);
	});

	it.each([0, false, 'x', [], {}, NaN, 'nonexistent', 'no', '#N/A', '- a', 'none of it', '😀'])(
		'is not %j',
		(value) => {
			expect(isBlank(value)).toBe(false);
		},
	);

	it.each(BLANKS)('gives nothing to any reader: %j', (value) => {
		const source = of(value);
		expect([
			text(source, field),
			wholeNumber(source, field, { min: 1 }),
			amount(source, field, { zero: true }),
			yesOrNo(source, field),
			oneOf(source, field, [{ name: 'A', value: 'a' }]),
			webAddress(source, field),
		]).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
	});

	it.each([[[]], [[null]], [['']], [['none']]])('may come as a list: %j', (value) => {
		expect([text(of(value), field), yesOrNo(of(value), field)]).toEqual([undefined, undefined]);
	});

	it('asks for the field by its name', () => {
		const source = (name: string) => (name === 'field' ? 'found' : 'wrong');
		expect(text(source, field)).toBe('found');
	});
});

describe('text', () => {
	it.each([
		['hello', 'hello'],
		[' as typed ', 'as typed'],
		['\ufeff\u200ba  b\u00a0\u00ad', 'a  b'],
		['👩\u200d👩\u200d👧 ❤\ufe0f', '👩\u200d👩\u200d👧 ❤\ufe0f'],
		['می\u200cخواهم', 'می\u200cخواهم'],
		[['looked up'], 'looked up'],
		['\u200f\u200e\u202abidi\u202c\u2069\u061c', 'bidi'],
		['\u180e\u2060\u2064\u206fx\u00ad\u200b', 'x'],
		[42, '42'],
		[0, '0'],
		[9_007_199_254_740_993n, '9007199254740993'],
	])('%p is %j', (value, expected) => {
		expect(text(of(value), field)).toBe(expected);
	});

	it.each([
		[true, "'Field' is true, but it must be text"],
		[
			[{ a: 1 }],
			"'Field' is a list with 1 entry, but it must be text. Drag the one field that you need from the input panel onto it",
		],
		[NaN, "'Field' is not a number (the calculation has no result), but it must be text"],
		[-Infinity, "'Field' is not a number (the calculation has no result), but it must be text"],
		[
			{ a: 1 },
			"'Field' is a group of fields, but it must be text. Drag the one field that you need from the input panel onto it",
		],
		[
			['a', 'b'],
			"'Field' is a list with 2 entries, but it must be text. Drag the one field that you need from the input panel onto it",
		],
	])('is not %j', (value, message) => {
		expect(refusalOf(() => text(of(value), field))).toBe(message);
	});
});

describe('a whole number', () => {
	const limits = { min: 1, max: 4 };

	it.each([
		[1, 1],
		[4, 4],
		[3.0, 3],
		['2', 2],
		[' 2 ', 2],
		['2.0', 2],
		['+2', 2],
		['02', 2],
		['2,0', 2],
		['2.', 2],
		[[2], 2],
	])('%j is %d', (value, expected) => {
		expect(wholeNumber(of(value), field, limits)).toBe(expected);
	});

	it.each([
		[0, '0'],
		[5, '5'],
		[-1, '-1'],
		[2.5, '2.5'],
		['2.5', '"2.5"'],
		['0', '"0"'],
		['5', '"5"'],
		['two', '"two"'],
		['1e0', '"1e0"'],
		['0x2', '"0x2"'],
		['2 3', '"2 3"'],
		[NaN, 'not a number (the calculation has no result)'],
		[Infinity, 'not a number (the calculation has no result)'],
		[true, 'true'],
		[[2, 3], 'a list with 2 entries'],
		[{ value: 2 }, 'a group of fields'],
	])('is not %p', (value, found) => {
		const message = refusalOf(() => wholeNumber(of(value), field, limits));
		expect(message).toBe(`'Field' is ${found}, but it must be a whole number, 1 to 4`);
	});

	it('without a greatest value takes any that can be told apart from its neighbors', () => {
		const atLeast60 = { min: 60, unit: 'seconds' } as const;
		expect(wholeNumber(of(2 ** 53 - 1), field, atLeast60)).toBe(9_007_199_254_740_991);
		expect(refusalOf(() => wholeNumber(of(2 ** 53), field, atLeast60))).toBe(
			"'Field' is 9007199254740992, but it must be a whole number of seconds, 60 or more",
		);
	});
});

describe('an amount', () => {
	it.each([
		[0.5, 0.5],
		[30, 30],
		['1.5', 1.5],
		[' 10 ', 10],
		['1,5', 1.5],
		['5,00', 5],
		['1,234.56', 1234.56],
		['1.234,56', 1234.56],
		['1 234,5', 1234.5],
		["1'234", 1234],
		['1.234.567', 1234567],
		['.5', 0.5],
	])('%j is %d', (value, expected) => {
		expect(amount(of(value), field, { zero: false })).toBe(expected);
		expect(amount(of(value), field, { zero: true })).toBe(expected);
	});

	it.each([0, '0', '0.00'])('may be nothing only where nothing makes sense: %j', (value) => {
		expect(amount(of(value), field, { zero: true })).toBe(0);
		expect(refusalOf(() => amount(of(value), field, { zero: false }))).toBe(
			`'Field' is ${JSON.stringify(value)}, but it must be a number greater than 0`,
		);
	});

	it.each([
		[-1, '-1'],
		['-0.5', '"-0.5"'],
		['soon', '"soon"'],
		['$5', '"$5"'],
		[Infinity, 'not a number (the calculation has no result)'],
		[NaN, 'not a number (the calculation has no result)'],
		[false, 'false'],
		[[5, 5], 'a list with 2 entries'],
		[{}, 'a group of fields'],
	])('is not %p', (value, found) => {
		expect(refusalOf(() => amount(of(value), field, { zero: false }))).toBe(
			`'Field' is ${found}, but it must be a number greater than 0`,
		);
		expect(refusalOf(() => amount(of(value), field, { zero: true }))).toBe(
			`'Field' is ${found}, but it must be a number of 0 or more`,
		);
	});
});

describe('a number that can mean two', () => {
	it('is refused with both, where the field takes both', () => {
		expect(refusalOf(() => amount(of('1,500'), field, { zero: false }))).toBe(
			'\'Field\' is "1,500", which can mean 1500 or 1.5. Write it with a point before the decimals and nothing between the thousands',
		);
	});

	it('is the one that the field takes', () => {
		expect(wholeNumber(of('1,500'), field, { min: 1 })).toBe(1500);
		expect(wholeNumber(of('1,000'), field, { min: 1, max: 4 })).toBe(1);
	});
});

describe('a number with its unit', () => {
	it.each(['60', '60 s', '60 seconds'])('is one where it is that of the field: %s', (value) => {
		expect(wholeNumber(of(value), field, { min: 60, unit: 'seconds' })).toBe(60);
		expect(amount(of(value), field, { zero: false, unit: 'seconds' })).toBe(60);
	});

	it('is none where it is another one', () => {
		expect(refusalOf(() => wholeNumber(of('60 %'), field, { min: 1, unit: 'seconds' }))).toBe(
			'\'Field\' is "60 %", but it must be a whole number of seconds, 1 or more',
		);
		expect(refusalOf(() => wholeNumber(of('60 s'), field, { min: 1 }))).toBe(
			'\'Field\' is "60 s", but it must be a whole number, 1 or more',
		);
	});
});

describe('digits beyond any number', () => {
	it('are no amount', () => {
		expect(refusalOf(() => amount(of('9'.repeat(400)), field, { zero: false }))).toBe(
			`'Field' is "${'9'.repeat(57)}…", but it must be a number greater than 0`,
		);
	});
});

describe('true or false', () => {
	it.each<Form<boolean>>([
		...PLAIN_YES_OR_NO,
		[' 0 ', false],
		['y', true],
		['✓', true],
		['WAHR', true],
		['Falsch', false],
		[[false], false],
	])('%j is %j', (value, expected) => {
		expect(yesOrNo(of(value), field)).toBe(expected);
	});

	it.each([
		['maybe', '"maybe"'],
		['10', '"10"'],
		[2, '2'],
		['constructor', '"constructor"'],
		[[true, true], 'a list with 2 entries'],
		[{}, 'a group of fields'],
		[Object.create(null), 'a group of fields'],
	])('is not %j', (value: unknown, found) => {
		const message = refusalOf(() => yesOrNo(of(value), field));
		expect(message).toBe(`'Field' is ${found}, but it must be true or false`);
	});
});

describe('a web address', () => {
	it.each([
		'http://a',
		'https://example.com/x?a=1,2#b',
		'HTTPS://EXAMPLE.COM',
		'http://[::1]:5678/hook',
		'https://user:pass@example.com/',
		'https://example.com/größe.mp4',
	])('is %s', (value) => {
		expect(isWebLink(value)).toBe(true);
		expect(webAddress(of(` ${value}\n`), field)).toBe(value);
	});

	it.each([
		'example.com',
		'xhttps://example.com',
		'ftp://example.com/x',
		'javascript:alert(1)',
		'file:///etc/passwd',
		'https://',
		'https:///path',
		'https:example.com',
		'https://a b/',
		'https://a:99999/',
		'http://[::1/',
	])('is not %j', (value) => {
		expect(isWebLink(value)).toBe(false);
		expect(refusalOf(() => webAddress(of(value), field))).toBe(
			`'Field' is "${value}", but it must be a link that starts with http:// or https://`,
		);
	});

	it.each([
		['https://a/x\ny', 'https://a/x\\ny'],
		['https://\0/', 'https://\\u0000/'],
	])('is not %j, and the message shows what cannot be seen', (value, shown) => {
		expect(isWebLink(value)).toBe(false);
		expect(refusalOf(() => webAddress(of(value), field))).toBe(
			`'Field' is "${shown}", but it must be a link that starts with http:// or https://`,
		);
	});

	// URL.canParse of Node 20 and 22 takes such hosts for wrong once it was called some 3,000 times.
	it('with a host that is not ASCII is one however many were read before', () => {
		for (let count = 0; count < 20_000; count += 1) isWebLink('https://example.com/a.jpg');
		expect(isWebLink('https://exämple.com/a.jpg')).toBe(true);
	});

	it('is not an object', () => {
		expect(refusalOf(() => webAddress(of({ url: 'https://a' }), field))).toBe(
			"'Field' is a group of fields, but it must be text. Drag the one field that you need from the input panel onto it",
		);
	});
});
