import { given } from '../../given';
import { pollUntilSilent } from './poll';
import type { Poll, PollResult } from './poll';
import { nextLookIn, retryLookIn, withRender } from './pollPlan';
import type { Renders } from './pollPlan';
import type { Clock } from '../wire/protocol';
import type { WatchResult } from '../tasks/outcome';
import type { PolledTask, TaskState } from '../wire/taskState';
import type { RunwareError } from '../wire/RunwareError';

export interface WatchedTask extends PolledTask {
	/** Milliseconds of the clock. */
	readonly deadline: number;
	/** Give up earlier when answered polls never speak of the task until then. */
	readonly silentUntil?: number;
	/** When the API's saying that it has no such task is believed. */
	readonly unknownUntil: number;
	/** Take whatever the first answered poll brings. */
	readonly once?: boolean;
	/** Submitted just now, so that its end tells how long a render takes. */
	readonly fresh?: boolean;
}

export type Watch = (task: WatchedTask) => Promise<WatchResult>;

/** A just accepted task was seen to be unknown for seconds; a minute is far beyond that. */
export const ACCEPTED_UNKNOWN_MS = 60_000;

/** An unmarked error about a task is believed when it comes this often in a row, over this time. */
const BELIEVED_AFTER = 8;
const BELIEVED_AFTER_MS = 20_000;
/** A key that was accepted and is refused for so long is refused; until then it may be a fault at the API. */
const LOCKED_OUT_AFTER_MS = 300_000;

interface Watched {
	readonly task: WatchedTask;
	readonly since: number;
	readonly resolve: (ending: WatchResult) => void;
	readonly reject: (cause: unknown) => void;
	answeredAt: number;
	seen: boolean;
	/** Errors in a row that may have been the poll's own, and when the first one came. */
	uncertainErrors: number;
	uncertainSince: number;
}

/**
 * Waits for tasks, all with the same polls. A poll that fails, for whatever reason, says nothing
 * about any task, and the waiting continues until a task's own deadline.
 * @param keyProven whether the API has accepted the key in this run; if not, one refusal is enough
 */
