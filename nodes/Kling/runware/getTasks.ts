import { createArchive, withArchive } from './waiting/archive';
import { createPoll } from './waiting/poll';
import type { Clock, Send, TaskUUID } from './wire/protocol';
import { failedOutcome, outcomeOfWatch } from './tasks/outcome';
import type { WatchResult, Outcome } from './tasks/outcome';
import { createWatch } from './waiting/watch';

/** An earlier task to get; a wait of 0 takes whatever the first poll brings. */
export interface GetTask {
	readonly taskUUID: TaskUUID;
	readonly maxWaitMs: number;
}

/** How long polls that fail are tried again when the first answer decides. */
const FIRST_ANSWER_MS = 20_000;

/** A task that was submitted a moment ago elsewhere may not be known everywhere right away. */
const JUST_SUBMITTED_MS = 10_000;

/**
 * Gets the videos of earlier tasks, asking about all of them together, and the archive about
 * those that are not known any more.
 */
export async function getTasks(
	tasks: readonly GetTask[],
	send: Send,
	clock: Clock,
): Promise<ReadonlyMap<GetTask, Outcome>> {
	const ask = withArchive(createPoll(send), createArchive(send, clock), clock);
	const watch = createWatch(ask, clock, false);
	const now = clock.now();
	const outcomes = await Promise.all(
		tasks.map(async (task) => {
			const { taskUUID, maxWaitMs } = task;
			const ending = await watch(
				maxWaitMs > 0
					? {
							taskUUID,
							deadline: now + maxWaitMs,
							unknownUntil: now + Math.min(maxWaitMs, JUST_SUBMITTED_MS),
						}
					: {
							taskUUID,
							deadline: now + FIRST_ANSWER_MS,
							unknownUntil: now,
							silentUntil: now,
							once: true,
						},
			);
			return [task, outcomeOfGet(task, ending)] as const;
		}),
	);
	return new Map(outcomes);
}

function outcomeOfGet({ taskUUID, maxWaitMs }: GetTask, ending: WatchResult): Outcome {
	if (maxWaitMs > 0 || ending.is !== 'late') return outcomeOfWatch(taskUUID, ending, true);
	return ending.error === undefined
		? { status: 'processing', taskUUID }
		: failedOutcome(taskUUID, ending.error, 'unknown');
}
