import { accepted, erred, failed, ready, refusal, running, unknown } from './answerParts';
import { only, timesOf, without } from './lines';
import { busy, keyRefused, noAnswer, page, says, withStatus } from './replies';
import { after, fromThenOn, ofEach, stopped, times, unlessPolled } from './scriptedApi';
import { names, submitted } from './sentences';

const SUBMITS = /submit/;
const many = (count: number) => names(count).map((taskUUID) => ({ taskUUID }));
const OK = fromThenOn(ofEach(accepted));
const answerAll = unlessPolled(ofEach(accepted));
const ENTRY_TOO_BIG = withStatus(400, refusal('invalidTaskCount'));

describe('a submit', () => {
	it('is ordered when the API acknowledges it', async () => {
		expect(await submitted([{}], [says(accepted('a'))])).toEqual([
			'0 s  submit a',
			'0 s  → a accepted, ordered',
		]);
	});

	it.each([
		['its refusal', withStatus(400, erred('a', 'invalidModel')), 'refused invalidModel'],
		[
			'the refusal of the request',
			withStatus(400, refusal('invalidModel')),
			'refused invalidModel',
		],
		['no credit', withStatus(402, refusal('insufficientCredits')), 'refused insufficientCredits'],
		['its video at once', says(ready('a')), 'ended success a.mp4'],
		['its failure at once', says(failed('a')), 'ended error taskFailed for certain'],
	])('is settled by %s', async (_what, answer, outcome) => {
		expect(await submitted([{}], [answer])).toEqual(['0 s  submit a', `0 s  → a ${outcome}`]);
	});

	it('of something that the API has already is accepted, and an earlier run’s', async () => {
		expect(await submitted([{}], [withStatus(400, erred('a', 'conflictTaskUUID'))])).toEqual([
			'0 s  submit a',
			'0 s  → a accepted, earlier',
		]);
	});

	it('goes out with all that came at the same time', async () => {
		const tasks = [{ taskUUID: 'a' }, { taskUUID: 'b' }, { taskUUID: 'c', from: 1 }];
		expect(without(await submitted(tasks, [OK]), /→/)).toEqual([
			'0 s  submit a b',
			'1 s  submit c',
		]);
	});
});

describe('many submits', () => {
	it('go out a hundred at a time, four requests at once', async () => {
		const lines = await submitted(many(650), [fromThenOn(after(3, ofEach(accepted)))]);
		expect(without(lines, /→/).slice(0, 5)).toEqual([
			'0 s  submit t1 … t100 (100 tasks)',
			'0 s  submit t101 … t200 (100 tasks)',
			'0 s  submit t201 … t300 (100 tasks)',
			'0 s  submit t301 … t400 (100 tasks)',
			'3 s  look at t401 … t500 (100 tasks)',
		]);
	});

	it('go out a million characters at a time', async () => {
		const more = { positivePrompt: 'x'.repeat(399_000) };
		const tasks = many(5).map((task) => ({ ...task, more }));
		expect(without(await submitted(tasks, [OK]), /→/)).toEqual([
			'0 s  submit t1 t2',
			'0 s  submit t3 t4',
			'0 s  submit t5',
		]);
	});

	it('of which one has more than a million characters, go out all the same', async () => {
		const more = { positivePrompt: 'x'.repeat(1_000_001) };
		const tasks = [{ taskUUID: 'a' }, { taskUUID: 'b', more }, { taskUUID: 'c' }];
		expect(without(await submitted(tasks, [OK]), /→/)).toEqual([
			'0 s  submit a',
			'0 s  submit b',
			'0 s  submit c',
		]);
	});

	it('go out by half while the API cannot take them, and by one more after each that it takes', async () => {
		const lines = await submitted(many(300), [...times(3, page(502)), fromThenOn(answerAll)]);
		const sizes = only(lines, SUBMITS).map(sizeOf);
		expect(sizes).toEqual([
			100, 100, 100, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 15,
		]);
	});

	it('go out by no fewer than one at a time', async () => {
		let refused = 0;
		const lines = await submitted(many(150), [
			fromThenOn((tasks) => {
				if (tasks[0]?.taskType === 'getResponse' || refused === 10) return answerAll(tasks);
				refused += 1;
				return page(502);
			}),
		]);
		const sizes = only(lines, SUBMITS).map(sizeOf);
		expect(sizes.slice(0, 14)).toEqual([100, 50, 25, 12, 6, 3, 1, 2, 3, 1, 2, 3, 4, 5]);
	});
});

