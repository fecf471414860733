import { erred, failed, ready, refusal, running, unknown } from './answerParts';
import type { Part } from './answerParts';
import { only, timesOf, without } from './lines';
import { busy, noAnswer, page, says, withStatus } from './replies';
import { fromThenOn, ofEach, unlessPolled } from './scriptedApi';
import { askedWithArchive, foundEarlier, recalled } from './sentences';

/** An entry of the archive: what the task was once answered. */
const entry = (taskUUID: string, response: unknown): Part => ({
	data: { taskType: 'getTaskDetails', taskUUID, response },
});
const stored = (taskUUID: string, ...parts: readonly Part[]): Part => {
	const reply = says(...parts);
	return entry(taskUUID, reply.status === 'none' ? undefined : reply.body);
};
const KEY_LACKS_PERMISSION = withStatus(403, refusal('permissionDenied'));

describe('the archive', () => {
	it('is asked for all tasks together', async () => {
		const answer = says(stored('a', ready('a')), stored('b', ready('b')));
		expect(await recalled([['a', 'b']], [answer])).toEqual([
			'0 s  recall a b',
			'0 s  → a success a.mp4, b success b.mp4',
		]);
	});

	it.each([
		['the answer as it was', stored('a', ready('a'))],
		['a bare video in it', entry('a', ready('a').data)],
		['a list of videos', entry('a', [ready('a').data])],
		['text', entry('a', JSON.stringify({ data: [ready('a').data] }))],
		['a video without a name', entry('a', [{ ...ready('a').data, taskUUID: undefined }])],
		['a video under another name', entry('a', [{ ...ready('a').data, taskUUID: 'x' }])],
		['the video itself', ready('a')],
		['capitals', entry('A', ready('a').data)],
		['no name, for the only task', { data: { response: { data: [ready('a').data] } } }],
	])('may hold a video as %s', async (_how, part) => {
		expect((await recalled([['a']], [says(part)])).at(-1)).toBe('0 s  → a success a.mp4');
	});

	it.each([
		['a failure', stored('a', failed('a'))],
		['the refusal of a second submit', stored('a', erred('a', 'conflictTaskUUID'))],
		['an unmarked error', stored('a', erred('a'))],
		['an acknowledgement', stored('a', running('a'))],
		['that there is none', stored('a', unknown('a'))],
	])(
		'holds something that is no video, to be believed as little as can be: %s',
		async (_what, part) => {
			expect((await recalled([['a']], [says(part)])).at(-1)).toBe('0 s  → a processing');
		},
	);

	it.each([
		['an entry without an answer', { data: { taskUUID: 'a' } }],
		['an answer that is none', entry('a', null)],
		['a page', entry('a', '<html></html>')],
		['an empty answer', entry('a', { data: [] })],
		['an entry of another task', stored('x', ready('x'))],
	])('holds nothing of a task by %s', async (_what, part) => {
		expect((await recalled([['a']], [says(part), says()])).at(-1)).toBe('0 s  → nothing');
	});

	it('of several tasks says nothing by an entry without a name', async () => {
		const nameless = { data: { response: { data: [ready('a').data] } } };
		expect((await recalled([['a', 'b']], [says(nameless)])).at(-1)).toBe('0 s  → nothing');
	});

	it('holds a video beside what came later, whichever stands first', async () => {
		const conflict = stored('a', erred('a', 'conflictTaskUUID'));
		for (const parts of [
			[conflict, stored('a', ready('a'))],
			[stored('a', ready('a')), conflict],
		]) {
			expect((await recalled([['a']], [says(...parts)])).at(-1)).toBe('0 s  → a success a.mp4');
		}
	});

	it('that answers for some only is asked for the others again', async () => {
		const answers = [says(stored('a', ready('a'))), says(stored('b', ready('b')))];
		expect(await recalled([['a', 'b']], answers)).toEqual([
			'0 s  recall a b',
			'0 s  recall b',
			'0 s  → a success a.mp4, b success b.mp4',
		]);
	});

	it('that takes one task a request is asked one by one from then on', async () => {
		const answers = [
			withStatus(400, refusal('arrayTooLarge')),
			fromThenOn(ofEach((taskUUID) => stored(taskUUID, ready(taskUUID)))),
		];
		const lines = await recalled(
			[
				['a', 'b', 'c', 'd'],
				['e', 'f'],
			],
			answers,
		);
		expect(without(lines, /→/)).toEqual([
			'0 s  recall a b c d',
			'0 s  recall a',
			'0 s  recall b',
			'0 s  recall c',
			'0 s  recall d',
			'0 s  recall e',
			'0 s  recall f',
		]);
	});

	it.each([
		['away', page(502)],
		['busy', busy()],
		['out of reach', noAnswer],
	])('that is %s is asked three times in 3 s, and the next time anew', async (_how, trouble) => {
		const lines = await recalled([['a'], ['a']], [fromThenOn(trouble)]);
		expect(timesOf(lines, /recall/)).toBe('0 s, 1 s, 3 s, 3 s, 4 s, 6 s');
		expect(lines.at(-1)).toBe('6 s  → nothing');
	});

	it.each([
		['a passing code', says(erred('a'), erred('b'))],
		['a code that nobody has listed', says(erred('a', 'gremlins'), erred('b', 'gremlins'))],
		['the refusal of a key that the poll was asked with', withStatus(401, refusal('x'))],
	])('has not answered by %s, and is asked again', async (_how, trouble) => {
		const lines = await recalled([['a', 'b']], [trouble, says(stored('a', ready('a'))), says()]);
		expect(timesOf(lines, /recall/)).toMatch(/^0 s, 1 s/);
		expect(lines.at(-1)).toContain('a success a.mp4');
	});

	it('has answered by the end of a task', async () => {
		const answer = says(erred('a', 'taskNotFound'), erred('b', 'invalidTaskUUID'));
		expect(await recalled([['a', 'b']], [answer])).toEqual(['0 s  recall a b', '0 s  → nothing']);
	});

	it('that comes back is asked for what is left', async () => {
		const answers = [noAnswer, says(stored('a', ready('a')))];
		expect(await recalled([['a']], answers)).toEqual([
			'0 s  recall a',
			'1 s  recall a',
			'1 s  → a success a.mp4',
		]);
	});

	it.each([
		['the key lacks the permission', KEY_LACKS_PERMISSION],
		['the API has no such task type', withStatus(400, refusal('unsupportedTaskType'))],
		['there is no such page', page(404)],
	])('is not asked any more when %s', async (_what, answer) => {
		expect(await recalled([['a'], ['b']], [answer])).toEqual([
			'0 s  recall a',
			'0 s  → nothing',
			'0 s  → nothing',
		]);
	});

	it('is not asked for nothing', async () => {
		expect(await recalled([[]], [])).toEqual(['0 s  → nothing']);
	});
});

