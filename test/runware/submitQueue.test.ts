import { createCapacity } from '../../nodes/Kling/runware/buying/capacity';
import { createSubmitQueue } from '../../nodes/Kling/runware/buying/submitQueue';
import type { Pending } from '../../nodes/Kling/runware/buying/submitQueue';
import type { VideoInferenceTask } from '../../nodes/Kling/runware/wire/protocol';
import { RunwareError } from '../../nodes/Kling/runware/wire/RunwareError';

const BUSY = new RunwareError({ code: 'providerRateLimitExceeded', message: 'No' });

function task(taskUUID: string, positivePrompt = 'A boat'): VideoInferenceTask {
	return {
		taskType: 'videoInference',
		taskUUID,
		model: 'klingai:kling@o1-standard',
		positivePrompt,
		deliveryMethod: 'async',
		includeCost: true,
	};
}

/** Came at 0 s and is given up after so many, once it has been refused. */
function pending(
	taskUUID: string,
	more: Partial<Pending> & { readonly wait?: number } = {},
): Pending {
	const { wait = 10, ...rest } = more;
	return {
		task: task(taskUUID),
		since: 0,
		maxWaitMs: wait * 1000,
		unknownAt: 0,
		resolve: () => undefined,
		reject: () => undefined,
		tries: 0,
		lost: false,
		uncertain: false,
		lateAnswers: 0,
		alone: false,
		...rest,
	};
}

const names = (some: readonly Pending[]) =>
	some.map(({ task: { taskUUID } }) => taskUUID).join(' ');

/** A queue with its clock in seconds, which the test sets. */
function queueAt(...some: readonly Pending[]) {
	let seconds = 0;
	const now = () => seconds * 1000;
	const capacity = createCapacity(now, () => 0);
	const queue = createSubmitQueue(capacity, { now, sleep: async () => undefined });
	queue.add(...some);
	const at = (moment: number) => {
		seconds = moment;
		return queue;
	};
	return { queue, capacity, at };
}

describe('a queue of submits', () => {
	it('gives the first that came, as many as go into one request', () => {
		const { queue } = queueAt(pending('a'), pending('b'), pending('c'));
		expect([names(queue.take(2)), names(queue.take(2)), names(queue.take(2))]).toEqual([
			'a b',
			'c',
			'',
		]);
		expect(queue.isEmpty()).toBe(true);
	});

	it('gives first what was put back', () => {
		const { queue } = queueAt(pending('a'));
		queue.putBack([pending('b'), pending('c')]);
		expect(names(queue.take(9))).toBe('b c a');
	});

	it('gives a million characters at a time, and one task that has more', () => {
		const text = (characters: number) => ({
			task: task('', 'x'.repeat(characters - JSON.stringify(task('', '')).length)),
		});
		const { queue } = queueAt(
			pending('a', text(400_000)),
			pending('b', text(600_000)),
			pending('c', text(600_000)),
			pending('d', text(400_001)),
			pending('e', text(1_500_000)),
		);
		const counts = Array.from({ length: 5 }, () => queue.take(9).length);
		expect(counts).toEqual([2, 1, 1, 1, 0]);
	});

	it('gives what goes alone by itself', () => {
		const alone = { alone: true };
		const { queue } = queueAt(pending('a'), pending('b', alone), pending('c', alone), pending('d'));
		expect(Array.from({ length: 4 }, () => names(queue.take(9)))).toEqual(['a', 'b', 'c', 'd']);
	});

	it('gives what is to be asked about apart from what is not', () => {
		const uncertain = { uncertain: true };
		const { queue } = queueAt(pending('a', uncertain), pending('b', uncertain), pending('c'));
		expect([names(queue.take(9)), names(queue.take(9))]).toEqual(['a b', 'c']);
	});

	it('gives no more than there is room for, but all that is only to be asked about', () => {
		const { queue, capacity } = queueAt(
			pending('a', { uncertain: true }),
			pending('b', { uncertain: true }),
			pending('c'),
			pending('d'),
		);
		capacity.sent(3);
		capacity.answered(3, 2, {});
		expect([names(queue.take(9)), names(queue.take(9))]).toEqual(['a b', '']);
		capacity.ended();
		expect(names(queue.take(9))).toBe('c');
	});
});

describe('what waits in the queue for too long', () => {
	it('is taken out once, and the others stay in their order', () => {
		const { at } = queueAt(
			pending('a', { wait: 10, error: BUSY }),
			pending('b', { wait: 20, error: BUSY }),
			pending('c', { wait: 10, error: BUSY }),
			pending('d', { wait: 30, error: BUSY }),
		);
		expect(names(at(9.999).takeOverdue())).toBe('');
		expect(names(at(10).takeOverdue())).toBe('a c');
		expect(names(at(10).takeOverdue())).toBe('');
		expect(names(at(10).take(9))).toBe('b d');
	});

	it('is not given up as long as nothing has refused it', () => {
		const { at } = queueAt(pending('a'), pending('b', { error: BUSY }));
		expect(names(at(60).takeOverdue())).toBe('b');
		expect(names(at(60).take(9))).toBe('a');
	});

	it('is given up later when others of the run get on', () => {
		const { at, queue, capacity } = queueAt(pending('a', { error: BUSY }));
		at(4);
		capacity.ended();
		expect(queue.nextGiveUpAt()).toBe(14_000);
		expect(names(at(13).takeOverdue())).toBe('');
		expect(names(at(14).takeOverdue())).toBe('a');
	});

	it('tells when the next one is given up', () => {
		const { queue } = queueAt(
			pending('a', { wait: 5 }),
			pending('b', { wait: 30, error: BUSY }),
			pending('c', { wait: 20, error: BUSY }),
		);
		expect(queue.nextGiveUpAt()).toBe(20_000);
		expect(queueAt(pending('a')).queue.nextGiveUpAt()).toBe(Infinity);
	});
});
