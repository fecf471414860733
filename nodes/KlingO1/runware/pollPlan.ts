/**
 * When to look at the rendering tasks next. One request looks at all of them, so what counts is
 * how often, not how many.
 *
 * - The first look comes 2 s after a submit; nothing is ever ready before.
 * - From then on the gap is 16.5 % of a task's age: a video is noticed late by at most a sixth of
 *   the time that it took, and a short render costs few looks (6 s: nine).
 * - The gap never exceeds 2.3 s, so that a video is noticed within 2.5 s of being ready, the time
 *   of the request included. 120 s cost 60 looks, whether one video renders or a hundred.
 * - Once a video of the run has finished, younger tasks are not looked at closely before they
 *   have 80 % of the age at which the quickest was ready.
 *
 * Runware's SDKs wait 1 s, then half a second growing by half up to 10 s: fewer looks, but a video
 * can lie ready for 10 s. Its documentation advises 1 to 2 s with growing gaps.
 */
const FIRST_LOOK_MS = 2000;
const GROWTH = 0.165;
const LONGEST_GAP_MS = 2300;
const SHORTEST_GAP_MS = 250;
const CLOSE_LOOK_FROM = 0.8;

/**
 * Milliseconds from a look to the next one.
 * @param agesMs how long each unfinished task has been rendering at the time of the look
 * @param quickestMs the shortest render of this run so far
 */
export function nextLookIn(agesMs: readonly number[], quickestMs?: number): number {
	const closeFrom = quickestMs === undefined ? FIRST_LOOK_MS : quickestMs * CLOSE_LOOK_FROM;
	const gaps = agesMs.map((age) => (age < closeFrom ? closeFrom - age : age * GROWTH));
	return Math.max(SHORTEST_GAP_MS, Math.min(LONGEST_GAP_MS, ...gaps));
}

/** Milliseconds to wait after `failures` looks in a row that brought no answer, 1 or more. */
export function retryLookIn(failures: number, retryAfterMs = 0): number {
	return Math.max(Math.min(retryAfterMs, 60_000), Math.min(1000 * 1.5 ** (failures - 1), 10_000));
}
