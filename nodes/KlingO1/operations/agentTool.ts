import type { INode } from 'n8n-workflow';

/**
 * Whether an AI agent calls the node as its tool. n8n makes the tool of the node's own type and names
 * it so; `isToolExecution` is not there on each of the ways on which an agent calls its tools.
 */
export function isAgentTool(context: { getNode(): INode }): boolean {
	return context.getNode().type.endsWith('Tool');
}
