import { accepted, erred, failed, price, ready, refusal, running, unknown } from './answerParts';
import { timesOf, without } from './lines';
import { busy, noAnswer, page, says, withStatus } from './replies';
import { fromThenOn, ofEach, times, unlessPolled } from './scriptedApi';
import { jobOf, names, quoted, UPLOAD_FAILS } from './sentences';

const B = { name: 'b' };
const C = { name: 'c' };
const many = (count: number) => names(count).map((name) => ({ name }));
const NOTHING_MADE = says();
const CONFLICT = says(erred('a', 'conflictTaskUUID'));

/** Prices of $0.40 for all, and nothing made. */
const heeded = fromThenOn(unlessPolled(ofEach((name) => price(name, 0.4))));

describe('the price of a task', () => {
	it('is asked for by a dry run under its own identity, and the task polled when it could be seen', async () => {
		expect(await quoted([{}], [says(price('a', 0.21)), NOTHING_MADE])).toEqual([
			'0 s  price a',
			'2 s  look at a',
			'2 s  → a $0.21',
		]);
	});

	it('is asked for of one task first, then of the others', async () => {
		expect(await quoted([{}, B, C], [heeded])).toEqual([
			'0 s  price a',
			'2 s  look at a',
			'2 s  price b c',
			'2 s  look at b c',
			'2 s  → a $0.4',
			'2 s  → b $0.4',
			'2 s  → c $0.4',
		]);
	});

	it('is asked for of 25 tasks at a time from then on', async () => {
		expect(without(await quoted(many(52), [heeded]), /→|look/)).toEqual([
			'0 s  price t1',
			'2 s  price t2 … t26 (25 tasks)',
			'2 s  price t27 … t51 (25 tasks)',
			'2 s  price t52',
		]);
	});

	it('is asked with all that the task will hold', async () => {
		const request = { ...jobOf({}).request, width: 1 };
		const completed = { withUploads: async () => await Promise.resolve(request) };
		const seen: unknown[] = [];
		await quoted(
			[completed],
			[
				(tasks) => {
					seen.push(...tasks);
					return says(price('a', 1));
				},
				NOTHING_MADE,
			],
		);
		expect(seen).toEqual([{ ...request, taskUUID: 'a' }]);
	});

	it('is the sum of what is told of its videos', async () => {
		const answer = says(price('a', 0.25), price('a', 0.5), price('x', 9));
		expect((await quoted([{}], [answer, NOTHING_MADE])).at(-1)).toBe('2 s  → a $0.75');
	});

	it.each([
		['in capitals', says({ data: { taskUUID: 'A', cost: 0.42 } })],
		['without a name, for the only task', says({ data: { cost: 0.42 } })],
		['as text', says({ data: { taskUUID: 'a', cost: '0.42' } })],
	])('may be told %s', async (_how, answer) => {
		expect((await quoted([{}], [answer, NOTHING_MADE])).at(-1)).toBe('2 s  → a $0.42');
	});

	it.each([0, -5])('is not told by %s, which is what the dry run itself costs', async (cost) => {
		const answers = [says(price('a', cost)), says(price('a', cost)), NOTHING_MADE];
		expect((await quoted([{}], answers)).filter((line) => line.includes('→ a'))).toEqual([]);
	});

	it('that names no task says nothing of several', async () => {
		const answers = [says(price('a', 1)), says(), says({ data: { cost: 0.42 } }), says()];
		expect(await quoted([{}, B, C], answers)).toEqual([
			'0 s  price a',
			'2 s  look at a',
			'2 s  price b c',
			'2 s  look at b c',
			'2 s  → a $1',
		]);
	});

	it.each([
		['a page comes with 200', page(200), 'unrecognizedResponse'],
		['a page comes with 302', page(302), 'httpError'],
		['a page comes with 404', page(404), 'httpError'],
		['it leads elsewhere', withStatus(300), 'httpError'],
		[
			'the API is away for the moment',
			says(erred('a', 'serviceUnavailable')),
			'serviceUnavailable',
		],
		[
			'an error about it stands beside it',
			says(price('a', 1), erred('a', 'serviceUnavailable')),
			'serviceUnavailable',
		],
		['the provider fails', says(erred('a', 'providerError')), 'providerError'],
	])('is not told, and the task not checked, when %s', async (_what, answer, code) => {
		expect(await quoted([{}], [answer, NOTHING_MADE])).toEqual([
			'0 s  price a',
			'0 s  look at a',
			`0 s  → a unchecked ${code}`,
			'0 s  → a may be made',
		]);
	});

	it.each([
		['no answer comes', noAnswer, 'connectionFailed'],
		['a page comes', page(502), 'serviceUnavailable'],
		['there are too many requests', busy(), 'rateLimitExceeded'],
		[
			'there are too many requests, which tells prices',
			withStatus(429, price('a', 1)),
			'rateLimitExceeded',
		],
		['the API fails', withStatus(500, price('a', 1)), 'serviceUnavailable'],
	])('is asked for three times in 4 s when %s', async (_what, answer, code) => {
		expect(await quoted([{}], [...times(3, answer), NOTHING_MADE])).toEqual([
			'0 s  price a',
			'1 s  price a',
			'4 s  price a',
			'4 s  look at a',
			`4 s  → a unchecked ${code}`,
			'4 s  → a may be made',
		]);
	});

	it('may be told at the second try', async () => {
		expect(await quoted([{}], [noAnswer, says(price('a', 1)), NOTHING_MADE])).toEqual([
			'0 s  price a',
			'1 s  price a',
			'3 s  look at a',
			'3 s  → a $1',
		]);
	});
});

