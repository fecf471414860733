import type { Ask, Look } from './ask';
import { createAsk } from './ask';
import { createPlaces } from './places';
import { retryLookIn } from './pollPlan';
import type { Clock, Send, TaskUUID, Video, VideoRequest } from './protocol';
import { RunwareError } from './RunwareError';
import { createSubmit } from './submit';
import type { Asked, TaskState } from './taskState';
import { ACCEPTED_UNKNOWN_MS, createWatch } from './watch';
import type { Ending } from './watch';

/** A video to be made once. */
export interface Job {
	readonly request: VideoRequest;
	/**
	 * The identity of a try, the first being 1. A later try is taken only when Runware says that
	 * the earlier ones failed, and were not charged.
	 */
	readonly taskUUID: (attempt: number) => TaskUUID;
	readonly maxWaitMs: number;
}

export type Charged = 'no' | 'yes' | 'unknown';

/** What became of a job. */
export type Outcome =
	| {
			readonly status: 'finished';
			readonly taskUUID: TaskUUID;
			readonly videos: readonly Video[];
			/** Whether the video was there, or on its way, before this run. */
			readonly reused: boolean;
	  }
	| { readonly status: 'processing'; readonly taskUUID: TaskUUID }
	| {
			readonly status: 'failed';
			readonly taskUUID: TaskUUID;
			readonly error: RunwareError;
			readonly charged: Charged;
	  };

export interface RenderDependencies {
	readonly send: Send;
	readonly clock: Clock;
	/** At least 0 and below 1. */
	readonly random: () => number;
}

export interface RenderPlan {
	/** How many tasks may be in progress at Runware. */
	readonly maxConcurrent: number;
	/** Whether to wait for the videos, or only until Runware has accepted the tasks. */
	readonly until: 'finished' | 'accepted';
	readonly onOutcome?: (outcome: Outcome, job: number) => void;
}

/** A job with what Runware knew of it before this run. */
interface Found {
	readonly job: Job;
	readonly taskUUID: TaskUUID;
	readonly state?: TaskState;
}

/** As often as a failed row may be tried anew over its life. */
const MOST_ATTEMPTS = 50;
/** Looks before the first submit, over about 8 s; nothing is bought from an API that is away. */
const FIRST_LOOKS = 4;
/** How long a task is looked for that was refused after an earlier try had got lost. */
const LOST_SILENT_MS = 15_000;

/**
 * Renders every job, all at the same time up to the plan's limit, and charges each at most once:
 * what Runware has already is delivered or waited for, and only what it does not know is submitted.
 * Never rejects for what the network or the API did.
 * @returns the outcomes in the order of the jobs
 */
export async function render(
	jobs: readonly Job[],
	{ send, clock, random }: RenderDependencies,
	{ maxConcurrent, until, onOutcome }: RenderPlan,
): Promise<readonly Outcome[]> {
	const ask = createAsk(send);
	const submit = createSubmit({ send, ask, clock, random });
	const watch = createWatch(ask, clock, true);
	const places = createPlaces(maxConcurrent);

	const found = await findEarlier(jobs, ask, clock);
	return await Promise.all(
		found.map(async (entry, index) => {
			const outcome =
				entry instanceof RunwareError ? unreached(jobs, index, entry) : await made(entry);
			onOutcome?.(outcome, index);
			return outcome;
		}),
	);

	async function made({ job, taskUUID, state }: Found): Promise<Outcome> {
		if (state?.status === 'success') return finished(taskUUID, state.videos, true);
		const running = state?.status === 'processing';
		if (running) places.take();
		else await places.wait();
		try {
			return running ? await awaited(job, taskUUID, true) : await bought(job, taskUUID);
		} finally {
			places.release();
		}
	}

	async function bought(job: Job, taskUUID: TaskUUID): Promise<Outcome> {
		const task = { ...withIdentity(job.request, taskUUID) };
		const submission = await submit(task, clock.now() + job.maxWaitMs);
		if (submission.is === 'accepted') return await awaited(job, taskUUID, submission.earlier);
		if (submission.is === 'ended') return ended(taskUUID, submission.state, false);
		if (!submission.lost) return failed(taskUUID, submission.error, 'no');
		const silentUntil = clock.now() + LOST_SILENT_MS;
		return await awaited(job, taskUUID, false, { silentUntil, refusal: submission.error });
	}

	async function awaited(
		job: Job,
		taskUUID: TaskUUID,
		reused: boolean,
		lost?: { readonly silentUntil: number; readonly refusal: RunwareError },
	): Promise<Outcome> {
		if (until === 'accepted' && lost === undefined) return { status: 'processing', taskUUID };
		const ending = await watch({
			...asked(job, taskUUID),
			deadline: clock.now() + job.maxWaitMs,
			unknownUntil: lost?.silentUntil ?? clock.now() + ACCEPTED_UNKNOWN_MS,
			...(lost === undefined ? {} : { silentUntil: lost.silentUntil }),
		});
		return outcomeOf(taskUUID, ending, reused, lost?.refusal);
	}
}

