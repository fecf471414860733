import { erred, failed, ready, refusal, running, unknown } from './answerParts';
import { results, timesOf, without } from './lines';
import { busy, keyRefused, noAnswer, page, pausing, says, withStatus } from './replies';
import { after, fromThenOn, ofEach, ofFirst, stopped, times } from './scriptedApi';
import { names, watched } from './sentences';

const LOOKS = /look at/;
const KEY_REFUSED_FOR_A_MINUTE = pausing(60, keyRefused);

describe('a task that is waited for', () => {
	it('is polled after 2 s and then at growing gaps, until its video is there', async () => {
		expect(await watched([{}], [says(running('a')), says(running('a')), says(ready('a'))])).toEqual(
			['2 s  look at a', '2.33 s  look at a', '2.71 s  look at a', '2.71 s  → a success a.mp4'],
		);
	});

	it('is polled no more than 2.3 s apart, however long it renders', async () => {
		const lines = await watched([{}], [...times(30, says(running('a'))), says(ready('a'))]);
		expect(timesOf(lines, LOOKS)).toBe(
			'2 s, 2.33 s, 2.71 s, 3.16 s, 3.68 s, 4.29 s, 5 s, 5.83 s, 6.79 s, 7.91 s, 9.21 s, 10.73 s, 12.5 s, 14.56 s, 16.86 s, 19.16 s, 21.46 s, 23.76 s, 26.06 s, 28.36 s, 30.66 s, 32.96 s, 35.26 s, 37.56 s, 39.86 s, 42.16 s, 44.46 s, 46.76 s, 49.06 s, 51.36 s, 53.66 s',
		);
	});

	it('ends with its failure', async () => {
		expect(await watched([{}], [says(failed('a'))])).toEqual([
			'2 s  look at a',
			'2 s  → a error taskFailed for certain',
		]);
	});

	it('of which only some videos came out ends with those', async () => {
		const answer = says(ready('a'), failed('a'));
		expect(await watched([{ numberResults: 2 }], [answer])).toEqual([
			'2 s  look at a',
			'2 s  → a error taskFailed for certain a.mp4',
		]);
	});

	it('shares its polls with those that came a moment later', async () => {
		const answers = [says(ready('a'), ready('b'))];
		expect(await watched([{}, { taskUUID: 'b', from: 0.2 }], answers)).toEqual([
			'2.2 s  look at a b',
			'2.2 s  → a success a.mp4',
			'2.2 s  → b success b.mp4',
		]);
	});

	it('brings the poll forward that another one waits for', async () => {
		const lines = await watched(
			[{}, { taskUUID: 'b', from: 20 }],
			[...times(16, says(running('a'))), fromThenOn(ofEach(ready))],
		);
		expect(lines.slice(-4)).toEqual([
			'19.16 s  look at a',
			'21.46 s  look at a b',
			'21.46 s  → a success a.mp4',
			'21.46 s  → b success b.mp4',
		]);
	});

	it('begins the polls anew when all were over', async () => {
		const lines = await watched(
			[{}, { taskUUID: 'b', from: 100 }],
			[says(ready('a')), says(ready('b'))],
		);
		expect(lines).toEqual([
			'2 s  look at a',
			'2 s  → a success a.mp4',
			'102 s  look at b',
			'102 s  → b success b.mp4',
		]);
	});

	it('is not polled closely before a quicker one of the run had ended', async () => {
		const quick = times(4, says(running('a')));
		const lines = (fresh: boolean) =>
			watched(
				[{ fresh }, { taskUUID: 'b', from: 100 }],
				[...quick, says(ready('a')), says(running('b')), says(ready('b'))],
			);
		expect(timesOf(await lines(true), /look at b/)).toBe('102.3 s, 102.95 s');
		expect(timesOf(await lines(false), /look at b/)).toBe('102 s, 102.33 s');
	});

	it('is not polled closely before the time that a quicker one took, whenever that began', async () => {
		const lines = await watched(
			[
				{ from: 50, fresh: true },
				{ taskUUID: 'b', from: 100 },
			],
			[...times(4, says(running('a'))), says(ready('a')), says(running('b')), says(ready('b'))],
		);
		expect(timesOf(lines, /look at b/)).toBe('102.3 s, 102.95 s');
	});

	it('tells nothing of how long a render takes by its failure', async () => {
		const lines = await watched(
			[{ fresh: true }, { taskUUID: 'b', from: 100 }],
			[...times(4, says(running('a'))), says(failed('a')), says(ready('b'))],
		);
		expect(timesOf(lines, /look at b/)).toBe('102 s');
	});
});