describe('a dry run that tells no price', () => {
	it.each([
		['an acknowledgement', says(accepted('a'))],
		['nothing', says()],
		['the price of another', says(price('x', 1))],
		['the refusal of another', says(erred('x', 'invalidModel'), accepted('a'))],
	])('is sent again after 2 s, since it looks like an acceptance: %s', async (_what, answer) => {
		expect(await quoted([{}], [answer, answer, NOTHING_MADE])).toEqual([
			'0 s  price a',
			'2 s  price a',
			'2 s  look at a',
			'2 s  → nothing told',
		]);
	});

	it('may tell it the second time', async () => {
		const answers = [says(accepted('a')), says(price('a', 0.42)), NOTHING_MADE];
		expect((await quoted([{}], answers)).at(-1)).toBe('2 s  → a $0.42');
	});

	it('was none when the second one is told that the task is there, as far as can be known', async () => {
		expect(await quoted([{}], [says(accepted('a')), CONFLICT, NOTHING_MADE])).toEqual([
			'0 s  price a',
			'2 s  price a',
			'2 s  look at a',
			'2 s  → a may be made',
			'2 s  → nothing told',
		]);
	});

	it('is not sent again once one was heeded', async () => {
		const answers = [says(price('a', 1)), says(), says(accepted('b')), NOTHING_MADE];
		expect(without(await quoted([{}, B], answers), /→/)).toEqual([
			'0 s  price a',
			'2 s  look at a',
			'2 s  price b',
			'2 s  look at b',
		]);
	});

	it('was one, as far as its silence tells, so the others are sent together', async () => {
		const answers = [...times(2, says(accepted('a'))), NOTHING_MADE, heeded];
		expect(without(await quoted([{}, B, C], answers), /→/)).toEqual([
			'0 s  price a',
			'2 s  price a',
			'2 s  look at a',
			'2 s  price b c',
			'2 s  look at b c',
		]);
	});
});

