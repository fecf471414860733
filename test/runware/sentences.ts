import { approve } from '../../nodes/Kling/runware/buying/approval';
import type { Budget } from '../../nodes/Kling/runware/buying/approval';
import { createPoll } from '../../nodes/Kling/runware/waiting/poll';
import type { PollResult } from '../../nodes/Kling/runware/waiting/poll';
import { getTasks } from '../../nodes/Kling/runware/getTasks';
import { findEarlier } from '../../nodes/Kling/runware/buying/findEarlier';
import { findReported } from '../../nodes/Kling/runware/findReported';
import type { ReportedTask } from '../../nodes/Kling/runware/findReported';
import type { Job } from '../../nodes/Kling/runware/tasks/job';
import { deleteMedium, storeMedium } from '../../nodes/Kling/runware/mediaStorage';
import type { Outcome } from '../../nodes/Kling/runware/tasks/outcome';
import { quotePrices } from '../../nodes/Kling/runware/buying/dryRun';
import type { VideoInferenceTask, VideoRequest } from '../../nodes/Kling/runware/wire/protocol';
import { runTasks } from '../../nodes/Kling/runware/runTasks';
import type { RunPlan } from '../../nodes/Kling/runware/runTasks';
import { RunwareError } from '../../nodes/Kling/runware/wire/RunwareError';
import { createArchive, withArchive } from '../../nodes/Kling/runware/waiting/archive';
import type { Quote } from '../../nodes/Kling/runware/buying/dryRun';
import { priceTasks } from '../../nodes/Kling/runware/priceTasks';
import { createSubmit } from '../../nodes/Kling/runware/buying/submit';
import type { SubmitResult } from '../../nodes/Kling/runware/buying/submitAnswer';
import type { TaskState } from '../../nodes/Kling/runware/wire/taskState';
import { createWatch } from '../../nodes/Kling/runware/waiting/watch';
import type { WatchResult } from '../../nodes/Kling/runware/tasks/outcome';
import type { WatchedTask } from '../../nodes/Kling/runware/waiting/watch';
import { namesOf } from './lines';
import { played } from './scriptedApi';
import type { Answer } from './scriptedApi';

/**
 * Each part of the core against an API that answers as written, told in lines: what is sent, when,
 * and what comes of it. Only here are the parts put together. Times are seconds.
 */

const REQUEST: VideoRequest = {
	taskType: 'videoInference',
	model: 'klingai:kling@o1-standard',
	positivePrompt: 'A paper boat',
	deliveryMethod: 'async',
	includeCost: true,
};

/** So many names of tasks: `t1`, `t2` … */
export const names = (count: number): readonly string[] =>
	Array.from({ length: count }, (_, index) => `t${index + 1}`);

/** An error that the API did not word, so that its words are the core's own. */
const told = ({ details }: RunwareError): string => details.code;

function stateIn(state: TaskState): string {
	const videos = 'videos' in state ? state.videos.map(({ videoURL }) => nameOf(videoURL)) : [];
	return [
		state.status,
		'error' in state && told(state.error),
		'certain' in state && (state.certain ? 'for certain' : 'perhaps'),
		...videos,
	]
		.filter(Boolean)
		.join(' ');
}

const nameOf = (videoURL: string): string => videoURL.replace('https://vm.runware.ai/', '');

export function outcomeIn(outcome: Outcome): string {
	switch (outcome.status) {
		case 'finished': {
			const videos = outcome.videos.map(({ videoURL }) => nameOf(videoURL)).join(' ');
			const { taskUUID, reused, attempts } = outcome;
			const tries = attempts === undefined ? '' : `, attempt ${attempts}`;
			return `${taskUUID} finished${reused ? ', was there' : ''}${tries}: ${videos}`;
		}
		case 'processing':
			return `${outcome.taskUUID} processing`;
		case 'failed': {
			const { taskUUID = 'no task', error, charged } = outcome;
			const words = error.message === '' || /^It says/.test(error.message) ? '' : error.message;
			return `${taskUUID} failed ${told(error)}, charged ${charged}${words && `: ${words}`}`;
		}
	}
}

// --- watch ---

interface Waiting extends Partial<Pick<WatchedTask, 'once' | 'fresh' | 'numberResults'>> {
	readonly taskUUID?: string;
	/** When it is given to the watch. */
	readonly from?: number;
	readonly deadline?: number;
	readonly silentUntil?: number;
	readonly unknownUntil?: number;
}

