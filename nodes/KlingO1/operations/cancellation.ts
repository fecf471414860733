import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

function isCancelled(context: IExecuteFunctions): boolean {
	return context.getExecutionCancelSignal()?.aborted === true;
}

/** What Runware has accepted renders on and is charged; it can not be called back. */
export function cancellation(context: IExecuteFunctions): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The execution was canceled', {
		description: 'Videos that Runware had accepted are still made and charged',
	});
}

export function throwIfCancelled(context: IExecuteFunctions): void {
	if (isCancelled(context)) throw cancellation(context);
}

/**
 * Waits for `running`, but not beyond a Stop: n8n before 2.41 does not cut requests itself.
 * @throws the cancellation
 */
export async function untilCancelled<Result>(
	context: IExecuteFunctions,
	running: Promise<Result>,
): Promise<Result> {
	throwIfCancelled(context);
	const signal = context.getExecutionCancelSignal();
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
