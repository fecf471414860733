import type { Capacity } from './capacity';
import type { Clock, VideoInferenceTask } from '../wire/protocol';
import type { RunwareError } from '../wire/RunwareError';
import type { SubmitResult } from './submitAnswer';

/** A task on its way to Runware. */
export interface Pending {
	readonly task: VideoInferenceTask;
	/** Milliseconds of the clock. */
	readonly since: number;
	readonly maxWaitMs: number;
	unknownAt: number;
	readonly resolve: (submission: SubmitResult) => void;
	readonly reject: (cause: unknown) => void;
	tries: number;
	/** Whether a try went out whose answer did not come back whole. */
	lost: boolean;
	/** Whether it was not polled since then, or the answer to that was old when it came. */
	uncertain: boolean;
	lateAnswers: number;
	alone: boolean;
	/** Why it was not taken the last time. */
	error?: RunwareError;
}

/** Tasks that wait to be sent, first come first served but for those that go back to the front. */
export interface SubmitQueue {
	readonly isEmpty: () => boolean;
	readonly add: (...pending: readonly Pending[]) => void;
	readonly putBack: (pending: readonly Pending[]) => void;
	/** As many as go into one request and find room; what may be known already is only polled, room or not. */
	readonly take: (perRequest: number) => Pending[];
	/** Takes out those whose time is over; only a task that was refused before is ever given up. */
	readonly takeOverdue: () => readonly Pending[];
	readonly takeAll: () => readonly Pending[];
	/** Milliseconds of the clock: when the next one would be given up. */
	readonly nextGiveUpAt: () => number;
	readonly givesUpAt: (pending: Pending) => number;
}

const MOST_CHARACTERS = 1_000_000;

export function createSubmitQueue(capacity: Capacity, clock: Clock): SubmitQueue {
	const queue: Pending[] = [];

	/** While Runware takes no more, a task waits for as long as others of the run get on. */
	function givesUpAt({ since, maxWaitMs }: Pending): number {
		return Math.max(since, capacity.progressAt()) + maxWaitMs;
	}

	return {
		isEmpty: () => queue.length === 0,
		add: (...pending) => {
			queue.push(...pending);
		},
		putBack: (pending) => {
			queue.unshift(...pending);
		},
		take: (perRequest) => {
			const [first] = queue;
			if (first === undefined) return [];
			const room = first.uncertain ? Infinity : capacity.room();
			let characters = 0;
			let size = 0;
			for (const { task, alone, uncertain } of queue) {
				characters += JSON.stringify(task).length;
				const fits =
					size < perRequest &&
					characters <= MOST_CHARACTERS &&
					!alone &&
					!first.alone &&
					uncertain === first.uncertain;
				if (size >= room || (size > 0 && !fits)) break;
				size += 1;
			}
			return queue.splice(0, size);
		},
		takeOverdue: () => {
			const now = clock.now();
			const isOverdue = (pending: Pending) =>
				pending.error !== undefined && givesUpAt(pending) <= now;
			const overdue = queue.filter(isOverdue);
			if (overdue.length > 0) {
				queue.splice(0, queue.length, ...queue.filter((pending) => !isOverdue(pending)));
			}
			return overdue;
		},
		takeAll: () => queue.splice(0),
		nextGiveUpAt: () =>
			queue.reduce(
				(least, pending) =>
					pending.error === undefined ? least : Math.min(least, givesUpAt(pending)),
				Infinity,
			),
		givesUpAt,
	};
}
