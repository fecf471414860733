import { isServed, read, troubleOf } from '../wire/envelope';
import type { Answer } from '../wire/envelope';
import type { Reply, TaskUUID } from '../wire/protocol';
import { isTrouble } from '../wire/RunwareError';
import { isEnd, taskStates } from '../wire/taskState';
import type { PolledTask, TaskState } from '../wire/taskState';
import type { RunwareError } from '../wire/RunwareError';

/** What the answer to a submit means for one of its tasks. */
export type Verdict =
	| { readonly is: 'accepted' }
	/** The API has this taskUUID already. */
	| { readonly is: 'conflict'; readonly error: RunwareError }
	/** The answer tells the end right away. */
	| { readonly is: 'ended'; readonly state: TaskState }
	/** Not accepted, and sending it again would not help; `lost` when that is not certain. */
	| { readonly is: 'refused'; readonly error: RunwareError; readonly lost: boolean }
	/** To be sent again. */
	| {
			readonly is: 'again';
			readonly error: RunwareError;
			/** Whether it may have been accepted all the same. */
			readonly lost: boolean;
			/** Whether it has to go without the others of its batch. */
			readonly alone?: true;
			/** Runware or Kling takes no more for now: it will when others have ended. */
			readonly full?: true;
			/** So often in a row it is a refusal. */
			readonly mostTries?: number;
	  };

/** How a submit came out. */
export type SubmitResult =
	/**
	 * The task is Runware's now; `earlier` when it had this taskUUID before this run sent it,
	 * `ordered` when it told this run so. After a try that got lost neither may be certain.
	 */
	| { readonly is: 'accepted'; readonly earlier: boolean; readonly ordered: boolean }
	| { readonly is: 'ended'; readonly state: TaskState; readonly earlier: boolean }
	/** Not accepted; `lost` when an earlier try of this run may have been. */
	| { readonly is: 'refused'; readonly error: RunwareError; readonly lost: boolean };

/** A code that nobody has listed is believed when it comes this often. */
const UNLISTED_TRIES = 3;

/**
 * Reads the answer to a submit, once for all of its tasks. Documented: a placeholder in `data`, or
 * `data: []`, is acceptance; an error belongs to the task whose taskUUID it carries. Undocumented:
 * what happens to the other tasks of a batch when one is refused. So a task of a batch that the answer does not name is
 * sent again, alone and under the same taskUUID, which a second acceptance cannot charge.
 * @returns what it means for one of them
 */
export function verdictsOn(
	reply: Reply,
	tasks: readonly PolledTask[],
): (taskUUID: TaskUUID) => Verdict {
	const sole = tasks.length === 1;
	const answer = read(reply);
	const states = taskStates({ ...answer, errors: [] }, tasks);
	const ofUnnamed = verdictOnUnnamed(reply, answer, sole);

	return (taskUUID) => {
		// What has a result was accepted, whatever errors stand beside it: one of several videos failed.
		const state = states.get(taskUUID);
		if (state?.status === 'success') return { is: 'ended', state };
		if (state !== undefined && !isEnd(state)) return { is: 'accepted' };
		if (state?.status === 'error' && state.videos.length > 0) return { is: 'accepted' };
		if (state !== undefined) return { is: 'ended', state };
		const own =
			answer.errors.find(({ details }) => details.taskUUID === taskUUID) ??
			(sole ? answer.errors.find(({ details }) => details.taskUUID === undefined) : undefined);
		return own === undefined ? ofUnnamed : verdictOnError(own, answer.status);
	};
}

/** What an answer means for the tasks that it does not speak of. */
function verdictOnUnnamed(reply: Reply, answer: Answer, sole: boolean): Verdict {
	const isEmpty = answer.results.length === 0 && answer.errors.length === 0;
	if (isEmpty && isServed(answer)) return { is: 'accepted' };
	const error = troubleOf(reply);
	const isOfOthers =
		answer.results.length > 0 ||
		answer.errors.some(({ details }) => details.taskUUID !== undefined);
	if (isOfOthers) return { is: 'again', error, lost: true, alone: true };
	// A page or nothing instead of an answer does not say whether the API has the request.
	const isMute = !answer.readable || isEmpty;
	if (isMute && !isBusy(error, answer.status)) return { is: 'again', error, lost: true };
	const verdict = verdictOnError(error, answer.status);
	if (sole || verdict.is === 'again') return verdict;
	// The credit may have run out within the batch: what came before that is paid.
	if (error.kind === 'quota') return { is: 'refused', error, lost: true };
	return { is: 'again', error, lost: true, alone: true };
}

/**
 * The table of what an error means for its task. The status takes part: with one of trouble nothing
 * is certain, and a code that nobody has listed needs the API's mark to be an end.
 */
function verdictOnError(error: RunwareError, status: number): Verdict {
	const { details, kind } = error;
	if (/conflict.*uuid|duplicate.*uuid/i.test(details.code)) return { is: 'conflict', error };
	const mayBeTaken = status >= 500 || kind !== 'rateLimit';
	if (isBusy(error, status)) return { is: 'again', error, lost: mayBeTaken, full: true };
	// The poll before it was answered, so one refused key may be a fault at the API.
	if (kind === 'auth') return { is: 'again', error, lost: false };
	if (kind === 'unknown' && !isTrouble(status)) {
		return details.marksEnd === true
			? { is: 'refused', error, lost: false }
			: { is: 'again', error, lost: true, mostTries: UNLISTED_TRIES };
	}
	if (error.isRetryable) return { is: 'again', error, lost: true };
	return { is: 'refused', error, lost: status >= 500 };
}

/** Whether Runware or Kling takes no more for now. 503 is documented for it, as 429 is. */
function isBusy({ kind }: RunwareError, status: number): boolean {
	return kind === 'rateLimit' || status === 429 || status === 503;
}

/** A batch that has to be taken apart is no trouble, nor is a full provider; an API that is away is. */
export function isTroubled(verdict: Verdict): boolean {
	if (verdict.is !== 'again' || verdict.alone === true) return false;
	return verdict.full !== true || verdict.lost;
}

/** An error that may be the poll's own is no end: the task may well be rendering. */
export function resultOfKnown(
	{ lost }: { readonly lost: boolean },
	state: TaskState,
): SubmitResult {
	const earlier = !lost;
	return isEnd(state)
		? { is: 'ended', state, earlier }
		: { is: 'accepted', earlier, ordered: false };
}

export function resultOfRefusal(
	{ lost }: { readonly lost: boolean },
	error: RunwareError,
): SubmitResult {
	return { is: 'refused', error, lost };
}
