import type { TaskFault } from '../faults/faultKinds';
import type { Faults } from '../faults/faults';
import { TASK_FAULTS } from '../faults/taskFaults';
import type { Readings } from '../readings';
import type { JsonObject } from '../validation/jsonObject';
import { refuseVideoInference } from '../validation/videoInference';
import { refused, served, type ElementAnswer } from './answer';
import { apiError } from '../apiError';
import type { Callbacks } from './callbacks';
import type { MediaStorage } from './mediaStorage';
import { costOfTask } from './prices';
import type { Tasks } from './tasks';

const taskType = 'videoInference';

/** videoInference: what is refused, what is accepted, and what a dry run tells of it. */
export class Submits {
	constructor(
		private readonly tasks: Tasks,
		private readonly media: MediaStorage,
		private readonly faults: Faults,
		private readonly callbacks: Callbacks,
		private readonly readings: Readings,
	) {}

	submit(task: JsonObject, taskUUID: string): ElementAnswer {
		const refusal =
			refuseVideoInference(task, this.media, this.readings) ?? this.refuseRepeated(taskUUID);
		if (refusal) return refused(refusal, task);
		const { capacity, full, acknowledgement } = this.readings;
		if (this.tasks.unfinishedCount() >= capacity) {
			const code = full === '503' ? 'serviceUnavailable' : 'providerRateLimitExceeded';
			const error = apiError(code, 'No more tasks are taken for now.');
			return { ...refused(error, task), full: true };
		}
		const fault = this.faults.take('task', ['submit'], () => JSON.stringify(task))?.request.name;
		const refusedByFault = this.refusedBy(fault, task);
		if (refusedByFault) return refusedByFault;
		const accepted = this.tasks.accept(task, fault);
		this.callbacks.schedule(accepted);
		return {
			...served(acknowledgement === 'placeholder' ? [{ taskType, taskUUID }] : []),
			...(fault !== undefined && { fault }),
		};
	}

	/** Validates and prices; nothing is made or charged. */
	dryRun(task: JsonObject, taskUUID: string): ElementAnswer {
		const refusal = refuseVideoInference(task, this.media, this.readings);
		if (refusal) return refused(refusal, task);
		const fault = this.faults.take('task', ['dryRun'], () => JSON.stringify(task))?.request.name;
		return (
			this.refusedBy(fault, task) ??
			served([{ taskType, taskUUID, ...this.dryCost(costOfTask(task)) }])
		);
	}

	dryCost(cost: number): { cost?: number } {
		return this.readings.dryRun === 'cost' ? { cost } : {};
	}

	private refuseRepeated(taskUUID: string) {
		const earlier = this.tasks.known(taskUUID);
		const ended = earlier !== undefined && earlier.state() !== 'processing';
		return earlier && !(ended && this.readings.finishedUUID === 'rerun')
			? apiError('conflictTaskUUID', 'A task with this taskUUID already exists.', {
					parameter: 'taskUUID',
				})
			: undefined;
	}

	private refusedBy(fault: TaskFault | undefined, task: JsonObject): ElementAnswer | undefined {
		const refusal = fault && TASK_FAULTS[fault].refusal;
		return refusal && { ...refused(refusal, task), fault };
	}
}
