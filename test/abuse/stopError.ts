import { isJsonObject } from '../../emulator/validation/jsonObject';
import type { AbusedRun } from './abusedRun';

/** What a user reads of the error that stopped a run, and where a workflow finds its reason. */
export interface StopError {
	readonly message: string;
	readonly description: string;
	readonly code: unknown;
	/** The tasks that it says are safe. */
	readonly tasks: readonly unknown[];
}

export function stopErrorOf({ result: { error } }: AbusedRun): StopError | undefined {
	if (error === undefined) return undefined;
	const context: unknown = 'context' in error ? error.context : undefined;
	const data = isJsonObject(context) && isJsonObject(context['data']) ? context['data'] : {};
	return {
		message: error.message,
		description: String('description' in error ? error.description : ''),
		code: data['code'],
		tasks: [data['finished'], data['processing'], data['taskUUID']].flat(),
	};
}
