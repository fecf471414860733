import { amount, text, yesOrNo } from '../parameters/readers';
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

/** Undefined when the row has none. */
export function uniqueKey(source: ParameterSource): string | undefined {
	return text(source, inOptions(uniqueKeyField))?.trim();
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
export function spendingLimit(source: ParameterSource): number | undefined {
	return amount(source, inOptions(spendingLimitField), { zero: true, unit: 'USD' });
}

export const dryRunField: FormField = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: true,
	description: 'Whether to only check every row and tell its price. Nothing is made or charged.',
};

export function dryRun(source: ParameterSource): boolean {
	return yesOrNo(source, inOptions(dryRunField)) ?? false;
}
