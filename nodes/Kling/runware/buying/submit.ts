import { given } from '../../given';
import { pollUntilSilent } from '../waiting/poll';
import type { Poll, PollResult } from '../waiting/poll';
import { createCapacity } from './capacity';
import { polledTaskOf } from '../tasks/job';
import type { Clock, Send, VideoInferenceTask } from '../wire/protocol';
import { isTroubled, resultOfKnown, resultOfRefusal, verdictsOn } from './submitAnswer';
import type { SubmitResult, Verdict } from './submitAnswer';
import { createSubmitQueue } from './submitQueue';
import type { Pending } from './submitQueue';

import type { PolledTask } from '../wire/taskState';

export interface Submit {
	(task: VideoInferenceTask, times: SubmitTimes): Promise<SubmitResult>;
	/** An accepted task has ended, so there may be room for another; `overtaxed` when Kling was too busy for it. */
	readonly ended: (how?: { readonly overtaxed: boolean }) => void;
	/** A task is in progress that was not submitted here. */
	readonly joined: () => void;
}

/** Milliseconds; the second of the clock. */
export interface SubmitTimes {
	/** How long Runware may hold a task back, while no other one of the run gets on. */
	readonly maxWaitMs: number;
	/** When the API was last asked about the task, and did not have it. */
	readonly unknownAt: number;
}

/** How many tasks a request may have is not documented. One that is refused is halved, or taken apart. */
const MOST_SUBMITTED_PER_REQUEST = 100;
/** Runware advises 2 to 4 requests at a time. */
const MOST_REQUESTS = 4;

/** A task waits for room for minutes; in that time another run may have bought it. */
const FRESH_MS = 2000;

/** Pauses of 1, 2, 4, 8, 16 s: half a minute in which an API that is away may come back. */
const TRIES = 6;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

export interface SubmitDependencies {
	readonly send: Send;
	readonly ask: Poll;
	readonly clock: Clock;
	/** At least 0 and below 1; spreads the retries of several runs. */
	readonly random: () => number;
}

/**
 * Submits tasks in batches. A task keeps its taskUUID over every try, so that no number of tries
 * is charged twice; after a lost answer the API is asked whether it has the task before it is sent
 * again, and "conflict" then means accepted. While the API is away, all tasks pause; while it takes
 * no more, they wait until one of those in progress has ended.
 */
