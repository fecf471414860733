/** Words for a second, a minute, an hour and a day in the languages of sheets. */
export const SECOND = 's|se[ck]s?|second[aei]?s?|seg(?:undos?)?|sekunden?';
const MINUTE = 'm|mins?|minut[aeiou]?s?|minuten';
const HOUR = 'h|hrs?|hours?|stunden?|std|heures?|horas?';
const DAY = 'd|days?|tage?';

/** What may stand beside a number of a unit, in lower case, and how many of the unit it counts. */
const UNITS = {
	seconds: { [SECOND]: 1, [MINUTE]: 60, [HOUR]: 3600, [DAY]: 86_400 },
	minutes: { [SECOND]: 1 / 60, [MINUTE]: 1, [HOUR]: 60, [DAY]: 1440 },
	USD: { '\\$|us\\$?|usd\\$?|\\$usd|dollars?': 1 },
	percent: { '%|percent': 1 },
} as const satisfies Readonly<Record<string, Readonly<Record<string, number>>>>;

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
	const beside = `${before} ${behind.replace(/^-(?=\p{L})/u, '')}`.toLowerCase();
	const words = beside.split(/\s+/).flatMap((word) => word.replace(/\.$/, '') || []);
	const known = Object.entries(unit === undefined ? {} : UNITS[unit]);
	const counts = words.map(
		(word) => known.find(([names]) => new RegExp(`^(?:${names})$`).test(word))?.[1],
	);
	const [count = words.length === 0 ? 1 : NaN] = counts;
	if (counts.some((other) => other !== count)) return [];
	const written = digits.trim();
	const meant = FORMS.flatMap(([form, plain]) =>
		form.test(written) ? Number(plain(written)) * count : [],
	);
	return [...new Set(meant)].filter(Number.isFinite);
}
