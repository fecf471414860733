import { given } from '../../nodes/Kling/given';
import type { Job } from '../../nodes/Kling/runware/tasks/job';
import type { Outcome } from '../../nodes/Kling/runware/tasks/outcome';
import type { Send, VideoRequest } from '../../nodes/Kling/runware/wire/protocol';
import type { RunwareError } from '../../nodes/Kling/runware/wire/RunwareError';
import type { Core } from './core';
import { count } from './coverage';
import type { Coverage } from './coverage';
import { checkTaskPrices } from './dryRuns';
import { taskUUIDOf } from './identity';
import {
	checkEnd,
	checkOutcome,
	checkRequest,
	keyOf,
	longestRun,
	mostRequests,
} from './invariants';
import type { Invariant } from './invariants';
import { Random } from './random';
import { Run } from './run';
import { drawSchedule, PRICE } from './schedule';
import type { JobPlan, RunPlan, Schedule } from './schedule';
import { shown, SimulatedApi } from './simulatedApi';
import { Cancelled, Life, VirtualClock } from './virtualClock';
import { countWorld, drawWorld } from './world';
import type { World } from './world';

export interface Violation {
	readonly invariant: Invariant;
	/** Milliseconds of the virtual clock. */
	readonly at: number;
	readonly what: string;
}

/** One schedule, from its seed to the last run's end. */
export class Simulation {
	readonly violations: Violation[] = [];
	readonly coverage: Coverage = new Map();
	/** Kept only when asked for: it costs more than the schedule itself. */
	readonly timeline: string[] | undefined;
	readonly world: World;
	readonly schedule: Schedule;
	private readonly clock = new VirtualClock();
	private readonly api: SimulatedApi;
	private readonly runs: Run[] = [];
	private isDone = false;

	constructor(
		readonly seed: number,
		private readonly core: Core,
		{ traced = false } = {},
	) {
		this.timeline = traced ? [] : undefined;
		this.world = drawWorld(new Random(seed, 1));
		this.schedule = drawSchedule(new Random(seed, 2));
		this.api = new SimulatedApi(seed, this.world, this.clock, this.coverage, this.note);
		countWorld(this.coverage, this.world);
		this.plan(0, 0);
	}

	/** Makes one thing happen; false when the schedule is over. Promises must settle in between. */
	step(): boolean {
		if (this.isDone) return false;
		if (this.clock.step()) return true;
		this.report('ends', 'nothing is left to happen, and a run still waits');
		this.isDone = true;
		return false;
	}

	private readonly note = (line: () => string): void => {
		this.timeline?.push(`${String(this.clock.now).padStart(9)}  ${line()}`);
	};

	private readonly report = (invariant: Invariant, what: string): void => {
		this.violations.push({ invariant, at: this.clock.now, what });
		this.note(() => `VIOLATION (${invariant}): ${what}`);
	};

	private plan(index: number, at: number): void {
		const plan = this.schedule.runs[index];
		if (plan === undefined) throw new Error(`There is no run ${index}`);
		this.clock.at(at, () => {
			this.start(index, plan);
		});
	}

	private start(index: number, plan: RunPlan): void {
		const { clock } = this;
		const jobs = this.schedule.jobs.map((job) => this.jobOf(job, plan));
		const run = new Run(index, plan, jobs, new Life(clock));
		run.startedAt = clock.now;
		this.runs.push(run);
		this.note(() => `run ${index} starts: ${JSON.stringify(plan)}`);
		if (this.runs.filter(({ isOver }) => !isOver).length > 1) {
			count(this.coverage, 'run: overlaps another');
		}
		const next = this.schedule.runs[index + 1];
		if (next?.start.after === 'start') this.plan(index + 1, clock.now + next.start.ms);
		if ('afterMs' in plan.interruption)
			this.interruptAt(run, clock.now + plan.interruption.afterMs);
		const deadline = clock.now + longestRun(run);
		clock.at(
			deadline,
			() => {
				if (run.endedAt === undefined) this.stop(`run ${index} does not end`);
			},
			run.life,
		);
		void this.execute(run);
	}

