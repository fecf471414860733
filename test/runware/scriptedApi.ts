/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type {
	Clock,
	Reply,
	Send,
	SendOptions,
	Task,
	TaskUUID,
} from '../../nodes/Kling/runware/wire/protocol';
import { VirtualClock } from '../simulation/virtualClock';

/**
 * An API that gives the answers which a test wrote down, in their order, and a clock whose time
 * passes only between events. What was sent and what came of it is a list of lines to be read.
 */

type FixedReply = Reply & { readonly tookMs?: number };
/** The answer to one request, or how to make it of the tasks that were sent. */
export type Answer =
	| FixedReply
	| ((tasks: readonly Task[], request: number) => FixedReply)
	| { readonly repeated: Answer };

/** What an answer says of one task. */
export interface Part {
	readonly data?: object;
	readonly error?: object;
}

export const running = (taskUUID: TaskUUID): Part => ({ data: { taskUUID, status: 'processing' } });

export const ready = (taskUUID: TaskUUID, video: object = {}): Part => ({
	data: {
		taskUUID,
		status: 'success',
		videoURL: `https://vm.runware.ai/${taskUUID}.mp4`,
		videoUUID: `video of ${taskUUID}`,
		...video,
	},
});

/** A failure that the API marks as the end of the task. */
export const failed = (taskUUID: TaskUUID, code = 'taskFailed'): Part => ({
	data: { taskUUID, status: 'error', error: { code, message: `It says ${code}` } },
});

/** An error about a task that is not marked as its end. */
export const erred = (taskUUID: TaskUUID, code = 'internalServerError'): Part => ({
	error: { taskUUID, code, message: `It says ${code}` },
});

export const unknown = (taskUUID: TaskUUID): Part => erred(taskUUID, 'taskNotFound');

/** The acknowledgement of a submit. */
export const accepted = (taskUUID: TaskUUID): Part => ({
	data: { taskUUID, taskType: 'videoInference' },
});

/** An error about the whole request. */
export const refusal = (code: string): Part => ({ error: { code, message: `It says ${code}` } });

export const price = (taskUUID: TaskUUID, cost: number): Part => ({
	data: { taskUUID, taskType: 'videoInference', cost },
});

/** An answer with 200. */
export const says = (...parts: readonly Part[]): FixedReply => withStatus(200, ...parts);

export function withStatus(status: number, ...parts: readonly Part[]): FixedReply {
	const errors = parts.flatMap(({ error }) => error ?? []);
	const data = parts.flatMap((part) => part.data ?? []);
	return { status, body: { data, ...(errors.length > 0 ? { errors } : {}) } };
}

/** A page of something in between, not of the API. */
export const page = (status: number): FixedReply => ({ status, body: '<html></html>' });

export const noAnswer: FixedReply = { status: 'none', cause: 'the connection was cut' };

/** An answer that asks to wait, in seconds. */
export const pausing = (seconds: number, reply: FixedReply): FixedReply =>
	reply.status === 'none' ? reply : { ...reply, retryAfterMs: seconds * 1000 };

/** Too many requests; asks to wait, in seconds. */
export const busy = (seconds?: number): FixedReply => {
	const reply = withStatus(429, refusal('rateLimitExceeded'));
	return seconds === undefined ? reply : pausing(seconds, reply);
};

/** The same of every task that was sent. */
export const ofEach =
	(part: (taskUUID: TaskUUID) => Part, status = 200) =>
	(tasks: readonly Task[]): FixedReply =>
		withStatus(status, ...tasks.map(({ taskUUID }) => part(taskUUID)));

/** This answer to all further requests. */
export const fromThenOn = (answer: Answer): Answer => ({ repeated: answer });

export const times = (count: number, answer: Answer): Answer[] =>
	Array.from({ length: count }, () => answer);

/** An answer that takes its time. */
export const after =
	(seconds: number, answer: Exclude<Answer, { readonly repeated: Answer }>): Answer =>
	(tasks, request) => ({
		...(typeof answer === 'function' ? answer(tasks, request) : answer),
		tookMs: seconds * 1000,
	});