describe('a poll that fails', () => {
	it.each([
		['no answer', noAnswer],
		['a page', page(502)],
		['a fault', withStatus(500, refusal('internalServerError'))],
		['a page with 200', page(200)],
	])('says nothing, and comes again after growing pauses: %s', async (_what, trouble) => {
		expect(await watched([{}], [...times(8, trouble), says(ready('a'))])).toEqual([
			'2 s  look at a',
			'3 s  look at a',
			'4.5 s  look at a',
			'6.75 s  look at a',
			'10.13 s  look at a',
			'15.19 s  look at a',
			'22.78 s  look at a',
			'32.78 s  look at a',
			'42.78 s  look at a',
			'42.78 s  → a success a.mp4',
		]);
	});

	it('pauses as briefly as the first time, once one has come through', async () => {
		const answers = [noAnswer, noAnswer, noAnswer, says(running('a')), noAnswer, says(ready('a'))];
		expect(timesOf(await watched([{}], answers), LOOKS)).toBe(
			'2 s, 3 s, 4.5 s, 6.75 s, 7.86 s, 9.16 s',
		);
	});

	it('comes again when the API wishes', async () => {
		const answers = [busy(20), says(running('a')), says(ready('a'))];
		expect(timesOf(await watched([{}], answers), LOOKS)).toBe('2 s, 22 s, 24.3 s');
	});

	it('does not come before the deadline for that', async () => {
		expect(await watched([{ deadline: 10 }], [busy(50), fromThenOn(says(running('a')))])).toEqual([
			'2 s  look at a',
			'10 s  look at a',
			'10 s  → a late, was seen',
		]);
	});
});

describe('an error about a task that may be the poll’s own', () => {
	it('is believed when it comes again and again for 20 s', async () => {
		const lines = await watched([{}], [fromThenOn(says(erred('a')))]);
		expect(timesOf(lines, LOOKS)).toMatch(/^2 s, 2.33 s, .*, 21.46 s, 23.76 s$/);
		expect(lines.at(-1)).toBe('23.76 s  → a error internalServerError perhaps');
	});

	it('is not believed before it comes for the eighth time, be it for longer', async () => {
		const answers = [
			...times(3, says(erred('a'))),
			...times(3, busy(30)),
			...times(4, says(erred('a'))),
		];
		const lines = await watched([{}], [...answers, says(erred('a')), says(ready('a'))]);
		expect(lines.at(-1)).toMatch(/→ a error internalServerError perhaps$/);
		expect((await watched([{}], [...answers, says(ready('a'))])).at(-1)).toMatch(/→ a success/);
	});

	it('is believed at the very moment when it has come for 20 s', async () => {
		const slowly = (seconds: number) => [
			...times(7, says(erred('a'))),
			after(seconds, says(erred('a'))),
			says(ready('a')),
		];
		// The first comes at 2 s, the eighth is asked for at 5.83 s.
		expect((await watched([{}], slowly(16.175))).at(-1)).toMatch(/→ a error/);
		expect((await watched([{}], slowly(16.16))).at(-1)).toMatch(/→ a success/);
	});

	it.each([
		['that it renders', says(running('a'))],
		['that it is unknown as yet', says(unknown('a'))],
		['nothing of it', says()],
	])('is counted anew after a good poll, which says %s', async (_what, good) => {
		const seventeen = times(17, says(erred('a')));
		const lines = await watched(
			[{}],
			[...seventeen, good, ...times(8, says(erred('a'))), says(ready('a'))],
		);
		expect(lines.at(-1)).toBe('44.46 s  → a success a.mp4');
		expect(timesOf(lines, LOOKS).split(', ')).toHaveLength(27);
	});

	it('is not counted anew after a poll that failed', async () => {
		const answers = [...times(7, says(erred('a'))), busy(30), says(erred('a'))];
		expect((await watched([{}], answers)).at(-1)).toMatch(/→ a error internalServerError perhaps$/);
	});

	it('is counted for each task by itself', async () => {
		const answers = [
			...times(12, says(erred('a'), running('b'))),
			...times(6, says(erred('a'), erred('b'))),
			fromThenOn(says(ready('b'))),
		];
		const lines = await watched([{}, { taskUUID: 'b' }], answers);
		expect(results(lines)).toEqual([
			'23.76 s  → a error internalServerError perhaps',
			'26.06 s  → b success b.mp4',
		]);
	});

	it('is no end when the time is over', async () => {
		const lines = await watched([{ deadline: 3 }], [fromThenOn(says(erred('a')))]);
		expect(lines.at(-1)).toBe('3 s  → a late, was seen');
	});

	it('is the end when the time is over and a video is there', async () => {
		const answer = says(ready('a'), erred('a'));
		const lines = await watched([{ deadline: 3, numberResults: 2 }], [fromThenOn(answer)]);
		expect(lines.at(-1)).toBe('3 s  → a error internalServerError perhaps a.mp4');
	});
});

