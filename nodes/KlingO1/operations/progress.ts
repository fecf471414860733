import type { IExecuteFunctions } from 'n8n-workflow';

import type { Outcome } from '../runware/outcome';

/** n8n passes each to the browser, in queue mode by way of Redis. */
const MOST_MESSAGES = 100;

/** Tells the editor's console how far a manual run is; n8n drops it in any other run. */
export function reportProgress(
	context: IExecuteFunctions,
	total: number,
): (outcome: Outcome) => void {
	let finished = 0;
	let failed = 0;
	let told = 0;
	return ({ status }) => {
		if (status === 'failed') failed += 1;
		else finished += 1;
		const steps = Math.floor(((finished + failed) * Math.min(total, MOST_MESSAGES)) / total);
		if (steps === told) return;
		told = steps;
		context.sendMessageToUI(
			`${finished} of ${total} videos ready${failed === 0 ? '' : `, ${failed} failed`}`,
		);
	};
}