describe('a poll that asks the archive', () => {
	it('does so only for tasks of which it learns nothing', async () => {
		const answers = [says(running('a'), unknown('b'), failed('c')), says(stored('b', ready('b')))];
		expect(await askedWithArchive([['a', 'b', 'c']], answers)).toEqual([
			'0 s  look at a b c',
			'0 s  recall b',
			'0 s  → a processing, b success b.mp4, c error taskFailed for certain',
		]);
	});

	it('does so again after a minute while they stay unknown', async () => {
		const looks = Array.from({ length: 5 }, () => ['a']);
		const lines = await askedWithArchive(looks, [fromThenOn(says())]);
		expect(timesOf(lines, /look/)).toBe('0 s, 20 s, 40 s, 60 s, 80 s');
		expect(timesOf(lines, /recall/)).toBe('0 s, 60 s');
	});

	it('does not do so before the minute is over', async () => {
		const lines = await askedWithArchive([['a'], ['a'], ['a']], [fromThenOn(says())], {
			everySeconds: 59.9,
		});
		expect(timesOf(lines, /recall/)).toBe('0 s, 119.8 s');
	});

	it('keeps the minute of each task by itself', async () => {
		const lines = await askedWithArchive(
			[['a'], ['a', 'b'], ['a', 'b'], ['a', 'b']],
			[fromThenOn(says())],
		);
		expect(only(lines, /recall/)).toEqual(['0 s  recall a', '20 s  recall b', '60 s  recall a']);
	});

	it('believes nothing but a video', async () => {
		const answers = [says(), says(stored('a', failed('a')))];
		expect((await askedWithArchive([['a']], answers)).at(-1)).toBe('0 s  → nothing of a');
	});

	it('leaves alone what a failed poll says nothing of', async () => {
		expect(await askedWithArchive([['a']], [noAnswer])).toEqual([
			'0 s  look at a',
			'0 s  → trouble connectionFailed',
		]);
	});

	it('first asks again for those that its answer may have left out', async () => {
		const answers = [says(running('a')), says(), says(stored('b', ready('b')))];
		expect(await askedWithArchive([['a', 'b']], answers)).toEqual([
			'0 s  look at a b',
			'0 s  look at b',
			'0 s  recall b',
			'0 s  → a processing, b success b.mp4',
		]);
	});

	it('finds such a one without the archive', async () => {
		const answers = [says(running('a')), says(running('b'))];
		expect(await askedWithArchive([['a', 'b']], answers)).toEqual([
			'0 s  look at a b',
			'0 s  look at b',
			'0 s  → a processing, b processing',
		]);
	});
});

