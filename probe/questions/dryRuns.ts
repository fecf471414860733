import { RULES } from '../schema/rules';
import { plainRow, taskOfRow } from '../schema/ourBodies';
import type { Api } from '../api/api';
import { answerOf, wordsOf } from '../api/exchange';
import type { Exchange } from '../api/exchange';
import { sizesTaken } from './free';
import { open, settled } from './question';
import type { AskedQuestion, Finding } from './question';
import { isRefusedWhole } from './readAnswers';
import { STANDARD_WAYS, textVideo, TINY_PNG } from './tasks';

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
	{
		name: 'omniSettings',
		assumption:
			'which settings of 3.0 Omni go with a video: its page says "cannot be used with video" and "requires video"',
		ask: async (api) => [
			await dry(api, [omni('text', { sound: true }, api.uuid())]),
			await dry(api, [omni('edit', { keepOriginalSound: true }, api.uuid())]),
		],
		counts: 'refusal',
		read: ([sound, keep]) => {
			if (sound === undefined || keep === undefined) return open('not asked');
			const [isWithout, isWith] = [sound, keep].map(
				(exchange) => answerOf(exchange).errors.length === 0,
			);
			const found = `sound without a video: ${isWithout ? 'taken' : wordsOf(sound)}; keepOriginalSound with one: ${isWith ? 'taken' : wordsOf(keep)}`;
			if (isWithout && isWith) return settled(found, { omniSettings: 'by setting' });
			if (isWithout) return settled(found, { omniSettings: 'never with video' });
			return isWith ? settled(found, { omniSettings: 'need a video' }) : settled(found);
		},
		node: 'Sends sound without a video, and keepOriginalSound with one.',
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
		labels: RULE_TASKS.map(({ name }) => name),
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

const OMNI = 'klingai:kling-video@o3-standard';

function omni(mode: string, klingai: object, taskUUID: string): object {
	const way = STANDARD_WAYS.find((each) => each.mode.value === mode);
	const plain = way && taskOfRow(plainRow(way), way.mode, taskUUID);
	return { ...plain, model: OMNI, providerSettings: { klingai } };
}

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
