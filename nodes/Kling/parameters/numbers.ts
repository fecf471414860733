/** What may stand beside a number of a unit, in lower case. */
const UNITS = {
	seconds: ['s', 'sec', 'secs', 'second', 'seconds'],
	minutes: ['m', 'min', 'mins', 'minute', 'minutes'],
	USD: ['$', 'us$', 'usd', 'usd$', 'dollar', 'dollars'],
	percent: ['%', 'percent'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Unit = keyof typeof UNITS;

const LONGEST = 60;

/** A number with at most one sign or word of its unit before or behind it. */
const WITH_UNIT = /^(\D*?)([+-]?(?:[\d.,'’\s]*\d[.,]?))(\D*)$/u;

/** Ways to write a number; what each makes of it reads as JavaScript writes it. */
const FORMS: readonly (readonly [RegExp, (digits: string) => string])[] = [
	[/^[+-]?(\d+\.?\d*|\.\d+)$/, (digits) => digits],
	// Thousands: 1,500 · 1 500 · 1'500 · 1,234.56
	[
		/^[+-]?\d{1,3}(?:([,'’\s])\d{3})(?:\1\d{3})*(\.\d+)?$/u,
		(digits) => digits.replace(/[,'’\s]/gu, ''),
	],
	// 1.234,56 · 1.234.567
	[
		/^[+-]?\d{1,3}(\.\d{3})+(,\d+|\.\d{3})$/,
		(digits) => digits.replaceAll('.', '').replace(',', '.'),
	],
	// A comma for decimals: 5,00 · 0,5 · 1 234,56
	[/^[+-]?\d+,\d+$/, (digits) => digits.replace(',', '.')],
	[
		/^[+-]?\d{1,3}(?:[\s'’]\d{3})+,\d+$/u,
		(digits) => digits.replace(/[\s'’]/gu, '').replace(',', '.'),
	],
];

/** A video's length as a clock shows it: 0:05 and 00:00:05 are five seconds. */
const CLOCK = /^(?:0{1,2}:)?0{1,2}:([0-5]\d)$/;

/**
 * All numbers that a value can mean; several where a sign may stand for decimals or thousands.
 * @param unit what the number counts, which may stand beside it
 */
export function numbersIn(value: unknown, unit?: Unit): readonly number[] {
	if (typeof value === 'number') return Number.isFinite(value) ? [value] : [];
	if (typeof value !== 'string' || value.length > LONGEST) return [];
	const clock = unit === 'seconds' ? CLOCK.exec(value)?.[1] : undefined;
	if (clock !== undefined) return [Number(clock)];
	const [, before = '', digits = '', behind = ''] = WITH_UNIT.exec(value) ?? [];
	const beside = [before, behind].map((word) => word.trim().toLowerCase().replace(/\.$/, ''));
	const known: readonly string[] = unit === undefined ? [] : UNITS[unit];
	const words = beside.filter((word) => word !== '');
	if (words.length > 1 || !words.every((word) => known.includes(word))) return [];
	const written = digits.trim();
	const meant = FORMS.flatMap(([form, plain]) =>
		form.test(written) ? Number(plain(written)) : [],
	);
	return [...new Set(meant)].filter(Number.isFinite);
}