describe('a refused key', () => {
	it('ends the waiting at the first poll where it was never proven', async () => {
		expect(await watched([{}, { taskUUID: 'b' }], [keyRefused], { keyProven: false })).toEqual([
			'0 s  look at a b',
			'0 s  → a locked out, invalidApiKey',
			'0 s  → b locked out, invalidApiKey',
		]);
	});

	it('ends the waiting after five minutes where the key was good before', async () => {
		const lines = await watched([{}, { taskUUID: 'b' }], [fromThenOn(keyRefused)]);
		expect(timesOf(lines, LOOKS)).toMatch(/^2 s, 3 s, 4.5 s, .*, 292.78 s, 302.78 s$/);
		expect(lines.slice(-2)).toEqual([
			'302.78 s  → a locked out, invalidApiKey',
			'302.78 s  → b locked out, invalidApiKey',
		]);
	});

	it('ends the waiting at the very moment when it has lasted five minutes', async () => {
		const lasting = fromThenOn(KEY_REFUSED_FOR_A_MINUTE);
		const lines = await watched([{}], [lasting]);
		expect(timesOf(lines, LOOKS)).toBe('2 s, 62 s, 122 s, 182 s, 242 s, 302 s');
		expect(lines.at(-1)).toBe('302 s  → a locked out, invalidApiKey');
	});

	it('ends the waiting after five minutes too where a poll of this run has proven it', async () => {
		const answers = [says(running('a')), fromThenOn(keyRefused)];
		const lines = await watched([{}], answers, { keyProven: false });
		expect(lines.at(-1)).toBe('302.78 s  → a locked out, invalidApiKey');
	});

	it('is no end when it comes once, where the key was good before', async () => {
		const lines = await watched([{}], [keyRefused, says(running('a')), says(ready('a'))]);
		expect(lines.at(-1)).toMatch(/→ a success a.mp4$/);
	});

	it('is no end when it comes once, where a poll of this run has proven it', async () => {
		const answers = [says(running('a')), keyRefused, says(ready('a'))];
		expect((await watched([{}], answers, { keyProven: false })).at(-1)).toMatch(/→ a success/);
	});

	it('is counted anew after a poll that came through, and after one that failed otherwise', async () => {
		const long = times(5, KEY_REFUSED_FOR_A_MINUTE);
		const answers = [...long, says(running('a')), ...long, noAnswer, ...long, says(ready('a'))];
		const lines = await watched([{ deadline: 3600 }], answers);
		expect(lines.at(-1)).toMatch(/^911\.89 s {2}→ a success a.mp4$/);
	});

	it('leaves a video alone that the same poll brings', async () => {
		const answer = withStatus(401, ready('a'), refusal('invalidApiKey'));
		const lines = await watched([{}], [answer], { keyProven: false });
		expect(lines.at(-1)).toBe('0 s  → a success a.mp4');
	});
});

describe('a key that was never proven', () => {
	it('is tried at once, and the polls are planned from then on', async () => {
		const answers = [says(running('a')), says(running('a')), says(ready('a'))];
		const lines = await watched([{}], answers, { keyProven: false });
		expect(timesOf(lines, LOOKS)).toBe('0 s, 2 s, 2.33 s');
	});

	it('is still tried while the polls fail', async () => {
		const answers = [noAnswer, noAnswer, says(ready('a'))];
		const lines = await watched([{}], answers, { keyProven: false });
		expect(timesOf(lines, LOOKS)).toBe('0 s, 2 s, 3.5 s');
	});
});

