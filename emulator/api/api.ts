import { runAccountTask } from './account';
import { apiError, isApiError, type ApiError } from './apiError';
import type { Callbacks } from './callbacks';
import type { FaultName, FaultPoint, Faults } from '../faults/faults';
import { isJsonObject, type JsonObject } from '../validation/jsonObject';
import type { MediaStorage } from './mediaStorage';
import { costOfTask } from './prices';
import type { Readings } from '../readings';
import { reportOf } from './results';
import type { EmulatedTask, Tasks } from './tasks';
import { isUUID, isUUIDv4 } from '../values/uuid';
import { refuseVideoInference } from '../validation/videoInference';

export interface Answer {
	readonly status: number;
	readonly body: { data?: unknown[]; errors?: ApiError[] };
	/** Tasks that this answer tells to be finished. */
	readonly finished: readonly EmulatedTask[];
	/** The first fault that happened to one of the tasks. */
	readonly fault?: string;
}

interface Outcome {
	data: JsonObject[];
	errors: ApiError[];
	/** Decides the HTTP status: a refused task was not begun, a failed one ended badly. */
	verdict: 'served' | 'refused' | 'failed';
	finished?: EmulatedTask;
	fault?: string;
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

function refused(error: ApiError, task: unknown): Outcome {
	const taskUUID = isJsonObject(task) ? task['taskUUID'] : undefined;
	const named = typeof taskUUID === 'string' ? { ...error, taskUUID } : error;
	return { data: [], errors: [named], verdict: 'refused' };
}

function served(data: JsonObject[]): Outcome {
	return { data, errors: [], verdict: 'served' };
}

/** The tasks of one authenticated request, each for itself. */
export class Api {
	/** Whether a submit of the request was refused for want of room. */
	private isFull = false;

	constructor(
		private readonly tasks: Tasks,
		private readonly media: MediaStorage,
		private readonly faults: Faults,
		private readonly callbacks: Callbacks,
		private readonly readings: Readings,
		private readonly origin: () => string,
	) {}

