import { askUntilSilent } from './ask';
import type { Ask, Look } from './ask';
import type { Clock, Send, VideoInferenceTask } from './protocol';
import type { RunwareError } from './RunwareError';
import { verdictsOn } from './submission';
import type { Verdict } from './submission';
import { isEnd } from './taskState';
import type { TaskState } from './taskState';

/** How a submit came out. */
export type Submission =
	/**
	 * The task is Runware's now; `earlier` when it had this taskUUID before this run sent it,
	 * `ordered` when it told this run so. After a try that got lost neither may be certain.
	 */
	| { readonly is: 'accepted'; readonly earlier: boolean; readonly ordered: boolean }
	| { readonly is: 'ended'; readonly state: TaskState; readonly earlier: boolean }
	/** Not accepted; `lost` when an earlier try of this run may have been. */
	| { readonly is: 'refused'; readonly error: RunwareError; readonly lost: boolean };

export type Submit = (task: VideoInferenceTask, times: SubmitTimes) => Promise<Submission>;

/** Milliseconds of the clock. */
export interface SubmitTimes {
	/** A queue at Runware may hold a task back until then. */
	readonly giveUpAt: number;
	/** When the API was last asked after the task, and did not have it. */
	readonly unknownAt: number;
}

interface Pending {
	readonly task: VideoInferenceTask;
	readonly giveUpAt: number;
	unknownAt: number;
	readonly resolve: (submission: Submission) => void;
	readonly reject: (cause: unknown) => void;
	tries: number;
	/** Whether a try went out whose answer did not come back whole. */
	lost: boolean;
	alone: boolean;
}

/** How many tasks a request may have is not documented. One that is refused is halved, or taken apart. */
const MOST_PER_REQUEST = 100;
const MOST_CHARACTERS = 1_000_000;
/** Runware advises 2 to 4 requests at a time. */
const MOST_REQUESTS = 4;

/** A task waits for its place for minutes; in that time another run may have bought it. */
const FRESH_MS = 2000;

/** Pauses of 1, 2, 4, 8, 16 s: half a minute in which an API that is away may come back. */
const TRIES = 6;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
const LONGEST_RETRY_AFTER_MS = 300_000;

export interface SubmitDependencies {
	readonly send: Send;
	readonly ask: Ask;
	readonly clock: Clock;
	/** At least 0 and below 1; spreads the retries of several runs. */
	readonly random: () => number;
}

/**
 * Submits tasks in batches. A task keeps its taskUUID over every try, so that no number of tries
 * is charged twice; after a lost answer the API is asked whether it has the task before it is sent
 * again, and "conflict" then means accepted. While the API is busy or away, all tasks pause.
 */
