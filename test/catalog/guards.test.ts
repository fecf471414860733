import { includeInputFields } from '../../nodes/Kling/fields/outputFields';
import { maxWaitMs } from '../../nodes/Kling/fields/waiting';
import { dryRun, spendingLimit, uniqueKey } from '../../nodes/Kling/fields/spendingGuards';
import type { IsSet } from '../../nodes/Kling/fields/spendingGuards';
import type { ParameterSource } from '../../nodes/Kling/parameters/source';
import { refusalOf, sourceOf } from '../parameters/source';

const GUARDS: readonly [
	label: string,
	name: string,
	read: (source: ParameterSource, isSet: IsSet) => unknown,
	unset: unknown,
][] = [
	['Unique Key', 'uniqueKey', uniqueKey, undefined],
	['Spending Limit (USD)', 'spendingLimit', spendingLimit, undefined],
	['Dry Run', 'dryRun', dryRun, false],
];

describe.each(GUARDS)('the guard %s', (label, name, read, unset) => {
	const of = (value: unknown) => sourceOf({ [`options.${name}`]: value });
	const only: IsSet = (option) => option.name === name;

	it.each(['', '  ', null, undefined, [], 'none', NaN, 'NaN', 'nan', ' NaN '])(
		'that is set and comes out as %p buys nothing',
		(value) => {
			expect(refusalOf(() => read(of(value), only))).toBe(
				`'${label}' was added under 'Options', but it is empty in this row. Check the column that it takes its value from (upper and lower case matter), or remove it there`,
			);
		},
	);

	it.each(['', null, undefined, 'none'])('that is not set may be %p', (value) => {
		expect(read(of(value), (option) => option.name !== name)).toBe(unset);
	});
});

describe('a unique key', () => {
	const keyOf = (value: unknown) => uniqueKey(sourceOf({ 'options.uniqueKey': value }), () => true);
	const INEXACT =
		'but in a number this long the last digits get lost, so different rows could get the same key. Format its column as plain text, and enter the keys again';

	it.each([
		['12345678901234567890', '12345678901234567890'],
		[9_007_199_254_740_991, '9007199254740991'],
		[0.1, '0.1'],
		[1234.5678, '1234.5678'],
		[-7, '-7'],
		['1e5', '1e5'],
		['row 1.2e+5', 'row 1.2e+5'],
		['1.2e+5 x', '1.2e+5 x'],
		['undefinedness', 'undefinedness'],
		['What is null?', 'What is null?'],
		['nandu', 'nandu'],
		['banan', 'banan'],
		[new Date('2026-11-28T10:00:00.000Z'), '2026-11-28T10:00:00.000Z'],
		[{ toJSON: () => 'a day' }, 'a day'],
	])('may be %p, as %j', (value, key) => {
		expect(keyOf(value)).toBe(key);
	});

	it.each([
		[9_007_199_254_740_992, '9007199254740992'],
		[1e21, '1e+21'],
		[0.1 + 0.2, '0.30000000000000004'],
		[1234.567890123456, '1234.567890123456'],
	])('is no number that is rounded: %d', (value, found) => {
		expect(refusalOf(() => keyOf(value))).toBe(`'Unique Key' is ${found}, ${INEXACT}`);
	});

	it.each(['1e+16', '1.23457E+15', '1,23457E+15', '-1.5e+20', '+12e+3'])(
		'is no number that a sheet has rounded: %s',
		(value) => {
			expect(refusalOf(() => keyOf(value))).toBe(`'Unique Key' is "${value}", ${INEXACT}`);
		},
	);

	it.each([
		['#REF!', 'an error of the spreadsheet'],
		['{{ $json.id }}', "Switch the field from 'Fixed' to 'Expression'"],
		['row [object Object]', 'a whole group of fields'],
	])('is nothing that an expression left behind: %j', (value, says) => {
		expect(refusalOf(() => keyOf(value))).toContain(says);
	});

	it.each([
		...['video-undefined', 'undefined-7', 'row undefined', 'video-null', 'null/2026', 'a NaN'],
		...['Invalid Date', 'film Invalid DateTime'],
	])('has no part that is missing: %s', (value) => {
		expect(refusalOf(() => keyOf(value))).toMatch(
			/^'Unique Key' is ".*", which an expression gives when it finds nothing\. Check the names in the expression$/,
		);
	});

	it.each([new Date(NaN), { toJSON: () => null }])('is no date that there is not: %j', (value) => {
		expect(refusalOf(() => keyOf(value))).toContain(
			"'Unique Key' was added under 'Options', but it is empty",
		);
	});

	it.each([{ toJSON: 'text' }, { id: 7 }])('is no group of fields: %j', (value) => {
		expect(refusalOf(() => keyOf(value))).toContain("'Unique Key' is a group of fields, but");
	});
});

describe('the longest wait', () => {
	const source = (value: unknown) => sourceOf({ 'options.maxWait': value });

	it.each([
		['wait', 30],
		['callback', 60],
		['submit', 30],
	] as const)('of %s is %d minutes where nothing is said', (when, minutes) => {
		expect(maxWaitMs(source(''), when)).toBe(minutes * 60_000);
		expect(maxWaitMs(source(7), when)).toBe(420_000);
	});
});

describe("a row's own fields", () => {
	it.each([
		[true, true],
		['yes', true],
		[false, false],
		['', false],
		[null, false],
	])('come out beside the video when the row says %j: %j', (value, wanted) => {
		expect(includeInputFields(sourceOf({ 'options.includeInputFields': value }))).toBe(wanted);
	});
});