export function createWatch(ask: Poll, clock: Clock, keyProven: boolean): Watch {
	const watched = new Set<Watched>();
	let running = false;
	let proven = keyProven;
	let renders: Renders | undefined;
	let lastLook = { tasks: 0, requests: 1 };
	let hasBeenLimited = false; // once the API has asked for fewer requests, for the rest of the run

	return async (task) =>
		await new Promise<WatchResult>((resolve, reject) => {
			const now = clock.now();
			const fresh = { answeredAt: now, seen: false, uncertainErrors: 0, uncertainSince: now };
			watched.add({ task, since: now, resolve, reject, ...fresh });
			if (!running) void lookUntilAllEnded();
		});

	async function lookUntilAllEnded(): Promise<void> {
		running = true;
		let failures = 0;
		let refusedSince: number | undefined; // the key, in a row
		let lookedAt = clock.now();
		let nextLookAt = (): number => (proven ? plannedAfter(lookedAt) : lookedAt);
		try {
			while (watched.size > 0) {
				await sleepUntil(nextLookAt);
				lookedAt = clock.now();
				const tasks = longestUnansweredFirst();
				// Nothing is concluded from an answer that may have left a task out.
				const isLast = tasks.some((task) => concludesFromSilence(task, lookedAt));
				const look = await (isLast ? pollUntilSilent(tasks, ask) : ask(tasks));
				failures = look.trouble === undefined ? 0 : failures + 1;
				const isRefused = look.trouble?.error.kind === 'auth';
				refusedSince = isRefused ? (refusedSince ?? lookedAt) : undefined;
				proven ||= look.answered.size > 0;
				hasBeenLimited ||= look.trouble?.error.kind === 'rateLimit';
				lastLook = { tasks: tasks.length, requests: hasBeenLimited ? Infinity : look.requests };
				const refusedMs = refusedSince === undefined ? -1 : lookedAt - refusedSince;
				settle(look, refusedMs >= (proven ? LOCKED_OUT_AFTER_MS : 0), lookedAt);
				const retryMs = failures > 0 ? retryLookIn(failures, look.trouble?.retryAfterMs) : 0;
				nextLookAt = () => plannedAfter(lookedAt, retryMs);
			}
		} catch (cause) {
			for (const { reject } of watched) reject(cause);
			watched.clear();
		} finally {
			running = false;
		}
	}

	/** Planned anew after the sleep, since tasks may have come that share the poll. */
	async function sleepUntil(at: () => number): Promise<void> {
		do await clock.sleep(Math.max(0, at() - clock.now()));
		while (at() > clock.now());
	}

	/** When to poll again after a poll at `lookedAt`. */
	function plannedAfter(lookedAt: number, leastMs = 0): number {
		const entries = [...watched];
		const agesMs = entries.map(({ since }) => lookedAt - since);
		const gapMs = nextLookIn(agesMs, { lastLook, ...given({ renders }) });
		const deadline = entries.reduce((least, { task }) => Math.min(least, task.deadline), Infinity);
		return Math.max(lookedAt, Math.min(lookedAt + Math.max(gapMs, leastMs), deadline));
	}

	/** Should an answer cover only part of a request, the rest comes first in the next one. */
	function longestUnansweredFirst(): readonly WatchedTask[] {
		return [...watched]
			.sort((one, other) => one.answeredAt - other.answeredAt)
			.map(({ task }) => task);
	}

	function settle(
		{ states, answered, trouble }: PollResult,
		lockedOut: boolean,
		lookedAt: number,
	): void {
		for (const entry of watched) {
			const { taskUUID } = entry.task;
			const state = states.get(taskUUID);
			if (state !== undefined) entry.answeredAt = clock.now();
			const isLast = lookedAt >= entry.task.deadline;
			const ending = resultFor(entry, state, answered.has(taskUUID), isLast, trouble?.error);
			if (ending !== undefined) end(entry, ending);
			else if (lockedOut && trouble !== undefined)
				end(entry, { is: 'lockedOut', error: trouble.error });
		}
	}

	function resultFor(
		entry: Watched,
		state: TaskState | undefined,
		answered: boolean,
		isLast: boolean,
		error: RunwareError | undefined,
	): WatchResult | undefined {
		const { silentUntil, unknownUntil, once } = entry.task;
		const now = clock.now();
		if (state?.status === 'success') return { is: 'ended', state };
		if (state?.status === 'error') {
			entry.seen = true;
			if (entry.uncertainErrors === 0) entry.uncertainSince = now;
			entry.uncertainErrors += 1;
			const isLasting = now - entry.uncertainSince >= BELIEVED_AFTER_MS;
			const believed = state.certain || (entry.uncertainErrors >= BELIEVED_AFTER && isLasting);
			if (believed || (isLast && state.videos.length > 0)) return { is: 'ended', state };
		} else if (state !== undefined || answered) entry.uncertainErrors = 0;
		if (state?.status === 'processing') entry.seen = true;
		if (state?.status === 'unknown' && now >= unknownUntil) {
			return { is: 'unknown', error: state.error };
		}
		if (answered && !entry.seen && now >= (silentUntil ?? Infinity)) return { is: 'unknown' };
		const { seen } = entry;
		if (answered && once === true) return { is: 'late', seen };
		if (!isLast) return undefined;
		return { is: 'late', seen, ...(answered || error === undefined ? {} : { error }) };
	}

	function end(entry: Watched, ending: WatchResult): void {
		watched.delete(entry);
		if (ending.is === 'ended' && ending.state.status === 'success' && entry.task.fresh === true) {
			renders = withRender(renders, clock.now() - entry.since);
		}
		entry.resolve(ending);
	}
}

/** Whether the poll at `now` may be the last one of a task, although it is not spoken of. */
function concludesFromSilence(
	{ deadline, silentUntil = Infinity, once = false }: WatchedTask,
	now: number,
): boolean {
	return once || now >= Math.min(deadline, silentUntil);
}
