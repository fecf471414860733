/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { EventEmitter, once } from 'node:events';
import {
	type ExecutionStatus,
	type IRun,
	type IRunExecutionData,
	ManualExecutionCancelledError,
} from 'n8n-workflow';
import { execute, type ExecutionParts, type NodeRunResult, resultOf } from './engine';

/** The engine calls a run successful whose error stood in its data before; n8n's server does not. */
function finalStatus({ status, data }: IRun): ExecutionStatus {
	return status === 'success' && data.resultData.error ? 'error' : status;
}

/**
 * An execution that may pause, as n8n's database keeps it: between its parts there is nothing but
 * JSON, so a paused one cannot tell whether n8n was restarted meanwhile.
 */
export class PausedExecution {
	private current: ExecutionStatus = 'running';
	private deadline: Date | undefined;
	private timesPaused = 0;
	private stored: string;
	private last: Omit<IRun, 'data'> | undefined;
	private part: { cancel(): void } | undefined;
	/** Rejected where the engine could not even start. */
	private outcome: Promise<IRun> | undefined;
	private readonly changes = new EventEmitter();

	constructor(
		readonly parts: ExecutionParts,
		private readonly nodeName: string,
		private readonly webhookWaitingUrl: string,
		/** Is shown all that n8n stores of the execution; what it throws ends the test's waiting. */
		private readonly inspect: (run: IRun) => void = () => {},
	) {
		this.stored = JSON.stringify(parts.firstData(parts.workflow()));
		this.play();
	}

	get id(): string {
		return this.parts.id;
	}

	get status(): ExecutionStatus {
		return this.current;
	}

	/** Until when a paused execution waits. */
	get waitTill(): Date | undefined {
		return this.deadline;
	}

	/** How often it has paused, also when it has gone on since. */
	get pauses(): number {
		return this.timesPaused;
	}

	/** `{{ $execution.resumeUrl }}` of this execution. */
	get resumeUrl(): string {
		const { resumeToken } = this.data();
		const signature = resumeToken === undefined ? '' : `?signature=${resumeToken}`;
		return `${this.webhookWaitingUrl}/${this.id}${signature}`;
	}

	/** A copy of what is stored: while a part runs, of what it began with. */
	data(): IRunExecutionData {
		// It was made of that type; JSON only turned its dates into text, as n8n's database does.
		return JSON.parse(this.stored) as IRunExecutionData;
	}

	async untilPaused(): Promise<void> {
		while (this.current === 'running') await once(this.changes, 'change');
		if (this.current === 'waiting') return;
		const { status, error } = await this.finished();
		throw new Error(`The execution ended (${status}) and did not pause: ${error?.message}`);
	}

	async finished(): Promise<NodeRunResult> {
		while (this.outcome === undefined) await once(this.changes, 'change');
		return resultOf(await this.outcome, this.nodeName);
	}

	/** Goes on from `data`, unless somebody else was first: only a waiting execution can be resumed. */
	resume(data: IRunExecutionData): boolean {
		if (this.current !== 'waiting') return false;
		this.stored = JSON.stringify(data);
		this.play();
		return true;
	}

	/** What n8n's wait tracker does when the deadline has come. */
	resumeByTime(): void {
		if (!this.resume(this.data())) throw new Error(`The execution is ${this.current}, not waiting`);
	}

	/** The Stop button. A paused node is not told. */
	cancel(): void {
		this.part?.cancel();
		if (this.current !== 'waiting' || !this.last) return;
		const data = this.data();
		data.resultData.error = new ManualExecutionCancelledError(this.id);
		this.end({ ...this.last, status: 'canceled', data });
	}

	private play(): void {
		this.current = 'running';
		this.deadline = undefined;
		this.engine()
			.then((run) => {
				this.inspect(run);
				if (run.waitTill) this.pause(run);
				else this.end({ ...run, status: finalStatus(run) });
			})
			.catch((failure: unknown) => this.crash(failure));
	}

	private async engine(): Promise<IRun> {
		const part = execute(this.parts, this.parts.workflow(), this.data());
		this.part = part;
		return await part.finally(() => (this.part = undefined));
	}

	private pause({ data, ...run }: IRun): void {
		this.stored = JSON.stringify(data);
		this.last = run;
		this.deadline = run.waitTill ?? undefined;
		this.timesPaused += 1;
		this.change('waiting');
	}

	private end(run: IRun): void {
		this.deadline = undefined;
		this.outcome = Promise.resolve(run);
		this.change(run.status);
	}

	private crash(failure: unknown): void {
		this.outcome = Promise.reject(failure);
		// Whoever asks for the end gets it; that nobody asks must not stop the process.
		this.outcome.catch(() => {});
		this.change('crashed');
	}

	private change(status: ExecutionStatus): void {
		this.current = status;
		this.changes.emit('change');
	}
}