describe('the poll before buying what may be old', () => {
	const OLD = { mayBeOld: true };

	it('asks the archive about what it does not find', async () => {
		expect(await foundEarlier([OLD], [says(), says(stored('a', ready('a')))])).toEqual([
			'0 s  look at a',
			'0 s  recall a',
			'0 s  → a success a.mp4, asked at 0 s',
		]);
	});

	const one = ready('a', { videoUUID: 'one' });
	const two = ready('a', { videoUUID: 'two', videoURL: 'https://vm.runware.ai/two.mp4' });

	it.each([
		['nothing of the others, which may still be rendering', [one], 'processing'],
		['that the others failed', [one, failed('a')], 'success a.mp4'],
		['all of them', [one, two], 'success a.mp4 two.mp4'],
	])('may find some of its videos in the archive, and %s', async (_what, parts, state) => {
		const answers = [says(), says(stored('a', ...parts))];
		const lines = await foundEarlier([{ mayBeOld: true, numberResults: 2 }], answers);
		expect(lines.at(-1)).toBe(`0 s  → a ${state}, asked at 0 s`);
	});

	it('does not ask it about what it finds, nor about what cannot be old', async () => {
		const jobs = [OLD, { name: 'b' }, { ...OLD, name: 'c' }];
		const answers = [says(running('a'), unknown('b'), unknown('c')), says()];
		expect(without(await foundEarlier(jobs, answers), /→/)).toEqual([
			'0 s  look at a b c',
			'0 s  recall c',
		]);
	});

	it('does not ask it after a poll that failed', async () => {
		const answers = [noAnswer, says(), says()];
		expect(without(await foundEarlier([OLD], answers), /→/)).toEqual([
			'0 s  look at a',
			'1 s  look at a',
			'1 s  recall a',
		]);
	});

	it('finds a later attempt behind one that the archive tells as failed', async () => {
		const answers = [says(), says(stored('a', failed('a'))), says(ready('a2'))];
		expect(await foundEarlier([OLD], answers)).toEqual([
			'0 s  look at a',
			'0 s  recall a',
			'0 s  look at a2',
			'0 s  → a2 success a2.mp4, asked at 0 s',
		]);
	});

	it('finds the later one in the archive as well', async () => {
		const answers = [
			...[says(), says(stored('a', failed('a')))],
			...[says(), says(stored('a2', failed('a2')))],
			...[says(unknown('a3')), says(stored('a3', ready('a3')))],
		];
		expect((await foundEarlier([OLD], answers)).at(-1)).toBe(
			'0 s  → a3 success a3.mp4, asked at 0 s',
		);
	});

	it('stays with the last of them, which may have been a video, when no later one turns up', async () => {
		const answers = [
			...[says(), says(stored('a', failed('a')))],
			...[says(), says(stored('a2', erred('a2', 'conflictTaskUUID')))],
			...[says(), says()],
		];
		expect((await foundEarlier([OLD], answers)).at(-1)).toBe('0 s  → a2 not there, asked at 0 s');
		const sole = [says(), says(stored('a', erred('a', 'conflictTaskUUID'))), says(), says()];
		expect((await foundEarlier([OLD], sole)).at(-1)).toBe('0 s  → a not there, asked at 0 s');
	});

	it('continues from a later attempt that failed, and then buys the one after it', async () => {
		const answers = [
			...[says(), says(stored('a', failed('a')))],
			...[says(failed('a2')), says(), says()],
		];
		expect((await foundEarlier([OLD], answers)).at(-1)).toBe('0 s  → a3 not there, asked at 0 s');
	});

	it('ends with the fiftieth attempt', async () => {
		const allFailed = ofEach((taskUUID) => stored(taskUUID, failed(taskUUID)));
		const lines = await foundEarlier([OLD], [fromThenOn(unlessPolled(allFailed))]);
		expect(lines).toHaveLength(101);
	});
});
