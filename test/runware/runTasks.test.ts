import { accepted, erred, failed, price, ready, refusal, running, unknown } from './answerParts';
import { only, results, timesOf, without } from './lines';
import { busy, keyRefused, noAnswer, says, withStatus } from './replies';
import { fromThenOn, ofEach } from './scriptedApi';
import type { Answer } from './scriptedApi';
import { rendered, UPLOAD_FAILS } from './sentences';

const B = { name: 'b' };
const KNOWN_OF_NONE = says();

describe('a row', () => {
	it('is looked up, submitted, waited for and delivered', async () => {
		const answers = [KNOWN_OF_NONE, says(accepted('a')), says(running('a')), says(ready('a'))];
		expect(await rendered([{}], answers)).toEqual([
			'0 s  look at a',
			'0 s  submit a',
			'2 s  look at a',
			'2.33 s  look at a',
			'2.33 s  → row 1: a finished: a.mp4',
		]);
	});

	it.each([
		['is there', says(ready('a')), 'a finished, was there: a.mp4'],
		['is there in part', says(ready('a'), failed('a')), 'a finished, was there: a.mp4'],
	])('is not bought when its video %s', async (_how, answer, outcome) => {
		expect(await rendered([{ numberResults: 1 }], [answer])).toEqual([
			'0 s  look at a',
			`0 s  → row 1: ${outcome}`,
		]);
	});

	it('is not bought when its video renders already, but waited for', async () => {
		expect(await rendered([{}], [says(running('a')), says(ready('a'))])).toEqual([
			'0 s  look at a',
			'2 s  look at a',
			'2 s  → row 1: a finished, was there: a.mp4',
		]);
	});

	it('is told of as soon as it may be paid: before any is submitted, if it renders already', async () => {
		const answers = [
			says(unknown('a'), running('b')),
			says(accepted('a')),
			fromThenOn(ofEach(ready)),
		];
		const told: string[] = [];
		await rendered([{}, B], answers, {
			onTask: (taskUUID, row) => void told.push(`${row} ${taskUUID}`),
		});
		expect(told).toEqual(['1 b', '0 a']);
	});

	it('is bought when the API says that it has no such task', async () => {
		const answers = [says(unknown('a')), says(accepted('a')), says(ready('a'))];
		expect(without(await rendered([{}], answers), /→/)).toEqual([
			'0 s  look at a',
			'0 s  submit a',
			'2 s  look at a',
		]);
	});

	it.each([
		['a key that is refused', keyRefused, 'invalidApiKey, charged no'],
		[
			'an API that is away',
			fromThenOn(withStatus(500, refusal('internalServerError'))),
			'internalServerError, charged unknown',
		],
	])('is not bought with %s', async (_what, answer: Answer, why) => {
		const lines = await rendered([{}], [answer]);
		expect(lines.at(-1)).toMatch(new RegExp(`→ row 1: no task failed ${why}$`));
		expect(only(lines, /submit/)).toEqual([]);
	});

	it('whose video is there at once was bought by this run', async () => {
		expect(await rendered([{}], [KNOWN_OF_NONE, says(ready('a'))])).toEqual([
			'0 s  look at a',
			'0 s  submit a',
			'0 s  → row 1: a finished: a.mp4',
		]);
	});

	it('that is refused was not charged', async () => {
		const answers = [KNOWN_OF_NONE, withStatus(400, erred('a', 'invalidModel'))];
		expect((await rendered([{}], answers)).at(-1)).toBe(
			'0 s  → row 1: a failed invalidModel, charged no',
		);
	});

	it('whose files cannot be brought to Runware is not submitted', async () => {
		expect(await rendered([UPLOAD_FAILS], [KNOWN_OF_NONE])).toEqual([
			'0 s  look at a',
			'0 s  → row 1: no task failed uploadFailed, charged no',
		]);
	});

	it('ends when its time is over, from its submit on', async () => {
		const answers = [KNOWN_OF_NONE, says(accepted('a')), fromThenOn(says(running('a')))];
		expect((await rendered([{ maxWait: 3 }], answers)).at(-1)).toBe(
			'3 s  → row 1: a failed maxWaitReached, charged unknown',
		);
	});

	it('is not given up for a minute when the API does not know it after accepting it', async () => {
		const answers = [KNOWN_OF_NONE, says(accepted('a')), fromThenOn(says(unknown('a')))];
		const lines = await rendered([{}], answers);
		expect(lines.at(-1)).toBe('60.56 s  → row 1: a failed taskNotFound, charged unknown');
	});
});

