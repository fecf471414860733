import { alternatives, quoted } from './ParameterError';
import { MESSAGES, refusal } from './messages';
import { givenValue, tellReading } from './readers';
import type { NamedField, ParameterSource } from './source';
import { trimmed } from './trimmed';

/** Which side is the longer one. */
const SHAPES: ReadonlyMap<string, number> = new Map([
	['landscape', 1],
	['horizontal', 1],
	['widescreen', 1],
	['wide', 1],
	['portrait', -1],
	['vertical', -1],
	['upright', -1],
	['square', 0],
]);

/** 16:9, 16x9, 16/9, 16 by 9, and as the time of day into which a sheet turns it: 16:09:00, 4:09 PM. */
const PAIR =
	/^(\d{1,2})\s*(?:[:x×✕*/∶：_–—-]|by|to)\s*(\d{1,2})(?::00(?:\.0+)?)?(?:\s*([ap])\.?m\.?)?$/;
/** A time of day with the day from which sheets count. */
const DATED =
	/^(?:1899-12-3[01]|1900-01-0[01]|1904-01-01|1970-01-01)[t ](\d\d):(\d\d):00(?:\.0+)?(?:z|[+-]00:?00)?$/;
/** 16/9 and 9/16 become days of September in a sheet, the same one. */
const DATE = /^(\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}-[a-z]{3})/;

const LONGEST = 80;

/** One of the ratios "a:b", however a table holds it. Undefined when not given. */
export function ratio<Ratio extends string>(
	source: ParameterSource,
	field: NamedField,
	ratios: readonly Ratio[],
): Ratio | undefined {
	const value = givenValue(source, field);
	if (value === undefined) return undefined;
	const found = typeof value === 'number' ? ofNumber(value, ratios) : ofText(value, ratios);
	if (found === undefined) {
		const looksDated = typeof value === 'string' && DATE.test(value.toLowerCase());
		const sentence = looksDated ? MESSAGES.date : MESSAGES.mustBe;
		throw refusal(field, sentence, quoted(value), alternatives(ratios));
	}
	if (value !== found) tellReading(source, field, found, value);
	return found;
}

function ofText<Ratio extends string>(value: unknown, ratios: readonly Ratio[]): Ratio | undefined {
	if (typeof value !== 'string' || value.length > LONGEST) return undefined;
	const found = new Set<Ratio | undefined>();
	const rest = value.toLowerCase().replace(/[a-z]+/g, (word) => {
		const shape = SHAPES.get(word);
		if (shape === undefined) return word;
		found.add(ratios.find((each) => Math.sign(sideDifference(each)) === shape));
		return ' ';
	});
	// A comma between digits is that of a decimal number.
	const pair = trimmed(rest.replace(/["'`“”()[\]|]|(?<!\d)[,–—]|[,–—](?!\d)/g, ' ')).replace(
		/^[_-]\s*|\s*[_-]$/g,
		'',
	);
	if (pair !== '') found.add(ofPair(pair, ratios));
	return found.size === 1 ? [...found][0] : undefined;
}

function ofPair<Ratio extends string>(pair: string, ratios: readonly Ratio[]): Ratio | undefined {
	if (/^\d?[.,]\d{2,}$/.test(pair)) return ofNumber(Number(pair.replace(',', '.')), ratios);
	const [, first, second, half] = PAIR.exec(pair) ?? DATED.exec(pair) ?? [];
	const hours = half === undefined ? Number(first) : (Number(first) % 12) + (half === 'p' ? 12 : 0);
	const written = `${hours}:${Number(second)}`;
	return ratios.find((each) => each === written);
}

/** A fraction of a day, which is what a sheet keeps of a time; or one side over the other. */
function ofNumber<Ratio extends string>(
	value: number,
	ratios: readonly Ratio[],
): Ratio | undefined {
	return ratios.find((each) => {
		const [first, second] = sidesOf(each);
		const isTime = Math.abs(value - (first * 60 + second) / 1440) < 1e-6;
		return isTime || (first !== second && Math.abs(value - first / second) < 0.004);
	});
}

function sidesOf(each: string): readonly [number, number] {
	const [first, second] = each.split(':').map(Number);
	return [first ?? 0, second ?? 1];
}

function sideDifference(each: string): number {
	const [first, second] = sidesOf(each);
	return first - second;
}
