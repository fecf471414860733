import { randomUUID } from 'node:crypto';
import type { TaskFault } from '../faults/faultKinds';
import { TASK_FAULTS, type RenderFailure, type TaskEffect } from '../faults/taskFaults';
import type { JsonObject } from '../validation/jsonObject';
import { dollars } from './money';
import { costOfOneVideo, costOfTask, numberOfResults } from './prices';
import type { Readings } from '../readings';

export type TaskState = 'processing' | 'success' | 'error';

/** Several results of one task end one after the other, in this share of the render time. */
const STAGGER = 0.05;

/** One accepted videoInference. */
export class EmulatedTask {
	readonly taskUUID: string;
	readonly videoUUIDs: readonly string[];
	/** For all of its videos. */
	readonly cost: number;
	/** When a poll first told that the task is finished. */
	firstSeenReadyAt?: number;
	/** What its fault does to it. */
	readonly effect: TaskEffect;

	constructor(
		readonly request: Readonly<JsonObject>,
		readonly acceptedAt: number,
		private readonly renderMs: number,
		readonly fault: TaskFault | undefined,
	) {
		this.effect = fault ? TASK_FAULTS[fault] : {};
		this.taskUUID = String(request['taskUUID']);
		this.cost = costOfTask(request);
		this.videoUUIDs = Array.from({ length: numberOfResults(request) }, () => randomUUID());
	}

	get readyAt(): number {
		return this.effect.neverEnds ? Number.POSITIVE_INFINITY : this.acceptedAt + this.renderMs;
	}

	/** The API acknowledged the task and then knew nothing of it. */
	get lost(): boolean {
		return this.effect.lost ?? false;
	}

	get failure(): RenderFailure | undefined {
		return this.effect.failure;
	}

	resultReadyAt(index: number): number {
		return this.readyAt - this.renderMs * STAGGER * (this.videoUUIDs.length - 1 - index);
	}

	resultState(index: number, now = Date.now()): TaskState {
		if (this.lost) return 'error';
		if (now < this.resultReadyAt(index)) return 'processing';
		const failed = this.failure !== undefined && index >= (this.effect.survivors ?? 0);
		return failed ? 'error' : 'success';
	}

	/** `success` when at least one of its videos was made. */
	state(now = Date.now()): TaskState {
		if (this.lost) return 'error';
		if (now < this.readyAt) return 'processing';
		return this.resultState(0, now);
	}

	/** Charged on acceptance, refunded for what fails. */
	get charged(): boolean {
		return this.state() !== 'error';
	}

	get chargedCost(): number {
		const now = Date.now();
		const videos = this.videoUUIDs.filter((_, index) => this.resultState(index, now) !== 'error');
		return this.charged ? dollars(costOfOneVideo(this.request) * videos.length) : 0;
	}
}

export class Tasks {
	readonly all: EmulatedTask[] = [];
	peakUnfinished = 0;
	private readonly newest = new Map<string, EmulatedTask>();
	private readonly videos = new Map<string, EmulatedTask>();
	private readonly archive = new Map<string, EmulatedTask>();
	private unfinished: EmulatedTask[] = [];

	constructor(
		private readonly readings: Readings,
		private readonly renderMs: (task: JsonObject, count: number) => number,
	) {}

	accept(request: JsonObject, fault: TaskFault | undefined): EmulatedTask {
		const now = Date.now();
		const task = new EmulatedTask(request, now, this.renderMs(request, this.all.length), fault);
		this.all.push(task);
		for (const videoUUID of task.videoUUIDs) this.videos.set(videoUUID, task);
		if (task.lost) {
			this.newest.delete(task.taskUUID.toLowerCase());
		} else {
			this.newest.set(task.taskUUID.toLowerCase(), task);
		}
		if (!task.lost) this.archive.set(task.taskUUID.toLowerCase(), task);
		this.unfinished = this.unfinished.filter((other) => other.state(now) === 'processing');
		if (task.state(now) === 'processing') this.unfinished.push(task);
		this.peakUnfinished = Math.max(this.peakUnfinished, this.unfinished.length);
		return task;
	}

	/** The task that a submit with this UUID would repeat. */
	known(taskUUID: string): EmulatedTask | undefined {
		const task = this.newest.get(taskUUID.toLowerCase());
		return task && Date.now() < task.readyAt + this.readings.retentionMs ? task : undefined;
	}

	/** The task as polls see it. */
	visible(taskUUID: string): EmulatedTask | undefined {
		const task = this.known(taskUUID);
		return task && Date.now() >= task.acceptedAt + this.readings.ackVisibleAfterMs
			? task
			: undefined;
	}

	/** The task as the archive has it, which forgets nothing. */
	archived(taskUUID: string): EmulatedTask | undefined {
		return this.archive.get(taskUUID.toLowerCase());
	}

	/** How many are in progress. */
	unfinishedCount(): number {
		const now = Date.now();
		return this.unfinished.filter((task) => task.state(now) === 'processing').length;
	}

	ofVideo(videoUUID: string): EmulatedTask | undefined {
		return this.videos.get(videoUUID);
	}

	charges(): { count: number; total: number } {
		const charged = this.all.filter((task) => task.charged);
		return {
			count: charged.length,
			total: dollars(charged.reduce((sum, task) => sum + task.chargedCost, 0)),
		};
	}

	clear(): void {
		this.all.length = 0;
		this.peakUnfinished = 0;
		this.newest.clear();
		this.archive.clear();
		this.videos.clear();
		this.unfinished = [];
	}
}
