import { realCore } from '../simulation/core';
import { seedsFrom, simulate } from '../simulation/many';

/** Within the test, so that the tool knows which code it runs through. */
it('no rule is broken in a few schedules', async () => {
	const broken: string[] = [];
	await simulate(seedsFrom(1, 60), realCore, ({ seed, violations }) => {
		broken.push(...violations.map(({ invariant, what }) => `${seed}: ${invariant}, ${what}`));
		return broken.length === 0;
	});
	expect(broken).toEqual([]);
});
