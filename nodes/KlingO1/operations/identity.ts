import { createHash, randomUUID } from 'crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import type { VideoRequest } from '../runware/protocol';

/**
 * The taskUUID of each attempt at a row's video. It is derived, not random, so that a run that
 * n8n repeats (Retry On Fail keeps the execution) asks for the same tasks again and finds them,
 * instead of buying them again. A changed request is another video.
 */
export function taskUUIDOf(
	context: IExecuteFunctions,
	row: number,
	request: VideoRequest,
): (attempt: number) => string {
	const executionId: string | undefined = context.getExecutionId(); // absent where n8n saves no executions
	const run = [
		context.getInstanceId(),
		context.getWorkflow().id ?? '',
		executionId ?? randomUUID(),
		context.getNode().id,
		String(context.evaluateExpression('{{ $runIndex }}', row)),
		String(row),
		JSON.stringify(request),
	];
	return (attempt) => derivedUUID([...run, String(attempt)]);
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
