import { nextLookIn, retryLookIn } from '../../nodes/KlingO1/runware/pollPlan';

const SHORTEST_GAP_MS = 250;
const NOTICED_WITHIN_MS = 2500;

/** When looks happen, from the submit at 0 until the video that takes `renderMs` is seen. */
function looksUntilSeen(renderMs: number, quickestMs?: number): readonly number[] {
	const looks: number[] = [];
	let now = nextLookIn([0], quickestMs);
	for (;;) {
		looks.push(now);
		if (now >= renderMs) return looks;
		now += nextLookIn([now], quickestMs);
	}
}

/** How late each of the render times is noticed; the plan is the same for all of them. */
function lateness(rendersMs: readonly number[], quickestMs?: number) {
	const looks = looksUntilSeen(Math.max(...rendersMs), quickestMs);
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
	])('of %d seconds costs at most %d looks', (seconds, most) => {
		expect(looksUntilSeen(seconds * 1000).length).toBeLessThanOrEqual(most);
	});

	it('never happens faster than the shortest gap', () => {
		for (const quickestMs of [undefined, 1, 2000, 6000, 120_000]) {
			const gaps = gapsOf(looksUntilSeen(600_000, quickestMs));
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
		const late = lateness(RENDER_TIMES_MS, quickest * 1000).filter(
			({ lateMs }) => lateMs > NOTICED_WITHIN_MS,
		);
		expect(late).toEqual([]);
	});

	it('costs fewer looks for a video that takes as long', () => {
		expect(looksUntilSeen(6000, 6000).length).toBeLessThan(looksUntilSeen(6000).length);
		expect(looksUntilSeen(120_000, 120_000).length).toBeLessThanOrEqual(
			looksUntilSeen(120_000).length,
		);
	});

	it('is close again from 80 percent of that time on', () => {
		expect(nextLookIn([3000], 5000)).toBe(1000);
		expect(nextLookIn([4000], 5000)).toBe(660);
	});
});

describe('looking at many videos at once', () => {
	it('serves the one that needs it soonest', () => {
		expect(nextLookIn([60_000, 3000, 9000])).toBe(nextLookIn([3000]));
		expect(nextLookIn([60_000, 1900])).toBe(SHORTEST_GAP_MS);
	});

	it('costs no more than looking at one', () => {
		const twenty = Array.from({ length: 20 }, () => 5000);
		expect(nextLookIn(twenty)).toBe(nextLookIn([5000]));
	});

	it.each([[[]], [[0]], [[-5]], [[1e12]], [[2000, 1e12, 0]]])(
		'stays within its bounds for ages of %j',
		(ages) => {
			expect(nextLookIn(ages)).toBeGreaterThanOrEqual(SHORTEST_GAP_MS);
			expect(nextLookIn(ages)).toBeLessThanOrEqual(2300);
		},
	);
});

describe('looking again after a look that failed', () => {
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