describe('credit that runs out within a batch', () => {
	it('leaves what was accepted before to be found, although the answer speaks of none', async () => {
		const answers = [
			KNOWN_OF_NONE,
			withStatus(402, refusal('insufficientCredits')),
			fromThenOn(says(ready('a'))),
		];
		expect(results(await rendered([{}, B], answers))).toEqual([
			expect.stringContaining('row 1: a finished: a.mp4'),
			expect.stringContaining('row 2: b failed insufficientCredits, charged unknown'),
		]);
	});
});

describe('a row that is refused after a try whose answer got lost', () => {
	const lost = [KNOWN_OF_NONE, noAnswer, says(), withStatus(400, erred('a', 'invalidModel'))];

	it('is delivered when it was accepted all the same', async () => {
		const lines = await rendered([{}], [...lost, says(), says(running('a')), says(ready('a'))]);
		expect(lines.at(-1)).toMatch(/→ row 1: a finished: a.mp4$/);
	});

	it('is given up after 15 s in which the API does not speak of it', async () => {
		const lines = await rendered([{}], [...lost, fromThenOn(says())]);
		expect(lines.at(-1)).toBe('17.86 s  → row 1: a failed invalidModel, charged unknown');
	});

	it('is given up after 15 s in which the API says that it does not have it', async () => {
		const lines = await rendered([{}], [...lost, fromThenOn(says(unknown('a')))]);
		expect(lines.at(-1)).toBe('17.86 s  → row 1: a failed invalidModel, charged unknown');
	});

	it('ends when its time is over', async () => {
		const lines = await rendered([{ maxWait: 5 }], [...lost, fromThenOn(says(running('a')))]);
		expect(lines.at(-1)).toBe('6 s  → row 1: a failed maxWaitReached, charged unknown');
	});
});

describe('rows that are not waited for', () => {
	it('are done once they are accepted', async () => {
		const answers = [KNOWN_OF_NONE, says(accepted('a'), accepted('b'))];
		const until = 'accepted';
		expect(await rendered([{ until }, { ...B, until }], answers)).toEqual([
			'0 s  look at a b',
			'0 s  submit a b',
			'0 s  → row 1: a processing',
			'0 s  → row 2: b processing',
		]);
	});

	it('do not wait for room', async () => {
		const answers = [KNOWN_OF_NONE, says(accepted('a'), accepted('b'))];
		const jobs = [{ until: 'accepted' as const }, { ...B, until: 'accepted' as const }];
		expect(await rendered(jobs, answers, { maxConcurrent: 1 })).toContain('0 s  submit a b');
	});

	it('are left to their report when this run has ordered them', async () => {
		const answers = [KNOWN_OF_NONE, says(accepted('a'))];
		expect((await rendered([{ until: 'reported' }], answers)).at(-1)).toBe(
			'0 s  → row 1: a processing',
		);
	});

	it.each([
		['renders already', [says(running('a'))]],
		['conflicts', [KNOWN_OF_NONE, withStatus(400, erred('a', 'conflictTaskUUID'))]],
	])('are waited for all the same when one is to report that %s', async (_what, answers) => {
		const lines = await rendered([{ until: 'reported' }], [...answers, says(ready('a'))]);
		expect(lines.at(-1)).toBe('2 s  → row 1: a finished, was there: a.mp4');
	});
});

