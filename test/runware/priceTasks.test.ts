import { erred, failed, price, ready, refusal, running, unknown } from './answerParts';
import { timesOf, without } from './lines';
import { noAnswer, page, says, withStatus } from './replies';
import { fromThenOn, ofEach } from './scriptedApi';
import { priced } from './sentences';

const B = { name: 'b' };
const TOLD = /^(?!.*→)/;
const NOT_THERE = says();
const REFUSED = withStatus(400, erred('a', 'invalidModel'));

describe('what a row would cost', () => {
	it('is asked for of what is not there, after one look at all rows', async () => {
		expect(
			await priced(
				[{}, B],
				[NOT_THERE, says(price('a', 0.21)), NOT_THERE, says(price('b', 0.4)), NOT_THERE],
			),
		).toEqual([
			'0 s  look at a b',
			'0 s  price a',
			'2 s  look at a',
			'2 s  price b',
			'2 s  look at b',
			'2 s  → a $0.21',
			'2 s  → b $0.4',
		]);
	});

	it.each([
		['is there', ready],
		['is on its way', running],
	])('is nothing where its video %s, and no dry run is sent for it', async (_how, state) => {
		const answers = [says(state('a')), NOT_THERE, says(price('b', 0.4)), NOT_THERE];
		expect(await priced([{}, B], answers)).toEqual([
			'0 s  look at a b',
			'0 s  look at b',
			'0 s  price b',
			'2 s  look at b',
			'2 s  → a $0, is there',
			'2 s  → b $0.4',
		]);
	});

	it('is that of the next attempt where an earlier one failed', async () => {
		const answers = [says(failed('a')), NOT_THERE, says(price('a2', 0.42)), NOT_THERE];
		expect((await priced([{}], answers)).at(-1)).toBe('2 s  → a2 $0.42');
	});

	it('is told by the published rates where the API tells none', async () => {
		const answers = fromThenOn(NOT_THERE);
		expect((await priced([{ publishedPrice: 0.56 }], [answers])).at(-1)).toMatch(/→ a \$0.56$/);
	});
});

describe('a row that cannot be priced', () => {
	it('was not charged when Runware could not even be asked', async () => {
		const lines = await priced([{}, B], [fromThenOn(noAnswer)]);
		expect(timesOf(lines, / price /)).toBe('');
		expect(without(lines, TOLD)).toEqual([
			expect.stringMatching(/→ no task connectionFailed: .*, charged no$/),
			expect.stringMatching(/→ no task connectionFailed: .*, charged no$/),
		]);
	});

	it('was not charged when its first dry run refuses it', async () => {
		expect((await priced([{}], [NOT_THERE, REFUSED])).at(-1)).toBe(
			'0 s  → no task invalidModel: It says invalidModel, charged no',
		);
	});

	it('was not charged when it is over the limit', async () => {
		const answers = [NOT_THERE, says(price('a', 0.42)), NOT_THERE];
		const lines = await priced([{}], answers, { spendingLimit: 0.2, allOrNothing: true });
		expect(lines.at(-1)).toMatch(/→ no task spendingLimitExceeded: .*, charged no$/);
	});

	it('is charged when its dry run was taken for an order', async () => {
		const answers = [NOT_THERE, NOT_THERE, NOT_THERE, says(running('a'))];
		expect((await priced([{}], answers)).at(-1)).toMatch(/→ a dryRunIgnored: .*charged yes$/);
	});

	it.each([
		['only its second dry run refuses it', [says(), REFUSED]],
		['its first dry run fails and the second refuses', [page(502), REFUSED]],
		['all its dry runs fail', [noAnswer, noAnswer, noAnswer]],
		['its second dry run finds it in use', [says(), says(erred('a', 'conflictTaskUUID'))]],
	])('may be charged when %s', async (_what, dryRuns) => {
		const lines = await priced([{}], [NOT_THERE, ...dryRuns, fromThenOn(says())]);
		expect(lines.at(-1)).toMatch(/→ a \w+: .*charged unknown$/);
	});

	it('may be charged when nobody can say afterwards whether it is being made', async () => {
		const lines = await priced([{}], [NOT_THERE, says(price('a', 0.42)), fromThenOn(page(502))]);
		expect(lines.at(-1)).toMatch(/→ a dryRunUnconfirmed: .*charged unknown$/);
	});

	it('failed for good where the video it stands for did', async () => {
		const lines = await priced([{}], [fromThenOn(ofEach(failed))]);
		expect(lines.at(-1)).toMatch(/→ a50 taskFailed: .*charged no$/);
	});

	it('is unknown to the API, which its look tells in words too', async () => {
		const answers = [says(unknown('a')), says(price('a', 0.42)), says(unknown('a'))];
		expect((await priced([{}], answers)).at(-1)).toBe('2 s  → a $0.42');
	});
});

describe('rows after one whose dry run was an order', () => {
	it('are not sent, and not charged', async () => {
		const answers = [NOT_THERE, NOT_THERE, NOT_THERE, says(running('a'))];
		expect((await priced([{}, B], answers)).at(-1)).toMatch(
			/→ no task notSubmitted: .*, charged no$/,
		);
	});
});

test('a refusal that names no task is that of all rows', async () => {
	const lines = await priced([{}], [NOT_THERE, withStatus(400, refusal('invalidModel'))]);
	expect(lines.at(-1)).toMatch(/→ no task invalidModel: .*, charged no$/);
});
