import { createHash, randomUUID } from 'crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import type { TaskUUID } from '../runware/wire/protocol';
import { runIndexOf } from '../n8n/runContext';

/**
 * The taskUUID of each attempt at a row's video.
 * @param askedOfTool what an AI agent's call asks for; undefined where the node is no tool
 */
export type Identify = (
	row: number,
	askedOfTool: string | undefined,
	uniqueKey: string | undefined,
) => (attempt: number) => TaskUUID;

/**
 * Identities are derived, not random, so that the same row asks for the same tasks again and finds
 * them, instead of buying them again:
 * - with a unique key, in every execution of this node;
 * - without, in this execution only, and there by the row's place: n8n evaluates expressions anew
 *   on every try of Retry On Fail, so what they give (time, chance) must not be part of it;
 * - of an AI agent's tool by what is asked for: n8n raises the run index within the tries of a tool,
 *   and an agent that repeats its call wants the video of the first one.
 */
export function createIdentify(context: IExecuteFunctions): Identify {
	const node = ['workflow', context.getWorkflow().id ?? '', 'node', context.getNode().id];
	const execution = ['instance', context.getInstanceId(), 'execution', executionOf(context)];
	const run = runIndexOf(context); // once: an expression costs more than all else of a row
	return (row, askedOfTool, uniqueKey) => {
		if (uniqueKey !== undefined) return derivedUUIDs([...node, 'key', uniqueKey]);
		const place =
			askedOfTool === undefined ? ['run', run, 'row', String(row)] : ['tool', askedOfTool];
		return derivedUUIDs([...node, ...execution, ...place]);
	};
}

/**
 * n8n gives every execution an id, also those that it does not save. It gives none to what runs
 * outside of one, such as the tools of its MCP trigger; there one is kept in the node's context,
 * which lasts as long as the run does, its tries included.
 */
function executionOf(context: IExecuteFunctions): string {
	const id: string | undefined = context.getExecutionId();
	if (id !== undefined) return id;
	const kept = context.getContext('node');
	const known: unknown = kept[PLACE];
	if (typeof known === 'string') return known;
	const made = randomUUID();
	kept[PLACE] = made;
	return made;
}

const PLACE = 'execution';

/**
 * Version-4-shaped UUIDs that are the same for the same parts and attempt. What may be long, a
 * prompt or a data URI, is hashed once for all attempts and not kept.
 */
export function derivedUUIDs(parts: readonly string[]): (attempt: number) => TaskUUID {
	const begun = createHash('sha256').update(JSON.stringify(parts).slice(0, -1));
	return (attempt) =>
		uuidOf(
			begun
				.copy()
				.update(`,${JSON.stringify(String(attempt))}]`)
				.digest('hex'),
		);
}

function uuidOf(digest: string): TaskUUID {
	const variant = '89ab'.charAt(Number.parseInt(digest.charAt(16), 16) % 4);
	return [
		digest.slice(0, 8),
		digest.slice(8, 12),
		`4${digest.slice(13, 16)}`,
		`${variant}${digest.slice(17, 20)}`,
		digest.slice(20, 32),
	].join('-');
}
