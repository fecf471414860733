import type { IExecuteFunctions } from 'n8n-workflow';

import type { Outcome } from '../runware/outcome';

/** Tells the editor's console how far a manual run is; n8n drops it in any other run. */
export function reportProgress(
	context: IExecuteFunctions,
	total: number,
): (outcome: Outcome) => void {
	let finished = 0;
	let failed = 0;
	return ({ status }) => {
		if (status === 'failed') failed += 1;
		else finished += 1;
		context.sendMessageToUI(
			`${finished} of ${total} videos ready${failed === 0 ? '' : `, ${failed} failed`}`,
		);
	};
}
