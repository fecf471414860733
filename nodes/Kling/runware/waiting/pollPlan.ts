/**
 * When to poll the rendering tasks next. One request polls hundreds of them, so what counts
 * is how often, not how many.
 *
 * - The first poll comes 2 s after a submit; nothing is ever ready before. Tasks whose first poll
 *   is due within the shortest gap of each other share it.
 * - From then on the gap is 16.5 % of a task's age: a video is noticed late by at most a sixth of
 *   the time that it took, and a short render costs few polls (6 s: nine).
 * - The gap never exceeds 2.3 s, so that a video is noticed within 2.5 s of being ready, the time
 *   of the request included. 120 s cost 60 polls, whether one video renders or a hundred.
 * - Once a video of the run has finished, younger tasks are not polled closely before they
 *   have 80 % of the age at which the quickest was ready.
 * - From then on the run also knows how many videos end in a second: as many as are in progress,
 *   divided by what one takes on average. Where that is more than ten in a gap, as with hundreds of
 *   short renders, rows wait for room, and a poll is worthwhile for every ten. The gap is
 *   then never less than 2.5 % of a task's age, nor are there more than ten requests a second.
 *   (200 at once that take 6 s: every 300 ms; 120 s: every 2.3 s, as without.)
 *
 * Runware's SDKs wait 1 s, then half a second growing by half up to 10 s, for each task by itself:
 * fewer polls for one video, but it can be ready for 10 s before it is noticed. Its documentation advises 1 to 2 s with
 * growing gaps.
 */
const FIRST_LOOK_MS = 2000;
const GROWTH = 0.165;
const LONGEST_GAP_MS = 2300;
const SHORTEST_GAP_MS = 250;
const CLOSE_LOOK_FROM = 0.8;
const VIDEOS_PER_LOOK = 10;
const LEAST_GROWTH = 0.025;
const MS_PER_REQUEST = 100;

/** How long the videos took that a run has seen from their submit to their end. */
export interface Renders {
	readonly count: number;
	readonly quickestMs: number;
	readonly averageMs: number;
}

export function withRender(
	{ count, quickestMs, averageMs }: Renders = { count: 0, quickestMs: Infinity, averageMs: 0 },
	tookMs: number,
): Renders {
	return {
		count: count + 1,
		quickestMs: Math.min(quickestMs, tookMs),
		averageMs: averageMs + (tookMs - averageMs) / (count + 1),
	};
}

/** What a run has learnt on its way. */
export interface Experience {
	/** Absent before the first of its videos has ended. */
	readonly renders?: Renders;
	/**
	 * How many tasks the last poll asked about, some of which are being replaced by others, and how
	 * many requests that took: Infinity where the API has asked for fewer.
	 */
	readonly lastLook?: { readonly tasks: number; readonly requests: number };
}

/**
 * Milliseconds from a poll to the next one.
 * @param agesMs how long each unfinished task has been rendering at the time of the poll; less
 *   than 0 for those that were submitted since
 */
export function nextLookIn(
	agesMs: readonly number[],
	{ renders, lastLook = { tasks: 0, requests: 1 } }: Experience = {},
): number {
	const closeFrom = Math.max(FIRST_LOOK_MS, (renders?.quickestMs ?? 0) * CLOSE_LOOK_FROM);
	const averageMs = Math.max(FIRST_LOOK_MS, renders?.averageMs ?? Infinity);
	const inProgress = Math.max(agesMs.length, lastLook.tasks);
	const manyEndIn = (VIDEOS_PER_LOOK * averageMs) / inProgress;
	const crowdGap = Math.max(manyEndIn, lastLook.requests * MS_PER_REQUEST);
	const shortest = Math.min(SHORTEST_GAP_MS, crowdGap);
	let gap = LONGEST_GAP_MS;
	let firstLook = Infinity;
	for (const age of agesMs) {
		if (age < closeFrom) firstLook = Math.min(firstLook, closeFrom - age);
		else gap = Math.min(gap, age * GROWTH, Math.max(crowdGap, age * LEAST_GROWTH));
	}
	let sharedLook = firstLook;
	for (const age of agesMs) {
		const due = closeFrom - age;
		if (due <= firstLook + shortest) sharedLook = Math.max(sharedLook, due);
	}
	return Math.max(shortest, Math.min(gap, sharedLook));
}

/** Milliseconds to wait after `failures` polls in a row that brought no answer, 1 or more. */
export function retryLookIn(failures: number, retryAfterMs = 0): number {
	return Math.max(Math.min(retryAfterMs, 60_000), Math.min(1000 * 1.5 ** (failures - 1), 10_000));
}
