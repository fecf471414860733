import { erred, failed, ready, refusal, running, unknown } from './answerParts';
import { only, timesOf } from './lines';
import { busy, keyRefused, noAnswer, page, says, withStatus } from './replies';
import { fromThenOn, ofEach, ofFirst, times } from './scriptedApi';
import { foundEarlier, names } from './sentences';

const LOOKS = /look at/;
const B = { name: 'b' };

describe('the poll before buying', () => {
	it('asks about all jobs at once, and takes silence for a task that is not there', async () => {
		const answers = [says(running('a'), ready('b'), unknown('c')), says()];
		expect(
			await foundEarlier([{}, B, { name: 'c' }, { name: 'd' }, { name: 'e' }], answers),
		).toEqual([
			'0 s  look at a b c d e',
			'0 s  look at d e',
			'0 s  → a processing, asked at 0 s',
			'0 s  → b success b.mp4, asked at 0 s',
			'0 s  → c unknown taskNotFound, asked at 0 s',
			'0 s  → d not there, asked at 0 s',
			'0 s  → e not there, asked at 0 s',
		]);
	});

	it('asks again among themselves for those that an answer may have left out', async () => {
		const first = fromThenOn(ofFirst(1, ready));
		expect(await foundEarlier([{}, B, { name: 'c' }], [first])).toEqual([
			'0 s  look at a b c',
			'0 s  look at b c',
			'0 s  look at c',
			'0 s  → a success a.mp4, asked at 0 s',
			'0 s  → b success b.mp4, asked at 0 s',
			'0 s  → c success c.mp4, asked at 0 s',
		]);
	});

	it('continues to the next attempt of what failed, and only of that', async () => {
		const answers = [says(failed('a'), running('b')), says(failed('a2')), says()];
		expect(await foundEarlier([{}, B], answers)).toEqual([
			'0 s  look at a b',
			'0 s  look at a2',
			'0 s  look at a3',
			'0 s  → a3 not there, asked at 0 s',
			'0 s  → b processing, asked at 0 s',
		]);
	});

	it('stays with an attempt of which a video came out', async () => {
		const answer = says(ready('a'), failed('a'));
		expect(await foundEarlier([{ numberResults: 2 }], [answer])).toEqual([
			'0 s  look at a',
			'0 s  → a error taskFailed for certain a.mp4, asked at 0 s',
		]);
	});

	it('waits for all videos of a task', async () => {
		expect(await foundEarlier([{ numberResults: 2 }], [says(ready('a'))])).toEqual([
			'0 s  look at a',
			'0 s  → a processing, asked at 0 s',
		]);
	});

	it('stays with the fiftieth attempt', async () => {
		const lines = await foundEarlier([{}], [fromThenOn(ofEach(failed))]);
		expect(lines).toHaveLength(51);
		expect(lines.slice(-2)).toEqual([
			'0 s  look at a50',
			'0 s  → a50 error taskFailed for certain, asked at 0 s',
		]);
	});
});

