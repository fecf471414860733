import type {
	QuestionTask,
	Reply,
	SendOptions,
	Task,
	VideoInferenceTask,
} from '../../nodes/Kling/runware/wire/protocol';
import type { ApiAnswer, Entry } from './apiAnswer';
import { count } from './coverage';
import type { Coverage } from './coverage';
import { Faults } from './faults';
import type { Fault, RequestKind } from './faults';
import { pollAnswer } from './pollAnswer';
import { Random } from './random';
import type { Run } from './run';
import { PRICE } from './schedule';
import { REFUSED, SimulatedTasks } from './simulatedTasks';
import { replyOf, spoiltReply } from './spoiltReply';
import type { VirtualClock } from './virtualClock';
import type { World } from './world';

const LONGEST_DELAY_MS = 8_000;

interface Effect {
	readonly answer: ApiAnswer;
	/** What the answer tells a run that gets it whole. */
	readonly heard: (run: Run) => void;
}

const nothingHeard = (): void => undefined;

/** The API of one schedule. A request travels, has its effect at one moment, and is answered. */
export class SimulatedApi {
	readonly tasks: SimulatedTasks;
	private readonly random: Random;
	private readonly faults: Faults;

	constructor(
		seed: number,
		private readonly world: World,
		private readonly clock: VirtualClock,
		private readonly coverage: Coverage,
		private readonly note: (line: () => string) => void,
	) {
		this.random = new Random(seed, 11);
		this.faults = new Faults(new Random(seed, 12), world.faultRate);
		this.tasks = new SimulatedTasks(world, new Random(seed, 13));
	}

	async send(run: Run, tasks: readonly Task[], how?: SendOptions): Promise<Reply> {
		const { clock, random, world } = this;
		if (run.life.isOver) return await run.life.until<Reply>(() => undefined);
		const kind = kindOf(tasks, how);
		const fault = this.drawFault(kind);
		const number = (run.requests += 1);
		count(this.coverage, `request: ${kind}`);
		if (fault !== undefined) count(this.coverage, `fault: ${fault.name}, ${kind}`);
		this.note(() => {
			const ids = tasks.map(({ taskUUID }) => shown(taskUUID)).join(' ');
			return `run ${run.index} #${number} ${kind} ${ids}${fault === undefined ? '' : ` (${fault.name}${fault.effect ? ', effective' : ''})`}`;
		});
		return await run.life.until<Reply>((resolve) => {
			const way = random.between(5, random.chance(0.05) ? world.longestWayMs : 150);
			clock.at(clock.now + way, () => {
				const effect = fault?.effect === false ? undefined : this.effect(run, kind, tasks);
				const answer = effect?.answer ?? { status: 200, data: [] };
				const asked = tasks.map(({ taskUUID }) => taskUUID);
				const reply =
					fault === undefined ? replyOf(answer) : spoiltReply(fault, answer, asked, random);
				clock.at(
					clock.now + this.wayBack(fault),
					() => {
						this.note(() => `run ${run.index} #${number} hears ${JSON.stringify(reply)}`);
						if (reply.status === 401) run.refusedKeys += 1;
						if (fault?.name === 'acknowledged, not accepted')
							for (const taskUUID of asked) run.liedAbout.add(taskUUID);
						// What stands beside a foreign task may not be taken for an acknowledgement.
						const isMuddled = fault?.name === 'foreign tasks' && kind === 'submit';
						if (fault?.name === 'cut after the first entry') {
							if (entriesOf(answer) < 2) effect?.heard(run);
							else this.hearEntries(run, reply.status === 'none' ? {} : reply);
						}
						if ((fault === undefined || fault.intact) && !isMuddled) effect?.heard(run);
						resolve(reply);
					},
					run.life,
				);
			});
		});
	}

	private drawFault(kind: RequestKind): Fault | undefined {
		const { away, healedAt } = this.world;
		const { now } = this.clock;
		if (away !== undefined && now >= away.from && now < away.until) return this.faults.away();
		return now < healedAt ? this.faults.draw(kind) : undefined;
	}

