/** The lengths that a video can have, in whole seconds. */
export type Lengths =
	| { readonly kind: 'list'; readonly seconds: readonly number[] }
	| { readonly kind: 'range'; readonly from: number; readonly to: number };

/** All of them, from the shortest to the longest. */
export function secondsIn(lengths: Lengths): readonly number[] {
	if (lengths.kind === 'list') return lengths.seconds;
	const { from, to } = lengths;
	return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
