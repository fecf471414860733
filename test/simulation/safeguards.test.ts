import { seedsFrom, simulate } from './many';
import { loadCore, mutant } from './mutant';
import { SAFEGUARDS } from './safeguards';

/** Twice what the best hidden one has needed. */
const SCHEDULES = 5_000;

it.each(SAFEGUARDS)(
	'the simulation notices when this is taken out: $name',
	async (safeguard) => {
		const core = mutant(safeguard);
		let caughtBy: number | undefined;
		await simulate(seedsFrom(1, SCHEDULES), core, ({ seed, violations }) => {
			if (violations.length > 0) caughtBy = seed;
			return caughtBy === undefined;
		});
		expect(caughtBy).toBeDefined();
	},
	300_000,
);

it('nothing is noticed where nothing is taken out', async () => {
	const noticed: number[] = [];
	await simulate(seedsFrom(1, 500), loadCore(new Map()), ({ seed, violations }) => {
		if (violations.length > 0) noticed.push(seed);
		return true;
	});
	expect(noticed).toEqual([]);
});

it('a safeguard that has moved is named', () => {
	const [safeguard] = SAFEGUARDS;
	if (safeguard === undefined) throw new Error('There are no safeguards');
	expect(() => mutant({ ...safeguard, snippet: 'is not there' })).toThrow(safeguard.name);
});
