import { apiError } from '../apiError';
import { isHttpUrl } from '../values/httpUrl';
import type { JsonObject } from '../validation/jsonObject';
import { LoopbackRequests, type Delivery } from '../loopbackRequest';
import type { Readings } from '../readings';
import { failureOf, successItem } from './results';
import type { EmulatedTask } from './tasks';
import { Timers } from '../timers';
import { videoFile } from '../files/videoFile';

/** One try to reach a webhook or an upload endpoint. */
export interface CallbackTry {
	readonly at: number;
	readonly method: 'POST' | 'PUT';
	readonly url: string;
	readonly taskUUID: string;
	readonly attempt: number;
	/** Unset while the try is under way. */
	status?: Delivery;
}

/** The docs: an answer within about 5 s, else again after 250 ms, doubling to 8 s; the end is ours. */
const ANSWER_WITHIN_MS = 5000;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 8000;
const TRIES = 8;
/** An upload carries a whole file. */
const UPLOAD_WITHIN_MS = 60_000;

/** What Runware sends by itself: webhooks, one call a finished video, and files to upload endpoints. */
export class Callbacks {
	readonly tries: CallbackTry[] = [];
	private readonly timers = new Timers();
	private readonly requests = new LoopbackRequests();

	constructor(
		private readonly readings: Readings,
		private readonly origin: () => string,
	) {}

	schedule(task: EmulatedTask): void {
		if (task.lost || task.readyAt === Number.POSITIVE_INFINITY) return;
		for (const index of task.videoUUIDs.keys()) {
			// A timer may fire a moment early, and no callback may come before polls tell the same.
			const pause = Math.ceil(task.resultReadyAt(index) - Date.now()) + 1;
			this.timers.after(pause, () => this.report(task, index));
		}
	}

	/** Ends what is under way and planned. */
	stop(): void {
		this.timers.clear();
		this.requests.clear();
	}

	private report(task: EmulatedTask, index: number): void {
		const { webhookURL, uploadEndpoint } = task.request;
		const succeeded = task.resultState(index, task.resultReadyAt(index)) === 'success';
		if (succeeded && isHttpUrl(uploadEndpoint)) this.upload(uploadEndpoint, task, index);
		if (!isHttpUrl(webhookURL)) return;
		const body = Buffer.from(JSON.stringify(this.payload(task, index, succeeded)));
		for (let report = 0; report < (task.effect.reports ?? 1); report++) {
			this.post(webhookURL, task.taskUUID, body, 1);
		}
	}

	private payload(task: EmulatedTask, index: number, succeeded: boolean): JsonObject {
		const enveloped = this.readings.webhookPayload === 'envelope';
		if (succeeded) {
			const item = successItem(task, index, this.origin());
			return enveloped ? { data: [item] } : item;
		}
		// The payload of a failure is not documented; these are the two shapes that clients expect.
		const error = task.failure ? failureOf(task) : apiError('taskFailed', 'Failed.');
		return enveloped ? { errors: [error] } : { taskType: 'videoInference', ...error };
	}

	private post(url: string, taskUUID: string, body: Buffer, attempt: number): void {
		const call: CallbackTry = { at: Date.now(), method: 'POST', url, taskUUID, attempt };
		this.tries.push(call);
		const outgoing = {
			method: call.method,
			contentType: 'application/json',
			bytes: body.length,
			chunks: () => [body],
		};
		this.requests.send(url, outgoing, ANSWER_WITHIN_MS, (status) => {
			call.status = status;
			const accepted = typeof status === 'number' && status >= 200 && status < 300;
			if (accepted || status === 'not sent' || attempt === TRIES) return;
			const pause = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1));
			this.timers.after(pause, () => this.post(url, taskUUID, body, attempt + 1));
		});
	}

	private upload(url: string, task: EmulatedTask, index: number): void {
		const { taskUUID } = task;
		const call: CallbackTry = { at: Date.now(), method: 'PUT', url, taskUUID, attempt: 1 };
		this.tries.push(call);
		const file = videoFile(task.request, task.videoUUIDs[index] ?? '');
		const outgoing = {
			method: call.method,
			contentType: file.contentType,
			bytes: file.bytes,
			chunks: () => file.chunks(),
		};
		this.requests.send(url, outgoing, UPLOAD_WITHIN_MS, (status) => {
			call.status = status;
		});
	}
}
