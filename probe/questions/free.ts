import { isFields } from '../../nodes/Kling/runware/wire/envelope';
import type { Api } from '../api/api';
import { answerOf, wordsOf } from '../api/exchange';
import type { Counts, Exchange } from '../api/exchange';
import { open, settled } from './question';
import type { AskedQuestion, Finding } from './question';
import { firstResult, hasNotFound, isNotPermitted, isRefusedWhole, isSilent } from './readAnswers';
import { account, look, recall, stored, textVideo, TINY_PNG } from './tasks';

/** Asked first: without it, nothing else is worth asking. */
export const ACCOUNT: AskedQuestion = {
	name: 'balance',
	assumption: 'how the account tells its balance',
	ask: async (api) => [await api.send([account(api.uuid())])],
	read: ([exchange]) => {
		const balance = exchange && firstResult(exchange)?.['balance'];
		if (isFields(balance)) {
			return settled(`an object: ${Object.keys(balance).join(', ')}`, { balance: 'object' });
		}
		if (typeof balance === 'number' || typeof balance === 'string') {
			return settled(`a bare ${typeof balance}`, { balance: 'number' });
		}
		return exchange !== undefined && firstResult(exchange) !== undefined
			? settled('not told: the key may not see it')
			: open('the answer holds no account');
	},
	node: 'Reads both, and leaves the balance out where there is none.',
};

const LOOKS = [2, 100, 250];

function several(count: number, task: (taskUUID: string) => object, api: Api): readonly object[] {
	return Array.from({ length: count }, () => task(api.uuid()));
}

export const FREE_QUESTIONS: readonly AskedQuestion[] = [
	{
		name: 'unknownTask',
		assumption: 'what a look at an unknown task brings',
		ask: async (api) => [await api.send([look(api.uuid())])],
		counts: 'refusal',
		read: ([exchange]) => {
			if (exchange === undefined) return open('not asked');
			if (isSilent(exchange)) {
				return settled(`nothing: ${wordsOf(exchange)} with {"data":[]}`, { unknownTask: 'empty' });
			}
			return hasNotFound(exchange)
				? settled(`an error: ${wordsOf(exchange)}`, { unknownTask: 'taskNotFound' })
				: open(`neither nothing nor "not found": ${wordsOf(exchange)}`);
		},
		node: 'Takes both for "not there", and orders only after that.',
	},
	{
		name: 'batchPoll',
		assumption: 'several looks in one request are all answered',
		// A malformed UUID is answered with an error even where unknown tasks are passed over in silence.
		ask: async (api) => [
			await api.send([look(api.uuid())]),
			await api.send([look('no-uuid')]),
			await api.send([look(api.uuid()), look(api.uuid())]),
			await api.send([look(api.uuid()), look('no-uuid')]),
		],
		counts: 'refusal',
		read: readBatchPoll,
		node: 'Sends up to 250 together. Refused, they are sent in smaller requests; what is not answered is asked for again.',
	},
	{
		name: 'lookSizes',
		assumption: `how many looks fit a request: ${LOOKS.join(', ')}`,
		ask: async (api) => {
			const exchanges: Exchange[] = [];
			for (const count of LOOKS) exchanges.push(await api.send(several(count, look, api)));
			return exchanges;
		},
		counts: 'refusal',
		read: (exchanges) => sizesTaken(LOOKS, exchanges),
		node: 'Sends 250, and halves that as often as it is refused.',
	},
	{
		name: 'archivePermission',
		assumption: 'the archive may be asked, and what it says of an unknown task',
		ask: async (api) => [await api.send([recall(api.uuid())])],
		counts: 'refusal',
		read: ([exchange]) => {
			if (exchange === undefined) return open('not asked');
			if (isNotPermitted(exchange)) {
				return settled(`not permitted: ${wordsOf(exchange)}`, { archive: 'not permitted' });
			}
			return isSilent(exchange)
				? settled(`permitted; nothing of an unknown task: ${wordsOf(exchange)}`)
				: settled(`permitted; of an unknown task: ${wordsOf(exchange)}`);
		},
		node: 'Passes an archive over that does not answer, and believes only finished videos of it.',
	},
	{
		name: 'archive',
		assumption: 'several questions to the archive in one request are answered',
		ask: async (api) => [
			await api.send([recall(api.uuid())]),
			await api.send([recall(api.uuid()), recall(api.uuid())]),
		],
		counts: 'refusal',
		read: ([one, two]) => {
			if (one === undefined || two === undefined) return open('not asked');
			if (isNotPermitted(one)) return open('this key may not ask the archive');
			return isRefusedWhole(two) && !isRefusedWhole(one)
				? settled(`refused: ${wordsOf(two)}`, { archive: 'one a request' })
				: settled(`taken: ${wordsOf(two)}`, { archive: 'served' });
		},
		node: 'Asks for many together, and for single ones when that is refused.',
	},
	{
		name: 'mediaStorage',
		assumption: 'an image can be stored and deleted again, and what the answers hold',
		ask: async (api) => {
			const upload = await api.send([stored(api.uuid(), 'upload', TINY_PNG)]);
			const mediaUUID = firstResult(upload)?.['mediaUUID'];
			if (typeof mediaUUID !== 'string') return [upload];
			const remove = async () => await api.send([stored(api.uuid(), 'delete', mediaUUID)]);
			return [upload, await remove(), await remove()];
		},
		counts: 'refusal',
		read: ([upload, deleted, again]) => {
			if (upload === undefined) return open('not asked');
			if (deleted === undefined || again === undefined) {
				return open(`it was not stored: ${wordsOf(upload)}`);
			}
			const fields = Object.keys(firstResult(upload) ?? {}).join(', ');
			const end = firstResult(deleted) === undefined ? 'not deleted' : 'deleted';
			return settled(
				`stored (${fields}); ${end}: ${wordsOf(deleted)}; deleted twice: ${wordsOf(again)}`,
			);
		},
		node: 'Puts larger files and videos there, each once a run.',
	},
	{
		name: 'limitHeaders',
		assumption: 'headers tell of limits',
		ask: async (api) => [await api.send([account(api.uuid())])],
		read: ([exchange]) => {
			const names = Object.keys(exchange?.headers ?? {}).filter((name) =>
				/retry|rate|limit|quota/.test(name),
			);
			return settled(names.length === 0 ? 'none does' : names.join(', '));
		},
		node: 'Waits as long as Retry-After says, and else by its own plan.',
	},
	refusal({
		name: 'unknownModel',
		what: 'an unknown model',
		send: async (api) =>
			await api.send([{ ...textVideo(api.uuid()), model: 'klingai:kling@probe-none' }], {
				dryRun: true,
			}),
		node: 'The row fails with what Runware says; it was not charged.',
	}),
	refusal({
		name: 'unknownTaskType',
		what: 'an unknown kind of task',
		send: async (api) => await api.send([{ taskType: 'probeNothing', taskUUID: api.uuid() }]),
		node: 'Never sends one.',
	}),
	refusal({
		name: 'noList',
		what: 'a body that is no list',
		send: async (api) => await api.send('{"taskType":"ping"}'),
		node: 'Never sends one.',
	}),
	refusal({
		name: 'brokenJson',
		what: 'a body that is no JSON',
		send: async (api) => await api.send('[{"taskType":"ping"'),
		node: 'Never sends one.',
	}),
	refusal({
		name: 'wrongKey',
		what: 'a wrong API key',
		send: async (api) =>
			await api.send([account(api.uuid())], { key: 'this-key-is-wrong-on-purpose' }),
		counts: 'refused key',
		node: 'Ends the run: "Runware did not accept the API key". A refused key says nothing about running tasks.',
	}),
];