function sizeOf(line: string): number {
	const count = /\((\d+) tasks\)/.exec(line)?.[1];
	return count === undefined ? line.trim().split(/\s+/).length - 3 : Number(count);
}

describe('a batch', () => {
	it('of which the API speaks of some only is sent again one by one, asked about before', async () => {
		const answers = [says(accepted('a')), says(), says(accepted('b')), says(), says(accepted('c'))];
		expect(await submitted([{}, { taskUUID: 'b' }, { taskUUID: 'c' }], answers)).toEqual([
			'0 s  submit a b c',
			'0 s  look at b',
			'0 s  submit b',
			'0 s  look at c',
			'0 s  submit c',
			'0 s  → a accepted, ordered',
			'0 s  → b accepted, ordered',
			'0 s  → c accepted, ordered',
		]);
	});

	it('that is refused as a whole is taken apart without a pause', async () => {
		const answers = [ENTRY_TOO_BIG, says(), says(accepted('a')), says(), says(accepted('b'))];
		expect(await submitted([{}, { taskUUID: 'b' }], answers)).toEqual([
			'0 s  submit a b',
			'0 s  look at a',
			'0 s  submit a',
			'0 s  look at b',
			'0 s  submit b',
			'0 s  → a accepted, ordered',
			'0 s  → b accepted, ordered',
		]);
	});

	it('that is taken apart is not put together again', async () => {
		const tasks = [{}, { taskUUID: 'b' }, { taskUUID: 'c' }];
		const lines = await submitted(tasks, [ENTRY_TOO_BIG, fromThenOn(answerAll)]);
		expect(only(lines, SUBMITS)).toEqual([
			'0 s  submit a b c',
			'0 s  submit a',
			'0 s  submit b',
			'0 s  submit c',
		]);
	});

	it('of which one is refused leaves the others as they are', async () => {
		const answer = withStatus(400, erred('b', 'invalidModel'), accepted('a'));
		expect(await submitted([{}, { taskUUID: 'b' }], [answer])).toEqual([
			'0 s  submit a b',
			'0 s  → a accepted, ordered',
			'0 s  → b refused invalidModel',
		]);
	});
});

