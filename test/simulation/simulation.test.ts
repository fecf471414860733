import { realCore } from './core';
import { addTo } from './coverage';
import type { Coverage } from './coverage';
import { INVARIANTS } from './invariants';
import { seedsFrom, simulate } from './many';

const SCHEDULES = 3_000;

describe(`in ${SCHEDULES} schedules`, () => {
	const coverage: Coverage = new Map();
	const found: { readonly invariant: string; readonly text: string }[] = [];

	beforeAll(async () => {
		await simulate(seedsFrom(1, SCHEDULES), realCore, (simulation) => {
			addTo(coverage, simulation.coverage);
			for (const { invariant, what } of simulation.violations) {
				found.push({ invariant, text: `${what}: npm run simulate -- --seed ${simulation.seed}` });
			}
			return true;
		});
	}, 600_000);

	it.each(Object.entries(INVARIANTS))('%s: %s', (invariant) => {
		const texts = found.filter((violation) => violation.invariant === invariant);
		expect(texts.slice(0, 5).map(({ text }) => text)).toEqual([]);
	});

	it.each([
		'run: kill',
		'run: cancel',
		'run: overlaps another',
		'run: fetches what was only submitted',
		'api: conflictTaskUUID',
		'api: accepted a later attempt',
		'api: neighbors of a bad task refused',
		'outcome: finished, reused true',
		'outcome: failed, maxWaitReached, charged unknown',
		'outcome: failed, spendingLimitExceeded, charged no',
		'dry run: valid',
		'dry run: valid, reused',
		'dry run: dryRunIgnored, charged yes',
		'fault: reset after, submit',
		'fault: 504, submit',
		'fault: passing errors that name the tasks, poll',
	])('this happens often enough: %s', (what) => {
		expect(coverage.get(what) ?? 0).toBeGreaterThan(10);
	});
});

it('a seed always makes the same schedule, whatever runs beside it', async () => {
	const timelines = async (seeds: readonly number[]) => {
		const lines = new Map<number, string>();
		await simulate(
			seeds,
			realCore,
			({ seed, timeline }) => {
				lines.set(seed, (timeline ?? []).join('\n'));
				return true;
			},
			{ traced: true },
		);
		return lines;
	};
	const beside = await timelines([1, 2, 3, 4, 5, 6, 7, 8]);
	for (const seed of [2, 7]) expect((await timelines([seed])).get(seed)).toBe(beside.get(seed));
});
