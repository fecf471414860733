import { erred, noAnswer, price, says } from './scriptedApi';
import { approved } from './sentences';

const B = { name: 'b' };
const NO_LIMIT = { allOrNothing: false };
const limit = (spendingLimit: number) => ({ spendingLimit, allOrNothing: false });

describe('purchases', () => {
	it('are priced by the API’s dry run', async () => {
		expect(await approved([{}, B], NO_LIMIT, [says(price('a', 0.2), price('b', 0.3))])).toEqual([
			'0 s  price a b',
			'0 s  → a $0.2 approved',
			'0 s  → b $0.3 approved',
		]);
	});

	it('are priced by the published rates where it tells none', async () => {
		const jobs = [{ publishedPrice: 0.84 }, { ...B, publishedPrice: 0.56 }];
		expect(await approved(jobs, NO_LIMIT, [noAnswer])).toEqual([
			'0 s  price a b',
			'0 s  → a $0.84 approved',
			'0 s  → b $0.56 approved',
		]);
	});

	it.each([
		[0.42, 0.84],
		[0.84, 0.84],
		[0.9, 0.9],
	])(
		'of several videos that are priced at %d cost the higher of two readings',
		async (told, costs) => {
			const job = { numberResults: 2, publishedPrice: 0.84 };
			expect((await approved([job], NO_LIMIT, [says(price('a', told))])).at(-1)).toBe(
				`0 s  → a $${costs} approved`,
			);
		},
	);

	it('of one video cost what the API says, be it more or less than published', async () => {
		for (const job of [{}, { numberResults: 1 }]) {
			for (const told of [0.21, 0.9]) {
				expect((await approved([job], NO_LIMIT, [says(price('a', told))])).at(-1)).toBe(
					`0 s  → a $${told} approved`,
				);
			}
		}
	});
});

describe('a spending limit', () => {
	const prices = says(price('a', 0.42), price('b', 0.42));

	it('is not touched by what costs exactly as much', async () => {
		expect(await approved([{}, B], limit(0.84), [prices])).toEqual([
			'0 s  price a b',
			'0 s  → a $0.42 approved',
			'0 s  → b $0.42 approved',
		]);
	});

	it('refuses all rows when together they cost more', async () => {
		const why =
			'refused spendingLimitExceeded: these 2 videos would cost $0.84 in total, and the limit is $0.83';
		expect(await approved([{}, B], limit(0.83), [prices])).toEqual([
			'0 s  price a b',
			`0 s  → a $0.42 ${why}`,
			`0 s  → b $0.42 ${why}`,
		]);
	});

	it('of nothing refuses everything', async () => {
		expect((await approved([{}], limit(0), [says(price('a', 0.42))])).at(-1)).toBe(
			'0 s  → a $0.42 refused spendingLimitExceeded: this video would cost $0.42, and the limit is $0.00',
		);
	});

	it('counts the higher reading of several videos', async () => {
		const job = { numberResults: 4, publishedPrice: 1.68 };
		expect((await approved([job], limit(1), [says(price('a', 0.42))])).at(-1)).toBe(
			'0 s  → a $1.68 refused spendingLimitExceeded: this video would cost $1.68, and the limit is $1.00',
		);
	});

	it('is exceeded by a hundredth of a cent, and is not by what a sum of prices is off', async () => {
		expect((await approved([{}], limit(0.42), [says(price('a', 0.4201))])).at(-1)).toBe(
			'0 s  → a $0.4201 refused spendingLimitExceeded: this video would cost $0.4201, and the limit is $0.42',
		);
		const jobs = Array.from({ length: 3 }, (_, index) => ({ name: `t${index}` }));
		const answer = says(...jobs.map(({ name }) => price(name, 0.1)));
		expect((await approved(jobs, limit(0.3), [answer])).at(-1)).toBe('0 s  → t2 $0.1 approved');
	});

	it('does not count what the API refuses', async () => {
		const answer = says(price('a', 0.42), erred('b', 'invalidModel'));
		expect(await approved([{}, B], limit(0.5), [answer])).toEqual([
			'0 s  price a b',
			'0 s  → a $0.42 approved',
			'0 s  → b refused invalidModel: It says invalidModel',
		]);
	});
});

describe('a run in which one row is refused', () => {
	const answer = says(price('a', 0.42), erred('b', 'invalidModel'));

	it('buys nothing where one bad row stops it', async () => {
		expect(await approved([{}, B], { allOrNothing: true }, [answer])).toEqual([
			'0 s  price a b',
			'0 s  → a $0.42 refused notSubmitted: another row of this run was rejected',
			'0 s  → b refused invalidModel: It says invalidModel',
		]);
	});

	it('names the limit first where that is exceeded as well', async () => {
		const budget = { allOrNothing: true, spendingLimit: 0.1 };
		expect((await approved([{}, B], budget, [answer]))[1]).toMatch(/spendingLimitExceeded/);
	});

	it('buys all rows where none is refused', async () => {
		expect((await approved([{}], { allOrNothing: true }, [says(price('a', 1))])).at(-1)).toBe(
			'0 s  → a $1 approved',
		);
	});
});
