import { nextLookIn, retryLookIn, withRender } from '../../nodes/Kling/runware/waiting/pollPlan';
import type { Experience } from '../../nodes/Kling/runware/waiting/pollPlan';

/** A run that has seen one video, which took so long. */
const seen = (tookMs: number): Experience => ({ renders: withRender(undefined, tookMs) });

const SHORTEST_GAP_MS = 250;
const NOTICED_WITHIN_MS = 2500;

/** When polls happen, from the submit at 0 until the video that takes `renderMs` is seen. */
function looksUntilSeen(
	renderMs: number,
	experience: Experience = {},
	videos = 1,
): readonly number[] {
	const looks: number[] = [];
	const ages = (age: number) => Array.from({ length: videos }, () => age);
	let now = nextLookIn(ages(0), experience);
	for (;;) {
		looks.push(now);
		if (now >= renderMs) return looks;
		now += nextLookIn(ages(now), experience);
	}
}

/** How late each of the render times is noticed; the plan is the same for all of them. */
function lateness(rendersMs: readonly number[], experience: Experience = {}, videos = 1) {
	const looks = looksUntilSeen(Math.max(...rendersMs), experience, videos);
	let next = 0;
	return rendersMs.map((renderMs) => {
		while ((looks[next] ?? Infinity) < renderMs) next += 1;
		return { renderMs, lateMs: (looks[next] ?? Infinity) - renderMs };
	});
}

const gapsOf = (looks: readonly number[]) => looks.map((at, index) => at - (looks[index - 1] ?? 0));

const RENDER_TIMES_MS = Array.from(
	{ length: (600 - 2) * 10 + 1 },
	(_, tenth) => 2000 + tenth * 100,
);

describe('looking at one video', () => {
	it('begins 2 seconds after the submit', () => {
		expect(looksUntilSeen(2000)).toEqual([2000]);
	});

	it('notices it within 2.5 seconds, whatever it takes', () => {
		const late = lateness(RENDER_TIMES_MS).filter(({ lateMs }) => lateMs > NOTICED_WITHIN_MS);
		expect(late).toEqual([]);
		expect(RENDER_TIMES_MS.at(-1)).toBe(600_000);
	});

	it('notices it within a sixth of the time it took', () => {
		const late = lateness(RENDER_TIMES_MS).filter(({ renderMs, lateMs }) => lateMs > renderMs / 6);
		expect(late).toEqual([]);
	});

	it.each([
		[2, 1],
		[6, 9],
		[120, 60],
		[600, 270],
	])('of %d seconds costs at most %d polls', (seconds, most) => {
		expect(looksUntilSeen(seconds * 1000).length).toBeLessThanOrEqual(most);
	});

	it('never happens faster than the shortest gap', () => {
		for (const tookMs of [1, 2000, 6000, 120_000]) {
			const gaps = gapsOf(looksUntilSeen(600_000, seen(tookMs)));
			expect(Math.min(...gaps)).toBeGreaterThanOrEqual(SHORTEST_GAP_MS);
		}
	});

	it('grows apart with the age of the video', () => {
		const gaps = gapsOf(looksUntilSeen(600_000)).slice(1).map(Math.round);
		expect(gaps).toEqual([...gaps].sort((one, other) => one - other));
	});
});

describe('looking when a video of the run has finished already', () => {
	it.each([2, 6, 30, 120])('notices the next within 2.5 seconds, the first took %d', (quickest) => {
		const late = lateness(RENDER_TIMES_MS, seen(quickest * 1000)).filter(
			({ lateMs }) => lateMs > NOTICED_WITHIN_MS,
		);
		expect(late).toEqual([]);
	});

	it('costs fewer polls for a video that takes as long', () => {
		const looks = (renderMs: number, experience?: Experience) =>
			looksUntilSeen(renderMs, experience).length;
		expect(looks(6000, seen(6000))).toBeLessThan(looks(6000));
		expect(looks(120_000, seen(120_000))).toBeLessThanOrEqual(looks(120_000));
	});

	it('is close again from 80 percent of that time on', () => {
		expect(nextLookIn([3000], seen(5000))).toBe(1000);
		expect(nextLookIn([4000], seen(5000))).toBe(660);
	});

	it('still does not begin before 2 seconds, before which nothing is ready', () => {
		expect(looksUntilSeen(2000, seen(2100))).toEqual([2000]);
	});
});

