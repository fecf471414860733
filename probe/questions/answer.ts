import type { Api } from '../api/api';
import { evidenceOf } from '../api/evidence';
import { troubleIn } from '../api/exchange';
import type { Exchange } from '../api/exchange';
import { open } from './question';
import type { Answered, AskedQuestion, Finding, Question } from './question';

/** What stands in the table besides the finding. */
type Named = Omit<Question<never>, 'read'>;

export const TRY_AGAIN_MS = 1000;

/** Asks, and once more where what came back says nothing. */
export async function answered(question: AskedQuestion, api: Api): Promise<Answered> {
	let exchanges = await question.ask(api);
	if (troubleAmong(exchanges, question) !== undefined) {
		await api.sleep(TRY_AGAIN_MS);
		exchanges = await question.ask(api);
	}
	return answeredBy(question, exchanges);
}

/** The finding in answers that are there. */
export function answeredBy(question: AskedQuestion, exchanges: readonly Exchange[]): Answered {
	const trouble = troubleAmong(exchanges, question);
	const finding =
		trouble === undefined ? question.read(exchanges) : open(`not settled: ${trouble}`);
	return withFinding(question, finding, exchanges, question.labels);
}

export function withFinding(
	{ name, assumption, node }: Named,
	finding: Finding,
	exchanges: readonly Exchange[] = [],
	labels: readonly string[] = [],
): Answered {
	const evidence = exchanges.map((exchange, index) =>
		[labels[index], evidenceOf(exchange)].filter(Boolean).join(': '),
	);
	return { name, assumption, node, ...finding, evidence };
}

export function notAsked(question: Named, why: string): Answered {
	return withFinding(question, open(`not asked: ${why}`));
}

function troubleAmong(
	exchanges: readonly Exchange[],
	{ counts }: AskedQuestion,
): string | undefined {
	return exchanges.map((exchange) => troubleIn(exchange, counts)).find(Boolean);
}
