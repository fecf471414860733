/** Dollars to four decimals, so that sums of rates carry no binary rest. */
export function dollars(amount: number): number {
	return Math.round(amount * 10_000) / 10_000;
}
