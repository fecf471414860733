import { dollars } from '../../emulator/api/money';
import type { ExampleRow } from './exampleRows';

/** Dollars a second. Source: the model pages of Runware's documentation. */
const RATES: Readonly<Record<string, { readonly images: number; readonly video: number }>> = {
	'klingai:kling@o1-standard': { images: 0.084, video: 0.126 },
	'klingai:kling@o1': { images: 0.112, video: 0.168 },
};

/** An edit is charged by the length of its source video, and this is the longest that Kling takes. */
const LONGEST_EDIT_SECONDS = 10;
const DEFAULT_SECONDS = 5;

export function chargedSeconds({ mode, fields }: ExampleRow): number {
	return mode === 'edit' ? LONGEST_EDIT_SECONDS : (fields.duration ?? DEFAULT_SECONDS);
}

/** The most that the row's video can cost. */
export function estimatedCost(row: ExampleRow): number {
	const rates = RATES[row.fields.model];
	if (!rates) throw new Error(`No price is known for the model ${row.fields.model}`);
	const fromVideo = row.mode === 'edit' || row.mode === 'referenceVideo';
	return dollars((fromVideo ? rates.video : rates.images) * chargedSeconds(row));
}

export function totalOf(costs: readonly number[]): number {
	return dollars(costs.reduce((sum, cost) => sum + cost, 0));
}

/** Two decimals, or as many as the amount has. */
export function inDollars(amount: number): string {
	return `$${amount.toFixed(4).replace(/0{1,2}$/, '')}`;
}