describe('a dry run that was none', () => {
	it.each([
		['renders', says(running('a'))],
		['is ready', says(ready('a'))],
		['failed', says(failed('a'))],
	])('is noticed by its task, which %s, and no more rows are sent', async (_what, look) => {
		expect(await quoted([{}, B, C], [says(price('a', 0.4)), look])).toEqual([
			'0 s  price a',
			'2 s  look at a',
			'2 s  → a $0.4',
			'2 s  → b unchecked notSubmitted',
			'2 s  → c unchecked notSubmitted',
			'2 s  → a is being made',
		]);
	});

	it('tells why the others are not checked', async () => {
		const lines = await quoted([{}, B], [says(price('a', 0.4)), says(running('a'))], {
			words: true,
		});
		expect(lines).toContain(
			'2 s  → b unchecked notSubmitted: the dry run of another row was not a dry run, so no more rows were sent',
		);
	});

	it('is not noticed when the API says that it has no such task', async () => {
		expect((await quoted([{}], [says(price('a', 0.4)), says(unknown('a'))])).at(-1)).toBe(
			'2 s  → a $0.4',
		);
	});

	it('is not ruled out by an error about its task that may be the poll’s own', async () => {
		expect((await quoted([{}], [says(price('a', 0.4)), says(erred('a'))])).at(-1)).toBe(
			'2 s  → a may be made',
		);
	});

	it('is noticed by a conflict with its own first try, and no more rows are sent', async () => {
		for (const first of [says(), noAnswer]) {
			const lines = await quoted([{}, B, C], [first, CONFLICT, NOTHING_MADE]);
			expect(lines.map((line) => line.replace(/^\d s {2}/, ''))).toEqual([
				'price a',
				'price a',
				'look at a',
				'→ b unchecked notSubmitted',
				'→ c unchecked notSubmitted',
				'→ a may be made',
			]);
		}
	});

	it('is not meant by a conflict with another run, so the next row is tried as the first', async () => {
		const answers = [CONFLICT, says(), says(accepted('b')), says(price('b', 1)), says(), heeded];
		expect(without(await quoted([{}, B, C], answers), /→|look/)).toEqual([
			'0 s  price a',
			'0 s  price b',
			'2 s  price b',
			'2 s  price c',
		]);
	});

	it.each([
		['nothing', says()],
		['an answer that got lost', noAnswer],
	])('is not ruled out by a refusal after %s', async (_what, first) => {
		const refused = withStatus(400, erred('a', 'invalidModel'));
		const told = await quoted([{}], [first, refused, says()]);
		expect(told.slice(-3).map((line) => line.replace(/^\d s {2}/, ''))).toEqual([
			'look at a',
			'→ a refused invalidModel',
			'→ a may be made',
		]);
		expect((await quoted([{}], [first, refused, says(running('a'))])).at(-2)).toMatch(
			/→ a is being made/,
		);
	});

	it('is left to the submit when the second dry run is refused without its name', async () => {
		const nameless = withStatus(404, refusal('taskNotFound'));
		expect((await quoted([{}], [says(), nameless, NOTHING_MADE])).slice(-2)).toEqual([
			'2 s  → a unchecked taskNotFound',
			'2 s  → a may be made',
		]);
	});

	it('is polled after a code that nobody has listed', async () => {
		expect(await quoted([{}], [says(erred('a', 'somethingNew')), says(running('a'))])).toEqual([
			'0 s  price a',
			'0 s  look at a',
			'0 s  → a unchecked somethingNew',
			'0 s  → a is being made',
			'0 s  → a may be made',
		]);
	});

	it('is not polled among refusals once one was heeded', async () => {
		const answers = [says(price('a', 1)), says(), noAnswer, says(erred('b', 'invalidModel'))];
		expect(await quoted([{}, B], answers)).toEqual([
			'0 s  price a',
			'2 s  look at a',
			'2 s  price b',
			'3 s  price b',
			'3 s  → a $1',
			'3 s  → b refused invalidModel',
		]);
	});

	it.each(['conflictTaskUUID', 'duplicateTaskUUID', 'taskUUIDConflict'])(
		'may be meant by %s, and is not sent again',
		async (code) => {
			expect(await quoted([{}], [says(erred('a', code)), NOTHING_MADE])).toEqual([
				'0 s  price a',
				'0 s  look at a',
				'0 s  → a may be made',
				'0 s  → nothing told',
			]);
		},
	);

	it('is polled four times in 5 s, and unsure when the polls fail', async () => {
		const lines = await quoted([{}], [says(price('a', 0.4)), fromThenOn(noAnswer)]);
		expect(timesOf(lines, /look/)).toBe('2 s, 3 s, 4.5 s, 7 s');
		expect(lines.slice(-2)).toEqual(['7 s  → a $0.4', '7 s  → a may be made']);
	});

	it('is not ruled out by a poll that failed, so the next goes alone as well', async () => {
		const answers = [says(price('a', 0.4)), ...times(4, noAnswer), heeded];
		expect(without(await quoted([{}, B, C], answers), /→|look/)).toEqual([
			'0 s  price a',
			'7 s  price b',
			'9 s  price c',
		]);
	});

	it('is polled again only where the poll failed', async () => {
		const answers = [says(price('a', 0.4)), noAnswer, says(), heeded];
		expect(without(await quoted([{}, B], answers), /→/)).toEqual([
			'0 s  price a',
			'2 s  look at a',
			'3 s  look at a',
			'3 s  price b',
			'3 s  look at b',
		]);
	});
});

