import { erred, failed, ready, running, unknown } from './answerParts';
import { only } from './lines';
import { keyRefused, noAnswer, page, says } from './replies';
import { fromThenOn, times } from './scriptedApi';
import { foundReported } from './sentences';

const B = { taskUUID: 'b' };

describe('what has become of tasks, once one is reported', () => {
	it('is asked of all of them at once', async () => {
		const answers = [says(ready('a'), running('b'), failed('c')), says()];
		expect(
			await foundReported([{}, B, { taskUUID: 'c' }, { taskUUID: 'd' }], 'a', answers),
		).toEqual([
			'0 s  look at a b c d',
			'0 s  look at d',
			'0 s  → a finished: a.mp4',
			'0 s  → b processing',
			'0 s  → c failed taskFailed, charged no',
			'0 s  → d processing',
		]);
	});

	it('tells which video was there before', async () => {
		expect((await foundReported([{ reused: true }], 'a', [says(ready('a'))])).at(-1)).toBe(
			'0 s  → a finished, was there: a.mp4',
		);
	});

	it('is asked again while the reported one is not seen to be ready, for 2.5 s', async () => {
		expect(await foundReported([{}], 'a', [fromThenOn(says(running('a')))])).toEqual([
			'0 s  look at a',
			'0.3 s  look at a',
			'1 s  look at a',
			'2.5 s  look at a',
			'2.5 s  → a processing',
		]);
	});

	it('is known as soon as a later poll sees it', async () => {
		const answers = [says(running('a')), says(), says(ready('a'))];
		expect(await foundReported([{}], 'a', answers)).toEqual([
			'0 s  look at a',
			'0.3 s  look at a',
			'1 s  look at a',
			'1 s  → a finished: a.mp4',
		]);
	});

	it.each([
		['nothing was reported', undefined],
		['a foreign task was reported', 'x'],
		['another one was reported, which is ready', 'b'],
	])('is not asked again for one that runs when %s', async (_what, reported) => {
		expect(await foundReported([{}, B], reported, [says(running('a'), ready('b'))])).toEqual([
			'0 s  look at a b',
			'0 s  → a processing',
			'0 s  → b finished: b.mp4',
		]);
	});

	it('needs all videos of a task', async () => {
		const answers = [
			...times(2, says(ready('a'))),
			says(ready('a'), ready('a', { videoUUID: 'z' })),
		];
		expect(await foundReported([{ numberResults: 2 }], 'a', answers)).toEqual([
			'0 s  look at a',
			'0.3 s  look at a',
			'1 s  look at a',
			'1 s  → a finished: a.mp4 a.mp4',
		]);
	});
});

describe('an error of which it is not certain that it ends the task', () => {
	it('does not end it, since the execution can only continue once', async () => {
		expect((await foundReported([{}], undefined, [says(erred('a'))])).at(-1)).toBe(
			'0 s  → a processing',
		);
	});
});

it('an error of which it is not certain ends no task, however old that is', async () => {
	const lines = await foundReported([{ acceptedAt: -3600 }], undefined, [says(erred('a'))]);
	expect(lines.at(-1)).toBe('0 s  → a processing');
});

describe('a task that the API does not know', () => {
	it('is not given up within a minute of its acceptance', async () => {
		const now = (acceptedAt: number) =>
			foundReported([{ acceptedAt }], undefined, [says(unknown('a')), says()]);
		expect((await now(-60)).at(-1)).toBe('0 s  → a processing');
		expect((await now(-60.001)).at(-1)).toBe('0 s  → a failed taskNotFound, charged unknown');
	});

	it('is given up by its age, not by that of the others', async () => {
		const tasks = [{ acceptedAt: -3600 }, { ...B, acceptedAt: -1 }];
		const answers = [says(unknown('a'), unknown('b')), says()];
		expect(await foundReported(tasks, undefined, answers)).toEqual([
			'0 s  look at a b',
			'0 s  recall a',
			'0 s  → a failed taskNotFound, charged unknown',
			'0 s  → b processing',
		]);
	});

	it('is not given up because an answer does not speak of it, however old it is', async () => {
		const answers = [says(), says()];
		expect((await foundReported([{ acceptedAt: -3600 }], undefined, answers)).at(-1)).toBe(
			'0 s  → a processing',
		);
	});

	it.each([
		['says nothing of it', [says(ready('b')), says()]],
		['says so', [says(unknown('a'), ready('b'))]],
	])('any more is had from the archive: the poll %s', async (_how, polls) => {
		const tasks = [{ acceptedAt: -3600 }, { ...B, acceptedAt: -3600 }];
		const stored = says({ data: { taskUUID: 'a', response: { data: [ready('a').data] } } });
		const lines = await foundReported(tasks, 'b', [...polls, stored]);
		expect(lines.slice(-3)).toEqual([
			'0 s  recall a',
			'0 s  → a finished: a.mp4',
			'0 s  → b finished: b.mp4',
		]);
	});

	it('that the archive does not have either is asked about once a report', async () => {
		const answers = [says(), says(), fromThenOn(says())];
		const lines = await foundReported([{ acceptedAt: -3600 }], 'a', answers);
		expect(only(lines, /recall/)).toEqual(['0 s  recall a']);
	});
});

describe('a poll that fails', () => {
	it.each([
		['no answer', noAnswer, 'connectionFailed'],
		['a page', page(502), 'serviceUnavailable'],
		['a refused key', keyRefused, 'invalidApiKey'],
	])('says so, so that Runware reports again: %s', async (_what, trouble, code) => {
		expect(await foundReported([{}, B], 'a', [trouble])).toEqual([
			'0 s  look at a b',
			`0 s  → not learnt: ${code}`,
		]);
	});

	it('says so also when it is the second one', async () => {
		expect(await foundReported([{}], 'a', [says(running('a')), noAnswer])).toEqual([
			'0 s  look at a',
			'0.3 s  look at a',
			'0.3 s  → not learnt: connectionFailed',
		]);
	});
});
