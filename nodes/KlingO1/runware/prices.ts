import { decode, numberField, textField } from './envelope';
import type { Answer } from './envelope';
import { taskOf } from './job';
import type { Job } from './job';
import type { Reply, Send, TaskUUID, VideoInferenceTask } from './protocol';
import { RunwareError } from './RunwareError';

/** A job that would have to be bought, under the identity of its current try. */
export interface Purchase {
	readonly job: Job;
	readonly taskUUID: TaskUUID;
}

/** What the API's dry run says of a task: its price in USD, or why it would be refused. */
export type Quote = { readonly price: number } | { readonly refusal: RunwareError };

const MOST_PER_REQUEST = 25;

/**
 * Asks the API what tasks would cost, with their own taskUUIDs: should a dry run be taken for a
 * real one on its way, the task is found under that identity and not bought again.
 * @returns quotes by taskUUID; a task is missing when the API told nothing of it
 */
export async function quotes(
	purchases: readonly Purchase[],
	send: Send,
): Promise<ReadonlyMap<TaskUUID, Quote>> {
	const told = new Map<TaskUUID, Quote>();
	for (let from = 0; from < purchases.length; from += MOST_PER_REQUEST) {
		const batch: VideoInferenceTask[] = [];
		for (const { job, taskUUID } of purchases.slice(from, from + MOST_PER_REQUEST)) {
			const task = await taskOf(job, taskUUID);
			if (task instanceof RunwareError) told.set(taskUUID, { refusal: task });
			else batch.push(task);
		}
		if (batch.length === 0) continue;
		const reply = await send(batch, { dryRun: true });
		for (const task of batch) {
			const quote = quoteFor(task, reply, batch.length === 1);
			if (quote !== undefined) told.set(task.taskUUID, quote);
		}
	}
	return told;
}

function quoteFor(task: VideoInferenceTask, reply: Reply, sole: boolean): Quote | undefined {
	if (reply.status === 'none' || reply.status >= 500 || reply.status === 429) return undefined;
	const answer = decode(reply.body);
	const refusal = ownError(task, answer, sole);
	if (refusal !== undefined) return isAboutTheTask(refusal) ? { refusal } : undefined;
	const costs = answer.results
		.filter((result) => isOf(task, textField(result, 'taskUUID'), sole))
		.map((result) => numberField(result, 'cost'))
		.filter((cost) => cost !== undefined);
	if (costs.length === 0) return undefined;
	return { price: costs.reduce((sum, cost) => sum + cost, 0) };
}

function ownError(
	task: VideoInferenceTask,
	{ errors }: Answer,
	sole: boolean,
): RunwareError | undefined {
	return errors.find(({ details }) => isOf(task, details.taskUUID, sole));
}

function isOf(task: VideoInferenceTask, taskUUID: string | undefined, sole: boolean): boolean {
	return taskUUID?.toLowerCase() === task.taskUUID || (sole && taskUUID === undefined);
}

/** A passing fault, or a conflict over the identity, is no judgement of the task. */
function isAboutTheTask({ passing, details }: RunwareError): boolean {
	return !passing && !/conflict|duplicate/i.test(details.code);
}