/** What a finished wait means for the task's row. */
export function outcomeOf(
	taskUUID: TaskUUID,
	ending: Ending,
	reused: boolean,
	refusal?: RunwareError,
): Outcome {
	switch (ending.is) {
		case 'ended':
			return ended(taskUUID, ending.state, reused);
		case 'late':
			return failed(taskUUID, ending.error ?? notReady(), 'unknown');
		case 'lockedOut':
			return failed(taskUUID, ending.error, 'unknown');
		case 'unknown':
			return failed(
				taskUUID,
				refusal ?? ending.error ?? ownError('taskNotFound', 'Runware does not know this task'),
				'unknown',
			);
	}
}

/** What a state means for the task's row; one that is neither an end nor known still renders. */
export function ended(taskUUID: TaskUUID, state: TaskState, reused: boolean): Outcome {
	if (state.status === 'success') return finished(taskUUID, state.videos, reused);
	if (state.status === 'processing') return { status: 'processing', taskUUID };
	if (state.status === 'unknown') return failed(taskUUID, state.error, 'unknown');
	// Some of several videos came out: they are paid for, so they are delivered.
	if (state.videos.length > 0) return finished(taskUUID, state.videos, reused);
	return failed(taskUUID, state.error, 'no');
}

/**
 * Asks, before anything is submitted, what Runware has under the jobs' identities, and goes on to
 * the next attempt of those that failed. An error stands for a job that could not be asked after.
 */
async function findEarlier(
	jobs: readonly Job[],
	ask: Ask,
	clock: Clock,
): Promise<readonly (Found | RunwareError)[]> {
	const found = new Map<Job, Found | RunwareError>();
	let open = jobs.map((job) => ({ job, attempt: 1 }));
	for (let failures = 0; open.length > 0; ) {
		const look = await ask(open.map(({ job, attempt }) => asked(job, job.taskUUID(attempt))));
		const next: typeof open = [];
		for (const { job, attempt } of open) {
			const taskUUID = job.taskUUID(attempt);
			const state = look.states.get(taskUUID);
			if (isFailedForGood(state) && attempt < MOST_ATTEMPTS)
				next.push({ job, attempt: attempt + 1 });
			else if (state !== undefined) found.set(job, { job, taskUUID, state });
			else if (look.answered.has(taskUUID)) found.set(job, { job, taskUUID });
			else next.push({ job, attempt });
		}
		open = next;
		if (look.trouble === undefined) failures = 0;
		else if ((failures += 1) >= FIRST_LOOKS || look.trouble.error.kind === 'auth') {
			for (const { job } of open) found.set(job, look.trouble.error);
			break;
		} else await clock.sleep(retryLookIn(failures, look.trouble.retryAfterMs));
	}
	return jobs.map(
		(job) => found.get(job) ?? ownError('unknownError', 'The task was not asked after'),
	);
}

function isFailedForGood(
	state: Look['states'] extends ReadonlyMap<string, infer State> ? State | undefined : never,
) {
	return state?.status === 'error' && state.certain && state.videos.length === 0;
}

function unreached(jobs: readonly Job[], index: number, error: RunwareError): Outcome {
	return failed(jobs[index]?.taskUUID(1) ?? '', error, 'no');
}

function finished(taskUUID: TaskUUID, videos: readonly Video[], reused: boolean): Outcome {
	return { status: 'finished', taskUUID, videos, reused };
}

function failed(taskUUID: TaskUUID, error: RunwareError, charged: Charged): Outcome {
	return { status: 'failed', taskUUID, error, charged };
}

function notReady(): RunwareError {
	return ownError('maxWaitReached', 'The video was not ready within the maximum wait');
}

function ownError(code: string, message: string): RunwareError {
	return new RunwareError({ code, message });
}

function asked({ request: { numberResults } }: Job, taskUUID: TaskUUID): Asked {
	return { taskUUID, ...(numberResults === undefined ? {} : { numberResults }) };
}

/** The order of the seed examples. */
function withIdentity({ taskType, ...request }: VideoRequest, taskUUID: TaskUUID) {
	return { taskType, taskUUID, ...request };
}
