import type { Api } from '../api/api';
import type { Exchange } from '../api/exchange';
import { firstResult, isSilent, stateIn } from './readAnswers';
import { account, inDollars, look, recall, textVideo, textVideoPrice } from './tasks';

/** What a person says yes to, before anything is sent. */
export interface Consent {
	readonly order: boolean;
	/** The same task again while it renders: expected to be refused. */
	readonly againWhileRunning: boolean;
	/** The same again after its end: nobody knows, and it may be charged. */
	readonly againAfterEnd: boolean;
}

export type Confirm = (question: string) => Promise<boolean>;

export async function askConsent(confirm: Confirm): Promise<Consent> {
	const price = inDollars(textVideoPrice());
	const order = await confirm(`Order one video of 5 seconds at Runware, for about ${price}?`);
	if (!order) return { order, againWhileRunning: false, againAfterEnd: false };
	const againWhileRunning = await confirm(
		`Send the same order once more while it renders? It should be refused; if not, another ${price}.`,
	);
	const againAfterEnd = await confirm(
		`Send the same order once more after its end? Nobody knows what happens: it may cost another ${price}.`,
	);
	return { order, againWhileRunning, againAfterEnd };
}

/** A look at the task, at a time after its order was acknowledged. */
export interface TimedLook {
	readonly afterMs: number;
	readonly exchange: Exchange;
}

/** Everything that was seen of one video. */
export interface Purchase {
	readonly taskUUID: string;
	readonly before: Exchange;
	readonly order: Exchange;
	readonly looks: readonly TimedLook[];
	/** Two looks in one request, with the task in the first and in the second place. */
	readonly besideUnknown: readonly Exchange[];
	readonly archiveAtOnce: Exchange;
	readonly archiveAtEnd?: Exchange;
	readonly againWhileRunning?: Exchange;
	readonly againAfterEnd?: Exchange;
	/** After the second order was refused. */
	readonly archiveAfterConflict?: Exchange;
	readonly after: Exchange;
	/** Milliseconds from the order to the look that told the end; undefined where none did. */
	readonly endedAfterMs?: number;
	readonly link?: Link;
}

/** What the host of the finished file says, asked without the key. */
export interface Link {
	readonly host: string;
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
}

export interface PurchaseSettings {
	/** Between two looks. */
	readonly lookEveryMs: number;
	/** Then the probe stops looking; the video is made all the same. */
	readonly longestMs: number;
	readonly openLink: (url: string) => Promise<Link>;
	readonly tell: (line: string) => void;
}

/** Orders one video and looks on. Only after a yes. */
export async function buy(
	api: Api,
	consent: Consent,
	{ lookEveryMs, longestMs, openLink, tell }: PurchaseSettings,
): Promise<Purchase> {
	const taskUUID = api.uuid();
	const task = textVideo(taskUUID);
	const ask = async (make: (uuid: string) => object) => await api.send([make(taskUUID)]);
	const before = await api.send([account(api.uuid())]);
	tell(`Ordering. The task is ${taskUUID}: "Video: Get" in n8n finds its video.`);
	const order = await api.send([task]);
	const orderedAt = api.now();
	const looks: TimedLook[] = [];
	const lookOnce = async () => {
		const exchange = await ask(look);
		looks.push({ afterMs: api.now() - orderedAt, exchange });
		return exchange;
	};
	await lookOnce();
	const archiveAtOnce = await ask(recall);
	const againWhileRunning = consent.againWhileRunning ? await api.send([task]) : undefined;
	let last = await lookOnce();
	const isOver = () => hasEnded(last, taskUUID) || isRefused(order, looks, taskUUID);
	while (!isOver() && api.now() - orderedAt < longestMs) {
		await api.sleep(lookEveryMs);
		last = await lookOnce();
	}
	const ended = hasEnded(last, taskUUID);
	const endedAfterMs = ended ? api.now() - orderedAt : undefined;
	const besideUnknown = [
		await api.send([look(taskUUID), look(api.uuid())]),
		await api.send([look(api.uuid()), look(taskUUID)]),
	];
	const archiveAtEnd = ended ? await ask(recall) : undefined;
	const video = firstResult(last)?.['videoURL'];
	const link = typeof video === 'string' ? await openLink(video) : undefined;
	const again = ended && consent.againAfterEnd ? await api.send([task]) : undefined;
	const archiveAfterConflict = again === undefined ? undefined : await ask(recall);
	const after = await api.send([account(api.uuid())]);
	return {
		taskUUID,
		before,
		order,
		looks,
		besideUnknown,
		archiveAtOnce,
		after,
		...(archiveAtEnd && { archiveAtEnd }),
		...(againWhileRunning && { againWhileRunning }),
		...(again && { againAfterEnd: again }),
		...(archiveAfterConflict && { archiveAfterConflict }),
		...(endedAfterMs !== undefined && { endedAfterMs }),
		...(link && { link }),
	};
}

export function hasEnded(exchange: Exchange, taskUUID: string): boolean {
	const state = stateIn(exchange, taskUUID);
	return state?.status === 'success' || (state?.status === 'error' && state.certain);
}

/** The order was refused and no look has found the task since. */
function isRefused(order: Exchange, looks: readonly TimedLook[], taskUUID: string): boolean {
	// After a lost answer the task may be there all the same.
	const enough = order.status === 0 || order.status >= 500 ? 10 : 3;
	const isThere = looks.some(({ exchange }) => {
		const state = stateIn(exchange, taskUUID);
		return state !== undefined && state.status !== 'unknown';
	});
	const wasTaken =
		order.status > 0 && order.status < 400 && (firstResult(order) || isSilent(order));
	return !isThere && !wasTaken && looks.length >= enough;
}