interface Refusal {
	readonly name: string;
	readonly what: string;
	readonly send: (api: Api) => Promise<Exchange>;
	readonly counts?: Counts;
	readonly node: string;
}

/** How something is refused that cannot be meant: status, code and parameter. */
function refusal({ name, what, send, counts = 'refusal', node }: Refusal): AskedQuestion {
	return {
		name,
		assumption: `how ${what} is refused`,
		ask: async (api) => [await send(api)],
		counts,
		read: ([exchange]) => {
			if (exchange === undefined) return open('not asked');
			const isRefused = exchange.status >= 400 || answerOf(exchange).errors.length > 0;
			return isRefused ? settled(wordsOf(exchange)) : settled(`not refused: ${wordsOf(exchange)}`);
		},
		node,
	};
}

function readBatchPoll([unknown, malformed, two, mixed]: readonly Exchange[]): Finding {
	if (!unknown || !malformed || !two || !mixed) return open('not asked');
	if (isRefusedWhole(two) && !isRefusedWhole(unknown)) {
		return settled(`refused: ${wordsOf(two)}`, { batchPoll: 'refused' });
	}
	const errorsIn = (exchange: Exchange) => answerOf(exchange).errors.length;
	if (hasNotFound(unknown)) {
		return errorsIn(two) >= 2
			? settled('each is answered', { batchPoll: 'served' })
			: settled('only the first is answered', { batchPoll: 'first only' });
	}
	if (errorsIn(malformed) === 0) {
		return open(
			'not refused; whether each is answered shows only with a task that is there (--buy)',
		);
	}
	return errorsIn(mixed) > 0
		? settled('each is answered', { batchPoll: 'served' })
		: settled('only the first is answered', { batchPoll: 'first only' });
}

/** Up to which of the sizes requests are taken. */
export function sizesTaken(sizes: readonly number[], exchanges: readonly Exchange[]): Finding {
	const refused = exchanges.findIndex(
		(exchange) => isRefusedWhole(exchange) || (exchange.status >= 400 && !namesTasks(exchange)),
	);
	const [at, size] = [exchanges[refused], sizes[refused]];
	if (at === undefined || size === undefined) {
		const last = exchanges.at(-1);
		return settled(`${sizes.join(', ')}: all taken${last ? ` (the last in ${last.ms} ms)` : ''}`);
	}
	return settled(`${size} were refused: ${wordsOf(at)}`);
}

function namesTasks(exchange: Exchange): boolean {
	return answerOf(exchange).errors.some(({ details }) => details.taskUUID !== undefined);
}