describe('places', () => {
	const looks = fromThenOn(ofEach(ready));

	it('are as many as may be in progress, and are given on when a video is there', async () => {
		const answers = [says(), says(accepted('a')), says(ready('a')), says(accepted('b')), looks];
		expect(await rendered([{}, B], answers, { maxConcurrent: 1 })).toEqual([
			'0 s  look at a b',
			'0 s  submit a',
			'2 s  look at a',
			'2 s  submit b',
			'2 s  → row 1: a finished: a.mp4',
			'4 s  look at b',
			'4 s  → row 2: b finished: b.mp4',
		]);
	});

	/** A row that renders for as long as it takes to look at it so often. */
	const slow = (name: string, pollsBefore: number) => [
		...[says(), says(accepted(name))],
		...Array.from({ length: pollsBefore }, () => says(running(name))),
		says(ready(name)),
	];

	it('let the rows after the first learn how long a video takes', async () => {
		const answers = [says(), ...slow('a', 9).slice(1), ...slow('b', 0)];
		const lines = await rendered([{}, B], answers, { maxConcurrent: 1 });
		expect(lines.slice(-5)).toEqual([
			'7.91 s  look at b',
			'7.91 s  submit b',
			'7.91 s  → row 1: a finished: a.mp4',
			'10.21 s  look at b', // and not after 2 s, as the first one
			'10.21 s  → row 2: b finished: b.mp4',
		]);
	});

	it('do not change for how long a row is tried that waited for one', async () => {
		const answers = [says(), ...slow('a', 9).slice(1), says(), fromThenOn(busy())];
		const lines = await rendered([{}, { ...B, maxWait: 20 }], answers, { maxConcurrent: 1 });
		expect(lines.at(-1)).toBe('27.91 s  → row 2: b failed rateLimitExceeded, charged no');
	});

	it('are not waited for by what renders already', async () => {
		const answers = [says(running('a'), running('b')), looks];
		expect(without(await rendered([{}, B], answers, { maxConcurrent: 1 }), /→/)).toEqual([
			'0 s  look at a b',
			'2 s  look at a b',
		]);
	});

	it('may be waited for so long that another run has bought the row meanwhile', async () => {
		const answers = [says(), says(accepted('a')), says(running('a')), says(ready('a'))];
		const lines = await rendered([{}, B], [...answers, says(ready('b'))], { maxConcurrent: 1 });
		expect(lines.slice(-3)).toEqual([
			'2.33 s  look at b',
			'2.33 s  → row 1: a finished: a.mp4',
			'2.33 s  → row 2: b finished, was there: b.mp4',
		]);
	});

	it('are taken by what renders already', async () => {
		const answers = [says(running('a')), says(), says(ready('a')), says(accepted('b')), looks];
		const lines = await rendered([{}, B], answers, { maxConcurrent: 1 });
		expect(without(lines, /→/)).toEqual([
			'0 s  look at a b',
			'0 s  look at b',
			'2 s  look at a',
			'2 s  submit b',
			'4 s  look at b',
		]);
	});
});

