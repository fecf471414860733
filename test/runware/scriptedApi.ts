/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type {
	Clock,
	Send,
	SendOptions,
	Task,
	TaskUUID,
} from '../../nodes/Kling/runware/wire/protocol';
import { VirtualClock } from '../simulation/virtualClock';
import type { Part } from './answerParts';
import { namesOf, seconds } from './lines';
import { says } from './replies';
import type { FixedReply } from './replies';

/**
 * An API that gives the answers which a test wrote down, in their order, and a clock whose time
 * passes only between events. What was sent and what came of it is a list of lines to be read.
 */

/** The answer to one request, or how to make it of the tasks that were sent. */
export type Answer = FixedReply | ReplyTo | { readonly repeated: Answer };

type ReplyTo = (tasks: readonly Task[], request: number) => FixedReply;

/** The same of every task that was sent. */
export const ofEach =
	(part: (taskUUID: TaskUUID) => Part) =>
	(tasks: readonly Task[]): FixedReply =>
		says(...tasks.map(({ taskUUID }) => part(taskUUID)));

/** The same of the first so many tasks that were sent, and nothing of the others. */
export const ofFirst =
	(count: number, part: (taskUUID: TaskUUID) => Part) =>
	(tasks: readonly Task[]): FixedReply =>
		ofEach(part)(tasks.slice(0, count));

/** This answer to all but polls, which learn nothing. */
export const unlessPolled =
	(answer: (tasks: readonly Task[]) => FixedReply) =>
	(tasks: readonly Task[]): FixedReply =>
		tasks[0]?.taskType === 'getResponse' ? says() : answer(tasks);

/** This answer to all further requests. */
export const fromThenOn = (answer: Answer): Answer => ({ repeated: answer });

export const times = (count: number, answer: Answer): Answer[] =>
	Array.from({ length: count }, () => answer);

/** An answer that takes its time. */
export const after =
	(seconds: number, answer: FixedReply | ReplyTo): Answer =>
	(tasks, request) => ({
		...(typeof answer === 'function' ? answer(tasks, request) : answer),
		tookMs: seconds * 1000,
	});

/** The execution ends while its request is under way. */
export const stopped = (): never => {
	throw new Error('stopped');
};

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
