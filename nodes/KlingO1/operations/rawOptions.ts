import type { IExecuteFunctions } from 'n8n-workflow';

/** The collection 'Options' as the workflow holds it: only what was added, expressions unread. */
export type RawOptions = Readonly<Record<string, unknown>>;

/** Asked for once a run, since n8n copies the whole node. */
export function rawOptionsOf(context: IExecuteFunctions): RawOptions {
	const options: unknown = context.getNode().parameters['options'];
	return typeof options === 'object' && options !== null ? { ...options } : {};
}
