import { dollars } from '../../emulator/api/money';
import type { ExampleRow } from './exampleRows';

interface Rates {
	/** From text and images, the same with sound, from a video. */
	readonly plain: number;
	readonly sound?: number;
	readonly video: number;
}

/** Dollars for a second. Source: the model pages of Runware's documentation. */
const RATES: Readonly<Record<string, Rates>> = {
	'klingai:kling@o1-standard': { plain: 0.084, video: 0.126 },
	'klingai:kling@o1': { plain: 0.112, video: 0.168 },
	'klingai:kling-video@o3-standard': { plain: 0.084, sound: 0.112, video: 0.126 },
	'klingai:kling-video@o3-pro': { plain: 0.112, sound: 0.14, video: 0.168 },
};

/** An edit is charged by the length of its source video, and this is the longest that Kling takes. */
const LONGEST_EDIT_SECONDS = 10;
const DEFAULT_SECONDS = 5;

export function chargedSeconds({ mode, fields: { duration, shots } }: ExampleRow): number {
	if (mode === 'edit') return LONGEST_EDIT_SECONDS;
	if (shots === undefined) return duration ?? DEFAULT_SECONDS;
	return shots.split('\n').reduce((sum, shot) => sum + Number.parseInt(shot, 10), 0);
}

/** The most that the row's video can cost. */
export function estimatedCost(row: ExampleRow): number {
	const { model, sound } = row.fields;
	const rates = RATES[model];
	if (!rates) throw new Error(`No price is known for the model ${model}`);
	const fromVideo = row.mode === 'edit' || row.mode === 'referenceVideo';
	const plain = sound === true ? (rates.sound ?? rates.plain) : rates.plain;
	return dollars((fromVideo ? rates.video : plain) * chargedSeconds(row));
}

export function totalOf(costs: readonly number[]): number {
	return dollars(costs.reduce((sum, cost) => sum + cost, 0));
}

/** Two decimals, or as many as the amount has. */
export function inDollars(amount: number): string {
	return `$${amount.toFixed(4).replace(/0{1,2}$/, '')}`;
}