function endingIn(ending: WatchResult): string {
	switch (ending.is) {
		case 'ended':
			return stateIn(ending.state);
		case 'late':
			return `late${ending.seen ? ', was seen' : ''}${ending.error ? `, ${told(ending.error)}` : ''}`;
		case 'unknown':
			return `unknown${ending.error ? `, ${told(ending.error)}` : ''}`;
		case 'lockedOut':
			return `locked out, ${told(ending.error)}`;
	}
}

/** Tasks that are waited for together; by default `a`, for ten minutes. */
export async function watched(
	tasks: readonly Waiting[],
	answers: readonly Answer[],
	{ keyProven = true } = {},
): Promise<readonly string[]> {
	return await played(answers, async ({ send, clock, note }) => {
		const watch = createWatch(createPoll(send), clock, keyProven);
		await Promise.all(
			tasks.map(async (waiting) => {
				const { taskUUID = 'a', from = 0, deadline = 600, silentUntil, ...task } = waiting;
				if (from > 0) await clock.sleep(from * 1000);
				const ending = await watch({
					...task,
					taskUUID,
					deadline: deadline * 1000,
					unknownUntil: (task.unknownUntil ?? 60) * 1000,
					...(silentUntil === undefined ? {} : { silentUntil: silentUntil * 1000 }),
				});
				note(`→ ${taskUUID} ${endingIn(ending)}`);
			}),
		);
	});
}

// --- ask ---

function lookIn({ states, answered, trouble }: PollResult): string {
	const lines = [...states].map(([taskUUID, state]) => `${taskUUID} ${stateIn(state)}`);
	const silent = [...answered].filter((taskUUID) => !states.has(taskUUID));
	if (silent.length > 0) lines.push(`nothing of ${namesOf(silent)}`);
	if (trouble !== undefined) {
		const { error, retryAfterMs } = trouble;
		const again = retryAfterMs === undefined ? '' : ` again in ${retryAfterMs / 1000} s`;
		lines.push(`trouble ${told(error)}${again}`);
	}
	return lines.length > 6 ? `${lines.length} states` : lines.join(', ');
}

/** Polls these tasks, one poll after another and a second apart, with what the earlier polls have taught. */
export async function asked(
	looks: readonly (readonly string[])[],
	answers: readonly Answer[],
): Promise<readonly string[]> {
	return await played(answers, async ({ send, clock, note }) => {
		const ask = createPoll(send);
		for (const taskUUIDs of looks) {
			const look = await ask(taskUUIDs.map((taskUUID) => ({ taskUUID })));
			note(`→ ${lookIn(look)}, ${look.requests} asked`);
			await clock.sleep(1000);
		}
	});
}

// --- archive ---

interface RecallPlan {
	/** How long the next one waits, in seconds. */
	readonly everySeconds?: number;
}

const entryIn = ([taskUUID, state]: readonly [string, TaskState]): string =>
	`${taskUUID} ${stateIn(state)}`;

/** What the archive tells of these tasks, asked one time after another. */
export async function recalled(
	questions: readonly (readonly string[])[],
	answers: readonly Answer[],
): Promise<readonly string[]> {
	return await played(answers, async ({ send, clock, note }) => {
		const recall = createArchive(send, clock);
		for (const taskUUIDs of questions) {
			const found = await recall(taskUUIDs.map((taskUUID) => ({ taskUUID })));
			note(`→ ${[...found].map(entryIn).join(', ') || 'nothing'}`);
		}
	});
}

/** Polls that ask the archive too, every 20 s unless told otherwise. */
export async function askedWithArchive(
	looks: readonly (readonly string[])[],
	answers: readonly Answer[],
	{ everySeconds = 20 }: RecallPlan = {},
): Promise<readonly string[]> {
	return await played(answers, async ({ send, clock, note }) => {
		const ask = withArchive(createPoll(send), createArchive(send, clock), clock);
		for (const taskUUIDs of looks) {
			note(`→ ${lookIn(await ask(taskUUIDs.map((taskUUID) => ({ taskUUID }))))}`);
			await clock.sleep(everySeconds * 1000);
		}
	});
}

// --- submit ---

interface Submitted {
	readonly taskUUID?: string;
	readonly from?: number;
	readonly giveUpAt?: number;
	/** When it was last asked about; when it is submitted, by default. */
	readonly unknownAt?: number;
	readonly more?: Partial<VideoInferenceTask>;
}

interface SubmitSurroundings {
	readonly random?: number;
	/** When, in seconds, tasks end that were accepted. */
	readonly ended?: readonly number[];
}

