import { MODERATED, REFUSED } from './simulatedTasks';
import type { Random } from './random';

/** A video that every run of the schedule wants. Rows with the same key are one such job. */
export interface JobPlan {
	readonly key: number;
	readonly numberResults: number;
	/** How its prompt is taken: well, refused by the render, or refused at the submit. */
	readonly prompt: 'good' | typeof MODERATED | typeof REFUSED;
	/** A file that its task needs: none, one that cannot be read a second time, or one whose upload fails until the world heals. */
	readonly file: 'none' | 'vanishes' | 'uploads fail';
	/** Differs from the run's other rows: it is only submitted where they are waited for. */
	readonly isOnlySubmitted: boolean;
	/** Of the run's maximum wait. */
	readonly shareOfWait: number;
}

export type Interruption =
	| { readonly how: 'none' }
	| { readonly how: 'kill' | 'cancel'; readonly afterMs: number }
	| { readonly how: 'kill' | 'cancel'; readonly atRequest: number; readonly plusMs: number }
	/** The process dies between two requests that would go out at the same moment. */
	| { readonly how: 'kill'; readonly beforeRequest: number };

/** One run of the node. */
export interface RunPlan {
	/** Milliseconds after the end of the run before it, or after its start: then they overlap. */
	readonly start: { readonly after: 'start' | 'end'; readonly ms: number };
	readonly interruption: Interruption;
	readonly maxConcurrent: number;
	readonly until: 'finished' | 'accepted' | 'reported';
	readonly maxWaitMs: number;
	readonly spendingLimit?: number;
	readonly allOrNothing: boolean;
	/** Prices its rows only. */
	readonly dryRun: boolean;
	/** Prompts that were refused have been written anew. */
	readonly corrected: boolean;
	/** The last run has a healed world and enough time, and nobody interrupts it. */
	readonly last: boolean;
}

export interface Schedule {
	readonly jobs: readonly JobPlan[];
	/** Whether the rows have keys, so that the archive is asked about them. */
	readonly keyed: boolean;
	readonly runs: readonly RunPlan[];
}

export const PRICE = 0.42;

export function drawSchedule(random: Random): Schedule {
	const count = random.weighted([
		[1, 3],
		[2, 3],
		[3, 3],
		[random.between(4, 8), 3],
	] as const);
	const several = random.chance(0.2);
	const mixed = random.chance(0.2);
	const jobs = Array.from(
		{ length: count },
		(_, index): JobPlan => ({
			key: index + 1,
			numberResults: several ? random.between(1, 3) : 1,
			prompt: random.weighted([
				['good', 8],
				[MODERATED, 1],
				[REFUSED, 1],
			] as const),
			file: random.weighted([
				['none', 20],
				['vanishes', 1],
				['uploads fail', 1],
			] as const),
			isOnlySubmitted: mixed && random.chance(0.4),
			shareOfWait: mixed && random.chance(0.3) ? 0.4 : 1,
		}),
	);
	const until = random.chance(0.8) ? 'finished' : random.pick(['accepted', 'reported'] as const);
	const corrected = random.chance(0.5);
	const earlier = Array.from({ length: random.between(1, 3) }, (_, index) =>
		earlierRun(random, index, jobs, until),
	);
	const runs = [...earlier, lastRun(random, count, until, corrected)];
	return { jobs, keyed: random.chance(0.5), runs };
}

function earlierRun(
	random: Random,
	index: number,
	jobs: readonly JobPlan[],
	until: RunPlan['until'],
): RunPlan {
	return {
		start:
			index > 0 && random.chance(0.25)
				? { after: 'start', ms: random.between(0, random.pick([50, 1_000, 10_000, 60_000])) }
				: { after: 'end', ms: index === 0 ? 0 : gap(random) },
		interruption: interruption(random),
		maxConcurrent: random.between(1, jobs.length + 1),
		until,
		maxWaitMs: random.pick([15_000, 25_000, 60_000, 180_000]),
		...(random.chance(0.3) ? { spendingLimit: PRICE * random.between(0, 2 * jobs.length) } : {}),
		allOrNothing: random.chance(0.3),
		dryRun: random.chance(0.2),
		corrected: false,
		last: false,
	};
}

function lastRun(
	random: Random,
	jobs: number,
	until: RunPlan['until'],
	corrected: boolean,
): RunPlan {
	return {
		start: { after: 'end', ms: gap(random) },
		interruption: { how: 'none' },
		maxConcurrent: random.between(1, jobs + 1),
		until,
		maxWaitMs: 900_000,
		...(random.chance(0.3) ? { spendingLimit: 1_000 } : {}),
		allOrNothing: false,
		dryRun: false,
		corrected,
		last: true,
	};
}

/** Retry On Fail waits a second by default; a re-run by hand may come hours later. */
function gap(random: Random): number {
	const longest = random.weighted([
		[5_000, 55],
		[100, 18],
		[60_000, 15],
		[7_200_000, 12],
	] as const);
	return random.between(0, longest);
}

function interruption(random: Random): Interruption {
	const how = random.weighted([
		['none', 5],
		['kill', 4],
		['cancel', 1],
	] as const);
	if (how === 'none') return { how };
	if (how === 'kill' && random.chance(0.2)) return { how, beforeRequest: random.between(2, 12) };
	if (random.chance(0.5)) {
		return { how, afterMs: random.between(0, random.pick([1_000, 10_000, 60_000])) };
	}
	return {
		how,
		atRequest: random.between(1, random.pick([3, 6, 20])),
		plusMs: random.between(0, random.pick([50, 500, 9_000])),
	};
}
