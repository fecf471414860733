import { playRun, setsOf } from './abusedRun';
import { judge } from './runVerdict';
import type { RunVerdict } from './verdict';

/** Runs wait more than they compute. */
const AT_ONCE = 4;

/** Plays runs, some at the same time, and hands on the verdict of each. */
export async function playRuns(
	runs: Iterable<number>,
	seen: (verdict: RunVerdict) => void,
): Promise<void> {
	const source = runs[Symbol.iterator]();
	async function lane(): Promise<void> {
		for (let next = source.next(); next.done !== true; next = source.next()) {
			seen(await playRun(next.value, setsOf(next.value), judge));
		}
	}
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** The numbers of runs, which begin with 1. */
export function* runsFrom(first: number, count: number): Generator<number> {
	for (let run = first; run < first + count; run += 1) yield run;
}
