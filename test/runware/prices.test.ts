import { RunwareError } from '../../nodes/KlingO1/runware/RunwareError';
import {
	accepted,
	busy,
	erred,
	noAnswer,
	ofEach,
	page,
	price,
	refusal,
	says,
	withStatus,
	without,
} from './scriptedApi';
import { jobOf, quoted } from './sentences';

const B = { name: 'b' };
const many = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ name: `t${index + 1}` }));
const forty = ofEach((taskUUID) => price(taskUUID, 0.4));

describe('the price of a task', () => {
	it('is asked for by a dry run of all tasks under their own identities', async () => {
		expect(await quoted([{}, B], [says(price('b', 0.42), price('a', 0.21))])).toEqual([
			'0 s  price a b',
			'0 s  → a $0.21',
			'0 s  → b $0.42',
		]);
	});

	it('is asked for 25 tasks at a time', async () => {
		expect(without(await quoted(many(51), [forty, forty, forty]), /→/)).toEqual([
			'0 s  price t1 … t25 (25 tasks)',
			'0 s  price t26 … t50 (25 tasks)',
			'0 s  price t51',
		]);
	});

	it('is asked with all that the task will hold', async () => {
		const request = { ...jobOf({}).request, width: 1 };
		const completed = { complete: async () => await Promise.resolve(request) };
		const seen: unknown[] = [];
		await quoted(
			[completed],
			[
				(tasks) => {
					seen.push(...tasks);
					return says();
				},
			],
		);
		expect(seen).toEqual([{ ...request, taskUUID: 'a' }]);
	});

	it('is the sum of what is told of its videos', async () => {
		const answer = says(price('a', 0.25), price('a', 0.5), price('x', 9));
		expect((await quoted([{}], [answer])).at(-1)).toBe('0 s  → a $0.75');
	});

	it.each([
		['in capitals', says({ data: { taskUUID: 'A', cost: 0.42 } })],
		['without a name, for the only task', says({ data: { cost: 0.42 } })],
		['as text', says({ data: { taskUUID: 'a', cost: '0.42' } })],
	])('may be told %s', async (_how, answer) => {
		expect((await quoted([{}], [answer])).at(-1)).toBe('0 s  → a $0.42');
	});

	it('that names no task says nothing of several', async () => {
		expect(await quoted([{}, B], [says({ data: { cost: 0.42 } })])).toEqual([
			'0 s  price a b',
			'0 s  → nothing told',
		]);
	});

	it.each([
		['no answer comes', noAnswer],
		['a page comes', page(502)],
		['a page comes with 200', page(200)],
		['there are too many requests', busy()],
		['there are too many requests, which tells prices', withStatus(429, price('a', 1))],
		['the API fails', withStatus(500, price('a', 1))],
		['no cost is told', says(accepted('a'))],
		['another task is told of', says(price('x', 1))],
		['another task is refused', says(erred('x', 'invalidModel'), accepted('a'))],
		['the API is away for the moment', says(erred('a', 'serviceUnavailable'))],
		['the task is there already', says(erred('a', 'conflictTaskUUID'))],
		['the task is there twice', says(erred('a', 'duplicateTaskUUID'))],
	])('is not told when %s', async (_what, answer) => {
		expect((await quoted([{}], [answer])).at(-1)).toBe('0 s  → nothing told');
	});

	it('is not told beside an error about the same task', async () => {
		const answer = says(price('a', 1), erred('a', 'serviceUnavailable'));
		expect((await quoted([{}], [answer])).at(-1)).toBe('0 s  → nothing told');
	});
});

describe('a task that the dry run refuses', () => {
	it('is told from the others', async () => {
		const answer = withStatus(400, erred('a', 'invalidModel'), price('b', 0.42));
		expect(await quoted([{}, B], [answer])).toEqual([
			'0 s  price a b',
			'0 s  → a refused invalidModel',
			'0 s  → b $0.42',
		]);
	});

	it('may be told without a name when it is the only one', async () => {
		const answer = withStatus(400, refusal('invalidModel'));
		expect((await quoted([{}], [answer])).at(-1)).toBe('0 s  → a refused invalidModel');
		expect((await quoted([{}, B], [answer])).at(-1)).toBe('0 s  → nothing told');
	});

	it('is not asked for when its files can not be brought to Runware', async () => {
		const lost = new RunwareError({ code: 'uploadFailed', message: 'No' });
		const complete = async () => await Promise.resolve(lost);
		expect(await quoted([{ complete }, B], [says({ data: { cost: 0.42 } })])).toEqual([
			'0 s  price b',
			'0 s  → a refused uploadFailed',
			'0 s  → b $0.42',
		]);
		expect(await quoted([{ complete }], [])).toEqual(['0 s  → a refused uploadFailed']);
	});
});