	run(elements: readonly unknown[], dryRunAsked: boolean): Answer {
		const dryRun = dryRunAsked && this.readings.dryRunHeader === 'heeded';
		this.isFull = false;
		const tasks = elements.filter((element) => !this.isAuthentication(element));
		const tooMany = this.refuseBatch(tasks);
		if (tooMany) return { status: 400, body: { errors: [tooMany] }, finished: [] };
		const onlyFirstPoll = this.readings.batchPoll === 'first only';
		let polls = 0;
		const outcomes: Outcome[] = [];
		for (const task of tasks) {
			const isPoll = isJsonObject(task) && task['taskType'] === 'getResponse';
			if (isPoll && polls++ > 0 && onlyFirstPoll) continue;
			outcomes.push(this.runTask(task, dryRun));
		}
		const answer = this.answer(outcomes);
		const { full } = this.readings;
		return this.isFull && full !== 'named' ? { ...answer, status: Number(full) } : answer;
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

	private answer(outcomes: readonly Outcome[]): Answer {
		const data = outcomes.flatMap((outcome) => outcome.data);
		const errors = outcomes.flatMap((outcome) => outcome.errors);
		const verdicts = new Set(outcomes.map((outcome) => outcome.verdict));
		const status =
			verdicts.size === 0 || verdicts.has('served')
				? 200
				: verdicts.has('refused')
					? 400
					: this.readings.failedPollStatus;
		const fault = outcomes.find((outcome) => outcome.fault !== undefined)?.fault;
		// A refused submit was seen with an empty `data`; a failed poll is documented without `data`.
		const withData = data.length > 0 || errors.length === 0 || verdicts.has('refused');
		return {
			status,
			body: { ...(withData && { data }), ...(errors.length > 0 && { errors }) },
			finished: outcomes.flatMap((outcome) => outcome.finished ?? []),
			...(fault !== undefined && { fault }),
		};
	}

	private runTask(task: unknown, dryRun: boolean): Outcome {
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
		if (taskType === 'videoInference') return this.submit(task, String(taskUUID), dryRun);
		if (dryRun) return served([{ taskType, taskUUID, ...this.dryCost(0) }]);
		if (taskType === 'getResponse') return this.poll(String(taskUUID));
		if (taskType === 'getTaskDetails') return this.details(String(taskUUID));
		if (taskType === 'ping') {
			return served([{ taskType, ...(taskUUID !== undefined && { taskUUID }), pong: true }]);
		}
		const answer =
			taskType === 'accountManagement'
				? runAccountTask(task, this.tasks.charges(), this.readings)
				: this.media.run(task);
		return isApiError(answer) ? refused(answer, task) : served([{ taskType, taskUUID, ...answer }]);
	}

	private dryCost(cost: number): { cost?: number } {
		return this.readings.dryRun === 'cost' ? { cost } : {};
	}

	private submit(task: JsonObject, taskUUID: string, dryRun: boolean): Outcome {
		const refusal = refuseVideoInference(task, this.media, this.readings);
		if (refusal) return refused(refusal, task);
		const taskType = 'videoInference';
		if (dryRun) {
			return (
				this.refusedByFault(this.takeTaskFault(task, 'dryRun'), task) ??
				served([{ taskType, taskUUID, ...this.dryCost(costOfTask(task)) }])
			);
		}

		const earlier = this.tasks.known(taskUUID);
		const ended = earlier !== undefined && earlier.state() !== 'processing';
		if (earlier && !(ended && this.readings.finishedUUID === 'rerun')) {
			return refused(
				apiError('conflictTaskUUID', 'A task with this taskUUID already exists.', {
					parameter: 'taskUUID',
				}),
				task,
			);
		}
		if (this.tasks.unfinishedCount() >= this.readings.capacity) {
			this.isFull = true;
			const { full } = this.readings;
			const code = full === '503' ? 'serviceUnavailable' : 'providerRateLimitExceeded';
			return refused(apiError(code, 'No more tasks are taken for now.'), task);
		}
		const fault = this.takeTaskFault(task, 'submit');
		const refusedAtSubmit = this.refusedByFault(fault, task);
		if (refusedAtSubmit) return refusedAtSubmit;
		const accepted = this.tasks.accept(task, fault);
		this.callbacks.schedule(accepted);
		const acknowledged = this.readings.acknowledgement === 'placeholder';
		return {
			...served(acknowledged ? [{ taskType, taskUUID }] : []),
			...(fault !== undefined && { fault }),
		};
	}

	private takeTaskFault(task: JsonObject, point: FaultPoint): FaultName | undefined {
		return this.faults.take('task', [point], () => JSON.stringify(task))?.request.name;
	}

	private refusedByFault(fault: FaultName | undefined, task: JsonObject): Outcome | undefined {
		if (fault === 'moderationAtSubmit') {
			const error = apiError(
				'contentPolicyViolation',
				'The prompt was refused by the content policy.',
				{ parameter: 'positivePrompt' },
			);
			return { ...refused(error, task), fault };
		}
		if (fault === 'insufficientCredits') {
			const error = apiError(
				'videoInferenceInsufficientCredits',
				'Insufficient credits to run this video inference. Please top up your account.',
			);
			return { ...refused(error, task), fault };
		}
		return undefined;
	}

	private unknown(taskUUID: string): Outcome {
		if (this.readings.unknownTask === 'empty') return served([]);
		const error = apiError('taskNotFound', 'The task was not found.', {
			parameter: 'taskUUID',
			status: 'error',
			taskUUID,
		});
		return { data: [], errors: [error], verdict: 'failed' };
	}

	private poll(taskUUID: string): Outcome {
		const task = this.tasks.visible(taskUUID);
		if (!task) return this.unknown(taskUUID);
		const { data, errors, failed } = reportOf(task, this.readings, this.origin());
		return {
			data,
			errors,
			verdict: failed ? 'failed' : 'served',
			...(task.state() !== 'processing' && { finished: task }),
		};
	}

	private details(taskUUID: string): Outcome {
		const taskType = 'getTaskDetails';
		if (this.readings.archive === 'not permitted') {
			const error = apiError('permissionDenied', 'This API key may not read task details.');
			return refused(error, { taskUUID });
		}
		const task = this.tasks.archived(taskUUID);
		if (!task) return this.unknown(taskUUID);
		if (this.readings.archive === 'conflict stored') {
			const error = apiError('conflictTaskUUID', 'A task with this taskUUID already exists.');
			const response = { errors: [{ ...error, taskUUID }] };
			return served([{ taskType, taskUUID, request: [task.request], response }]);
		}
		const response =
			task.state() === 'processing'
				? { data: [{ taskType: 'videoInference', taskUUID }] }
				: this.archived(task);
		return served([{ taskType, taskUUID, request: [task.request], response }]);
	}

	private archived(task: EmulatedTask): JsonObject {
		const { data, errors } = reportOf(task, this.readings, this.origin());
		return { ...(data.length > 0 && { data }), ...(errors.length > 0 && { errors }) };
	}
}
