import { createHash, randomUUID } from 'crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import type { VideoRequest } from '../runware/protocol';

/**
 * The taskUUID of each attempt at a row's video. It is derived, not random, so that the same wish
 * asks for the same tasks again and finds them, instead of buying them again:
 * - with a unique key, in every execution of this node;
 * - without, in this execution only, which Retry On Fail keeps. There a changed request is another
 *   video, so that an AI agent can use the node as a tool several times.
 */
export function taskUUIDOf(
	context: IExecuteFunctions,
	row: number,
	request: VideoRequest,
	uniqueKey: string | undefined,
): (attempt: number) => string {
	const node = ['workflow', context.getWorkflow().id ?? '', 'node', context.getNode().id];
	const wish =
		uniqueKey === undefined
			? [...execution(context, row), JSON.stringify(request)]
			: ['key', uniqueKey];
	return (attempt) => derivedUUID([...node, ...wish, String(attempt)]);
}

function execution(context: IExecuteFunctions, row: number): readonly string[] {
	const id: string | undefined = context.getExecutionId(); // absent where n8n saves no executions
	const runIndex = String(context.evaluateExpression('{{ $runIndex }}', row));
	return [
		'instance',
		context.getInstanceId(),
		'execution',
		id ?? randomUUID(),
		runIndex,
		String(row),
	];
}

/** A version-4-shaped UUID that is the same for the same parts. */
export function derivedUUID(parts: readonly string[]): string {
	const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
	const variant = '89ab'.charAt(Number.parseInt(digest.charAt(16), 16) % 4);
	return [
		digest.slice(0, 8),
		digest.slice(8, 12),
		`4${digest.slice(13, 16)}`,
		`${variant}${digest.slice(17, 20)}`,
		digest.slice(20, 32),
	].join('-');
}
