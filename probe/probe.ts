import type { Api } from './api/api';
import { answerOf, troubleIn, wordsOf } from './api/exchange';
import type { Exchange } from './api/exchange';
import { evidenceOf } from './api/evidence';
import { answered, answeredBy, notAsked, TRY_AGAIN_MS, withFinding } from './questions/answer';
import { PURCHASE_QUESTIONS } from './questions/bought';
import { DRY_QUESTIONS } from './questions/dryRuns';
import { FIRST_DRY_RUN, firstDryRun, HEADER, wasOrdered } from './questions/firstDryRun';
import { ACCOUNT, FREE_QUESTIONS } from './questions/free';
import { LATER_QUESTIONS, lookLater } from './questions/later';
import { askConsent, buy } from './questions/purchase';
import type { Confirm, Link, Purchase } from './questions/purchase';
import type { Answered } from './questions/question';
import { inDollars, textVideoPrice } from './questions/tasks';

export interface ProbeDependencies {
	readonly api: Api;
	readonly confirm: Confirm;
	readonly tell: (line: string) => void;
	readonly openLink: (url: string) => Promise<Link>;
	readonly lookEveryMs: number;
	readonly longestMs: number;
}

/** A video that was ordered, for `--again`. */
export interface Ordered {
	readonly taskUUID: string;
	/** Milliseconds as `Date.now()` counts them. */
	readonly orderedAt: number;
}

export interface ProbeResult {
	readonly answers: readonly Answered[];
	readonly ordered?: Ordered;
	/** Why next to nothing was asked. */
	readonly stopped?: string;
}

/** What is asked with a key, and costs nothing. */
export async function askFree({ api, confirm }: ProbeDependencies): Promise<ProbeResult> {
	const account = await askTwice(api);
	const why = cannotGoOn(account[0]);
	if (why !== undefined) return { answers: [answeredBy(ACCOUNT, account)], stopped: why };
	const answers = [answeredBy(ACCOUNT, account)];
	for (const question of FREE_QUESTIONS) answers.push(await answered(question, api));
	return { answers: [...answers, ...(await askDry(api, confirm))] };
}

/** Nothing of the rest would be answered either. */
function cannotGoOn(exchange: Exchange | undefined): string | undefined {
	if (exchange === undefined || troubleIn(exchange) === undefined) return undefined;
	const words = wordsOf(exchange);
	if (exchange.status === 401) return `Runware does not accept this API key (${words}).`;
	return answerOf(exchange).readable
		? `Runware has trouble (${words}). Try again later.`
		: `This is no answer of Runware's API: ${words}.`;
}

/** A passing trouble must not end everything; a refused key stays refused. */
async function askTwice(api: Api): Promise<readonly Exchange[]> {
	const first = await ACCOUNT.ask(api);
	const [exchange] = first;
	if (!exchange || troubleIn(exchange) === undefined || exchange.status === 401) return first;
	await api.sleep(TRY_AGAIN_MS);
	return await ACCOUNT.ask(api);
}

/** Dry runs of videos are sent only when nothing speaks for their being bought, or after a yes. */
async function askDry(api: Api, confirm: Confirm): Promise<readonly Answered[]> {
	const header = await answered(HEADER, api);
	const all = [...FIRST_DRY_RUN, ...DRY_QUESTIONS];
	const isSafe =
		header.reading !== undefined ||
		(await confirm(
			`The next questions are dry runs, which are free. But that Runware heeds them could not be seen: ` +
				`the first one might be taken for an order of ${inDollars(textVideoPrice())}. Send it all the same?`,
		));
	if (!isSafe) {
		const why = 'a dry run might have been taken for an order';
		return [header, ...all.map((question) => notAsked(question, why))];
	}
	const first = await firstDryRun(api);
	const exchanges = [first.dry, first.again, first.look];
	const answers = [
		header,
		...FIRST_DRY_RUN.map((question) => withFinding(question, question.read(first), exchanges)),
	];
	if (wasOrdered(first) !== false) {
		const why = 'the first dry run did not prove to be one';
		return [...answers, ...DRY_QUESTIONS.map((question) => notAsked(question, why))];
	}
	for (const question of DRY_QUESTIONS) answers.push(await answered(question, api));
	return answers;
}

/** Orders one video, after a yes. */
export async function askByBuying(dependencies: ProbeDependencies): Promise<ProbeResult> {
	const { api, confirm } = dependencies;
	const consent = await askConsent(confirm);
	if (!consent.order) return { answers: [], stopped: 'Nothing was ordered.' };
	const why = cannotGoOn((await askTwice(api))[0]);
	if (why !== undefined) return { answers: [], stopped: `${why} Nothing was ordered.` };
	const orderedAt = api.now();
	const purchase = await buy(api, consent, dependencies);
	const evidence = evidenceOfPurchase(purchase);
	return {
		answers: PURCHASE_QUESTIONS.map((question, index) => ({
			...withFinding(question, question.read(purchase)),
			evidence: index === 0 ? evidence : [],
		})),
		ordered: { taskUUID: purchase.taskUUID, orderedAt },
	};
}

function evidenceOfPurchase(purchase: Purchase): readonly string[] {
	const { order, looks, archiveAtOnce, archiveAtEnd, againWhileRunning, againAfterEnd } = purchase;
	const named = {
		order,
		'archive at once': archiveAtOnce,
		'again while running': againWhileRunning,
		'archive at the end': archiveAtEnd,
		'again after the end': againAfterEnd,
		'archive after the conflict': purchase.archiveAfterConflict,
	};
	const timeline = looks
		.map(({ afterMs, exchange }) => ({ afterMs, said: evidenceOf(exchange) }))
		.filter(({ said }, index, all) => shape(said) !== shape(all[index - 1]?.said));
	return [
		...Object.entries(named).flatMap(([name, exchange]) =>
			exchange === undefined ? [] : [`${name}: ${evidenceOf(exchange)}`],
		),
		...timeline.map(({ afterMs, said }) => `look after ${Math.round(afterMs / 1000)} s: ${said}`),
	];
}

/** Without the time that it took. */
function shape(said = ''): string {
	return said.replace(/, \d+ ms:/, '');
}

/** What is still known of a video of an earlier probe. */
export async function askLater(
	{ api, openLink }: ProbeDependencies,
	ordered: Ordered,
): Promise<ProbeResult> {
	const later = await lookLater(api, ordered, openLink);
	const exchanges = [later.look, later.archive];
	return {
		answers: LATER_QUESTIONS.map((question) =>
			withFinding(question, question.read(later), exchanges),
		),
		ordered,
	};
}