describe('the end of the time', () => {
	it('brings a last poll at that moment, and an end whatever it brings', async () => {
		expect(await watched([{ deadline: 3 }], [fromThenOn(says(running('a')))])).toEqual([
			'2 s  look at a',
			'2.33 s  look at a',
			'2.71 s  look at a',
			'3 s  look at a',
			'3 s  → a late, was seen',
		]);
	});

	it('brings the trouble of the last poll, had it any', async () => {
		expect((await watched([{ deadline: 3 }], [fromThenOn(noAnswer)])).at(-1)).toBe(
			'3 s  → a late, connectionFailed',
		);
		const seenBefore = [says(running('a')), fromThenOn(page(502))];
		expect((await watched([{ deadline: 3 }], seenBefore)).at(-1)).toBe(
			'3 s  → a late, was seen, serviceUnavailable',
		);
	});

	it('tells that no poll has ever spoken of the task', async () => {
		expect((await watched([{ deadline: 3 }], [fromThenOn(says())])).at(-1)).toBe('3 s  → a late');
	});

	it('does not count a task as seen that is unknown', async () => {
		expect((await watched([{ deadline: 3 }], [fromThenOn(says(unknown('a')))])).at(-1)).toBe(
			'3 s  → a late',
		);
	});

	it('is each task’s own, and no other waits less for it', async () => {
		const answers = fromThenOn(ofEach(running));
		const lines = await watched([{ deadline: 3 }, { taskUUID: 'b', deadline: 5 }], [answers]);
		expect(lines).toEqual([
			'2 s  look at a b',
			'2.33 s  look at a b',
			'2.71 s  look at a b',
			'3 s  look at a b',
			'3 s  → a late, was seen',
			'3.5 s  look at b',
			'4.07 s  look at b',
			'4.74 s  look at b',
			'5 s  look at b',
			'5 s  → b late, was seen',
		]);
	});

	it('gives nobody up over an answer that speaks of others only', async () => {
		const lines = await watched(
			[{ deadline: 2 }, { taskUUID: 'b', deadline: 2 }],
			[fromThenOn(ofFirst(1, running))],
		);
		expect(lines).toEqual([
			'2 s  look at a b',
			'2 s  look at b',
			'2 s  → a late, was seen',
			'2 s  → b late, was seen',
		]);
	});

	it('gives nobody up over such an answer either when the others have more time', async () => {
		const answers = [says(running('b')), says(ready('a')), says(ready('b'))];
		expect(await watched([{ deadline: 2 }, { taskUUID: 'b' }], answers)).toEqual([
			'2 s  look at a b',
			'2 s  look at a',
			'2 s  → a success a.mp4',
			'2.33 s  look at b',
			'2.33 s  → b success b.mp4',
		]);
	});

	it('brings no trouble that a poll had with others', async () => {
		const tasks = names(251).map((taskUUID) => ({ taskUUID, deadline: 2 }));
		const lines = await watched(tasks, [ofEach(running), noAnswer]);
		expect(lines.slice(-2)).toEqual([
			'2 s  → t250 late, was seen',
			'2 s  → t251 late, connectionFailed',
		]);
	});

	it('lies before the first poll, which then comes earlier', async () => {
		expect(await watched([{ deadline: 1 }], [says(ready('a'))])).toEqual([
			'1 s  look at a',
			'1 s  → a success a.mp4',
		]);
	});
});

describe('a task that the API says it does not have', () => {
	it('is given up when that is believed, and not before', async () => {
		const lines = await watched([{ unknownUntil: 4 }], [fromThenOn(says(unknown('a')))]);
		expect(timesOf(lines, LOOKS)).toBe('2 s, 2.33 s, 2.71 s, 3.16 s, 3.68 s, 4.29 s');
		expect(lines.at(-1)).toBe('4.29 s  → a unknown, taskNotFound');
	});

	it('is given up at that very moment', async () => {
		const lines = await watched([{ unknownUntil: 2 }], [fromThenOn(says(unknown('a')))]);
		expect(lines).toEqual(['2 s  look at a', '2 s  → a unknown, taskNotFound']);
	});

	it('may be found after all until then', async () => {
		const lines = await watched([{ unknownUntil: 4 }], [says(unknown('a')), says(ready('a'))]);
		expect(lines.at(-1)).toBe('2.33 s  → a success a.mp4');
	});
});

