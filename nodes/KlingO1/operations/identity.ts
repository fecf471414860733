import { createHash, randomUUID } from 'crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import type { TaskUUID, VideoRequest } from '../runware/protocol';
import { runIndexOf } from './runIndex';

/** The taskUUID of each attempt at a row's video. */
export type Identify = (
	row: number,
	request: VideoRequest,
	uniqueKey: string | undefined,
) => (attempt: number) => TaskUUID;

/**
 * Identities are derived, not random, so that the same wish asks for the same tasks again and finds
 * them, instead of buying them again:
 * - with a unique key, in every execution of this node;
 * - without, in this execution only, which Retry On Fail keeps. There a changed request is another
 *   video, so that an AI agent can use the node as a tool several times.
 */
export function createIdentify(context: IExecuteFunctions): Identify {
	const node = ['workflow', context.getWorkflow().id ?? '', 'node', context.getNode().id];
	const run = runOf(context);
	return (row, request, uniqueKey) => {
		const wish =
			uniqueKey === undefined ? [...run, String(row), JSON.stringify(request)] : ['key', uniqueKey];
		return derivedUUIDs([...node, ...wish]);
	};
}

/** The same for all rows, and asked for once: an expression costs more than all else of a row. */
function runOf(context: IExecuteFunctions): readonly string[] {
	const id: string | undefined = context.getExecutionId(); // absent where n8n saves no executions
	const execution = ['execution', id ?? randomUUID(), runIndexOf(context)];
	return ['instance', context.getInstanceId(), ...execution];
}

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
