import { amount, text, yesOrNo } from '../parameters/readers';
import type { ParameterSource } from '../parameters/readers';
import { inOptions } from './setting';
import type { FormField } from './setting';

export const uniqueKeyField: FormField = {
	displayName: 'Unique Key',
	name: 'uniqueKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.row_number }}',
	description:
		'What tells this video from all others, such as the row number of the sheet. A row with the same key gets the same video, also in later runs, and it is paid once.',
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
	return amount(source, inOptions(spendingLimitField), { zero: true });
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
