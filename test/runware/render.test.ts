import { RunwareError } from '../../nodes/KlingO1/runware/RunwareError';
import {
	accepted,
	erred,
	failed,
	fromThenOn,
	noAnswer,
	ofEach,
	price,
	ready,
	refusal,
	running,
	says,
	unknown,
	withStatus,
	without,
} from './scriptedApi';
import type { Answer } from './scriptedApi';
import { rendered } from './sentences';

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

	it('is bought when the API says that it has no such task', async () => {
		const answers = [says(unknown('a')), says(accepted('a')), says(ready('a'))];
		expect(without(await rendered([{}], answers), /→/)).toEqual([
			'0 s  look at a',
			'0 s  submit a',
			'2 s  look at a',
		]);
	});

	it.each([
		[
			'a key that is refused',
			withStatus(401, refusal('invalidApiKey')),
			'invalidApiKey, charged no',
		],
		[
			'an API that is away',
			fromThenOn(withStatus(500, refusal('internalServerError'))),
			'internalServerError, charged unknown',
		],
	])('is not bought with %s', async (_what, answer: Answer, why) => {
		const lines = await rendered([{}], [answer]);
		expect(lines.at(-1)).toMatch(new RegExp(`→ row 1: no task failed ${why}$`));
		expect(lines.filter((line) => line.includes('submit'))).toEqual([]);
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

	it('whose files can not be brought to Runware is not submitted', async () => {
		const lost = new RunwareError({ code: 'uploadFailed', message: 'It says no' });
		const complete = async () => await Promise.resolve(lost);
		expect(await rendered([{ complete }], [KNOWN_OF_NONE])).toEqual([
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

	it('do not wait for a place', async () => {
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
			withStatus(400, erred('b', 'invalidModel')),
		];
		expect(await rendered([{}, B], answers, { budget: { allOrNothing: false } })).toEqual([
			'0 s  look at a b',
			'0 s  price b',
			'0 s  submit b',
			'0 s  → row 1: a finished, was there: a.mp4',
			'0 s  → row 2: b failed invalidModel, charged no',
		]);
	});

	it('asks for no price when there is nothing to be bought', async () => {
		const lines = await rendered([{}], [says(ready('a'))], { budget: { allOrNothing: true } });
		expect(without(lines, /→/)).toEqual(['0 s  look at a']);
	});

	it('that is exceeded keeps all from being submitted', async () => {
		const answers = [says(), says(price('a', 0.42))];
		const budget = { allOrNothing: false, spendingLimit: 0.1 };
		expect((await rendered([{}], answers, { budget })).at(-1)).toMatch(
			/→ row 1: no task failed spendingLimitExceeded, charged no/,
		);
	});
});
