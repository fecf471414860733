import { createArchive, isUnknown } from './waiting/archive';
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
 * believed: anybody could have sent it. A pause may be so long that polls have forgotten some.
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
	const recall = createArchive(send, clock);
	let archived: ReadonlyMap<TaskUUID, TaskState> = new Map();
	for (let look = 0; ; look += 1) {
		const polled = await pollUntilSilent(tasks, ask);
		if (polled.trouble !== undefined) return polled.trouble.error;
		const isForgotten = (task: ReportedTask) =>
			isOld(task, clock) && isUnknown(polled, task.taskUUID);
		if (look === 0) archived = await recall(tasks.filter(isForgotten));
		const outcomes = new Map(
			tasks.map((task) => {
				const found = archived.get(task.taskUUID);
				const state = found?.status === 'success' ? found : polled.states.get(task.taskUUID);
				return [task.taskUUID, outcomeNow(task, state, clock)];
			}),
		);
		const isOpen = reported !== undefined && outcomes.get(reported)?.status === 'processing';
		const pauseMs = LOOK_AGAIN_MS[look];
		if (!isOpen || pauseMs === undefined) return outcomes;
		await clock.sleep(pauseMs);
	}
}

/** What is not certain to be the end is none: the execution can only continue once. */
function outcomeNow(task: ReportedTask, state: TaskState | undefined, clock: Clock): Outcome {
	const { taskUUID, reused } = task;
	const isGone = state?.status === 'unknown' && isOld(task, clock);
	const isOver = state !== undefined && (isEnd(state) || isGone);
	return isOver ? outcomeOfState(taskUUID, state, reused) : { status: 'processing', taskUUID };
}

function isOld({ acceptedAt }: ReportedTask, clock: Clock): boolean {
	return clock.now() - acceptedAt > ACCEPTED_UNKNOWN_MS;
}