describe('a submit whose answer is lost', () => {
	it('is asked about before it is sent again, and is the run’s own', async () => {
		expect(await submitted([{}], [noAnswer, says(running('a'))])).toEqual([
			'0 s  submit a',
			'1 s  look at a',
			'1 s  → a accepted',
		]);
	});

	it('is sent again when the API does not have it', async () => {
		expect(await submitted([{}], [noAnswer, says(), says(accepted('a'))])).toEqual([
			'0 s  submit a',
			'1 s  look at a',
			'1 s  submit a',
			'1 s  → a accepted, ordered',
		]);
		expect(await submitted([{}], [noAnswer, says(unknown('a')), says(accepted('a'))])).toEqual([
			'0 s  submit a',
			'1 s  look at a',
			'1 s  submit a',
			'1 s  → a accepted, ordered',
		]);
	});

	it.each([
		['a conflict', withStatus(400, erred('a', 'conflictTaskUUID')), 'accepted'],
		[
			'a refusal',
			withStatus(400, erred('a', 'invalidModel')),
			'refused invalidModel, perhaps lost',
		],
	])('and is then answered with %s, may have been accepted before', async (_what, answer, is) => {
		expect((await submitted([{}], [noAnswer, says(), answer])).at(-1)).toBe(`1 s  → a ${is}`);
	});

	it.each([
		['its video', says(ready('a')), 'ended success a.mp4'],
		['its failure', says(failed('a')), 'ended error taskFailed for certain'],
		['an error that may be the look’s own', says(erred('a')), 'accepted'],
	])('is settled by a poll that brings %s', async (_what, look, outcome) => {
		expect((await submitted([{}], [noAnswer, look])).at(-1)).toBe(`1 s  → a ${outcome}`);
	});

	it('is tried six times in half a minute, then given up', async () => {
		const answers = Array.from({ length: 6 }, () => [page(502), says()]).flat();
		const lines = await submitted([{}], answers);
		expect(timesOf(lines, SUBMITS)).toBe('0 s, 1 s, 3 s, 7 s, 15 s, 31 s');
		expect(lines.at(-1)).toBe('31 s  → a refused serviceUnavailable, perhaps lost');
	});

	it('is not sent again while it cannot be asked about', async () => {
		const lines = await submitted([{}], [fromThenOn(noAnswer)]);
		expect(lines).toEqual([
			'0 s  submit a',
			'1 s  look at a',
			'3 s  look at a',
			'7 s  look at a',
			'15 s  look at a',
			'31 s  look at a',
			'31 s  → a refused connectionFailed, perhaps lost',
		]);
	});

	it('waits up to a third longer, to spread the tries of several runs', async () => {
		const answers = [noAnswer, says(), noAnswer, says(), says(accepted('a'))];
		const lines = await submitted([{}], answers, { random: 0.5 });
		expect(timesOf(lines, SUBMITS)).toBe('0 s, 1.15 s, 3.45 s');
	});

	it('waits as long as the failed poll wishes', async () => {
		const lines = await submitted([{}], [noAnswer, busy(100), says(running('a'))]);
		expect(timesOf(lines, /look/)).toBe('1 s, 101 s');
	});

	it('keeps those that go with it from nothing but the pause', async () => {
		const answers = [noAnswer, says(running('a')), says(accepted('b'))];
		expect(await submitted([{}, { taskUUID: 'b', from: 0.5 }], answers)).toEqual([
			'0 s  submit a',
			'1 s  look at a',
			'1 s  submit b',
			'1 s  → a accepted',
			'1 s  → b accepted, ordered',
		]);
	});
});