describe('a budget', () => {
	it('prices what has to be bought, and that alone', async () => {
		const answers = [
			says(ready('a'), unknown('b')),
			says(price('b', 0.42)),
			says(),
			withStatus(400, erred('b', 'invalidModel')),
		];
		expect(await rendered([{}, B], answers, { budget: { allOrNothing: false } })).toEqual([
			'0 s  look at a b',
			'0 s  price b',
			'2 s  look at b',
			'2 s  submit b',
			'2 s  → row 1: a finished, was there: a.mp4',
			'2 s  → row 2: b failed invalidModel, charged no',
		]);
	});

	it('asks for no price when there is nothing to be bought', async () => {
		const lines = await rendered([{}], [says(ready('a'))], { budget: { allOrNothing: true } });
		expect(without(lines, /→/)).toEqual(['0 s  look at a']);
	});

	it('that is exceeded keeps all from being submitted', async () => {
		const answers = [says(), says(price('a', 0.42)), says()];
		const budget = { allOrNothing: false, spendingLimit: 0.1 };
		expect((await rendered([{}], answers, { budget })).at(-1)).toMatch(
			/→ row 1: no task failed spendingLimitExceeded, charged no/,
		);
	});

	it('leaves a row alone that its dry run has bought, and waits for it as its own', async () => {
		const answers = [
			...[says(), says(price('a', 0.42)), says(running('a'))],
			...[says(accepted('b')), fromThenOn(ofEach(ready))],
		];
		const told: string[] = [];
		const lines = await rendered([{}, B], answers, {
			budget: { allOrNothing: true, spendingLimit: 1 },
			onTask: (taskUUID, row) => void told.push(`row ${row + 1}: ${taskUUID}`),
		});
		expect(lines).toEqual([
			'0 s  look at a b',
			'0 s  price a',
			'2 s  look at a',
			'2 s  submit b',
			'4 s  look at a b',
			'4 s  → row 1: a finished: a.mp4',
			'4 s  → row 2: b finished: b.mp4',
		]);
		expect(told).toEqual(['row 1: a', 'row 2: b']);
	});

	it('that is exceeded leaves what may be bought already in doubt', async () => {
		const answers = [says(), says(price('a', 0.42)), fromThenOn(noAnswer)];
		const budget = { allOrNothing: false, spendingLimit: 0.1 };
		expect((await rendered([{}], answers, { budget })).at(-1)).toMatch(
			/→ row 1: a failed spendingLimitExceeded, charged unknown/,
		);
	});

	it('leaves what may be bought already in doubt when the API stays away', async () => {
		const lines = await rendered([{ maxWait: 60 }], [says(), fromThenOn(noAnswer)], {
			budget: { allOrNothing: false },
		});
		expect(timesOf(lines, /submit/)).toBe('');
		expect(lines.at(-1)).toMatch(/→ row 1: a failed \w+, charged unknown/);
	});

	it('takes what is there when it is sent for what its dry run has bought', async () => {
		const answers = [
			...[says(), says(price('a', 0.42)), says()],
			...[withStatus(400, erred('a', 'conflictTaskUUID')), says(ready('a'))],
		];
		const budget = { allOrNothing: false };
		expect((await rendered([{}], answers, { budget })).at(-1)).toBe(
			'4 s  → row 1: a finished: a.mp4',
		);
	});
});

