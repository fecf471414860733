import { isFields, numberField } from '../../nodes/Kling/runware/wire/envelope';
import type { Fields } from '../../nodes/Kling/runware/wire/envelope';
import { taskStates } from '../../nodes/Kling/runware/wire/taskState';
import type { TaskState } from '../../nodes/Kling/runware/wire/taskState';
import { answerOf } from '../api/exchange';
import type { Exchange } from '../api/exchange';

/** A refusal of the whole request: its errors name no task. */
export function isRefusedWhole(exchange: Exchange): boolean {
	const { errors, results } = answerOf(exchange);
	return (
		results.length === 0 &&
		errors.length > 0 &&
		errors.every(({ details }) => details.taskUUID === undefined)
	);
}

/** An answer that was read, and in which there is nothing. */
export function isSilent(exchange: Exchange): boolean {
	const { readable, errors, results } = answerOf(exchange);
	return readable && errors.length === 0 && results.length === 0;
}

export function codesIn(exchange: Exchange): readonly string[] {
	return answerOf(exchange).errors.map(({ details }) => details.code);
}

export function hasNotFound(exchange: Exchange): boolean {
	return codesIn(exchange).some((code) => /^task(NotFound|Expired|FailedOrNotFound)$/i.test(code));
}

export function hasConflict(exchange: Exchange): boolean {
	return codesIn(exchange).some((code) => /^(conflict|duplicate)/i.test(code));
}

export function isNotPermitted(exchange: Exchange): boolean {
	const { errors, status } = answerOf(exchange);
	return (
		status !== 401 && (status === 403 || errors.some(({ kind }) => kind === 'auth')) // a bad key is no permission
	);
}

/** What the node takes an answer to say of a task. */
export function stateIn(exchange: Exchange, taskUUID: string): TaskState | undefined {
	return taskStates(answerOf(exchange), [{ taskUUID }]).get(taskUUID);
}

export function firstResult(exchange: Exchange): Fields | undefined {
	return answerOf(exchange).results[0];
}

/** In the account's currency; never shown, only compared. */
export function balanceIn(exchange: Exchange): number | undefined {
	const balance = firstResult(exchange)?.['balance'];
	return numberField({ amount: isFields(balance) ? balance['amount'] : balance }, 'amount');
}

/** What was taken off between two looks at the account; undefined where it cannot be told. */
export function spentBetween(before: Exchange, after: Exchange): number | undefined {
	const [first, last] = [balanceIn(before), balanceIn(after)];
	return first === undefined || last === undefined
		? undefined
		: Math.round((first - last) * 10_000) / 10_000;
}