	private async execute(run: Run): Promise<void> {
		const { plan, life } = run;
		const { clock } = this;
		const send: Send = async (tasks, how) => {
			const { interruption } = plan;
			const dies =
				'beforeRequest' in interruption && run.requests + 1 >= interruption.beforeRequest;
			if (dies && !life.isOver) this.interrupt(run);
			if (!life.isOver) {
				checkRequest(run, tasks, how?.dryRun === true, this.api.tasks, clock.now, this.report);
				this.watchRequests(run);
			}
			return await this.api.send(run, tasks, how);
		};
		const time = { now: () => clock.now, sleep: life.sleep };
		try {
			if (plan.dryRun) {
				await this.price(run, send);
				this.over(run);
				return;
			}
			const outcomes = await this.core.runTasks(
				run.jobs,
				{ send, clock: time, random: new Random(this.seed, 20 + run.index).unit },
				{
					maxConcurrent: plan.maxConcurrent,
					...(plan.spendingLimit === undefined
						? {}
						: { budget: { spendingLimit: plan.spendingLimit, allOrNothing: plan.allOrNothing } }),
					onOutcome: (outcome) => {
						this.observe(run, outcome);
					},
				},
			);
			this.checkOutcomes(run, outcomes);
			run.outcomes = plan.last ? await this.fetched(run, outcomes, send) : outcomes;
			count(this.coverage, 'run: ended by itself');
		} catch (cause) {
			if (!(cause instanceof Cancelled)) this.report('ends', `runTasks rejected: ${String(cause)}`);
		}
		this.over(run);
	}

	private async price(run: Run, send: Send): Promise<void> {
		const { spendingLimit, allOrNothing } = run.plan;
		const clock = { now: () => this.clock.now, sleep: run.life.sleep };
		const prices = await this.core.priceTasks(
			run.jobs,
			{ send, clock },
			{ ...given({ spendingLimit }), allOrNothing },
		);
		checkTaskPrices(run, prices, this.api.tasks, this.report);
		for (const price of prices) {
			const said =
				'error' in price ? `${price.error.details.code}, charged ${price.charged}` : 'valid';
			count(
				this.coverage,
				`dry run: ${said}${'reused' in price && price.reused ? ', reused' : ''}`,
			);
		}
	}

	/** What the last run left at Runware is fetched by the operation `get`. */
	private async fetched(
		{ plan, life, jobs }: Run,
		outcomes: readonly Outcome[],
		send: Send,
	): Promise<readonly Outcome[]> {
		const errands = new Map(
			outcomes
				.filter((outcome) => outcome.status === 'processing')
				.map(({ taskUUID }) => [taskUUID, { taskUUID, maxWaitMs: plan.maxWaitMs }] as const),
		);
		if (errands.size === 0) return outcomes;
		count(this.coverage, 'run: fetches what was only submitted');
		await life.sleep(jobs.length * 1_000);
		const clock = { now: () => this.clock.now, sleep: life.sleep };
		const fetched = await this.core.getTasks([...errands.values()], send, clock);
		return outcomes.map((outcome) => {
			const errand = errands.get(outcome.taskUUID ?? '');
			return (errand === undefined ? undefined : fetched.get(errand)) ?? outcome;
		});
	}

	private observe(run: Run, outcome: Outcome): void {
		const { status, taskUUID } = outcome;
		if (taskUUID !== undefined) {
			if (run.reported.has(taskUUID)) this.report('order', 'an outcome came twice');
			run.reported.add(taskUUID);
			checkOutcome(
				run,
				keyOf(taskUUID),
				outcome,
				this.api.tasks,
				this.clock.now,
				this.world,
				this.report,
			);
		}
		const more =
			status === 'failed'
				? `${outcome.error.details.code}, charged ${outcome.charged}`
				: status === 'finished'
					? `reused ${outcome.reused}`
					: 'accepted';
		count(this.coverage, `outcome: ${status}, ${more}`);
		this.note(() => `run ${run.index} outcome of ${shown(taskUUID ?? '')}: ${status}, ${more}`);
	}

	/** Outcomes that name no task were not yet judged: only their place tells whose they are. */
	private checkOutcomes(run: Run, outcomes: readonly Outcome[]): void {
		if (outcomes.length !== run.jobs.length) this.report('order', 'outcomes are missing');
		outcomes.forEach((outcome, index) => {
			const key = keyOf(run.jobs[index]?.taskUUID(1) ?? '');
			const { taskUUID } = outcome;
			if (taskUUID === undefined) {
				checkOutcome(run, key, outcome, this.api.tasks, this.clock.now, this.world, this.report);
			} else if (keyOf(taskUUID) !== key || !run.reported.has(taskUUID)) {
				this.report('order', `${shown(taskUUID)} came as the outcome of key ${key}`);
			}
		});
	}