/** Where the lines are written that a test compares. */
export interface Stage {
	readonly send: Send;
	readonly clock: Clock;
	/** Adds a line with the time before it. */
	readonly note: (line: string) => void;
}

/** Plays `act` against the answers, and tells what happened when. */
export async function played(
	answers: readonly Answer[],
	act: (stage: Stage) => Promise<unknown>,
): Promise<readonly string[]> {
	const happened: { readonly at: number; readonly line: string }[] = [];
	const time = new VirtualClock();
	const note = (line: string) => void happened.push({ at: time.now, line });
	let requests = 0;
	let standing: Answer | undefined;

	function answerTo(tasks: readonly Task[]): FixedReply {
		const next = answers[requests] ?? standing;
		requests += 1;
		if (next === undefined) throw new Error(`No answer is left:\n${written(happened).join('\n')}`);
		if ('repeated' in next) standing = next.repeated;
		const answer = 'repeated' in next ? next.repeated : next;
		if ('repeated' in answer) throw new Error('An answer is repeated once');
		return typeof answer === 'function' ? answer(tasks, requests) : answer;
	}

	const sleep = async (ms: number) =>
		await new Promise<void>((resolve) => time.at(time.now + ms, resolve));
	const stage: Stage = {
		note,
		clock: { now: () => time.now, sleep },
		send: async (tasks, how) => {
			note(`${deedOf(tasks, how)} ${namesOf(tasks.map(({ taskUUID }) => taskUUID))}`);
			const { tookMs = 0, ...reply } = answerTo(tasks);
			await sleep(tookMs); // also 0 s are a turn, so that a run without end can be ended
			return reply;
		},
	};
	let isOver = false;
	const over = act(stage).finally(() => (isOver = true));
	over.catch(() => {}); // told below
	for (let turns = 0; ; turns += 1) {
		await turnOfTheLoop();
		if (isOver) break;
		if (!time.step())
			throw new Error(`It waits for what never comes:\n${written(happened).join('\n')}`);
		if (turns > MOST_TURNS)
			throw new Error(`No end:\n${written(happened.slice(0, 50)).join('\n')}`);
	}
	await over;
	// Whatever goes out at a moment is told before what comes of it, however the code is cut.
	return written([...happened].sort((one, other) => one.at - other.at || rank(one) - rank(other)));
}

const MOST_TURNS = 600;

const rank = ({ line }: { readonly line: string }): number => (line.startsWith('→') ? 1 : 0);

const written = (
	happened: readonly { readonly at: number; readonly line: string }[],
): readonly string[] => happened.map(({ at, line }) => `${seconds(at)}  ${line}`);

function deedOf([first]: readonly Task[], how: SendOptions = {}): string {
	if (how.dryRun === true) return 'price';
	switch (first?.taskType) {
		case 'getResponse':
			return 'look at';
		case 'getTaskDetails':
			return 'recall';
		case 'videoInference':
			return 'submit';
		case 'mediaStorage':
			return `${first.operation} ${first.media}, task`;
		default:
			return first?.taskType ?? 'nothing';
	}
}

/** All names, or of many the first and the last. */
export function namesOf(names: readonly string[]): string {
	return names.length <= 6
		? names.join(' ')
		: `${names[0]} … ${names.at(-1)} (${names.length} tasks)`;
}

/** `2 s`, `2.33 s` */
export function seconds(ms: number): string {
	return `${Number((ms / 1000).toFixed(2))} s`;
}

/** The lines without those that are not of interest, and how many those were. */
export function without(lines: readonly string[], pattern: RegExp): readonly string[] {
	return lines.filter((line) => !pattern.test(line));
}

/** When the lines happened that match. */
export function timesOf(lines: readonly string[], pattern: RegExp): string {
	return lines
		.filter((line) => pattern.test(line))
		.map((line) => line.slice(0, line.indexOf('  ')))
		.join(', ');
}
