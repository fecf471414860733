import type { Job } from '../tasks/job';
import { nodeMadeError } from '../tasks/outcome';
import { quotePrices } from './dryRun';
import type { Purchase, QuoteDependencies } from './dryRun';
import type { TaskUUID } from '../wire/protocol';
import type { RunwareError } from '../wire/RunwareError';

export interface Budget {
	/** USD for all purchases together; none when absent. */
	readonly spendingLimit?: number;
	/** Whether one refused row keeps all others from being bought. */
	readonly allOrNothing: boolean;
}

export interface Approval {
	/** USD, of every purchase that was not refused by the API. */
	readonly prices: ReadonlyMap<TaskUUID, number>;
	/** Why a purchase may not be made. */
	readonly refusals: ReadonlyMap<TaskUUID, RunwareError>;
	/** Why a purchase was not checked by the API. */
	readonly unchecked: ReadonlyMap<TaskUUID, RunwareError>;
	/** Tasks that the dry run has bought, because it was not taken for one. */
	readonly made: ReadonlySet<TaskUUID>;
	/** Tasks that the dry run may have bought. */
	readonly unsure: ReadonlySet<TaskUUID>;
}

/** USD. Sums of prices with 4 decimals are not exact in binary. */
const ROUNDING = 0.00005;

/**
 * Prices purchases by the API's dry run, or by the published rates where it tells none, and
 * refuses them all when together they are above the limit.
 */
export async function approve(
	purchases: readonly Purchase[],
	dependencies: QuoteDependencies,
	{ spendingLimit, allOrNothing }: Budget,
): Promise<Approval> {
	const { told, made, unsure } = await quotePrices(purchases, dependencies);
	const prices = new Map<TaskUUID, number>();
	const refusals = new Map<TaskUUID, RunwareError>();
	const unchecked = new Map<TaskUUID, RunwareError>();
	for (const { job, taskUUID } of purchases) {
		const quote = told.get(taskUUID);
		if (quote !== undefined && 'refusal' in quote) {
			refusals.set(taskUUID, quote.refusal);
			continue;
		}
		if (quote !== undefined && 'unchecked' in quote) unchecked.set(taskUUID, quote.unchecked);
		prices.set(
			taskUUID,
			priceOf(job, quote !== undefined && 'price' in quote ? quote.price : undefined),
		);
	}
	const sum = [...prices.values()].reduce((total, price) => total + price, 0);
	const blocked = blockade({ sum, count: prices.size, refused: refusals.size });
	if (blocked !== undefined) for (const taskUUID of prices.keys()) refusals.set(taskUUID, blocked);
	return { prices, refusals, unchecked, made, unsure };

	function blockade(bill: { sum: number; count: number; refused: number }) {
		if (spendingLimit !== undefined && bill.sum > spendingLimit + ROUNDING) {
			return nodeMadeError(
				'spendingLimitExceeded',
				`${bill.count === 1 ? 'this video would cost' : `these ${bill.count} videos would cost`} ${usd(bill.sum)}${bill.count === 1 ? '' : ' in total'}, and the limit is ${usd(spendingLimit)}`,
			);
		}
		if (!allOrNothing || bill.refused === 0) return undefined;
		return nodeMadeError('notSubmitted', 'another row of this run was rejected');
	}
}

/**
 * Whether a dry run prices all videos of a task or one of them is not documented, so several are
 * priced by the higher reading.
 */
function priceOf({ request, publishedPrice }: Job, told: number | undefined): number {
	if (told === undefined) return publishedPrice;
	return (request.numberResults ?? 1) > 1 ? Math.max(told, publishedPrice) : told;
}

function usd(value: number): string {
	const cents = value.toFixed(2);
	return `$${Math.abs(Number(cents) - value) < ROUNDING ? cents : value.toFixed(4)}`;
}