describe('an error about a task that may be the poll’s own', () => {
	it('is asked about again every second for a minute before the next attempt is bought', async () => {
		const lines = await foundEarlier([{}], [...times(61, says(erred('a'))), says()]);
		expect(lines.slice(0, 3)).toEqual(['0 s  look at a', '1 s  look at a', '2 s  look at a']);
		expect(lines.slice(-4)).toEqual([
			'59 s  look at a',
			'60 s  look at a',
			'60 s  look at a2',
			'60 s  → a2 not there, asked at 60 s',
		]);
	});

	it('is asked about until the time of the shortest job is over, and is then no reason to buy', async () => {
		const jobs = [{ maxWait: 3 }, { ...B, maxWait: 100 }];
		const lines = await foundEarlier(jobs, [fromThenOn(ofEach(erred))]);
		expect(timesOf(lines, LOOKS)).toBe('0 s, 1 s, 2 s, 3 s');
		expect(lines.slice(-2)).toEqual([
			'3 s  → a error internalServerError perhaps, asked at 3 s',
			'3 s  → b error internalServerError perhaps, asked at 3 s',
		]);
	});

	it.each([
		['that it renders', says(running('a')), 'a processing'],
		['that there is none', says(unknown('a')), 'a unknown taskNotFound'],
		['nothing of it', says(), 'a not there'],
	])('is forgotten when the next poll says %s', async (_what, look, found) => {
		expect((await foundEarlier([{}], [says(erred('a')), look])).at(-1)).toBe(
			`1 s  → ${found}, asked at 1 s`,
		);
	});

	it('is believed sooner by no failed poll, whose time counts all the same', async () => {
		const answers = [says(erred('a')), busy(50), ...times(11, says(erred('a'))), says()];
		const lines = await foundEarlier([{}], answers);
		expect(lines.at(-1)).toBe('60 s  → a2 not there, asked at 60 s');
	});

	it('is not believed when the next poll finds the task', async () => {
		expect(await foundEarlier([{}], [says(erred('a')), says(ready('a'))])).toEqual([
			'0 s  look at a',
			'1 s  look at a',
			'1 s  → a success a.mp4, asked at 1 s',
		]);
	});

	it('keeps those waiting that an answer has found, but asks about them no more', async () => {
		const answers = [says(erred('a'), ready('b')), says(running('a'))];
		expect(await foundEarlier([{}, B], answers)).toEqual([
			'0 s  look at a b',
			'1 s  look at a',
			'1 s  → a processing, asked at 1 s',
			'1 s  → b success b.mp4, asked at 0 s',
		]);
	});

	it('is counted anew for the next attempt', async () => {
		const answers = [
			...times(61, says(erred('a'))),
			...times(60, says(erred('a2'))),
			says(ready('a2')),
		];
		expect((await foundEarlier([{}], answers)).at(-1)).toBe(
			'120 s  → a2 success a2.mp4, asked at 120 s',
		);
	});

	it('with a video beside it is asked about again, and then delivered', async () => {
		const answer = says(ready('a'), erred('a'));
		const lines = await foundEarlier([{ numberResults: 2 }], [fromThenOn(answer)]);
		expect(timesOf(lines, LOOKS).split(', ')).toHaveLength(61);
		expect(lines.at(-1)).toBe('60 s  → a error internalServerError perhaps a.mp4, asked at 60 s');
	});
});

describe('a poll before buying that fails', () => {
	it.each([
		['no answer', noAnswer, 'connectionFailed'],
		['a page', page(502), 'serviceUnavailable'],
		['a fault', withStatus(500, refusal('internalServerError')), 'internalServerError'],
	])('is tried four times, and then nothing is bought: %s', async (_what, trouble, code) => {
		expect(await foundEarlier([{}, B], [fromThenOn(trouble)])).toEqual([
			'0 s  look at a b',
			'1 s  look at a b',
			'2.5 s  look at a b',
			'4.75 s  look at a b',
			`4.75 s  → not asked after: ${code}`,
			`4.75 s  → not asked after: ${code}`,
		]);
	});

	it('comes again when the API wishes', async () => {
		const lines = await foundEarlier([{}], [busy(30), says()]);
		expect(timesOf(lines, LOOKS)).toBe('0 s, 30 s');
		expect(lines.at(-1)).toBe('30 s  → a not there, asked at 30 s');
	});

	it('is tried no longer than the shortest job may wait', async () => {
		const jobs = [{ maxWait: 10 }, { ...B, maxWait: 100 }];
		const lines = await foundEarlier(jobs, [fromThenOn(busy(8))]);
		expect(timesOf(lines, LOOKS)).toBe('0 s, 8 s, 10 s');
		expect(lines.at(-1)).toBe('10 s  → not asked after: rateLimitExceeded');
	});

	it('is counted anew after one that came through', async () => {
		const answers = [...times(3, noAnswer), says(erred('a')), ...times(3, noAnswer), says()];
		const lines = await foundEarlier([{}], answers);
		expect(timesOf(lines, LOOKS)).toBe('0 s, 1 s, 2.5 s, 4.75 s, 5.75 s, 6.75 s, 8.25 s, 10.5 s');
		expect(lines.at(-1)).toBe('10.5 s  → a not there, asked at 10.5 s');
	});

	it('for part of the tasks is tried for those only', async () => {
		const jobs = names(251).map((name) => ({ name }));
		const answers = [ofEach(running), noAnswer, says(ready('t251'))];
		const lines = await foundEarlier(jobs, answers);
		expect(only(lines, LOOKS)).toEqual([
			'0 s  look at t1 … t250 (250 tasks)',
			'0 s  look at t251',
			'1 s  look at t251',
		]);
		expect(lines.at(-1)).toBe('1 s  → t251 success t251.mp4, asked at 1 s');
	});

	it('because the key is refused is not tried again', async () => {
		expect(await foundEarlier([{}, B], [keyRefused])).toEqual([
			'0 s  look at a b',
			'0 s  → not asked after: invalidApiKey',
			'0 s  → not asked after: invalidApiKey',
		]);
	});
});
