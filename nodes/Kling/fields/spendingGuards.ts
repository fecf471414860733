import { leftoverIn } from '../parameters/leftovers';
import { MESSAGES, refusal } from '../parameters/messages';
import { quoted } from '../parameters/ParameterError';
import { amount, givenValue, text, yesOrNo } from '../parameters/readers';
import type { ParameterSource } from '../parameters/source';
import { inOptions } from './setting';
import type { FormField } from './setting';

export const uniqueKeyField: FormField = {
	displayName: 'Unique Key',
	name: 'uniqueKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.key }}',
	description:
		'A value that is different for every video, such as an ID column: drag that column here. Later runs return the video of a key at no extra cost, even if the prompt has changed.',
};

/**
 * Whether the row sets an option at all. A guard that is set but comes out empty must not count as
 * not set: the row would be bought without it.
 */
export type IsSet = (option: FormField) => boolean;

/** Undefined when the row has none. */
export function uniqueKey(source: ParameterSource, isSet: IsSet): string | undefined {
	const field = inOptions(uniqueKeyField);
	const value = dateAsText(givenValue(source, field));
	refuseEmpty(() => value, uniqueKeyField, isSet);
	if (typeof value === 'number' && !isExact(value))
		throw refusal(field, MESSAGES.inexactKey, `${value}`);
	const key = text(() => value, field);
	if (key === undefined) return undefined;
	if (ROUNDED.test(key)) throw refusal(field, MESSAGES.inexactKey, quoted(key));
	const leftover = leftoverIn(key);
	if (leftover !== undefined) throw refusal(field, leftover.sentence, quoted(leftover.found));
	if (LACK.test(key)) throw refusal(field, MESSAGES.programWord, quoted(key));
	return key.normalize(); // an accent is one letter or two, by the system that wrote it
}

/** What JavaScript writes for a value that is not there; as a word of its own, `null` may be a title's. */
const LACK =
	/(?<![\p{L}\p{N}])(?:undefined|NaN|Invalid Date(?:Time)?)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}\s])null(?![\p{L}\p{N}\s])/u;

/** As a sheet writes a number that is too long for it. */
const ROUNDED = /^[+-]?\d+([.,]\d+)?e\+\d+$/i;

/** A day may be a key, and n8n hands a date over as an object. */
function dateAsText(value: unknown): unknown {
	const isDate = typeof value === 'object' && value !== null && 'toJSON' in value;
	return isDate && typeof value.toJSON === 'function' ? String(value.toJSON()) : value;
}

/** More digits than this are rounded, and a sheet's ID of 17 digits becomes that of its neighbor. */
function isExact(number: number): boolean {
	return Number.isInteger(number)
		? Number.isSafeInteger(number)
		: Number(number.toPrecision(15)) === number;
}

/** @throws ParameterError when a guard is set but comes out empty */
function refuseEmpty(source: ParameterSource, option: FormField, isSet: IsSet): void {
	const field = inOptions(option);
	const value = givenValue(source, field);
	const isNaNText = typeof value === 'string' && /^nan$/i.test(value);
	const isEmpty = value === undefined || Number.isNaN(value) || isNaNText;
	if (isEmpty && isSet(option)) throw refusal(field, MESSAGES.emptyGuard);
}

export const spendingLimitField: FormField = {
	displayName: 'Spending Limit (USD)',
	name: 'spendingLimit',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: 5,
	description:
		'The most that one run of this node may spend on new videos. If they would cost more in total, none of them is ordered.',
};

/** USD; undefined when not set. 0 allows nothing. */
export function spendingLimit(source: ParameterSource, isSet: IsSet): number | undefined {
	refuseEmpty(source, spendingLimitField, isSet);
	return amount(source, inOptions(spendingLimitField), { zero: true, unit: 'USD' });
}

export const dryRunField: FormField = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: true,
	description:
		'Whether to only check the rows and show their prices. No video is made, and nothing is charged.',
};

export function dryRun(source: ParameterSource, isSet: IsSet): boolean {
	refuseEmpty(source, dryRunField, isSet);
	return yesOrNo(source, inOptions(dryRunField)) ?? false;
}
