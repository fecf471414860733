import { ParameterError, quoted } from '../parameters/ParameterError';
import { amount, isBlank, text, yesOrNo } from '../parameters/readers';
import type { ParameterSource } from '../parameters/readers';
import { inOptions } from './setting';
import type { FormField } from './setting';

export const uniqueKeyField: FormField = {
	displayName: 'Unique Key',
	name: 'uniqueKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.key }}',
	description:
		'What tells this video from all others, such as an ID in the sheet. Once its video is made, a key brings it back in every later run, free, even for a changed prompt.',
};

/**
 * Whether the row sets an option at all. A guard that is set but comes out empty must not count as
 * not set: the row would be bought without it.
 */
export type IsSet = (option: FormField) => boolean;

/** Undefined when the row has none. */
export function uniqueKey(source: ParameterSource, isSet: IsSet): string | undefined {
	const given = guardValue(source, uniqueKeyField, isSet);
	if (typeof given === 'number' && !isExact(given)) throw unfitKey(`${given}`, AS_TEXT);
	const key = withoutBlanks(text(() => dateAsText(given), uniqueKeyField) ?? '');
	const [, why] = UNFIT_KEYS.find(([pattern]) => pattern.test(key)) ?? [];
	if (why !== undefined) throw unfitKey(quoted(key), why);
	return key === '' ? undefined : key;
}

const AS_TEXT =
	'but a number this long is not exact, so that different rows would get the same key: store it as text';

const UNFIT_KEYS: readonly (readonly [RegExp, string])[] = [
	[/^[+-]?\d+([.,]\d+)?e\+\d+$/i, AS_TEXT],
	[
		/\[object \w+\]/,
		'which is a whole group of fields: choose one of its fields in the expression',
	],
	[/^(#(N\/A|[A-Z/0]+[!?])|Loading\.\.\.)$/, 'which is an error of the sheet: mend that cell'],
];

/** A day may be a key, and n8n hands a date over as an object. */
function dateAsText(value: unknown): unknown {
	const isDate = typeof value === 'object' && value !== null && 'toJSON' in value;
	return isDate && typeof value.toJSON === 'function' ? String(value.toJSON()) : value;
}

/** More digits than this are rounded, and a sheet's ID of 17 digits becomes that of its neighbour. */
function isExact(number: number): boolean {
	return Number.isInteger(number)
		? Number.isSafeInteger(number)
		: Number(number.toPrecision(15)) === number;
}

function unfitKey(found: string, why: string): ParameterError {
	const { displayName } = uniqueKeyField;
	return new ParameterError(displayName, `'${displayName}' is ${found}, ${why}`);
}

const NOT_GIVEN = /^(null|none|undefined|nan|n\/a|-)?$/i;

/** Blanks and what has no width, which a copied cell often brings along. */
function withoutBlanks(words: string): string {
	return words.replace(
		/^[\s\u00ad\u200b-\u200f\u2060\ufeff]+|[\s\u00ad\u200b-\u200f\u2060\ufeff]+$/g,
		'',
	);
}

/** @throws ParameterError when a guard is set but comes out empty */
function guardValue(source: ParameterSource, field: FormField, isSet: IsSet): unknown {
	const value = source(inOptions(field).name);
	if (!isSet(field)) return value;
	const isEmpty =
		isBlank(value) ||
		Number.isNaN(value) ||
		(typeof value === 'string' && NOT_GIVEN.test(withoutBlanks(value)));
	if (!isEmpty) return value;
	const { displayName } = field;
	throw new ParameterError(
		displayName,
		`'${displayName}' is set, but it is empty in this row: fill in the column that it takes its value from (upper and lower case count), or remove the option`,
	);
}

export const spendingLimitField: FormField = {
	displayName: 'Spending Limit (USD)',
	name: 'spendingLimit',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: 5,
	description:
		'The most that one run of this node may cost. If its rows would cost more, nothing is made.',
};

/** USD; undefined when not set. 0 allows nothing. */
export function spendingLimit(source: ParameterSource, isSet: IsSet): number | undefined {
	const given = guardValue(source, spendingLimitField, isSet);
	return amount(() => given, spendingLimitField, { zero: true });
}

export const dryRunField: FormField = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: true,
	description: 'Whether to only check every row and tell its price. Nothing is made or charged.',
};

export function dryRun(source: ParameterSource, isSet: IsSet): boolean {
	const given = guardValue(source, dryRunField, isSet);
	return yesOrNo(() => given, dryRunField) ?? false;
}
