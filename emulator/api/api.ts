import type { Readings } from '../readings';
import { isJsonObject } from '../validation/jsonObject';
import { isUUID, isUUIDv4 } from '../values/uuid';
import { runAccountTask } from './account';
import { refused, served, type ElementAnswer } from './answer';
import { apiError, isApiError, type ApiError } from '../apiError';
import type { MediaStorage } from './mediaStorage';
import type { Polls } from './polls';
import type { Submits } from './submits';
import type { EmulatedTask, Tasks } from './tasks';

export interface Answer {
	readonly status: number;
	readonly body: { data?: unknown[]; errors?: ApiError[] };
	/** Tasks that this answer tells to be finished. */
	readonly finished: readonly EmulatedTask[];
	/** The first fault that happened to one of the tasks. */
	readonly fault?: string;
}

const TASK_TYPES = [
	'videoInference',
	'getResponse',
	'getTaskDetails',
	'accountManagement',
	'mediaStorage',
	'imageUpload',
	'ping',
] as const;

/** The tasks of one authenticated request, each for itself. */
export class Api {
	constructor(
		private readonly tasks: Tasks,
		private readonly media: MediaStorage,
		private readonly submits: Submits,
		private readonly polls: Polls,
		private readonly readings: Readings,
	) {}

	run(elements: readonly unknown[], dryRunAsked: boolean): Answer {
		const dryRun = dryRunAsked && this.readings.dryRunHeader === 'heeded';
		const tasks = elements.filter((element) => !this.isAuthentication(element));
		const tooMany = this.refuseBatch(tasks);
		if (tooMany) return { status: 400, body: { errors: [tooMany] }, finished: [] };
		const onlyFirstPoll = this.readings.batchPoll === 'first only';
		let polls = 0;
		const answers: ElementAnswer[] = [];
		for (const task of tasks) {
			const isPoll = isJsonObject(task) && task['taskType'] === 'getResponse';
			if (isPoll && polls++ > 0 && onlyFirstPoll) continue;
			answers.push(this.runTask(task, dryRun));
		}
		const answer = this.answer(answers);
		const { full } = this.readings;
		const isFull = answers.some((each) => each.full);
		return isFull && full !== 'named' ? { ...answer, status: Number(full) } : answer;
	}

	/** What the text of a fault's `match` is looked for in. */
	describe(elements: readonly unknown[]): string {
		const asked = elements.flatMap((element) => {
			const taskUUID = isJsonObject(element) ? element['taskUUID'] : undefined;
			const task = typeof taskUUID === 'string' ? this.tasks.known(taskUUID) : undefined;
			return task ? [task.request] : [];
		});
		return JSON.stringify([elements, asked]);
	}

	private isAuthentication(element: unknown): boolean {
		return isJsonObject(element) && element['taskType'] === 'authentication';
	}

	private refuseBatch(tasks: readonly unknown[]): ApiError | undefined {
		const count = (type: string) =>
			tasks.filter((task) => isJsonObject(task) && task['taskType'] === type).length;
		const { batchPoll, batchSubmit, archive } = this.readings;
		// The code is not documented; what matters is that no task is named.
		return (batchPoll === 'refused' && count('getResponse') > 1) ||
			(batchSubmit === 'refused' && count('videoInference') > 1) ||
			(archive === 'one a request' && count('getTaskDetails') > 1)
			? apiError('arrayTooLarge', 'Only one task of this type is allowed in a request.', { max: 1 })
			: undefined;
	}

	private answer(answers: readonly ElementAnswer[]): Answer {
		const data = answers.flatMap((answer) => answer.data);
		const errors = answers.flatMap((answer) => answer.errors);
		const verdicts = new Set(answers.map((answer) => answer.verdict));
		const status =
			verdicts.size === 0 || verdicts.has('served')
				? 200
				: verdicts.has('refused')
					? 400
					: this.readings.failedPollStatus;
		const fault = answers.find((answer) => answer.fault !== undefined)?.fault;
		// A refused submit was seen with an empty `data`; a failed poll is documented without `data`.
		const withData = data.length > 0 || errors.length === 0 || verdicts.has('refused');
		return {
			status,
			body: { ...(withData && { data }), ...(errors.length > 0 && { errors }) },
			finished: answers.flatMap((answer) => answer.finished ?? []),
			...(fault !== undefined && { fault }),
		};
	}

	private runTask(task: unknown, dryRun: boolean): ElementAnswer {
		if (!isJsonObject(task)) {
			return refused(apiError('invalidTask', 'Each task must be an object.'), task);
		}
		const { taskType, taskUUID } = task;
		if (!TASK_TYPES.some((type) => type === taskType)) {
			return refused(
				apiError('unsupportedTaskType', 'The task type is missing or not supported.', {
					parameter: 'taskType',
					allowedValues: TASK_TYPES,
				}),
				task,
			);
		}
		// Only ping is documented without a UUID.
		if (taskUUID === undefined && taskType !== 'ping') {
			return refused(
				apiError('missingTaskUUID', 'The taskUUID parameter is required.', {
					parameter: 'taskUUID',
					type: 'string',
				}),
				task,
			);
		}
		const wellFormed = taskType === 'videoInference' ? isUUIDv4(taskUUID) : isUUID(taskUUID);
		if (taskUUID !== undefined && !wellFormed) {
			return refused(
				apiError('invalidTaskUUID', 'The taskUUID parameter must be a UUID of version 4.', {
					parameter: 'taskUUID',
					type: 'string',
				}),
				task,
			);
		}
		if (taskType === 'videoInference') {
			return dryRun
				? this.submits.dryRun(task, String(taskUUID))
				: this.submits.submit(task, String(taskUUID));
		}
		if (dryRun) return served([{ taskType, taskUUID, ...this.submits.dryCost(0) }]);
		if (taskType === 'getResponse') return this.polls.poll(String(taskUUID));
		if (taskType === 'getTaskDetails') return this.polls.details(String(taskUUID));
		if (taskType === 'ping') {
			return served([{ taskType, ...(taskUUID !== undefined && { taskUUID }), pong: true }]);
		}
		const answer =
			taskType === 'accountManagement'
				? runAccountTask(task, this.tasks.charges(), this.readings)
				: this.media.run(task);
		return isApiError(answer) ? refused(answer, task) : served([{ taskType, taskUUID, ...answer }]);
	}
}