export function createSubmit({ send, ask, clock, random }: SubmitDependencies): Submit {
	const queue: Pending[] = [];
	let lanes = 0;
	let pausedUntil = 0;
	let troubles = 0;
	let perRequest = MOST_PER_REQUEST;

	return async (task, { giveUpAt, unknownAt }) =>
		await new Promise<Submission>((resolve, reject) => {
			const fresh = { tries: 0, lost: false, alone: false };
			queue.push({ task, giveUpAt, unknownAt, resolve, reject, ...fresh });
			if (lanes < MOST_REQUESTS) void lane();
		});

	async function lane(): Promise<void> {
		lanes += 1;
		let batch: Pending[] = [];
		try {
			await clock.sleep(0); // rows that come together go out together
			while (queue.length > 0) {
				if (pausedUntil > clock.now()) await clock.sleep(pausedUntil - clock.now());
				else {
					batch = takeBatch();
					await sendBatch(batch);
				}
			}
		} catch (cause) {
			for (const { reject } of [...batch, ...queue.splice(0)]) reject(cause);
		} finally {
			lanes -= 1;
		}
	}

	function takeBatch(): Pending[] {
		const [first] = queue;
		if (first === undefined) return [];
		let characters = 0;
		let size = 0;
		for (const { task, alone } of queue) {
			characters += JSON.stringify(task).length;
			const fits = size < perRequest && characters <= MOST_CHARACTERS && !alone && !first.alone;
			if (size > 0 && !fits) break;
			size += 1;
		}
		return queue.splice(0, size);
	}

	async function sendBatch(batch: readonly Pending[]): Promise<void> {
		const open = await notYetKnown(batch);
		if (open.length === 0) return;
		const reply = await send(open.map(({ task }) => task));
		for (const pending of open) pending.tries += 1;
		const verdictOn = verdictsOn(
			reply,
			open.map(({ task }) => task.taskUUID),
		);
		const verdicts = open.map((pending) => ({
			pending,
			verdict: verdictOn(pending.task.taskUUID),
		}));
		const again = verdicts.filter(({ pending, verdict }) => !isSettledBy(pending, verdict));
		queue.unshift(...again.map(({ pending }) => pending));
		// A batch that has to be taken apart is no trouble, but one that the API can not take is.
		if (again.some(({ verdict }) => verdict.is === 'again' && verdict.alone !== true)) {
			perRequest = Math.max(1, Math.floor(perRequest / 2));
			pause(reply.status === 'none' ? undefined : reply.retryAfterMs);
		} else if (again.length === 0) {
			troubles = 0;
			perRequest = Math.min(MOST_PER_REQUEST, perRequest + 1);
		}
	}

	/**
	 * Asks after the tasks that the API may have by now, and settles those that it has: a try's
	 * answer was lost, or the task was last asked after so long ago that another run may have bought it.
	 */
	async function notYetKnown(batch: readonly Pending[]): Promise<readonly Pending[]> {
		const doubted = new Set(batch.filter(mayBeKnown));
		if (doubted.size === 0) return batch;
		const now = clock.now();
		const look = await askUntilSilent(
			[...doubted].map(({ task }) => asked(task)),
			ask,
		);
		const open: Pending[] = [];
		const unanswered: Pending[] = [];
		for (const pending of batch) {
			const state = look.states.get(pending.task.taskUUID);
			if (!doubted.has(pending)) open.push(pending);
			else if (state !== undefined && state.status !== 'unknown')
				pending.resolve(known(pending, state));
			else if (look.answered.has(pending.task.taskUUID)) {
				pending.unknownAt = now;
				open.push(pending);
			} else unanswered.push(pending);
		}
		requeueUnanswered(unanswered, look);
		return open;
	}

	function mayBeKnown({ lost, unknownAt }: Pending): boolean {
		return lost || clock.now() - unknownAt > FRESH_MS;
	}

	function requeueUnanswered(unanswered: readonly Pending[], { trouble }: Look): void {
		if (unanswered.length > 0) pause(trouble?.retryAfterMs);
		for (const pending of unanswered) {
			pending.tries += 1;
			if (trouble !== undefined && isOver(pending))
				pending.resolve(refused(pending, trouble.error));
			else queue.push(pending);
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
				pending.resolve(refused(pending, verdict.error));
				return true;
			case 'again':
				pending.lost ||= verdict.lost;
				pending.alone ||= verdict.alone === true;
				if (!isOver(pending, verdict.error)) return false;
				pending.resolve(refused(pending, verdict.error));
				return true;
		}
	}

	/** A full queue at Runware may take its time; anything else that lasts is a fault. */
	function isOver({ tries, giveUpAt }: Pending, error?: RunwareError): boolean {
		return clock.now() >= giveUpAt || (error?.kind !== 'rateLimit' && tries >= TRIES);
	}

	function pause(retryAfterMs: number | undefined): void {
		const growing = Math.min(FIRST_PAUSE_MS * 2 ** troubles, LONGEST_PAUSE_MS);
		troubles += 1;
		const wished = retryAfterMs === undefined ? 0 : Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS);
		const pauseMs = Math.max(growing, wished) * (1 + 0.3 * random());
		pausedUntil = Math.max(pausedUntil, clock.now() + pauseMs);
	}
}

/** An error that may be the look's own is no end: the task may well be rendering. */
function known({ lost }: Pending, state: TaskState): Submission {
	const earlier = !lost;
	return isEnd(state)
		? { is: 'ended', state, earlier }
		: { is: 'accepted', earlier, ordered: false };
}

function refused({ lost }: Pending, error: RunwareError): Submission {
	return { is: 'refused', error, lost };
}

function asked({ taskUUID, numberResults }: VideoInferenceTask) {
	return { taskUUID, ...(numberResults === undefined ? {} : { numberResults }) };
}