describe('a submit that the API has no room for', () => {
	it('is not asked about, since it was not taken', async () => {
		expect(await submitted([{}], [busy(), says(accepted('a'))])).toEqual([
			'0 s  submit a',
			'1 s  submit a',
			'1 s  → a accepted, ordered',
		]);
	});

	it('is tried as long as the time allows, at growing pauses up to half a minute', async () => {
		const lines = await submitted([{ giveUpAt: 200, unknownAt: 1000 }], [fromThenOn(busy())]);
		expect(timesOf(lines, SUBMITS)).toBe(
			'0 s, 1 s, 3 s, 7 s, 15 s, 31 s, 61 s, 91 s, 121 s, 151 s, 181 s',
		);
		expect(lines.at(-1)).toBe('200 s  → a refused rateLimitExceeded');
	});

	it('is tried when the API wishes, and no sooner than planned', async () => {
		const again = (seconds: number) => submitted([{ unknownAt: 1e4 }], [busy(seconds), OK]);
		expect(timesOf(await again(20), SUBMITS)).toBe('0 s, 20 s');
		expect(timesOf(await again(0.1), SUBMITS)).toBe('0 s, 1 s');
	});

	it('gets no room by the end of one that turned out to be there already', async () => {
		const full = withStatus(429, erred('b', 'rateLimitExceeded'));
		const lines = await submitted(
			[{}, { taskUUID: 'b' }],
			[full, says(running('a')), fromThenOn(answerAll)],
			{ ended: [0.5] },
		);
		expect(lines).toEqual([
			'0 s  submit a b',
			'0 s  look at a',
			'0 s  → a accepted',
			'1 s  submit b',
			'1 s  → b accepted, ordered',
		]);
	});

	it('is spread over a third of the pause', async () => {
		const answers = [busy(), busy(), OK];
		const lines = await submitted([{ unknownAt: 100 }], answers, { random: 0.5 });
		expect(timesOf(lines, SUBMITS)).toBe('0 s, 1.15 s, 3.45 s');
	});

	it('is asked about again when it has waited for more than 2 s', async () => {
		expect(await submitted([{}], [busy(2), OK])).toEqual([
			'0 s  submit a',
			'2 s  submit a',
			'2 s  → a accepted, ordered',
		]);
		expect(await submitted([{}], [busy(2.001), says(), says(accepted('a'))])).toEqual([
			'0 s  submit a',
			'2 s  look at a',
			'2 s  submit a',
			'2 s  → a accepted, ordered',
		]);
	});

	it('keeps all others back meanwhile', async () => {
		const answers = [busy(30), fromThenOn(answerAll)];
		const lines = await submitted([{}, { taskUUID: 'b', from: 5 }], answers);
		expect(without(lines, /→/)).toEqual([
			'0 s  submit a',
			'30 s  look at a',
			'30 s  submit a',
			'31 s  look at b',
			'31 s  submit b',
		]);
	});

	it('is no trouble any more once one was taken', async () => {
		const answers = [busy(), busy(), says(accepted('a')), busy(), says(accepted('b'))];
		const lines = await submitted([{ unknownAt: 9 }, { taskUUID: 'b', from: 9 }], answers);
		expect(timesOf(lines, SUBMITS)).toBe('0 s, 1 s, 3 s, 9 s, 10 s');
	});
});

