import { numbersIn } from '../../nodes/Kling/parameters/numbers';
import type { Unit } from '../../nodes/Kling/parameters/numbers';

describe('a number as text', () => {
	it.each<[string, readonly number[]]>([
		['5', [5]],
		['.25', [0.25]],
		['-12', [-12]],
		['+12', [12]],
		// Thousands, with a comma, a blank or an apostrophe between
		['1,234,567', [1_234_567]],
		['12,345.67', [12_345.67]],
		['1 500', [1500]],
		['12 500', [12_500]],
		['12’500', [12_500]],
		['-1 500', [-1500]],
		// The comma for decimals
		['12,5', [12.5]],
		['-0,5', [-0.5]],
		['1234,567', [1234.567]],
		['12 345,67', [12_345.67]],
		['1 234 567,8', [1_234_567.8]],
		['-1 234,5', [-1234.5]],
		// Points between thousands
		['12.345,67', [12_345.67]],
		['1.234.567,89', [1_234_567.89]],
		['12.345.678', [12_345_678]],
		['-1.234,56', [-1234.56]],
	])('%j is %j', (written, meant) => {
		expect(numbersIn(written)).toEqual(meant);
	});

	it.each<[string, readonly number[]]>([
		['1,500', [1500, 1.5]],
		['-1,500', [-1500, -1.5]],
		['12,345', [12_345, 12.345]],
	])('%j can mean two: %j', (written, meant) => {
		expect(numbersIn(written)).toEqual(meant);
	});

	it.each([
		...['1.2.3', '1,2,3', '1 2', '1234 567,8', '1234.567,8', '1 234,5 6', '1.234.567.8', '1,5.5'],
		...['12 34', "1,234'567", '1,5,', '--5', '5 or 10', '5 to', '5e3', '', '  ', 'five'],
	])('is not %j', (written) => {
		expect(numbersIn(written)).toEqual([]);
	});

	it('is one of up to 60 characters', () => {
		expect(numbersIn('5'.padStart(60, '0'))).toEqual([5]);
		expect(numbersIn('5'.padStart(61, '0'))).toEqual([]);
	});
});

describe('a number beside its unit', () => {
	it.each<[string, Unit, number]>([
		['5s', 'seconds', 5],
		['5 sec.', 'seconds', 5],
		['5 Secs', 'seconds', 5],
		['5 second', 'seconds', 5],
		['5 SECONDS', 'seconds', 5],
		['30m', 'minutes', 30],
		['30 min', 'minutes', 30],
		['30 mins.', 'minutes', 30],
		['1 minute', 'minutes', 1],
		['1.5 minutes', 'minutes', 1.5],
		['$ 5', 'USD', 5],
		['$5', 'USD', 5],
		['US$5', 'USD', 5],
		['usd 5', 'USD', 5],
		['5 USD$', 'USD', 5],
		['1 dollar', 'USD', 1],
		['5 dollars', 'USD', 5],
		['$5 USD', 'USD', 5],
		['USD $5.00', 'USD', 5],
		['US $5', 'USD', 5],
		['5 US dollars', 'USD', 5],
		['5-second', 'seconds', 5],
		['5 Sek.', 'seconds', 5],
		['5 Sekunden', 'seconds', 5],
		['5 secondes', 'seconds', 5],
		['5 segundos', 'seconds', 5],
		['5 secondi', 'seconds', 5],
		['30 Minuten', 'minutes', 30],
		['30 minutos', 'minutes', 30],
		['95%', 'percent', 95],
		['95 percent', 'percent', 95],
	])('is that number: %j of %s is %d', (written, unit, number) => {
		expect(numbersIn(written, unit)).toEqual([number]);
	});

	it.each<[string, Unit]>([
		['5 months', 'seconds'],
		['5 $', 'minutes'],
		['5 min s', 'seconds'],
		['-5-', 'seconds'],
		['5%', 'USD'],
		['5 €', 'USD'],
		['5 s.ec', 'seconds'],
		['5 sec..', 'seconds'],
		['$5 EUR', 'USD'],
		['5$7', 'USD'],
		['5s 7', 'seconds'],
	])('is none beside anything else: %j of %s', (written, unit) => {
		expect(numbersIn(written, unit)).toEqual([]);
	});

	it.each<[string, Unit, number]>([
		['1 day', 'seconds', 86_400],
		['24h', 'seconds', 86_400],
		['1.5 hours', 'seconds', 5400],
		['10 min', 'seconds', 600],
		['90 s', 'minutes', 1.5],
		['1 Stunde', 'minutes', 60],
		['7 days', 'minutes', 10_080],
	])('is as many of the unit as another one has: %j in %s is %d', (written, unit, number) => {
		expect(numbersIn(written, unit)).toEqual([number]);
	});

	it.each(['5 s', '$5', '95%'])('is none where no unit is known: %j', (written) => {
		expect(numbersIn(written)).toEqual([]);
	});
});

describe('seconds as a clock shows them', () => {
	it.each([
		['0:05', 5],
		['00:05', 5],
		['0:00:05', 5],
		['00:00:10', 10],
		['0:59', 59],
	])('%s are %d', (written, seconds) => {
		expect(numbersIn(written, 'seconds')).toEqual([seconds]);
	});

	it.each(['1:05', '1:00:05', '0:05:30', '0:60', '0:5', '000:05', '0:05.5'])(
		'are not %s',
		(written) => {
			expect(numbersIn(written, 'seconds')).toEqual([]);
		},
	);

	it('are no minutes, and no number without a unit', () => {
		expect(numbersIn('0:05', 'minutes')).toEqual([]);
		expect(numbersIn('0:05')).toEqual([]);
	});
});

describe('what is no text', () => {
	it.each([5, -0.5, 0])('is a number as it is: %d', (value) => {
		expect(numbersIn(value)).toEqual([value]);
	});

	it.each([NaN, Infinity, true, null, undefined, {}, [5], 5n])('or none: %p', (value: unknown) => {
		expect(numbersIn(value)).toEqual([]);
	});
});
