import { erred, failed, ready, running, unknown } from './answerParts';
import { timesOf } from './lines';
import { keyRefused, noAnswer, page, says } from './replies';
import { fromThenOn, ofEach } from './scriptedApi';
import { fetched } from './sentences';

const LOOKS = /look at/;

describe('Get that waits', () => {
	it('polls all tasks together right away, and then as often as for a video of its own', async () => {
		const answers = [says(running('a'), ready('b')), says(running('a')), says(ready('a'))];
		expect(await fetched({ a: 600, b: 600 }, answers)).toEqual([
			'0 s  look at a b',
			'2 s  look at a',
			'2.33 s  look at a',
			'2.33 s  → a finished, was there: a.mp4',
			'2.33 s  → b finished, was there: b.mp4',
		]);
	});

	it('tells of a task that failed', async () => {
		expect((await fetched({ a: 600 }, [says(failed('a'))])).at(-1)).toBe(
			'0 s  → a failed taskFailed, charged no',
		);
	});

	it('gives a task up after 10 s that the API says it does not have', async () => {
		const lines = await fetched({ a: 1800 }, [fromThenOn(says(unknown('a')))]);
		expect(timesOf(lines, /recall/)).toBe('0 s');
		expect(timesOf(lines, LOOKS).split(', ').at(-2)).toBe('9.21 s');
		expect(lines.at(-1)).toBe('10.73 s  → a failed taskNotFound, charged unknown');
	});

	it('gives it up sooner when it may wait no longer', async () => {
		const lines = await fetched({ a: 3 }, [fromThenOn(says(unknown('a')))]);
		expect(lines.at(-1)).toBe('3 s  → a failed taskNotFound, charged unknown');
	});

	it('gives each task its own time', async () => {
		const lines = await fetched({ a: 3, b: 5 }, [fromThenOn(ofEach(running))]);
		expect(
			timesOf(lines, /look at a/)
				.split(', ')
				.at(-1),
		).toBe('3 s');
		expect(
			timesOf(lines, /look at b/)
				.split(', ')
				.at(-1),
		).toBe('5 s');
		expect(lines.slice(-2)).toEqual([
			'5 s  → a failed maxWaitReached, charged unknown',
			'5 s  → b failed maxWaitReached, charged unknown',
		]);
	});

	it('tells the trouble of the last poll', async () => {
		expect((await fetched({ a: 3 }, [fromThenOn(page(502))])).at(-1)).toBe(
			'3 s  → a failed maxWaitReached, charged unknown: the last check failed (it answered with HTTP status 502)',
		);
	});

	it('ends at once when the key is refused', async () => {
		expect(await fetched({ a: 600 }, [keyRefused])).toEqual([
			'0 s  look at a',
			'0 s  → a failed invalidApiKey, charged unknown',
		]);
	});
});

describe('Get that does not wait', () => {
	it.each([
		['renders', says(running('a')), 'a processing'],
		['is ready', says(ready('a')), 'a finished, was there: a.mp4'],
		['failed', says(failed('a')), 'a failed taskFailed, charged no'],
		['has an error that may be the look’s own', says(erred('a')), 'a processing'],
	])('takes the first answer, by which the task %s', async (_what, answer, outcome) => {
		expect(await fetched({ a: 0 }, [answer])).toEqual(['0 s  look at a', `0 s  → ${outcome}`]);
	});

	it.each([
		['is not known', says(unknown('a'))],
		['is not spoken of', says()],
	])('asks the archive about a task that %s', async (_what, answer) => {
		expect(await fetched({ a: 0 }, [answer, says()])).toEqual([
			'0 s  look at a',
			'0 s  recall a',
			'0 s  → a failed taskNotFound, charged unknown',
		]);
		expect(await fetched({ a: 0 }, [answer, says(ready('a'))])).toEqual([
			'0 s  look at a',
			'0 s  recall a',
			'0 s  → a finished, was there: a.mp4',
		]);
	});

	it('tries a poll again that failed', async () => {
		expect(await fetched({ a: 0 }, [noAnswer, says(running('a'))])).toEqual([
			'0 s  look at a',
			'2 s  look at a',
			'2 s  → a processing',
		]);
	});

	it('tries for 20 s, and tells why it could not poll', async () => {
		const lines = await fetched({ a: 0 }, [fromThenOn(page(502))]);
		expect(timesOf(lines, LOOKS)).toBe('0 s, 2 s, 3.5 s, 5.75 s, 9.13 s, 14.19 s, 20 s');
		expect(lines.at(-1)).toBe(
			'20 s  → a failed serviceUnavailable, charged unknown: it answered with HTTP status 502',
		);
	});

	it('polls at the same time as one that waits', async () => {
		const answers = [says(running('a'), running('b')), says(ready('b'))];
		expect(await fetched({ a: 0, b: 600 }, answers)).toEqual([
			'0 s  look at a b',
			'2 s  look at b',
			'2 s  → a processing',
			'2 s  → b finished, was there: b.mp4',
		]);
	});
});