describe('a task that the dry run refuses', () => {
	it('is told, and not polled', async () => {
		expect(await quoted([{}], [withStatus(400, erred('a', 'invalidModel'))])).toEqual([
			'0 s  price a',
			'0 s  → a refused invalidModel',
		]);
	});

	it('says nothing of whether dry runs are heeded', async () => {
		const answers = [withStatus(400, erred('a', 'invalidModel')), heeded];
		expect(without(await quoted([{}, B, C], answers), /→/)).toEqual([
			'0 s  price a',
			'0 s  price b',
			'2 s  look at b',
			'2 s  price c',
			'2 s  look at c',
		]);
	});

	it('is told from the others', async () => {
		const answer = withStatus(400, erred('b', 'invalidModel'), price('c', 0.42));
		expect(await quoted([{}, B, C], [says(price('a', 1)), says(), answer, says()])).toEqual([
			'0 s  price a',
			'2 s  look at a',
			'2 s  price b c',
			'2 s  look at c',
			'2 s  → a $1',
			'2 s  → b refused invalidModel',
			'2 s  → c $0.42',
		]);
	});

	it('may be told without a name when it is the only one', async () => {
		const answer = withStatus(400, refusal('invalidModel'));
		expect((await quoted([{}], [answer])).at(-1)).toBe('0 s  → a refused invalidModel');
	});

	it('is not told of several by an error without a name', async () => {
		const answers = [says(price('a', 1)), says(), withStatus(400, refusal('invalidModel')), says()];
		expect((await quoted([{}, B, C], answers)).slice(-3)).toEqual([
			'2 s  → a $1',
			'2 s  → b unchecked invalidModel',
			'2 s  → c unchecked invalidModel',
		]);
	});

	it.each(['invalidModel', 'insufficientCredits', 'promptBlocked'])(
		'may be told by any word that is no passing trouble: %s',
		async (code) => {
			expect((await quoted([{}], [says(erred('a', code)), says()])).at(-1)).toBe(
				`0 s  → a refused ${code}`,
			);
		},
	);

	it('is not asked for when its files cannot be brought to Runware', async () => {
		expect(await quoted([UPLOAD_FAILS, B], [heeded])).toEqual([
			'0 s  price b',
			'2 s  look at b',
			'2 s  → a refused uploadFailed',
			'2 s  → b $0.4',
		]);
		expect(await quoted([UPLOAD_FAILS], [])).toEqual(['0 s  → a refused uploadFailed']);
	});
});