	/** Of an answer that was cut, only what is there is heard. */
	private hearEntries(run: Run, { body }: { readonly body?: unknown }): void {
		const { data = [], errors = [] } = body as { data?: Entry[]; errors?: Entry[] }; // made in spoiltReply.ts
		for (const { taskUUID, code } of [...data, ...errors]) {
			run.lookedUp.set(String(taskUUID), this.clock.now);
			if (code !== 'taskNotFound') run.told.add(String(taskUUID));
		}
	}

	private wayBack(fault: Fault | undefined): number {
		if (fault === undefined) return this.random.between(5, 150);
		if (fault.name === 'late answer') return this.random.between(150, LONGEST_DELAY_MS);
		return this.random.between(5, this.random.chance(0.2) ? LONGEST_DELAY_MS : 300);
	}

	private effect(run: Run, kind: RequestKind, tasks: readonly Task[]): Effect {
		if (kind === 'archive') return this.archive(tasks.filter(isQuestion));
		if (kind === 'poll') return this.poll(tasks.filter(isQuestion));
		const videos = tasks.filter(isVideo);
		const isDry = kind === 'dry run' && this.world.dryRunHeader === 'heeded';
		return isDry ? this.dryRun(videos) : this.submit(run, videos);
	}

	private poll(tasks: readonly QuestionTask[]): Effect {
		const { clock, world } = this;
		const renders = tasks.map(
			({ taskUUID }) => [taskUUID, this.tasks.visible(taskUUID, clock.now)] as const,
		);
		const { now } = clock;
		const answer = pollAnswer(world, renders, now);
		if (tasks.length > 1 && world.pollBatch === 'refused') return { answer, heard: nothingHeard };
		const told = [...(answer.data ?? []), ...(answer.errors ?? [])]
			.filter(({ code }) => code !== 'taskNotFound')
			.map(({ taskUUID }) => String(taskUUID));
		return {
			answer,
			heard: (run) => {
				for (const { taskUUID } of tasks) run.lookedUp.set(taskUUID, now);
				for (const taskUUID of told) run.told.add(taskUUID);
			},
		};
	}

	private archive(tasks: readonly QuestionTask[]): Effect {
		const { archive } = this.world;
		if (archive === 'not permitted') return refusedAs(403, 'permissionDenied');
		if (archive === 'fault') return refusedAs(500, 'internalServerError');
		if (archive === 'one a request' && tasks.length > 1) return refusedAs(400, 'invalidRequest');
		const { now } = this.clock;
		const data = tasks.flatMap(({ taskType, taskUUID }): Entry[] => {
			const render = archive === 'silence' ? undefined : this.tasks.latest(taskUUID);
			if (render === undefined) return [];
			const conflict = { code: 'conflictTaskUUID', message: 'This UUID is taken', taskUUID };
			const { data, errors } = pollAnswer(this.world, [[taskUUID, render]], now);
			const response = archive === 'conflict' ? { errors: [conflict] } : { data, errors };
			return [{ taskType, taskUUID, request: [], response }];
		});
		count(this.coverage, 'api: archive asked');
		if (data.length > 0) count(this.coverage, 'api: archive has it');
		return { answer: { status: 200, data }, heard: nothingHeard };
	}

	private dryRun(tasks: readonly VideoInferenceTask[]): Effect {
		const errors = tasks.filter(isRefused).map(refusalOf);
		const data =
			this.world.dryRun !== 'silent'
				? tasks
						.filter((task) => !isRefused(task))
						.map(({ taskType, taskUUID, numberResults }) => ({
							taskType,
							taskUUID,
							cost: this.world.dryRun === 'zero' ? 0 : PRICE * (numberResults ?? 1),
						}))
				: [];
		return {
			answer: {
				status: errors.length === tasks.length ? 400 : 200,
				data,
				...(errors.length === 0 ? {} : { errors }),
			},
			heard: (run) => {
				for (const task of tasks.filter(isRefused)) run.refusedByDryRun.add(task.taskUUID);
			},
		};
	}

