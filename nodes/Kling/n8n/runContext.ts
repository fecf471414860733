import type { IExecuteFunctions, INode } from 'n8n-workflow';

/**
 * Whether an AI agent calls the node as its tool. n8n makes the tool of the node's own type and names
 * it so; `isToolExecution` is not there on each of the ways on which an agent calls its tools.
 */
export function isAgentTool(context: { getNode(): INode }): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** Which run of the node this is, from 0: a loop comes back to it within one execution. */
export function runIndexOf(context: IExecuteFunctions): string {
	return String(context.evaluateExpression('{{ $runIndex }}', 0));
}

/** The collection 'Options' as the workflow holds it: only what was added, expressions unread. */
export type RawOptions = Readonly<Record<string, unknown>>;

/** Asked for once a run, since n8n copies the whole node. */
export function rawOptionsOf(context: IExecuteFunctions): RawOptions {
	const options: unknown = context.getNode().parameters['options'];
	return typeof options === 'object' && options !== null ? { ...options } : {};
}
