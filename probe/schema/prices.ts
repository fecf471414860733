import type { KlingModel } from '../../nodes/Kling/catalog/models';
import { isFields, numberField } from '../../nodes/Kling/runware/wire/envelope';
import type { Difference } from './difference';
import { written } from './difference';

/** USD a second by the catalogue of Runware's content service; undefined when it tells none. */
function ratesIn(document: unknown): readonly number[] | undefined {
	const rates = isFields(document) ? document['pricingRates'] : undefined;
	if (!Array.isArray(rates)) return undefined;
	return rates
		.filter(isFields)
		.filter(({ unit }) => unit === undefined || unit === 'durationSecond')
		.flatMap((rate) => numberField(rate, 'amount') ?? []);
}

export function differentPrices(
	{ value, usdPerSecond }: KlingModel,
	document: unknown,
): ReadonlyArray<Omit<Difference, 'saidBy'>> {
	const theirs = ratesIn(document);
	if (theirs === undefined) return [];
	const ours = Object.values(usdPerSecond);
	const isSame =
		ours.every((rate) => theirs.includes(rate)) && theirs.every((rate) => ours.includes(rate));
	if (isSame) return [];
	const shown = (rates: readonly number[]) =>
		written([...new Set(rates)].sort((a, b) => a - b).map((rate) => `$${rate}`));
	return [
		{
			model: value,
			mode: '',
			what: 'price of a second',
			ours: shown(ours),
			theirs: shown(theirs),
			where: 'nodes/Kling/catalog/models.ts',
			kind: 'refused',
		},
	];
}
