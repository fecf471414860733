import type { IExecuteFunctions } from 'n8n-workflow';

import type { Outcome } from '../runware/tasks/outcome';

/** n8n passes each to the browser, in queue mode by way of Redis. */
const MOST_MESSAGES = 100;

/** Tells the editor's console how far a manual run is; n8n drops it in any other run. */
export function showProgress(
	context: IExecuteFunctions,
	total: number,
): (outcome: Outcome) => void {
	let ready = 0;
	let submitted = 0;
	let failed = 0;
	let told = 0;
	return ({ status }) => {
		if (status === 'failed') failed += 1;
		else if (status === 'finished') ready += 1;
		else submitted += 1;
		const steps = Math.floor(
			((ready + submitted + failed) * Math.min(total, MOST_MESSAGES)) / total,
		);
		if (steps === told) return;
		told = steps;
		context.sendMessageToUI(
			submitted === 0
				? `${ready} of ${total} videos ready${also(failed, 'failed')}`
				: `${submitted} of ${total} videos ordered${also(ready, 'ready')}${also(failed, 'failed')}`,
		);
	};
}

function also(count: number, state: string): string {
	return count === 0 ? '' : `, ${count} ${state}`;
}