describe('a task that the provider was too busy or too slow for', () => {
	const BUSY = 'providerRateLimitExceeded';
	const SLOW = 'timeoutProvider';
	/** Its submit after the poll for it, and its end. */
	const attempt = (name: string, end: Answer) => [says(), says(accepted(name)), end];

	it.each([
		[BUSY, '3 s', '5 s'], // after a pause
		[SLOW, '2 s', '4 s'],
	])('is bought again as the next attempt after %s', async (code, submittedAt, endedAt) => {
		const answers = [...attempt('a', says(failed('a', code))), ...attempt('a2', says(ready('a2')))];
		const lines = await rendered([{}], answers);
		expect(lines.slice(-4)).toEqual([
			`${submittedAt}  look at a2`,
			`${submittedAt}  submit a2`,
			`${endedAt}  look at a2`,
			`${endedAt}  → row 1: a2 finished, attempt 2: a2.mp4`,
		]);
	});

	it('is bought again when the answer to its submit tells that', async () => {
		const answers = [says(), says(failed('a', SLOW)), ...attempt('a2', says(ready('a2')))];
		expect((await rendered([{}], answers)).at(-1)).toBe(
			'2 s  → row 1: a2 finished, attempt 2: a2.mp4',
		);
	});

	it('is bought three times at most', async () => {
		const answers = ['a', 'a2', 'a3'].flatMap((name) => attempt(name, says(failed(name, SLOW))));
		const lines = await rendered([{}], answers);
		expect(only(lines, /submit/)).toHaveLength(3);
		expect(lines.at(-1)).toBe('6 s  → row 1: a3 failed timeoutProvider, charged no');
	});

	it('tells how many were submitted by this run, and not how many there were before', async () => {
		const answers = [
			...[says(failed('a')), says()],
			...[says(accepted('a2')), says(failed('a2', SLOW)), ...attempt('a3', says(ready('a3')))],
		];
		expect((await rendered([{}], answers)).at(-1)).toMatch(/a3 finished, attempt 2: a3.mp4$/);
	});

	it('is not bought again when it was charged', async () => {
		const error = { code: SLOW, message: 'It says no' };
		const charged = says({ data: { taskUUID: 'a', status: 'error', cost: 0.42, error } });
		expect((await rendered([{}], attempt('a', charged))).at(-1)).toBe(
			'2 s  → row 1: a failed timeoutProvider, charged yes',
		);
	});

	it('is not bought again when that is not certain', async () => {
		const answers = attempt('a', fromThenOn(says(erred('a', BUSY))));
		expect((await rendered([{}], answers)).at(-1)).toBe(
			`23.76 s  → row 1: a failed ${BUSY}, charged unknown`,
		);
	});

	it('is not bought again when a video of it came out', async () => {
		const answers = attempt('a', says(ready('a'), failed('a', SLOW)));
		expect((await rendered([{ numberResults: 2 }], answers)).at(-1)).toBe(
			'2 s  → row 1: a finished: a.mp4',
		);
	});

	it.each(['taskFailed', 'promptBlocked', 'providerError'])(
		'is told from one that failed otherwise, which is not bought again: %s',
		async (code) => {
			expect((await rendered([{}], attempt('a', says(failed('a', code))))).at(-1)).toBe(
				`2 s  → row 1: a failed ${code}, charged no`,
			);
		},
	);

	it('is not bought again in the last quarter of its maximum wait', async () => {
		const lateBy = async (maxWait: number) =>
			await rendered(
				[{ maxWait }],
				[...attempt('a', says(failed('a', SLOW))), ...attempt('a2', says(ready('a2')))],
			);
		expect((await lateBy(2.66)).at(-1)).toMatch(/a failed timeoutProvider/);
		expect((await lateBy(2.7)).at(-1)).toMatch(/a2 finished/);
	});

	it('is waited for no longer than the first attempt would have been', async () => {
		const answers = [
			...attempt('a', says(failed('a', SLOW))),
			...[says(), says(accepted('a2')), fromThenOn(says(running('a2')))],
		];
		expect((await rendered([{ maxWait: 20 }], answers)).at(-1)).toBe(
			'20 s  → row 1: a2 failed maxWaitReached, charged unknown',
		);
	});

	it('keeps its place', async () => {
		const answers = [
			...attempt('a', says(failed('a', SLOW))),
			...attempt('a2', says(ready('a2'))),
			...attempt('b', says(ready('b'))),
		];
		const lines = await rendered([{}, B], answers, { maxConcurrent: 1 });
		expect(only(lines, /submit/)).toEqual(['0 s  submit a', '2 s  submit a2', '4 s  submit b']);
	});

	it('may be another run’s, and is bought by this one then', async () => {
		const answers = [
			...[says(running('a')), says(failed('a', SLOW))],
			...attempt('a2', says(ready('a2'))),
		];
		expect((await rendered([{}], answers)).at(-1)).toBe(
			'4 s  → row 1: a2 finished, attempt 2: a2.mp4',
		);
	});

	it('waits for room before it is bought, where it took some as another run’s', async () => {
		const crowded = [
			...[says(running('a'), running('b')), says(failed('a', SLOW), running('b'))],
			...[says(ready('b')), says(), says(accepted('a2')), says(ready('a2'))],
		];
		expect(without(await rendered([{}, B], crowded, { maxConcurrent: 1 }), /→/)).toEqual([
			'0 s  look at a b',
			'2 s  look at a b',
			'2.33 s  look at b',
			'2.33 s  look at a2',
			'2.33 s  submit a2',
			'4.33 s  look at a2',
		]);
	});

	it('is not bought when it was another run’s and this one has a budget, which did not count it', async () => {
		const answers = [says(running('a')), says(failed('a', SLOW))];
		const budget = { allOrNothing: false, spendingLimit: 5 };
		expect((await rendered([{}], answers, { budget })).at(-1)).toBe(
			'2 s  → row 1: a failed timeoutProvider, charged no',
		);
	});
});

describe('a row that may be old', () => {
	it('is taken from the archive, and not bought', async () => {
		expect(await rendered([{ mayBeOld: true }], [says(), says(ready('a'))])).toEqual([
			'0 s  look at a',
			'0 s  recall a',
			'0 s  → row 1: a finished, was there: a.mp4',
		]);
	});
});