export function createSubmit({ send, ask, clock, random }: SubmitDependencies): Submit {
	const capacity = createCapacity(clock.now, random);
	const queue = createSubmitQueue(capacity, clock);
	let lanes = 0;
	let restingUntil = Infinity;
	let pausedUntil = 0;
	let troubles = 0;
	let perRequest = MOST_SUBMITTED_PER_REQUEST;

	async function submit(
		task: VideoInferenceTask,
		{ maxWaitMs, unknownAt }: SubmitTimes,
	): Promise<SubmitResult> {
		return await new Promise<SubmitResult>((resolve, reject) => {
			const fresh = { tries: 0, lost: false, uncertain: false, lateAnswers: 0, alone: false };
			queue.add({ task, since: clock.now(), maxWaitMs, unknownAt, resolve, reject, ...fresh });
			wake();
		});
	}

	return Object.assign(submit, {
		ended: ({ overtaxed = false } = {}) => {
			capacity.ended();
			if (overtaxed) capacity.overtaxed();
			if (!queue.isEmpty()) wake();
		},
		joined: capacity.joined,
	});

	function wake(): void {
		if (lanes < MOST_REQUESTS) void lane();
	}

	async function lane(): Promise<void> {
		lanes += 1;
		let batch: Pending[] = [];
		try {
			await clock.sleep(0); // rows that come together go out together
			for (;;) {
				for (const overdue of queue.takeOverdue()) giveUp(overdue);
				batch = pausedUntil > clock.now() ? [] : queue.take(perRequest);
				if (batch.length > 0) await sendBatch(batch);
				else if (queue.isEmpty() || restingUntil <= nextAt()) break;
				else await rest(nextAt());
			}
		} catch (cause) {
			for (const { reject } of [...batch, ...queue.takeAll()]) reject(cause);
		} finally {
			lanes -= 1;
		}
	}

	/** When something may be sent, or is given up. */
	function nextAt(): number {
		const isPaused = pausedUntil > clock.now();
		return Math.min(isPaused ? pausedUntil : capacity.retryAt(), queue.nextGiveUpAt());
	}

	/** One lane is enough to wait, unless another one has less to wait for. */
	async function rest(until: number): Promise<void> {
		const others = restingUntil;
		restingUntil = until;
		try {
			await clock.sleep(until - clock.now());
		} finally {
			restingUntil = others;
		}
	}

	async function sendBatch(batch: readonly Pending[]): Promise<void> {
		const unknown = await stillUnknown(batch);
		const open = unknown.slice(0, capacity.room());
		queue.putBack(unknown.slice(open.length));
		if (open.length === 0) return;
		capacity.sent(open.length);
		const reply = await send(open.map(({ task }) => task));
		const verdictOn = verdictsOn(reply, open.map(asked));
		const verdicts = open.map((pending) => ({
			pending,
			verdict: verdictOn(pending.task.taskUUID),
		}));
		const again = verdicts.filter(({ pending, verdict }) => !isSettledBy(pending, verdict));
		queue.putBack(again.map(({ pending }) => pending));
		const taken = verdicts.filter(({ verdict: { is } }) => is === 'accepted' || is === 'conflict');
		const retryAfterMs = reply.status === 'none' ? undefined : reply.retryAfterMs;
		const isFull = verdicts.some(({ verdict }) => verdict.is === 'again' && verdict.full === true);
		capacity.answered(open.length, taken.length, isFull ? given({ retryAfterMs }) : undefined);
		if (again.some(({ verdict }) => isTroubled(verdict))) {
			perRequest = Math.max(1, Math.floor(perRequest / 2));
			pause(retryAfterMs);
		} else if (again.length === 0) {
			troubles = 0;
			perRequest = Math.min(MOST_SUBMITTED_PER_REQUEST, perRequest + 1);
		}
	}

	/**
	 * Polls the tasks that the API may have by now, and settles those that it has: a try's
	 * answer was lost, or the task was last polled so long ago that another run may have bought it.
	 */
	async function stillUnknown(batch: readonly Pending[]): Promise<readonly Pending[]> {
		const uncertain = new Set(batch.filter(mayBeKnown));
		if (uncertain.size === 0) return batch;
		const now = clock.now();
		const look = await pollUntilSilent(
			[...uncertain].map((pending) => asked(pending)),
			ask,
		);
		const open: Pending[] = [];
		const unanswered: Pending[] = [];
		for (const pending of batch) {
			const state = look.states.get(pending.task.taskUUID);
			if (!uncertain.has(pending)) open.push(pending);
			else if (state !== undefined && state.status !== 'unknown') {
				const submission = resultOfKnown(pending, state);
				if (submission.is === 'accepted') capacity.joined();
				pending.resolve(submission);
			} else if (look.answered.has(pending.task.taskUUID)) {
				pending.unknownAt = now;
				pending.uncertain = mayBeKnown({ ...pending, uncertain: false }) && pending.lateAnswers < 3;
				pending.lateAnswers = pending.uncertain ? pending.lateAnswers + 1 : 0;
				if (pending.uncertain) queue.putBack([pending]);
				else open.push(pending);
			} else unanswered.push(pending);
		}
		requeueUnanswered(unanswered, look);
		return open;
	}

	function mayBeKnown({ uncertain, unknownAt }: Pick<Pending, 'uncertain' | 'unknownAt'>): boolean {
		return uncertain || clock.now() - unknownAt > FRESH_MS;
	}

	function requeueUnanswered(unanswered: readonly Pending[], { trouble }: PollResult): void {
		if (unanswered.length > 0) pause(trouble?.retryAfterMs);
		for (const pending of unanswered) {
			pending.tries += 1;
			if (trouble !== undefined) pending.error = trouble.error;
			if (trouble !== undefined && isOver(pending))
				pending.resolve(resultOfRefusal(pending, trouble.error));
			else queue.add(pending);
		}
	}

	function isSettledBy(pending: Pending, verdict: Verdict): boolean {
		switch (verdict.is) {
			case 'accepted':
				pending.resolve({ is: 'accepted', earlier: false, ordered: true });
				return true;
			case 'conflict':
				pending.resolve({ is: 'accepted', earlier: !pending.lost, ordered: false });
				return true;
			case 'ended':
				pending.resolve({ ...verdict, earlier: false });
				return true;
			case 'refused':
				pending.lost ||= verdict.lost;
				pending.resolve(resultOfRefusal(pending, verdict.error));
				return true;
			case 'again':
				pending.lost ||= verdict.lost;
				pending.uncertain ||= verdict.lost;
				pending.alone ||= verdict.alone === true;
				pending.error = verdict.error;
				// A provider that is full may take its time; anything else that lasts is a fault.
				if (verdict.full !== true) pending.tries += 1;
				if (!isOver(pending, verdict.mostTries)) return false;
				pending.resolve(resultOfRefusal(pending, verdict.error));
				return true;
		}
	}

	function isOver(pending: Pending, mostTries = TRIES): boolean {
		return clock.now() >= queue.givesUpAt(pending) || pending.tries >= mostTries;
	}

	function giveUp(pending: Pending): void {
		if (pending.error !== undefined) pending.resolve(resultOfRefusal(pending, pending.error));
	}

	function pause(retryAfterMs = 0): void {
		const growing = Math.min(FIRST_PAUSE_MS * 2 ** troubles, LONGEST_PAUSE_MS);
		troubles += 1;
		const pauseMs = Math.max(growing, retryAfterMs) * (1 + 0.3 * random());
		pausedUntil = Math.max(pausedUntil, clock.now() + pauseMs);
	}
}

function asked({ task }: Pending): PolledTask {
	return polledTaskOf({ request: task }, task.taskUUID);
}
