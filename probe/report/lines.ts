import type { Answered } from '../questions/question';
import { asLine } from '../schema/difference';
import type { Difference } from '../schema/difference';
import type { SchemaPart } from '../schema/schemaPart';
import { tableLines } from './table';

const HEADER = ['assumption', 'what was found', 'what the node does about it'];

export function answerLines(answers: readonly Answered[], width: number): readonly string[] {
	const rows = answers.map(({ assumption, found, reading, node }) => [
		assumption,
		reading === undefined ? `open: ${found}` : found,
		node,
	]);
	return rows.length === 0 ? [] : tableLines(HEADER, rows, width);
}

const KINDS: ReadonlyArray<readonly [Difference['kind'], string]> = [
	['refused', 'Runware says otherwise than the node:'],
	['not offered', 'Runware takes or lists what the node does not send:'],
];

export function schemaLines({ differences, compared, notCompared }: SchemaPart): readonly string[] {
	const lines = KINDS.flatMap(([kind, title]) => {
		const found = differences.filter((difference) => difference.kind === kind);
		return found.length === 0 ? [] : [title, ...found.map((one) => `  ${asLine(one)}`), ''];
	});
	return [
		...(compared.length > 0 ? [`Compared with the catalogue: ${compared.join('; ')}.`, ''] : []),
		...(compared.length > 0 && differences.length === 0 ? ['Nothing differs.', ''] : []),
		...lines,
		...(notCompared.length > 0
			? ['Could not be compared:', ...byReason(notCompared).map((one) => `  ${one}`), '']
			: []),
	];
}

/** One line for each reason: a closed network is one, and not one for each document. */
function byReason(notCompared: SchemaPart['notCompared']): readonly string[] {
	const reasons = [...new Set(notCompared.map(({ why }) => why))];
	return reasons.map((reason) => {
		const what = notCompared.filter(({ why }) => why === reason).map((one) => one.what);
		return `${what.join('; ')}: ${reason}`;
	});
}
