import { pollUntilSilent, createPoll, mergePolls } from './poll';
import type { Poll, PollResult, Question } from './poll';
import { decode, textField } from '../wire/envelope';
import type { Answer, Fields } from '../wire/envelope';
import type { Clock, Send, TaskUUID } from '../wire/protocol';
import { RunwareError } from '../wire/RunwareError';
import { taskStates } from '../wire/taskState';
import type { PolledTask, TaskState } from '../wire/taskState';

/**
 * What Runware's archive holds of tasks: finished videos, or that something is there which is none
 * (`processing`). Only a finished video is to be believed: the archive was seen to store a later
 * refusal over the result of the same task. Of several videos it may hold some, and nothing of the
 * others: that is an uncertain `error`, since they may still be rendering.
 */
export type Archive = (tasks: readonly PolledTask[]) => Promise<ReadonlyMap<TaskUUID, TaskState>>;

/** Whether several tasks fit a request is not documented; if not, single ones are tried right away. */
const ARCHIVE: Question = {
	taskType: 'getTaskDetails',
	statesIn: statesInArchive,
	smaller: () => 1,
};

/** Pauses in milliseconds; an archive that stays away is passed over. */
const TRY_AGAIN_MS = [1000, 2000];

/** So often the archive is asked about a task that stays unknown. */
const RECALL_EVERY_MS = 60_000;

/** The archive, for as long as it answers: a key may lack the permission to ask it. */
export function createArchive(send: Send, clock: Clock): Archive {
	const ask = createPoll(send, ARCHIVE);
	let isClosed = false;

	return async (tasks) => {
		const found = new Map<TaskUUID, TaskState>();
		let open = tasks;
		for (const pauseMs of [0, ...TRY_AGAIN_MS]) {
			if (isClosed || open.length === 0) break;
			if (pauseMs > 0) await clock.sleep(pauseMs);
			const { states, answered, trouble } = await pollUntilSilent(open, ask);
			for (const [taskUUID, state] of states) found.set(taskUUID, state);
			open = open.filter(({ taskUUID }) => !answered.has(taskUUID));
			isClosed = trouble !== undefined && isForGood(trouble.error);
		}
		return found;
	};
}

/** A key that the poll before it was asked with cannot be a wrong one. */
function isForGood({ isRetryable, details }: RunwareError): boolean {
	return !isRetryable && details.code !== 'invalidApiKey';
}

/**
 * A poll that also asks the archive about tasks of which it learns nothing, now and then while they
 * stay unknown.
 */
export function withArchive(ask: Poll, recall: Archive, clock: Clock): Poll {
	const recalledAt = new Map<TaskUUID, number>();

	return async (tasks) => {
		const look = await ask(tasks);
		const due = tasks.filter(({ taskUUID }) => isUnknown(look, taskUUID) && isDue(taskUUID));
		const unheard = due.filter(({ taskUUID }) => !look.answered.has(taskUUID));
		const whole =
			unheard.length === 0 || look.states.size === 0
				? look
				: mergePolls([look, await pollUntilSilent(unheard, ask)]);
		const unknown = due.filter(
			({ taskUUID }) => whole.answered.has(taskUUID) && isUnknown(whole, taskUUID),
		);
		if (unknown.length === 0) return whole;
		for (const { taskUUID } of unknown) recalledAt.set(taskUUID, clock.now());
		const found = [...(await recall(unknown))].filter(([, { status }]) => status === 'success');
		return { ...whole, states: new Map([...whole.states, ...found]) };
	};

	function isDue(taskUUID: TaskUUID): boolean {
		return clock.now() - (recalledAt.get(taskUUID) ?? -Infinity) >= RECALL_EVERY_MS;
	}
}

/** Whether a poll did not find a task. */
export function isUnknown({ states }: Pick<PollResult, 'states'>, taskUUID: TaskUUID): boolean {
	return (states.get(taskUUID)?.status ?? 'unknown') === 'unknown';
}

const SOME_MISSING = new RunwareError({ code: 'someMissing', message: '' });

/** An entry of the archive holds the answer that the task once got, as it was. */
function statesInArchive(
	{ status, results }: Answer,
	tasks: readonly PolledTask[],
): Map<TaskUUID, TaskState> {
	const states = new Map<TaskUUID, TaskState>();
	const sole = tasks.length === 1 ? tasks[0]?.taskUUID : undefined;
	for (const entry of results) {
		const taskUUID = textField(entry, 'taskUUID')?.toLowerCase() ?? sole;
		const { response = entry['videoURL'] === undefined ? undefined : [entry] } = entry;
		const told = decode(response);
		if (taskUUID === undefined || told.results.length + told.errors.length === 0) continue;
		const asked = tasks.find((task) => task.taskUUID === taskUUID);
		if (asked === undefined) continue;
		const own = told.results.map((result): Fields => ({ ...result, taskUUID }));
		const answer = { ...told, status, results: own };
		const state = taskStates(answer, [{ taskUUID }]).get(taskUUID);
		const videos = state !== undefined && 'videos' in state ? state.videos : [];
		const isWhole = taskStates(answer, [asked]).get(taskUUID)?.status !== 'processing';
		if (videos.length > 0 && isWhole) states.set(taskUUID, { status: 'success', videos });
		else if (videos.length > 0) {
			states.set(taskUUID, { status: 'error', error: SOME_MISSING, videos, certain: false });
		} else if (!states.has(taskUUID)) states.set(taskUUID, { status: 'processing' });
	}
	return states;
}
