import type { IExecuteFunctions } from 'n8n-workflow';

/** Which run of the node this is, from 0: a loop comes back to it within one execution. */
export function runIndexOf(context: IExecuteFunctions): string {
	return String(context.evaluateExpression('{{ $runIndex }}', 0));
}