describe('a provider that is full', () => {
	const FULL = 'providerRateLimitExceeded';
	/** Takes so many of a request, and refuses the others by name. */
	const taking = (most: number) => (tasks: readonly { readonly taskUUID: string }[]) =>
		says(
			...tasks.map(({ taskUUID }, index) =>
				index < most ? accepted(taskUUID) : erred(taskUUID, FULL),
			),
		);
	const tasks = many(5).map((task) => ({ ...task, unknownAt: 1e4 }));

	it('is sent one more after a second, and then twice as many while it takes them', async () => {
		const lines = await submitted(tasks, [taking(2), fromThenOn(answerAll)]);
		expect(only(lines, SUBMITS)).toEqual([
			'0 s  submit t1 t2 t3 t4 t5',
			'1 s  submit t3',
			'2 s  submit t4 t5',
		]);
	});

	it('is sent as many more as have ended, at once', async () => {
		const lines = await submitted(tasks, [taking(2), fromThenOn(taking(9))], {
			ended: [0.25, 0.5],
		});
		expect(only(lines, SUBMITS)).toEqual([
			'0 s  submit t1 t2 t3 t4 t5',
			'0.25 s  submit t3',
			'0.5 s  submit t4',
			'1 s  submit t5',
		]);
	});

	it('that takes none is sent half of what it refused', async () => {
		const lines = await submitted(tasks, [taking(0), fromThenOn(answerAll)]);
		expect(only(lines, SUBMITS)).toEqual([
			'0 s  submit t1 t2 t3 t4 t5',
			'1 s  submit t1 t2',
			'2 s  submit t3 t4 t5',
		]);
	});

	it('is waited for, for as long as others get on', async () => {
		const late = [{ taskUUID: 'a', giveUpAt: 10, unknownAt: 1e4 }];
		const full = fromThenOn(says(erred('a', FULL)));
		expect((await submitted(late, [full])).at(-1)).toBe(`10 s  → a refused ${FULL}`);
		expect((await submitted(late, [full], { ended: [4, 8] })).at(-1)).toBe(
			`18 s  → a refused ${FULL}`,
		);
	});

	it('is never sent what was given up meanwhile', async () => {
		const queue = [
			{ taskUUID: 'a', giveUpAt: 10, unknownAt: 1e4 },
			{ taskUUID: 'b', giveUpAt: 40, unknownAt: 1e4 },
		];
		const full = ofEach((taskUUID) => erred(taskUUID, FULL));
		const lines = await submitted(queue, [fromThenOn(full)]);
		const givenUp = lines.indexOf(`10 s  → a refused ${FULL}`);
		const later = lines.slice(givenUp + 1);
		expect(givenUp).toBeGreaterThan(0);
		expect(only(later, /submit a/)).toEqual([]);
		expect(only(later, /submit b/)).not.toEqual([]);
		expect(later.at(-1)).toBe(`40 s  → b refused ${FULL}`);
	});

	it('counts what conflicts as taken', async () => {
		const answers = [
			says(
				erred('t1', 'conflictTaskUUID'),
				...many(4).map((_, index) => erred(`t${index + 2}`, FULL)),
			),
			fromThenOn(answerAll),
		];
		expect(only(await submitted(tasks, answers), SUBMITS)).toEqual([
			'0 s  submit t1 t2 t3 t4 t5',
			'1 s  submit t2',
			'2 s  submit t3 t4',
			'3 s  submit t5',
		]);
	});

	it('is sent no more than it has room for of those that were asked about together', async () => {
		const answers = [busy(30), fromThenOn(answerAll)];
		expect(without(await submitted(many(2), answers), /→/)).toEqual([
			'0 s  submit t1 t2',
			'30 s  look at t1',
			'30 s  submit t1',
			'31 s  look at t2',
			'31 s  submit t2',
		]);
	});

	it('is sent what was not taken without what may have been', async () => {
		const both = says(erred('a', FULL), erred('b', 'internalServerError'));
		const lines = await submitted(
			[{ unknownAt: 99 }, { taskUUID: 'b', unknownAt: 99 }],
			[both, fromThenOn(answerAll)],
		);
		expect(without(lines, /→/)).toEqual([
			'0 s  submit a b',
			'1 s  submit a',
			'1 s  look at b',
			'2 s  submit b',
		]);
	});

	it('is no fault, however often it is told', async () => {
		const lines = await submitted(
			[{ taskUUID: 'a', unknownAt: 1e4 }],
			[...times(20, says(erred('a', FULL))), says(accepted('a'))],
		);
		expect(only(lines, SUBMITS)).toHaveLength(21);
		expect(lines.at(-1)).toMatch(/→ a accepted, ordered$/);
	});

	it('keeps nobody from being asked about whose answer got lost', async () => {
		const answers = [noAnswer, says(), busy(30), says(), says(accepted('a'))];
		expect(timesOf(await submitted([{}], answers), /look|submit/)).toBe(
			'0 s, 1 s, 1 s, 31 s, 31 s',
		);
	});
});

describe('a key that is refused at a submit', () => {
	it('may be a fault at the API, since the poll before was answered: it is tried again', async () => {
		expect(await submitted([{ unknownAt: 99 }], [keyRefused, says(accepted('a'))])).toEqual([
			'0 s  submit a',
			'1 s  submit a',
			'1 s  → a accepted, ordered',
		]);
	});

	it('six times in half a minute is refused, and nothing is lost', async () => {
		const lines = await submitted([{ unknownAt: 99 }], [fromThenOn(keyRefused)]);
		expect(timesOf(lines, SUBMITS)).toBe('0 s, 1 s, 3 s, 7 s, 15 s, 31 s');
		expect(lines.at(-1)).toBe('31 s  → a refused invalidApiKey');
	});

	it('with several tasks says of none that it may have been taken', async () => {
		const tasks = many(2).map((task) => ({ ...task, unknownAt: 99 }));
		expect((await submitted(tasks, [fromThenOn(keyRefused)])).slice(-2)).toEqual([
			'31 s  → t1 refused invalidApiKey',
			'31 s  → t2 refused invalidApiKey',
		]);
	});
});

