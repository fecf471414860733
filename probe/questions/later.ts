import type { Api } from '../api/api';
import { troubleIn, wordsOf } from '../api/exchange';
import type { Exchange } from '../api/exchange';
import { storedLink, toldBy } from './readPurchase';
import type { Link } from './purchase';
import { open, settled } from './question';
import type { Question } from './question';
import { firstResult, isSilent, stateIn } from './readAnswers';
import { look, recall } from './tasks';

/** What is still known of a video that an earlier probe has ordered. */
export interface Later {
	readonly taskUUID: string;
	/** Since the order. */
	readonly hours: number;
	readonly look: Exchange;
	readonly archive: Exchange;
	/** The link that either of them tells, opened. */
	readonly link?: Link;
}

export async function lookLater(
	api: Api,
	{ taskUUID, orderedAt }: { readonly taskUUID: string; readonly orderedAt: number },
	openLink: (url: string) => Promise<Link>,
): Promise<Later> {
	const seen = await api.send([look(taskUUID)]);
	const archive = await api.send([recall(taskUUID)]);
	const told = firstResult(seen)?.['videoURL'];
	const url = typeof told === 'string' ? told : storedLink(archive);
	const hours = Math.round((api.now() - orderedAt) / 360_000) / 10;
	const link = url === undefined ? undefined : await openLink(url);
	return { taskUUID, hours, look: seen, archive, ...(link && { link }) };
}

export const LATER_QUESTIONS: ReadonlyArray<Question<Later>> = [
	{
		name: 'retentionMs',
		assumption: 'for how long a look tells of a task that has ended',
		read: ({ look: seen, taskUUID, hours }) => {
			const trouble = troubleIn(seen, 'refusal');
			if (trouble !== undefined) return open(`not settled: ${trouble}`);
			const state = stateIn(seen, taskUUID)?.status;
			if (state === 'unknown' || (state === undefined && isSilent(seen))) {
				return settled(`no longer after ${hours} hours: ${wordsOf(seen)}`, {
					retentionMs: 'limited',
				});
			}
			return state === undefined
				? open(wordsOf(seen))
				: settled(`still after ${hours} hours: ${state}`, {
						retentionMs: Number.POSITIVE_INFINITY,
					});
		},
		node: 'Asks the archive about what a look no longer tells.',
	},
	{
		name: 'archiveLater',
		assumption: 'the archive holds old results',
		read: ({ archive, hours }) => {
			const trouble = troubleIn(archive, 'refusal');
			return trouble === undefined
				? settled(`after ${hours} hours it holds ${toldBy(archive)}`)
				: open(`not settled: ${trouble}`);
		},
		node: 'Delivers a finished video of it; nothing else of it is believed.',
	},
	{
		name: 'linkLater',
		assumption: 'for how long the link to a video works',
		read: ({ link, hours }) =>
			link === undefined
				? open('no link is told')
				: settled(`after ${hours} hours: HTTP ${link.status}`),
		node: 'Downloads the video at once; Link Lifetime asks for longer.',
	},
];
