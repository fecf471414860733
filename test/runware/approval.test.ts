import { accepted, erred, price } from './answerParts';
import { results } from './lines';
import { noAnswer, says } from './replies';
import { times } from './scriptedApi';
import type { Answer } from './scriptedApi';
import { approved } from './sentences';

const B = { name: 'b' };
const NO_LIMIT = { allOrNothing: false };
const limit = (spendingLimit: number) => ({ spendingLimit, allOrNothing: false });

/** The dry run of the first task, then that of the others; nothing is made. */
const dryRuns = (first: Answer, ...others: readonly Answer[]): readonly Answer[] =>
	[first, ...others].flatMap((answer) => [answer, says()]);

describe('purchases', () => {
	it('are priced by the API’s dry run', async () => {
		const answers = dryRuns(says(price('a', 0.2)), says(price('b', 0.3)));
		expect(await approved([{}, B], NO_LIMIT, answers)).toEqual([
			'0 s  price a',
			'2 s  look at a',
			'2 s  price b',
			'2 s  look at b',
			'2 s  → a $0.2 approved',
			'2 s  → b $0.3 approved',
		]);
	});

	it('are priced by the published rates where it tells none', async () => {
		const jobs = [{ publishedPrice: 0.84 }, { ...B, publishedPrice: 0.56 }];
		const answers = [...times(2, says(accepted('a'))), says(), says(accepted('b')), says()];
		expect(results(await approved(jobs, NO_LIMIT, answers))).toEqual([
			'2 s  → a $0.84 approved',
			'2 s  → b $0.56 approved',
		]);
	});

	it('are priced by the published rates where it is away, and told as unchecked', async () => {
		const jobs = [{ publishedPrice: 0.84 }];
		expect((await approved(jobs, NO_LIMIT, [...times(3, noAnswer), says()])).at(-1)).toBe(
			'4 s  → a $0.84 unchecked approved',
		);
		expect((await approved(jobs, limit(0.8), [...times(3, noAnswer), says()])).at(-1)).toMatch(
			/a \$0.84 unchecked refused spendingLimitExceeded/,
		);
	});

	it.each([
		[0.42, 0.84],
		[0.84, 0.84],
		[0.9, 0.9],
	])(
		'of several videos that are priced at %d cost the higher of two readings',
		async (told, costs) => {
			const job = { numberResults: 2, publishedPrice: 0.84 };
			expect((await approved([job], NO_LIMIT, dryRuns(says(price('a', told))))).at(-1)).toBe(
				`2 s  → a $${costs} approved`,
			);
		},
	);

	it('of one video cost what the API says, be it more or less than published', async () => {
		for (const job of [{}, { numberResults: 1 }]) {
			for (const told of [0.21, 0.9]) {
				expect((await approved([job], NO_LIMIT, dryRuns(says(price('a', told))))).at(-1)).toBe(
					`2 s  → a $${told} approved`,
				);
			}
		}
	});
});

describe('a spending limit', () => {
	const prices = dryRuns(says(price('a', 0.42)), says(price('b', 0.42)));

	it('is not touched by what costs exactly as much', async () => {
		expect(results(await approved([{}, B], limit(0.84), prices))).toEqual([
			'2 s  → a $0.42 approved',
			'2 s  → b $0.42 approved',
		]);
	});

	it('refuses all rows when together they cost more', async () => {
		const why =
			'refused spendingLimitExceeded: these 2 videos would cost $0.84 in total, and the limit is $0.83';
		expect(results(await approved([{}, B], limit(0.83), prices))).toEqual([
			`2 s  → a $0.42 ${why}`,
			`2 s  → b $0.42 ${why}`,
		]);
	});

	it('of nothing refuses everything', async () => {
		expect((await approved([{}], limit(0), dryRuns(says(price('a', 0.42))))).at(-1)).toBe(
			'2 s  → a $0.42 refused spendingLimitExceeded: this video would cost $0.42, and the limit is $0.00',
		);
	});

	it('counts the higher reading of several videos', async () => {
		const job = { numberResults: 4, publishedPrice: 1.68 };
		expect((await approved([job], limit(1), dryRuns(says(price('a', 0.42))))).at(-1)).toBe(
			'2 s  → a $1.68 refused spendingLimitExceeded: this video would cost $1.68, and the limit is $1.00',
		);
	});

	it('is exceeded by a hundredth of a cent, and is not by what a sum of prices is off', async () => {
		expect((await approved([{}], limit(0.42), dryRuns(says(price('a', 0.4201))))).at(-1)).toBe(
			'2 s  → a $0.4201 refused spendingLimitExceeded: this video would cost $0.4201, and the limit is $0.42',
		);
		const jobs = Array.from({ length: 3 }, (_, index) => ({ name: `t${index}` }));
		const [first, ...others] = jobs.map(({ name }) => price(name, 0.1));
		const answers = dryRuns(says(first ?? {}), says(...others));
		expect((await approved(jobs, limit(0.3), answers)).at(-1)).toBe('2 s  → t2 $0.1 approved');
	});

	it('does not count what the API refuses', async () => {
		const answers = dryRuns(says(price('a', 0.42)), says(erred('b', 'invalidModel')));
		expect(results(await approved([{}, B], limit(0.5), answers))).toEqual([
			'2 s  → a $0.42 approved',
			'2 s  → b refused invalidModel: It says invalidModel',
		]);
	});
});

describe('a run in which one row is refused', () => {
	const answers = dryRuns(says(price('a', 0.42)), says(erred('b', 'invalidModel')));

	it('buys nothing where one bad row stops it', async () => {
		expect(results(await approved([{}, B], { allOrNothing: true }, answers))).toEqual([
			'2 s  → a $0.42 refused notSubmitted: another row of this run was rejected',
			'2 s  → b refused invalidModel: It says invalidModel',
		]);
	});

	it('names the limit first where that is exceeded as well', async () => {
		const budget = { allOrNothing: true, spendingLimit: 0.1 };
		expect(results(await approved([{}, B], budget, answers))[0]).toMatch(/spendingLimitExceeded/);
	});

	it('buys all rows where none is refused', async () => {
		const all = { allOrNothing: true };
		expect((await approved([{}], all, dryRuns(says(price('a', 1))))).at(-1)).toBe(
			'2 s  → a $1 approved',
		);
	});

	it('buys the others where one bad row does not stop it', async () => {
		expect(results(await approved([{}, B], NO_LIMIT, answers))).toEqual([
			'2 s  → a $0.42 approved',
			'2 s  → b refused invalidModel: It says invalidModel',
		]);
	});
});