describe('a code that nobody has listed', () => {
	it('is tried three times, asked about before each', async () => {
		const answers = [says(erred('a', 'weird')), says()];
		expect(await submitted([{}], [...answers, ...answers, ...answers])).toEqual([
			'0 s  submit a',
			'1 s  look at a',
			'1 s  submit a',
			'3 s  look at a',
			'3 s  submit a',
			'3 s  → a refused weird, perhaps lost',
		]);
	});
});

describe('a task that was last asked about long ago', () => {
	it('is asked about again, since another run may have bought it', async () => {
		expect(await submitted([{ from: 60, unknownAt: 0 }], [says(running('a'))])).toEqual([
			'60 s  look at a',
			'60 s  → a accepted, earlier',
		]);
		expect(await submitted([{ from: 60, unknownAt: 0 }], [says(ready('a'))])).toEqual([
			'60 s  look at a',
			'60 s  → a ended success a.mp4, earlier',
		]);
	});

	it('is sent with those that were just asked about, in their order', async () => {
		const tasks = [
			{ from: 60, unknownAt: 0 },
			{ taskUUID: 'b', from: 60 },
		];
		const answers = [says(), says(accepted('a'), accepted('b'))];
		expect(without(await submitted(tasks, answers), /→/)).toEqual([
			'60 s  look at a',
			'60 s  submit a b',
		]);
	});

	it('is not sent while it cannot be asked about; the others are', async () => {
		const tasks = [
			{ from: 60, unknownAt: 0 },
			{ taskUUID: 'b', from: 60 },
		];
		const answers = [noAnswer, says(accepted('b')), says(), says(accepted('a'))];
		expect(await submitted(tasks, answers)).toEqual([
			'60 s  look at a',
			'60 s  submit b',
			'60 s  → b accepted, ordered',
			'61 s  look at a',
			'61 s  submit a',
			'61 s  → a accepted, ordered',
		]);
	});

	it('is given up when it could not be asked about six times, and was never sent', async () => {
		const lines = await submitted([{ from: 60, unknownAt: 0 }], [fromThenOn(noAnswer)]);
		expect(without(lines, /→/)).toEqual([
			'60 s  look at a',
			'61 s  look at a',
			'63 s  look at a',
			'67 s  look at a',
			'75 s  look at a',
			'91 s  look at a',
		]);
		expect(lines.at(-1)).toBe('91 s  → a refused connectionFailed');
	});

	it('is asked about again when the answer to that is old, four times at most', async () => {
		const slow = after(3, says());
		const lines = await submitted(
			[{ from: 60, unknownAt: 0 }],
			[slow, slow, slow, slow, says(accepted('a'))],
		);
		expect(without(lines, /→/)).toEqual([
			'60 s  look at a',
			'63 s  look at a',
			'66 s  look at a',
			'69 s  look at a',
			'72 s  submit a',
		]);
		const quick = await submitted([{ from: 60, unknownAt: 0 }], [after(2, says()), OK]);
		expect(timesOf(quick, /look|submit/)).toBe('60 s, 62 s');
	});

	it('is asked about for all its videos', async () => {
		const task = { from: 60, unknownAt: 0, more: { numberResults: 2 } };
		expect(await submitted([task], [says(ready('a'))])).toEqual([
			'60 s  look at a',
			'60 s  → a accepted, earlier',
		]);
	});
});

it('an execution that is stopped meanwhile ends all submits', async () => {
	const submits = submitted([{}, { taskUUID: 'b' }], [stopped]);
	await expect(submits).rejects.toThrow('stopped');
});
