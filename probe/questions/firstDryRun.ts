import { numberField } from '../../nodes/Kling/runware/wire/envelope';
import type { Api } from '../api/api';
import { troubleIn, wordsOf } from '../api/exchange';
import type { Exchange } from '../api/exchange';
import { open, settled } from './question';
import type { AskedQuestion, Question } from './question';
import { firstResult, hasConflict, spentBetween, stateIn } from './readAnswers';
import { account, inDollars, look, textVideo, textVideoPrice } from './tasks';

/**
 * Asked before any dry run of a video: does the API know the header at all? A free task that is made
 * all the same proves nothing, and then the first dry run of a video might be taken for an order.
 */
export const HEADER: AskedQuestion = {
	name: 'dryRunOfFreeTask',
	assumption: "the API heeds a dry run's header, tried with a free task",
	ask: async (api) => [
		await api.send([account(api.uuid())]),
		await api.send([account(api.uuid())], { dryRun: true }),
	],
	read: ([plain, dry]) => {
		const [made, tried] = [plain && firstResult(plain), dry && firstResult(dry)];
		if (made === undefined || tried === undefined) {
			return open('the dry run of a free task was not answered like one');
		}
		const own = (result: object) => Object.keys(result).filter((name) => !ENVELOPE.includes(name));
		const isMade = own(made).some((name) => own(tried).includes(name));
		return isMade
			? open('no: a dry run of the account task is answered in full')
			: settled('yes: the account task was not carried out');
	},
	node: 'Tries a dry run with one task first, and looks whether it was taken for an order.',
};

const ENVELOPE = ['taskType', 'taskUUID', 'operation', 'cost'];

/** The first dry run of a video, and everything that shows whether it was one. */
export interface FirstDryRun {
	readonly taskUUID: string;
	readonly before: Exchange;
	readonly dry: Exchange;
	/** The same again: a task that is being made refuses it. */
	readonly again: Exchange;
	readonly look: Exchange;
	readonly after: Exchange;
}

/** An accepted task was seen to be unknown for so long. */
const VISIBLE_AFTER_MS = 2000;

export async function firstDryRun(api: Api): Promise<FirstDryRun> {
	const taskUUID = api.uuid();
	const before = await api.send([account(api.uuid())]);
	const dry = await api.send([textVideo(taskUUID)], { dryRun: true });
	await api.sleep(VISIBLE_AFTER_MS);
	const again = await api.send([textVideo(taskUUID)], { dryRun: true });
	const seen = await api.send([look(taskUUID)]);
	const after = await api.send([account(api.uuid())]);
	return { taskUUID, before, dry, again, look: seen, after };
}

/** Whether the order was made; undefined where no answer tells. */
export function wasOrdered(seen: FirstDryRun): boolean | undefined {
	const state = stateIn(seen.look, seen.taskUUID);
	const isThere = state !== undefined && state.status !== 'unknown';
	const spent = spentBetween(seen.before, seen.after);
	// Others may spend from the same account, so less money alone proves nothing.
	if (hasConflict(seen.again) || isThere) return true;
	const isAnswered = [seen.dry, seen.again, seen.look].every((one) => !troubleIn(one, 'refusal'));
	return isAnswered && (spent === undefined || spent < textVideoPrice() / 2) ? false : undefined;
}

export const FIRST_DRY_RUN: ReadonlyArray<Question<FirstDryRun>> = [
	{
		name: 'dryRunHeader',
		assumption: 'a dry run of a video orders and charges nothing',
		read: (seen) => {
			const ordered = wasOrdered(seen);
			if (ordered === true) {
				return settled(
					`no: it was taken for an order, and a video is being made (about ${inDollars(textVideoPrice())}, task ${seen.taskUUID})`,
					{ dryRunHeader: 'dropped' },
				);
			}
			if (ordered === undefined) return open('it could not be seen whether something was ordered');
			const spent = spentBetween(seen.before, seen.after);
			const money = spent === undefined ? 'the balance is not told' : 'the balance is the same';
			return settled(`yes: no task is there, and ${money}`, { dryRunHeader: 'heeded' });
		},
		node: 'Looks after the first one; if it was taken for an order, no more are sent and the row names the task.',
	},
	{
		name: 'dryRun',
		assumption: "what a dry run's answer holds",
		read: (seen) => {
			if (wasOrdered(seen) !== false) return open('the dry run did not prove to be one');
			const { dry } = seen;
			const trouble = troubleIn(dry);
			if (trouble !== undefined) return open(`not settled: ${trouble}`);
			const result = firstResult(dry);
			if (result === undefined) return open(`no result: ${wordsOf(dry)}`);
			const price = numberField(result, 'cost');
			const names = Object.keys(result).join(', ');
			if (price === undefined) return settled(`no price: ${names}`, { dryRun: 'silent' });
			const isOurs = Math.abs(price - textVideoPrice()) < 0.00005;
			const beside = isOurs ? 'as published' : `published is ${inDollars(textVideoPrice())}`;
			return settled(`a price: $${price}, ${beside} (${names})`, { dryRun: 'cost' });
		},
		node: 'Shows the price that is told, and else the published one.',
	},
];
