import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

/** Where n8n calls the node: to execute it, or because of a report to a paused execution. */
export type NodeContext = IExecuteFunctions | IWebhookFunctions;

/** Aborted by Stop; a report cannot be stopped. */
export function cancelSignalOf(context: NodeContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** n8n knows a stopped execution by the word "canceled" in its error. */
export const CANCELED = 'The execution was canceled';

/** Ends a wait within the node; what leaves the node names the tasks too (`everyWayOut`). */
function cancellation(context: NodeContext): NodeOperationError {
	return new NodeOperationError(context.getNode(), CANCELED);
}

/** Runs that an error has ended: what still goes on in them ends at its next step. */
const ended = new WeakSet<NodeContext>();

export function endWhatIsLeft(context: NodeContext): void {
	ended.add(context);
}

export function mayRun(context: NodeContext): void {
	ended.delete(context);
}

export function isCancelled(context: NodeContext): boolean {
	return ended.has(context) || cancelSignalOf(context)?.aborted === true;
}

export function throwIfCancelled(context: NodeContext): void {
	if (isCancelled(context)) throw cancellation(context);
}

/**
 * Waits for `running`, but not beyond a Stop: n8n before 2.41 does not cut requests itself.
 * @throws the cancellation
 */
export async function untilCancelled<Result>(
	context: NodeContext,
	running: Promise<Result>,
): Promise<Result> {
	running.catch(() => undefined); // whatever becomes of it after a Stop
	throwIfCancelled(context);
	const signal = cancelSignalOf(context);
	if (signal === undefined) return await running;
	let stop: () => void = () => undefined;
	const stopped = new Promise<never>((_resolve, reject) => {
		stop = () => {
			reject(cancellation(context));
		};
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([running, stopped]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
