import { version } from '../../package.json';
import { isFields, numberField, textField } from '../../nodes/Kling/runware/wire/envelope';
import type { Ordered } from '../probe';
import type { Answered } from '../questions/question';
import type { SchemaPart } from '../schema/schemaPart';

/** Everything that the probe has found, for an issue and for `--again`. */
export interface Report {
	readonly at: Date;
	/** Whether Runware itself was asked, and not what stands in for it or before it. */
	readonly isRunware: boolean;
	readonly schema?: SchemaPart;
	readonly answers: readonly Answered[];
	readonly ordered?: Ordered;
	readonly notes: readonly string[];
}

/** As text: the key and the account's data are not in it. */
export function reportText(report: Report, mask: (text: string) => string): string {
	const { at, isRunware, schema, answers, ordered, notes } = report;
	const copy = {
		probe: `n8n-nodes-runware-kling ${version}`,
		at: at.toISOString(),
		asked: isRunware ? 'Runware' : 'another address',
		...(notes.length > 0 && { notes }),
		...(ordered && { ordered }),
		...(schema && {
			published: {
				compared: schema.compared,
				notCompared: schema.notCompared,
				differences: schema.differences,
			},
		}),
		answers: answers.map(({ name, assumption, found, reading, evidence }) => ({
			name,
			assumption,
			found,
			// JSON has no infinity.
			...(reading !== undefined && { reading: withoutInfinity(reading) }),
			...(evidence.length > 0 && { evidence }),
		})),
	};
	return `${mask(JSON.stringify(copy, null, '\t'))}\n`;
}

function withoutInfinity(reading: object | string): unknown {
	return typeof reading === 'string'
		? reading
		: Object.fromEntries(
				Object.entries(reading).map(([name, value]: [string, unknown]) => [
					name,
					value === Number.POSITIVE_INFINITY ? null : value,
				]),
			);
}

/** The video that a report tells of. @throws Error when there is none */
export function orderedIn(text: string): Ordered {
	let report: unknown;
	try {
		report = JSON.parse(text);
	} catch {
		// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- outside n8n
		throw new Error('This file is no report of the probe: it holds no JSON');
	}
	const ordered = isFields(report) ? report['ordered'] : undefined;
	const taskUUID = isFields(ordered) ? textField(ordered, 'taskUUID') : undefined;
	const orderedAt = isFields(ordered) ? numberField(ordered, 'orderedAt') : undefined;
	if (taskUUID === undefined || orderedAt === undefined) {
		throw new Error('This report tells of no video: only one of --buy does');
	}
	return { taskUUID, orderedAt };
}
