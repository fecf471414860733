import { troubleOf } from './ask';
import { decode } from './envelope';
import type { Answer } from './envelope';
import type { Reply, TaskUUID } from './protocol';
import { taskStates } from './taskState';
import type { TaskState } from './taskState';
import { RunwareError } from './RunwareError';

/** What the answer to a submit means for one of its tasks. */
export type Verdict =
	| { readonly is: 'accepted' }
	/** The API has this taskUUID already. */
	| { readonly is: 'conflict'; readonly error: RunwareError }
	/** The answer tells the end right away. */
	| { readonly is: 'ended'; readonly state: TaskState }
	/** Not accepted, and sending it again would not help. */
	| { readonly is: 'refused'; readonly error: RunwareError }
	/** To be sent again; `lost` when it may have been accepted all the same. */
	| {
			readonly is: 'again';
			readonly error: RunwareError;
			readonly lost: boolean;
			readonly alone?: true;
	  };

/**
 * Reads the answer to a submit of `taskUUIDs`, once for all of them. Documented: a placeholder in
 * `data`, or `data: []`, is acceptance; an error belongs to the task whose taskUUID it carries.
 * Undocumented: how the neighbours of a refused task fare. So a task of a batch that the answer
 * does not name is sent again, alone and under the same taskUUID, which a second acceptance
 * can not charge.
 * @returns what it means for one of them
 */
export function verdictsOn(
	reply: Reply,
	taskUUIDs: readonly TaskUUID[],
): (taskUUID: TaskUUID) => Verdict {
	const sole = taskUUIDs.length === 1;
	const answer = decode(reply.status === 'none' ? undefined : reply.body);
	const asked = taskUUIDs.map((taskUUID) => ({ taskUUID }));
	const states = taskStates({ ...answer, errors: [] }, asked);
	const ofUnnamed = verdictOnUnnamed(reply, answer, sole);

	return (taskUUID) => {
		const own =
			answer.errors.find(({ details }) => details.taskUUID === taskUUID) ??
			(sole ? answer.errors.find(({ details }) => details.taskUUID === undefined) : undefined);
		if (own !== undefined) return verdictOfError(own, reply);
		const state = states.get(taskUUID);
		if (state === undefined) return ofUnnamed;
		return state.status === 'processing' ? { is: 'accepted' } : { is: 'ended', state };
	};
}

/** What an answer means for the tasks that it does not speak of. */
function verdictOnUnnamed(reply: Reply, answer: Answer, sole: boolean): Verdict {
	if (isEmptyAcknowledgement(reply, answer)) return { is: 'accepted' };
	const error = troubleOf(reply);
	if (!sole && isOfOthers(answer)) return { is: 'again', error, lost: true, alone: true };
	if (error.passing) {
		return { is: 'again', error, lost: error.kind !== 'rateLimit' };
	}
	if (sole || error.kind === 'auth' || error.kind === 'quota') return { is: 'refused', error };
	return { is: 'again', error, lost: true, alone: true };
}

function verdictOfError(error: RunwareError, reply: Reply): Verdict {
	if (/conflict.*uuid|duplicate.*uuid/i.test(error.details.code)) return { is: 'conflict', error };
	if (!error.passing) return { is: 'refused', error };
	const lost = error.kind !== 'rateLimit' && reply.status !== 429;
	return { is: 'again', error, lost };
}

function isEmptyAcknowledgement(reply: Reply, { readable, results, errors }: Answer): boolean {
	return (
		reply.status !== 'none' &&
		reply.status < 300 &&
		readable &&
		results.length === 0 &&
		errors.length === 0
	);
}

/** An answer that speaks of some tasks of a batch, and was not about this one. */
function isOfOthers({ results, errors }: Answer): boolean {
	return results.length > 0 || errors.some(({ details }) => details.taskUUID !== undefined);
}