function submissionIn(submission: SubmitResult): string {
	switch (submission.is) {
		case 'accepted': {
			const { earlier, ordered } = submission;
			return `accepted${ordered ? ', ordered' : ''}${earlier ? ', earlier' : ''}`;
		}
		case 'ended':
			return `ended ${stateIn(submission.state)}${submission.earlier ? ', earlier' : ''}`;
		case 'refused':
			return `refused ${told(submission.error)}${submission.lost ? ', perhaps lost' : ''}`;
	}
}

export async function submitted(
	tasks: readonly Submitted[],
	answers: readonly Answer[],
	{ random = 0, ended = [] }: SubmitSurroundings = {},
): Promise<readonly string[]> {
	return await played(answers, async ({ send, clock, note }) => {
		const submit = createSubmit({ send, ask: createPoll(send), clock, random: () => random });
		const ends = ended.map(async (at) => {
			await clock.sleep(at * 1000);
			submit.ended();
		});
		await Promise.all(
			ends.concat(
				tasks.map(async ({ taskUUID = 'a', from = 0, giveUpAt = 1800, unknownAt, more }) => {
					if (from > 0) await clock.sleep(from * 1000);
					const submission = await submit(
						{ ...REQUEST, taskUUID, ...more },
						{ maxWaitMs: (giveUpAt - from) * 1000, unknownAt: (unknownAt ?? from) * 1000 },
					);
					note(`→ ${taskUUID} ${submissionIn(submission)}`);
				}),
			),
		);
	});
}

// --- jobs ---

export interface JobPlan
	extends Partial<Pick<Job, 'until' | 'publishedPrice' | 'withUploads' | 'mayBeOld'>> {
	/** Its attempts are `a`, `a2`, `a3` … */
	readonly name?: string;
	readonly numberResults?: number;
	readonly maxWait?: number;
}

export function jobOf({ name = 'a', numberResults, maxWait = 600, ...rest }: JobPlan): Job {
	return {
		request: { ...REQUEST, ...(numberResults === undefined ? {} : { numberResults }) },
		taskUUID: (attempt) => (attempt === 1 ? name : `${name}${attempt}`),
		until: 'finished',
		maxWaitMs: maxWait * 1000,
		publishedPrice: 0.42,
		...rest,
	};
}

/** A job whose files cannot be brought to Runware. */
export const UPLOAD_FAILS: JobPlan = {
	withUploads: async () =>
		await Promise.resolve(new RunwareError({ code: 'uploadFailed', message: 'It says no' })),
};

/** The poll before buying. */
export async function foundEarlier(
	jobs: readonly JobPlan[],
	answers: readonly Answer[],
): Promise<readonly string[]> {
	return await played(answers, async ({ send, clock, note }) => {
		const found = await findEarlier(
			jobs.map(jobOf),
			createPoll(send),
			createArchive(send, clock),
			clock,
		);
		for (const entry of found) {
			if (entry instanceof RunwareError) note(`→ not asked after: ${told(entry)}`);
			else {
				const { taskUUID, state, askedAt } = entry;
				const what = state === undefined ? 'not there' : stateIn(state);
				note(`→ ${taskUUID} ${what}, asked at ${askedAt / 1000} s`);
			}
		}
	});
}

function quoteIn(quote: Quote, words: boolean): string {
	if ('price' in quote) return `$${quote.price}`;
	const [what, error] =
		'refusal' in quote ? ['refused', quote.refusal] : ['unchecked', quote.unchecked];
	return `${what} ${words ? toldWhy(error) : told(error)}`;
}

/** What tasks would cost by the API's dry run. */
export async function quoted(
	jobs: readonly JobPlan[],
	answers: readonly Answer[],
	{ words = false } = {},
): Promise<readonly string[]> {
	return await played(answers, async ({ send, clock, note }) => {
		const found = await quotePrices(jobs.map(purchaseOf), { send, ask: createPoll(send), clock });
		for (const [taskUUID, quote] of found.told) note(`→ ${taskUUID} ${quoteIn(quote, words)}`);
		for (const taskUUID of found.made) note(`→ ${taskUUID} is being made`);
		for (const taskUUID of found.unsure) note(`→ ${taskUUID} may be made`);
		if (found.told.size === 0) note('→ nothing told');
	});
}

