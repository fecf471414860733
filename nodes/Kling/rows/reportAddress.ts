import type { IExecuteFunctions } from 'n8n-workflow';

import { completionField, MOST_REPORTED_ROWS } from '../fields/waiting';
import { MESSAGES, refusal } from '../parameters/messages';
import { quoted } from '../parameters/ParameterError';
import { isPrivateHost } from '../parameters/linksAndFiles/privateHost';
import type { Generation } from '../request/generation';
import { isAgentTool } from '../n8n/runContext';
import { reachesPrivateHosts } from '../parameters/linksAndFiles/privateHost';
import { runIndexOf } from '../n8n/runContext';

/** Which row of which run of the node a report is about, as the address tells it. */
export interface Reported {
	readonly run: string;
	readonly row: string;
}

/**
 * The address at which Runware reports a row's video, so that the paused execution hears of it.
 * @throws ParameterError when the execution cannot pause for this row
 */
export function reportAddress(
	context: IExecuteFunctions,
	apiUrl: string,
	{ settings }: Generation,
	row: number,
): string {
	if ((settings.numberResults ?? 1) > 1) {
		throw refusal(completionField, MESSAGES.pauseForVideos);
	}
	if (isAgentTool(context)) {
		throw refusal(completionField, MESSAGES.pauseOfTool);
	}
	// n8n 2.41 evaluates an expression before the node hears of a report, and cannot in this mode.
	if (context.getWorkflowSettings().binaryMode === 'combined') {
		throw refusal(completionField, MESSAGES.pauseCombined);
	}
	const rows = context.getInputData().length;
	if (rows > MOST_REPORTED_ROWS) {
		throw refusal(completionField, MESSAGES.pauseForRows, MOST_REPORTED_ROWS, rows);
	}
	const resumeUrl = context.evaluateExpression('{{ $execution.resumeUrl }}', row);
	const address = addressOf(resumeUrl);
	if (isPrivateHost(address.hostname) && !reachesPrivateHosts(apiUrl)) {
		throw refusal(completionField, MESSAGES.pauseOffline, address.origin);
	}
	const reported: Reported = { run: runIndexOf(context), row: String(row) };
	for (const [name, value] of Object.entries(reported)) address.searchParams.set(name, value);
	return address.href;
}

function addressOf(url: unknown): URL {
	try {
		return new URL(String(url));
	} catch {
		throw refusal(completionField, MESSAGES.pauseAddress, quoted(url));
	}
}
