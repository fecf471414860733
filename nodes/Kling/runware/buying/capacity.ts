/**
 * How many tasks of a run Runware and Kling take at a time. No limit is documented, and load is
 * shared with others, so only refusals tell: as many as are in progress then, until more are taken.
 * Tried are 1, then 2, 4 … more while that goes well, or half of what was refused altogether, after
 * pauses that grow while it does not.
 */
export interface Capacity {
	/** How many may be sent now. */
	readonly room: () => number;
	/** Milliseconds of the clock: when more may be tried, full or not. */
	readonly retryAt: () => number;
	/** Milliseconds of the clock: when a task was last taken or ended. */
	readonly progressAt: () => number;
	readonly sent: (tasks: number) => void;
	/** Of those sent, so many were taken; whether the answer says that no more are. */
	readonly answered: (
		sent: number,
		taken: number,
		full: undefined | { readonly retryAfterMs?: number },
	) => void;
	/** A task is in progress that this run did not send now. */
	readonly joined: () => void;
	/** A task is in progress no more. */
	readonly ended: () => void;
	/** Kling took a task and gave it up because it was too busy. */
	readonly overtaxed: () => void;
}

const SHORTEST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

export function createCapacity(now: () => number, random: () => number): Capacity {
	let limit = Infinity;
	let used = 0;
	let more = 1;
	let pauseMs = SHORTEST_PAUSE_MS;
	let retryAt = 0;
	let progressAt = 0;

	function fill(next: number, retryAfterMs = 0): void {
		limit = used;
		more = Math.max(1, next);
		retryAt = now() + Math.max(retryAfterMs, pauseMs * (1 + 0.3 * random()));
		pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
	}

	return {
		room: () => Math.max(0, limit - used) + (now() >= retryAt ? more : 0),
		retryAt: () => retryAt,
		progressAt: () => progressAt,
		sent: (tasks) => {
			used += tasks;
		},
		answered: (sent, taken, full) => {
			used -= sent - taken;
			if (taken > 0) progressAt = now();
			if (full !== undefined) fill(taken > 0 ? 1 : Math.floor(sent / 2), full.retryAfterMs);
			else if (used > limit) {
				limit = used;
				more *= 2;
				pauseMs = SHORTEST_PAUSE_MS;
				retryAt = now() + SHORTEST_PAUSE_MS;
			}
		},
		joined: () => {
			used += 1;
		},
		ended: () => {
			used -= 1;
			progressAt = now();
		},
		overtaxed: () => {
			fill(1);
		},
	};
}
