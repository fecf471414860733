import { pollUntilSilent, createPoll } from './waiting/poll';
import { outcomeOfState } from './tasks/outcome';
import type { Outcome } from './tasks/outcome';
import type { Clock, Send, TaskUUID } from './wire/protocol';
import { RunwareError } from './wire/RunwareError';
import { isEnd } from './wire/taskState';
import type { PolledTask, TaskState } from './wire/taskState';
import { ACCEPTED_UNKNOWN_MS } from './waiting/watch';

/** A task whose end Runware reports by itself; only then is it asked about. */
export interface ReportedTask extends PolledTask {
	/** Milliseconds since 1970. */
	readonly acceptedAt: number;
	/** Whether the video was there, or on its way, before the run that waits for it. */
	readonly reused: boolean;
}

/**
 * A report may overtake the answer to a poll, so the task that it is about is polled again: in
 * all for less than the 5 s that Runware waits for an answer to its report.
 */
const LOOK_AGAIN_MS = [300, 700, 1500];

/**
 * Asks what has become of tasks, because Runware reported one of them. The report itself is not
 * believed: anybody could have sent it.
 * @param reported the task that the report was about
 * @returns the outcome of each task, or why it could not be learnt
 */
export async function findReported(
	tasks: readonly ReportedTask[],
	reported: TaskUUID | undefined,
	send: Send,
	clock: Clock,
): Promise<ReadonlyMap<TaskUUID, Outcome> | RunwareError> {
	const ask = createPoll(send);
	for (let look = 0; ; look += 1) {
		const { states, trouble } = await pollUntilSilent(tasks, ask);
		if (trouble !== undefined) return trouble.error;
		const outcomes = new Map(
			tasks.map((task) => [task.taskUUID, outcomeNow(task, states.get(task.taskUUID), clock)]),
		);
		const isOpen = reported !== undefined && outcomes.get(reported)?.status === 'processing';
		const pauseMs = LOOK_AGAIN_MS[look];
		if (!isOpen || pauseMs === undefined) return outcomes;
		await clock.sleep(pauseMs);
	}
}

/** What is not certain to be the end is none: the execution can only continue once. */
function outcomeNow(
	{ taskUUID, acceptedAt, reused }: ReportedTask,
	state: TaskState | undefined,
	clock: Clock,
): Outcome {
	const isOld = clock.now() - acceptedAt > ACCEPTED_UNKNOWN_MS;
	const isOver = state !== undefined && (isEnd(state) || (state.status === 'unknown' && isOld));
	return isOver ? outcomeOfState(taskUUID, state, reused) : { status: 'processing', taskUUID };
}