export async function approved(
	jobs: readonly JobPlan[],
	budget: Budget,
	answers: readonly Answer[],
): Promise<readonly string[]> {
	return await played(answers, async ({ send, clock, note }) => {
		const purchases = jobs.map(purchaseOf);
		const dependencies = { send, ask: createPoll(send), clock };
		const { prices, refusals, unchecked } = await approve(purchases, dependencies, budget);
		for (const { taskUUID } of purchases) {
			const refused = refusals.get(taskUUID);
			const cost = prices.get(taskUUID);
			const why = refused && ` refused ${told(refused)}: ${refused.message}`;
			const how = unchecked.has(taskUUID) ? ' unchecked' : '';
			note(`→ ${taskUUID}${cost === undefined ? '' : ` $${cost}`}${how}${why ?? ' approved'}`);
		}
	});
}

/** What a dry run says of rows. */
export async function priced(
	jobs: readonly JobPlan[],
	answers: readonly Answer[],
	budget: Budget = { allOrNothing: false },
): Promise<readonly string[]> {
	return await played(answers, async ({ send, clock, note }) => {
		for (const told of await priceTasks(jobs.map(jobOf), { send, clock }, budget)) {
			const { taskUUID = 'no task' } = told;
			const how =
				'error' in told
					? `${toldWhy(told.error)}, charged ${told.charged}`
					: `$${told.price}${told.reused ? ', is there' : ''}`;
			note(`→ ${taskUUID} ${how}`);
		}
	});
}

function purchaseOf(plan: JobPlan) {
	const job = jobOf(plan);
	return { job, taskUUID: job.taskUUID(1) };
}

/** Everything together. */
export async function rendered(
	jobs: readonly JobPlan[],
	answers: readonly Answer[],
	plan: Partial<RunPlan> = {},
): Promise<readonly string[]> {
	return await played(answers, async ({ send, clock, note }) => {
		const outcomes = await runTasks(
			jobs.map(jobOf),
			{ send, clock, random: () => 0 },
			{
				maxConcurrent: 50,
				onOutcome: (outcome, job) => note(`→ row ${job + 1}: ${outcomeIn(outcome)}`),
				...plan,
			},
		);
		if (outcomes.length !== jobs.length) throw new Error('A row without an outcome');
	});
}

// --- reports, Get, media ---

/** What is known once Runware has reported `reported`; acceptedAt is in seconds of the clock. */
export async function foundReported(
	tasks: readonly (Omit<Partial<ReportedTask>, 'acceptedAt'> & { readonly acceptedAt?: number })[],
	reported: string | undefined,
	answers: readonly Answer[],
): Promise<readonly string[]> {
	return await played(answers, async ({ send, clock, note }) => {
		const whole = tasks.map(({ acceptedAt = 0, ...task }) => ({
			taskUUID: 'a',
			reused: false,
			...task,
			acceptedAt: acceptedAt * 1000,
		}));
		const found = await findReported(whole, reported, send, clock);
		if (found instanceof RunwareError) note(`→ not learnt: ${told(found)}`);
		else for (const outcome of found.values()) note(`→ ${outcomeIn(outcome)}`);
	});
}

/** Get: the names of tasks with how long each is waited for. */
export async function fetched(
	errands: Readonly<Record<string, number>>,
	answers: readonly Answer[],
): Promise<readonly string[]> {
	return await played(answers, async ({ send, clock, note }) => {
		const outcomes = await getTasks(
			Object.entries(errands).map(([taskUUID, maxWait]) => ({
				taskUUID,
				maxWaitMs: maxWait * 1000,
			})),
			send,
			clock,
		);
		for (const outcome of outcomes.values()) note(`→ ${outcomeIn(outcome)}`);
	});
}

/** An upload's tasks are t1, t2 … */
export async function uploaded(answers: readonly Answer[]): Promise<readonly string[]> {
	return await played(answers, async ({ send, clock, note }) => {
		const stored = await storeMedium(
			async (taskUUID) =>
				await send([{ taskType: 'mediaStorage', taskUUID, operation: 'upload', media: 'a file' }]),
			send,
			clock,
			numbered(),
		);
		note(`→ ${stored instanceof RunwareError ? toldWhy(stored) : JSON.stringify(stored)}`);
	});
}

export async function deleted(answers: readonly Answer[]): Promise<readonly string[]> {
	return await played(answers, async ({ send, note }) => {
		const refusal = await deleteMedium('medium', send, numbered());
		note(`→ ${refusal === undefined ? 'deleted' : toldWhy(refusal)}`);
	});
}

const toldWhy = (error: RunwareError): string => `${told(error)}: ${error.message}`;

function numbered(): () => string {
	let number = 0;
	return () => `t${(number += 1)}`;
}