describe('a task of which answered polls never speak', () => {
	it('is given up when that is to be believed', async () => {
		const lines = await watched([{ silentUntil: 3 }], [fromThenOn(says())]);
		expect(timesOf(lines, LOOKS)).toBe('2 s, 2.33 s, 2.71 s, 3.16 s');
		expect(lines.at(-1)).toBe('3.16 s  → a unknown');
	});

	it('is given up at that very moment', async () => {
		expect(await watched([{ silentUntil: 2 }], [fromThenOn(says())])).toEqual([
			'2 s  look at a',
			'2 s  → a unknown',
		]);
	});

	it.each([
		['said that it renders', says(running('a'))],
		['had an error about it', says(erred('a'))],
	])('is waited for to the end when a poll has %s', async (_what, spoken) => {
		const lines = await watched([{ silentUntil: 3, deadline: 6 }], [spoken, fromThenOn(says())]);
		expect(lines.at(-1)).toBe('6 s  → a late, was seen');
	});

	it('is not given up over polls that failed', async () => {
		const lines = await watched([{ silentUntil: 3, deadline: 6 }], [fromThenOn(noAnswer)]);
		expect(lines.at(-1)).toBe('6 s  → a late, connectionFailed');
	});

	it('is waited for to the end where no such time is set', async () => {
		const lines = await watched([{ deadline: 100 }], [fromThenOn(says())]);
		expect(lines.at(-1)).toBe('100 s  → a late');
	});
});

describe('a task that is polled once', () => {
	it.each([
		['that it renders', says(running('a')), 'late, was seen'],
		['its video', says(ready('a')), 'success a.mp4'],
		['that there is none', says(unknown('a')), 'unknown, taskNotFound'],
		['nothing of it', says(), 'unknown'],
		['an error that may be its own', says(erred('a')), 'late, was seen'],
	])('ends with the first answer, which says %s', async (_what, answer, ending) => {
		const task = { once: true, unknownUntil: 0, silentUntil: 0, deadline: 20 };
		expect(await watched([task], [answer], { keyProven: false })).toEqual([
			'0 s  look at a',
			`0 s  → a ${ending}`,
		]);
	});

	it('is polled again when the poll fails, until its time is over', async () => {
		const task = { once: true, unknownUntil: 0, silentUntil: 0, deadline: 4 };
		expect(await watched([task], [fromThenOn(noAnswer)], { keyProven: false })).toEqual([
			'0 s  look at a',
			'2 s  look at a',
			'3.5 s  look at a',
			'4 s  look at a',
			'4 s  → a late, connectionFailed',
		]);
	});
});

describe('an answer that covers only part of a poll', () => {
	it('brings those first next time that were answered longest ago', async () => {
		const lines = await watched(
			['a', 'b', 'c'].map((taskUUID) => ({ taskUUID })),
			[...times(3, ofFirst(2, running)), fromThenOn(ofEach(ready))],
		);
		expect(without(lines, /→/)).toEqual([
			'2 s  look at a b c',
			'2.33 s  look at c a b',
			'2.71 s  look at b a c',
			'3.16 s  look at c a b',
		]);
	});
});

describe('many short renders', () => {
	const crowd = names(100).map((taskUUID) => ({ taskUUID, fresh: true }));
	const firstIsReady = ofEach((taskUUID) => (taskUUID === 't1' ? ready : running)(taskUUID));
	const untilSeen = [
		...times(4, ofEach(running)),
		firstIsReady,
		...times(3, ofEach(running)),
		fromThenOn(ofEach(ready)),
	];

	it('are polled more often once one has shown how long they take', async () => {
		const lines = await watched(crowd, untilSeen);
		expect(timesOf(lines, LOOKS)).toBe(
			'2 s, 2.33 s, 2.71 s, 3.16 s, 3.68 s, 4.05 s, 4.42 s, 4.8 s, 5.17 s',
		);
	});

	it('are not, once the API has asked for fewer requests', async () => {
		const lines = await watched(crowd, [busy(), ...untilSeen]);
		expect(timesOf(lines, LOOKS)).toBe(
			'2 s, 3 s, 3.5 s, 4.07 s, 4.74 s, 5.53 s, 6.44 s, 7.5 s, 8.74 s, 10.18 s',
		);
	});
});

it('an execution that is stopped meanwhile ends all waiting', async () => {
	await expect(watched([{}, { taskUUID: 'b' }], [stopped])).rejects.toThrow('stopped');
});