	private submit(run: Run, tasks: readonly VideoInferenceTask[]): Effect {
		const { world } = this;
		if (tasks.length > 1 && world.submitBatch === 'refused') {
			count(this.coverage, 'api: batch of submits refused');
			const error = { code: 'invalidRequest', message: 'One task a request, please' };
			return { answer: { status: 400, errors: [error] }, heard: nothingHeard };
		}
		const errors: Entry[] = [];
		const good: VideoInferenceTask[] = [];
		const taken: string[] = [];
		const full: VideoInferenceTask[] = [];
		for (const task of tasks) {
			const { taskUUID } = task;
			if (isRefused(task)) errors.push(refusalOf(task));
			else if (this.tasks.isTaken(taskUUID, this.clock.now)) {
				count(this.coverage, 'api: conflictTaskUUID');
				taken.push(taskUUID);
				errors.push({ code: 'conflictTaskUUID', message: 'This UUID is taken', taskUUID });
			} else if (this.tasks.inProgress(this.clock.now) + good.length >= world.capacity) {
				count(this.coverage, 'api: full');
				full.push(task);
				errors.push({ code: 'providerRateLimitExceeded', message: 'Full', taskUUID });
			} else good.push(task);
		}
		// With a status of its own it refuses the whole request.
		if (full.length > 0 && world.full !== 'named') {
			const code = world.full === '503' ? 'serviceUnavailable' : 'providerRateLimitExceeded';
			return refusedAs(Number(world.full), code);
		}
		const spoils = errors.length > 0 && world.submitBatch === 'bad one refuses all';
		if (!spoils || world.neighborsAccepted) for (const task of good) this.accept(run, task);
		if (spoils && good.length > 0) count(this.coverage, 'api: neighbors of a bad task refused');
		// Beside refusals an empty `data` does not say what became of the others.
		const isPlain = errors.length === 0 || world.acknowledgement !== 'empty';
		const heard = (hearing: Run): void => {
			for (const taskUUID of taken) hearing.told.add(taskUUID);
			if (spoils) return;
			for (const { taskUUID } of good) {
				hearing.told.add(taskUUID);
				if (isPlain) hearing.acknowledged.add(taskUUID);
			}
		};
		const data =
			world.acknowledgement === 'empty' || spoils
				? []
				: good.map(({ taskType, taskUUID, numberResults }) => ({
						taskType,
						taskUUID,
						...(world.acknowledgement === 'with cost'
							? { cost: PRICE * (numberResults ?? 1) }
							: {}),
					}));
		return {
			answer: {
				status: spoils || errors.length === tasks.length ? 400 : 200,
				data,
				...(errors.length === 0 ? {} : { errors }),
			},
			heard,
		};
	}

	private accept(run: Run, task: VideoInferenceTask): void {
		const { taskUUID, positivePrompt, numberResults } = task;
		const again = this.tasks.of(taskUUID).length > 0;
		const render = this.tasks.accept(
			taskUUID,
			run.index,
			positivePrompt ?? '',
			numberResults ?? 1,
			this.clock.now,
		);
		count(this.coverage, again ? 'api: accepted again' : 'api: accepted');
		this.note(
			() =>
				`API accepts ${shown(taskUUID)}${again ? ' AGAIN' : ''}: ends at ${render.endsAt}, ${render.charged ? 'charged' : 'fails, free'}`,
		);
	}
}

function entriesOf({ data = [], errors = [] }: ApiAnswer): number {
	return data.length + errors.length;
}

function refusedAs(status: number, code: string): Effect {
	return { answer: { status, errors: [{ code, message: code }] }, heard: nothingHeard };
}

/** The end of a taskUUID is always the same; its key and attempt are what a reader wants. */
export function shown(taskUUID: string): string {
	return taskUUID.slice(6, 13);
}

function kindOf(tasks: readonly Task[], how: SendOptions | undefined): RequestKind {
	if (tasks.some(isVideo)) return how?.dryRun === true ? 'dry run' : 'submit';
	return tasks.some(({ taskType }) => taskType === 'getTaskDetails') ? 'archive' : 'poll';
}

function isQuestion(task: Task): task is QuestionTask {
	return task.taskType === 'getResponse' || task.taskType === 'getTaskDetails';
}

export function isVideo(task: Task): task is VideoInferenceTask {
	return task.taskType === 'videoInference';
}

function isRefused({ positivePrompt }: VideoInferenceTask): boolean {
	return positivePrompt?.startsWith(REFUSED) === true;
}

function refusalOf({ taskUUID }: VideoInferenceTask): Entry {
	return { code: 'contentPolicyViolation', message: 'This prompt is not allowed', taskUUID };
}