	private watchRequests(run: Run): void {
		const { interruption } = run.plan;
		if ('atRequest' in interruption && run.requests + 1 === interruption.atRequest) {
			this.interruptAt(run, this.clock.now + interruption.plusMs);
		}
		if (run.requests >= mostRequests(run, this.clock.now)) {
			this.stop(`run ${run.index} has sent ${run.requests} requests`);
		}
	}

	private interruptAt(run: Run, at: number): void {
		this.clock.at(
			at,
			() => {
				if (run.endedAt === undefined) this.interrupt(run);
			},
			run.life,
		);
	}

	private interrupt(run: Run): void {
		const { how } = run.plan.interruption;
		count(this.coverage, `run: ${how}`);
		this.note(() => `run ${run.index}: ${how}`);
		if (how === 'kill') {
			run.life.kill();
			this.over(run);
			return;
		}
		run.life.cancel();
		this.clock.at(this.clock.now, () => {
			if (run.endedAt === undefined) this.stop(`run ${run.index} outlives its cancellation`);
		});
	}

	/** Plans what waits for the end of a run; the last run waits for all, and for a healed world. */
	private over(run: Run): void {
		if (run.endedAt !== undefined) return;
		run.endedAt = this.clock.now;
		this.note(() => `run ${run.index} is over`);
		const { runs } = this.schedule;
		if (run.plan.last) {
			this.finish(run);
			return;
		}
		const next = runs[run.index + 1];
		if (next?.last === false && next.start.after === 'end') {
			this.plan(run.index + 1, this.clock.now + next.start.ms);
		}
		const last = runs.at(-1);
		const earlierAreOver =
			this.runs.length === runs.length - 1 && this.runs.every((one) => one.isOver);
		if (last !== undefined && earlierAreOver) {
			this.plan(runs.length - 1, Math.max(this.clock.now + last.start.ms, this.world.healedAt));
		}
	}

	private finish(last: Run): void {
		this.isDone = true;
		const { tasks } = this.api;
		const isMakeable = (key: number): boolean => {
			const job = this.schedule.jobs.find((candidate) => candidate.key === key);
			return (job?.prompt === 'good' || last.plan.corrected) && job?.file !== 'vanishes';
		};
		const remembers =
			['result', 'one a request'].includes(this.world.archive) && this.schedule.keyed;
		checkEnd(last, tasks, this.clock.now, { isMakeable, remembers }, this.report);
		count(this.coverage, 'schedule');
		count(this.coverage, 'schedule: jobs', this.schedule.jobs.length);
		count(this.coverage, 'schedule: runs', this.runs.length);
		for (const { taskUUID } of tasks.all()) {
			if (!taskUUID.startsWith('0001', 9)) count(this.coverage, 'api: accepted a later attempt');
		}
	}

	private stop(why: string): void {
		this.report('ends', why);
		this.isDone = true;
	}

	private jobOf(plan: JobPlan, run: RunPlan): Job {
		const { key, numberResults, prompt, file } = plan;
		const taken = run.corrected ? 'good' : prompt;
		const request: VideoRequest = {
			taskType: 'videoInference',
			model: 'klingai:kling@o1-standard',
			positivePrompt: `${taken} prompt of key ${key}`,
			duration: 5,
			deliveryMethod: 'async',
			includeCost: true,
			...(numberResults === 1 ? {} : { numberResults }),
		};
		const complete = async (): Promise<VideoRequest | RunwareError> => {
			const isAway = file === 'vanishes' || this.clock.now < this.world.healedAt;
			count(this.coverage, `file: ${file}, ${isAway ? 'not there' : 'there'}`);
			const code = 'uploadFailed';
			return await Promise.resolve(
				isAway ? new this.core.RunwareError({ code, message: file }) : request,
			);
		};
		return {
			request,
			...(file === 'none' ? {} : { withUploads: complete }),
			taskUUID: (attempt) => taskUUIDOf(key, attempt),
			mayBeOld: this.schedule.keyed,
			until: untilOf(plan, run),
			maxWaitMs: run.maxWaitMs * (run.last ? 1 : plan.shareOfWait),
			publishedPrice: PRICE * numberResults,
		};
	}
}

/** How long a run waits for a job: some rows are only submitted, whatever the others want. */
function untilOf({ isOnlySubmitted }: JobPlan, { until }: RunPlan): Job['until'] {
	return isOnlySubmitted && until === 'finished' ? 'accepted' : until;
}