describe('looking at many videos at once', () => {
	it('serves the one that needs it soonest', () => {
		expect(nextLookIn([60_000, 3000, 9000])).toBe(nextLookIn([3000]));
		expect(nextLookIn([60_000, 1900])).toBe(SHORTEST_GAP_MS);
	});

	it('costs no more than looking at one', () => {
		expect(looksUntilSeen(6000, {}, 20)).toEqual(looksUntilSeen(6000));
		expect(looksUntilSeen(6000, seen(6000), 20)).toEqual(looksUntilSeen(6000, seen(6000)));
		expect(looksUntilSeen(120_000, {}, 5000)).toEqual(looksUntilSeen(120_000));
	});

	it.each([
		['in one look where they were submitted together', [0, -30, -60], 2060],
		['in one look up to the shortest gap apart', [0, -250], 2250],
		['in two looks where they are further apart', [0, -251], 2000],
		['in one look for those that belong together', [0, -200, -400], 2200],
		['not later for those that wait for their second look', [2000, 1600], 330],
	])('first polls come %s', (_how, ages, expected) => {
		expect(nextLookIn(ages)).toBe(expected);
	});

	it.each([[[]], [[0]], [[-5]], [[1e12]], [[2000, 1e12, 0]]])(
		'stays within its bounds for ages of %j',
		(ages) => {
			expect(nextLookIn(ages)).toBeGreaterThanOrEqual(SHORTEST_GAP_MS);
			expect(nextLookIn(ages)).toBeLessThanOrEqual(2300);
		},
	);
});

describe('looking at a crowd when a video of the run has finished already', () => {
	const crowd = (videos: number, ageMs: number) => Array.from({ length: videos }, () => ageMs);

	it.each([
		// videos, render in seconds, gap at that age in ms
		[20, 6, 990],
		[60, 6, 990],
		[100, 6, 600],
		[200, 6, 300],
		[5000, 6, 150],
		[200, 2, 100],
		[100, 37, 2300],
		[200, 37, 1850],
		[200, 120, 2300],
		[1000, 120, 2300],
	])('of %d that take %d seconds happens at %d ms', (videos, seconds, expected) => {
		const ageMs = seconds * 1000;
		expect(nextLookIn(crowd(videos, ageMs), seen(ageMs))).toBeCloseTo(expected);
	});

	it('finds ten videos at a time, or comes ten times a second', () => {
		for (const seconds of [2, 3, 6, 10, 20]) {
			const ageMs = seconds * 1000;
			const gapMs = nextLookIn(crowd(200, ageMs), seen(ageMs));
			expect(Math.max((200 / ageMs) * gapMs, 10)).toBeCloseTo(10);
			expect(gapMs).toBeGreaterThanOrEqual(100);
		}
	});

	it.each([2, 3, 6, 20, 60, 120])('of 200 that take %d seconds costs few looks more', (seconds) => {
		const looks = (videos: number) =>
			looksUntilSeen(seconds * 1200, seen(seconds * 1000), videos).length;
		expect(looks(200) - looks(1)).toBeLessThanOrEqual(8);
	});

	it('counts those that are about to come for those that the last poll has found', () => {
		const lastLook = { tasks: 200, requests: 1 };
		expect(nextLookIn(crowd(5, 6000), { ...seen(6000), lastLook })).toBe(300);
	});

	it('is not hurried by one that was much quicker than the others', () => {
		const renders = [118_000, 119_000, 120_000].reduce(withRender, withRender(undefined, 3000));
		expect(nextLookIn(crowd(200, 60_000), { renders })).toBe(2300);
		expect(looksUntilSeen(120_000, seen(3000), 200).length).toBeLessThan(160);
	});

	it('takes no more than ten requests a second, and no gap longer than without a crowd', () => {
		const gap = (requests: number) =>
			nextLookIn(crowd(700, 2000), { ...seen(2000), lastLook: { tasks: 700, requests } });
		expect([1, 2, 3, 8].map(gap)).toEqual([100, 200, 300, nextLookIn([2000])]);
	});

	it('is not hurried where the API has asked to be spared', () => {
		const experience = { ...seen(2000), lastLook: { tasks: 200, requests: Infinity } };
		expect(nextLookIn(crowd(200, 2000), experience)).toBe(330);
		expect(nextLookIn([...crowd(200, 1990), 2000], experience)).toBe(SHORTEST_GAP_MS);
	});

	it('is not hurried before a video has shown how long it takes', () => {
		expect(nextLookIn(crowd(200, 6000))).toBe(nextLookIn([6000]));
	});
});

describe('what a run learns of renders', () => {
	it('is how many they were, the quickest and the average', () => {
		const renders = [2000, 4000].reduce(withRender, withRender(undefined, 6000));
		expect(renders).toEqual({ count: 3, quickestMs: 2000, averageMs: 4000 });
	});
});

describe('polling again after a poll that failed', () => {
	it.each([
		[1, 1000],
		[2, 1500],
		[3, 2250],
		[7, 10_000],
		[1000, 10_000],
		[1e6, 10_000],
	])('waits after %d failures for %d ms', (failures, expected) => {
		expect(retryLookIn(failures)).toBe(expected);
	});

	it('waits as long as the API wishes, up to a minute, and never shorter than planned', () => {
		expect(retryLookIn(1, 30_000)).toBe(30_000);
		expect(retryLookIn(1, 3_600_000)).toBe(60_000);
		expect(retryLookIn(3, 10)).toBe(2250);
		expect(retryLookIn(3, 0)).toBe(2250);
	});
});
