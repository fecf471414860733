import { numberField } from '../../nodes/Kling/runware/wire/envelope';
import { RULES } from '../schema/rules';
import { plainRow, taskOfRow } from '../schema/ourBodies';
import type { Api } from '../api/api';
import { answerOf, troubleIn, wordsOf } from '../api/exchange';
import type { Exchange } from '../api/exchange';
import { sizesTaken } from './free';
import { open, settled } from './question';
import type { AskedQuestion, Finding, Question } from './question';
import { firstResult, hasConflict, isRefusedWhole, spentBetween, stateIn } from './readAnswers';
import {
	account,
	inDollars,
	look,
	STANDARD_WAYS,
	textVideo,
	textVideoPrice,
	TINY_PNG,
} from './tasks';

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

const SIZES = [25, 100];
/** Of base64; three of them make the million characters that the node puts into one request. */
const FRAME_CHARACTERS = 330_000;

async function dry(api: Api, tasks: readonly object[]): Promise<Exchange> {
	return await api.send(tasks, { dryRun: true });
}

/** With an image inside, filled up after its end. */
function framed(taskUUID: string): object {
	const image = Buffer.alloc((FRAME_CHARACTERS / 4) * 3);
	Buffer.from(TINY_PNG, 'base64').copy(image);
	const data = `data:image/png;base64,${image.toString('base64')}`;
	// A size is for modes without frames; what is undefined is not sent.
	const noSize = { width: undefined, height: undefined };
	return {
		...textVideo(taskUUID),
		...noSize,
		inputs: { frameImages: [{ image: data, frame: 'first' }] },
	};
}

/** A text video with a length that no mode has. */
const wrongLength = (taskUUID: string) => ({ ...textVideo(taskUUID), duration: 7 });

/** Asked only after a dry run has proved to be one. */
export const DRY_QUESTIONS: readonly AskedQuestion[] = [
	{
		name: 'batchSubmit',
		assumption: 'several submits in one request are taken',
		ask: async (api) => [await dry(api, [textVideo(api.uuid()), textVideo(api.uuid())])],
		counts: 'refusal',
		read: ([exchange]) => {
			if (exchange === undefined) return open('not asked');
			if (isRefusedWhole(exchange)) {
				return settled(`refused: ${wordsOf(exchange)}`, { batchSubmit: 'refused' });
			}
			const { results } = answerOf(exchange);
			return results.length >= 2
				? settled(`taken: each is answered`, { batchSubmit: 'served' })
				: open(`${results.length} of 2 are answered: ${wordsOf(exchange)}`);
		},
		node: 'Sends up to 100 together. Refused, they are sent in smaller requests, at last alone.',
	},
	{
		name: 'oneRefused',
		assumption: 'what happens to the others of a request when one is refused',
		ask: async (api) => [await dry(api, [textVideo(api.uuid()), wrongLength(api.uuid())])],
		counts: 'refusal',
		read: ([exchange]) => {
			if (exchange === undefined) return open('not asked');
			if (isRefusedWhole(exchange)) return settled(`all are refused: ${wordsOf(exchange)}`);
			return answerOf(exchange).results.length > 0
				? settled(`they are taken: ${wordsOf(exchange)}`)
				: settled(`they are not spoken of: ${wordsOf(exchange)}`);
		},
		node: 'Sends a task that the answer does not name again, alone, under its UUID.',
	},
	{
		name: 'submitSizes',
		assumption: `how many submits fit a request: ${SIZES.join(', ')}`,
		ask: async (api) => {
			const exchanges: Exchange[] = [];
			for (const count of SIZES) {
				const tasks = Array.from({ length: count }, () => textVideo(api.uuid()));
				exchanges.push(await dry(api, tasks));
			}
			return exchanges;
		},
		counts: 'refusal',
		read: (exchanges) => sizesTaken(SIZES, exchanges),
		node: 'Sends 25 dry runs or 100 orders together, and fewer when that is refused.',
	},
	{
		name: 'requestSize',
		assumption: 'a request may have a million characters',
		ask: async (api) => [
			await dry(api, [framed(api.uuid()), framed(api.uuid()), framed(api.uuid())]),
		],
		counts: 'refusal',
		read: ([exchange]) => {
			if (exchange === undefined) return open('not asked');
			if (exchange.status === 413 || isRefusedWhole(exchange)) {
				return settled(`refused: ${wordsOf(exchange)}`);
			}
			return settled(`taken in ${exchange.ms} ms: ${wordsOf(exchange)}`);
		},
		node: 'Puts no more than that into one request.',
	},
	refusedDry('wrongDuration', 'a length of 7 seconds from text', wrongLength),
	refusedDry('unknownParameter', 'a parameter that nobody knows', (taskUUID) => ({
		...textVideo(taskUUID),
		nobodyKnows: true,
	})),
	{
		name: 'rules',
		assumption:
			'what the node never sends is refused: sizes, lengths and media that do not go together',
		ask: async (api) =>
			await inTurn(RULE_TASKS, async ({ task }) => await dry(api, [task(api.uuid())])),
		counts: 'refusal',
		read: readRules,
		node: 'Sends none of these.',
	},
];

function refusedDry(name: string, what: string, task: (taskUUID: string) => object): AskedQuestion {
	return {
		name,
		assumption: `how ${what} is refused`,
		ask: async (api) => [await dry(api, [task(api.uuid())])],
		counts: 'refusal',
		read: ([exchange]) => {
			if (exchange === undefined) return open('not asked');
			return answerOf(exchange).errors.length > 0
				? settled(wordsOf(exchange))
				: settled(`it is taken: ${wordsOf(exchange)}`);
		},
		node: 'Refuses it before it is sent; what Runware says is shown with the row.',
	};
}

/** The rules of the catalogue, each in the modes that it is for. */
const RULE_TASKS = RULES.flatMap(({ name, appliesTo, breaks, inputs }) =>
	STANDARD_WAYS.filter(appliesTo).map((way) => ({
		name: `${way.mode.name}: ${name}`,
		task: (taskUUID: string) => {
			const plain = taskOfRow(plainRow(way), way.mode, taskUUID);
			const media = inputs === undefined ? {} : { inputs: { ...plain.inputs, ...inputs } };
			return { ...plain, ...media, ...breaks(way) };
		},
	})),
);

function readRules(exchanges: readonly Exchange[]): Finding {
	const taken = RULE_TASKS.filter((_, index) => {
		const exchange = exchanges[index];
		return exchange !== undefined && answerOf(exchange).errors.length === 0;
	});
	return taken.length === 0
		? settled(`all ${exchanges.length} are refused`)
		: settled(`taken all the same: ${taken.map(({ name }) => name).join('; ')}`);
}

/** A few at a time: nobody knows how many Runware likes. */
async function inTurn<Entry, Result>(
	entries: readonly Entry[],
	run: (entry: Entry) => Promise<Result>,
): Promise<readonly Result[]> {
	const AT_ONCE = 4;
	const results: Result[] = [];
	for (let next = 0; next < entries.length; next += AT_ONCE) {
		results.push(...(await Promise.all(entries.slice(next, next + AT_ONCE).map(run))));
	}
	return results;
}
