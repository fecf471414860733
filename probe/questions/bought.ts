import { answerOf, troubleIn, wordsOf } from '../api/exchange';
import { hasEnded } from './purchase';
import type { Purchase } from './purchase';
import { open, settled } from './question';
import type { Question } from './question';
import {
	firstResult,
	hasConflict,
	isRefusedWhole,
	isSilent,
	spentBetween,
	stateIn,
} from './readAnswers';
import { isThere, lastIf, readAgain, readArchive, readRunning } from './readPurchase';
import { inDollars, textVideoPrice } from './tasks';

/** What one video shows. */
export const PURCHASE_QUESTIONS: ReadonlyArray<Question<Purchase>> = [
	{
		name: 'acknowledgement',
		assumption: 'how an order is acknowledged',
		read: ({ order }) => {
			const { errors, results } = answerOf(order);
			const beside = errors.length > 0 ? `, beside an error: ${wordsOf(order)}` : '';
			if (results.length > 0) {
				const names = Object.keys(results[0] ?? {}).join(', ');
				return settled(`by an item (${names})${beside}`, { acknowledgement: 'placeholder' });
			}
			return isSilent(order)
				? settled('by {"data":[]}', { acknowledgement: 'empty' })
				: open(`not acknowledged: ${wordsOf(order)}`);
		},
		node: 'Takes both for accepted; an item counts whatever error stands beside it.',
	},
	{
		name: 'full',
		assumption: 'how an order is refused for want of room',
		read: ({ order }) => {
			const isFull =
				[429, 503].includes(order.status) ||
				answerOf(order).errors.some(({ kind }) => kind === 'rateLimit');
			if (!isFull) return open('it was not: nothing was full');
			const full = order.status === 429 ? '429' : order.status === 503 ? '503' : 'named';
			return settled(wordsOf(order), { full, capacity: 'limited' });
		},
		node: 'Waits until others have ended, and lets no more in until more are taken.',
	},
	{
		name: 'ackVisibleAfterMs',
		assumption: 'an order that was taken is found at once',
		read: ({ looks, taskUUID }) => {
			const first = looks.findIndex(({ exchange }) => isThere(exchange, taskUUID));
			const found = looks[first];
			if (found === undefined) return open('no look found the task before its end');
			const missed = looks[first - 1];
			if (missed !== undefined && hasEnded(found.exchange, taskUUID)) {
				return open('looks are silent about running tasks');
			}
			return missed === undefined
				? settled(`found after ${found.afterMs} ms`, { ackVisibleAfterMs: 0 })
				: settled(`not found for ${missed.afterMs} ms, found after ${found.afterMs} ms`, {
						ackVisibleAfterMs: 'limited',
					});
		},
		node: 'Looks again for a while before it takes a task for lost.',
	},
	{
		name: 'processing',
		assumption: 'what a look at a running task brings',
		read: readRunning,
		node: 'Takes each of these for running.',
	},
	{
		name: 'renderTime',
		assumption: 'a video of 5 seconds takes about two minutes',
		read: ({ endedAfterMs, looks, taskUUID }) => {
			if (endedAfterMs === undefined) return open('no end was seen');
			const last = looks.at(-1);
			const end = last && stateIn(last.exchange, taskUUID)?.status;
			return settled(`${Math.round(endedAfterMs / 1000)} s until ${end ?? 'its end'}`);
		},
		node: 'Waits up to 30 minutes, and looks as often as pollPlan.ts says.',
	},
	{
		name: 'failure',
		assumption: 'where a failure stands in the answer',
		read: ({ looks, taskUUID }) => {
			const end = lastIf(looks.at(-1)?.exchange, taskUUID, 'error');
			if (end === undefined) return open('nothing failed');
			const isItem = answerOf(end).results.length > 0;
			return isItem
				? settled(`in data: ${wordsOf(end)}`, { failure: 'data' })
				: settled(`in errors: ${wordsOf(end)}`, { failure: 'errors' });
		},
		node: 'Reads both.',
	},
	{
		name: 'failedPollStatus',
		assumption: 'the HTTP status of a look at a failed task',
		read: ({ looks, taskUUID }) => {
			const end = lastIf(looks.at(-1)?.exchange, taskUUID, 'error');
			if (end === undefined) return open('nothing failed');
			const { status } = end;
			return status === 200 || status === 400
				? settled(`${status}`, { failedPollStatus: status })
				: settled(`${status}`);
		},
		node: 'Believes the mark or the code, and not the status.',
	},
	{
		name: 'batchPollBought',
		assumption: 'a look at a task is answered beside one at an unknown task',
		read: ({ besideUnknown: [first, second], taskUUID }) => {
			if (!first || !second || troubleIn(first, 'refusal') || troubleIn(second, 'refusal')) {
				return open('not settled');
			}
			const [inFirst, inSecond] = [first, second].map((one) => isThere(one, taskUUID));
			if (inFirst === true && inSecond === true) {
				return settled('in either place', { batchPoll: 'served' });
			}
			if (inFirst === true) return settled('in the first place only', { batchPoll: 'first only' });
			return isRefusedWhole(first)
				? settled(`refused: ${wordsOf(first)}`, { batchPoll: 'refused' })
				: open('in neither place');
		},
		node: 'Asks for what was not answered again, at last alone.',
	},
	{
		name: 'runningUUID',
		assumption: 'an order under the UUID of a running task is refused, and not charged',
		read: ({ againWhileRunning }) => readAgain(againWhileRunning),
		node: 'Rests on it: after a lost answer the same UUID is sent again, and "conflict" means accepted.',
	},
	{
		name: 'finishedUUID',
		assumption: 'an order under the UUID of a task that has ended',
		read: ({ againAfterEnd }) => {
			const finding = readAgain(againAfterEnd);
			if (finding.reading === undefined || againAfterEnd === undefined) return finding;
			return {
				...finding,
				reading: { finishedUUID: hasConflict(againAfterEnd) ? 'conflict' : 'rerun' },
			};
		},
		node: 'Asks for the task before each order; a finished one is delivered and not ordered.',
	},
	{
		name: 'archiveHolds',
		assumption: 'what the archive tells of the task: at once, at its end, after a conflict',
		read: readArchive,
		node: 'Believes a finished video only; where a conflict stands, it looks for the next attempts too.',
	},
	{
		name: 'result',
		assumption: "what a finished video's answer holds",
		read: ({ looks, taskUUID }) => {
			const end = lastIf(looks.at(-1)?.exchange, taskUUID, 'success');
			const result = end && firstResult(end);
			return result === undefined
				? open('no video was seen')
				: settled(Object.keys(result).join(', '));
		},
		node: 'Needs the link; all else may be missing.',
	},
	{
		name: 'charged',
		assumption: `a video of 5 seconds costs ${inDollars(textVideoPrice())}`,
		read: ({ before, after, looks }) => {
			const cost = looks.map(({ exchange }) => firstResult(exchange)?.['cost']).find(Boolean);
			const spent = spentBetween(before, after);
			const told = typeof cost === 'number' ? `the answer tells $${cost}` : 'the answer tells none';
			const taken = spent === undefined ? 'the balance is not told' : `$${spent} were taken`;
			return spent === undefined && typeof cost !== 'number'
				? open(`${told}, ${taken}`)
				: settled(`${told}, ${taken}`);
		},
		node: 'Shows the cost that the answer tells, and prices by the published rates before.',
	},
	{
		name: 'link',
		assumption: 'the link to the video opens without a key, and what its headers say',
		read: ({ link }) => {
			if (link === undefined) return open('there was no link');
			const told = Object.entries(link.headers).map(([name, value]) => `${name}: ${value}`);
			return settled([`HTTP ${link.status} at ${link.host}`, ...told].join('; '));
		},
		node: 'Downloads at once, tries again on 422 and 502, and never sends the key there.',
	},
];
