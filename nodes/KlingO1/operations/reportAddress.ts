import type { IExecuteFunctions } from 'n8n-workflow';

import { completionField, MOST_REPORTED_ROWS } from '../catalog/completion';
import { ParameterError, quoted } from '../parameters/ParameterError';
import { isPrivateHost } from '../parameters/privateHost';
import type { Generation } from '../request/generation';
import { isAgentTool } from './agentTool';
import { reachesPrivateHosts } from './publicAddress';
import { runIndexOf } from './runIndex';

/** Which row of which run of the node a report is about, as the address tells it. */
export interface Reported {
	readonly run: string;
	readonly row: string;
}

/**
 * The address at which Runware reports a row's video, so that the paused execution hears of it.
 * @throws ParameterError when the execution can not pause for this row
 */
export function reportAddress(
	context: IExecuteFunctions,
	apiUrl: string,
	{ settings }: Generation,
	row: number,
): string {
	if ((settings.numberResults ?? 1) > 1) {
		throw unable(
			"a paused execution goes on with one video a row, so 'Number of Videos' must be 1",
		);
	}
	if (isAgentTool(context)) {
		throw unable("an AI agent's tool can not pause the execution: choose another value");
	}
	const rows = context.getInputData().length;
	if (rows > MOST_REPORTED_ROWS) {
		throw unable(
			`one execution can pause for ${MOST_REPORTED_ROWS} rows at most, and this run has ${rows}: put a 'Loop Over Items' node with a batch size of ${MOST_REPORTED_ROWS} or less before this one`,
		);
	}
	const resumeUrl = context.evaluateExpression('{{ $execution.resumeUrl }}', row);
	const address = addressOf(resumeUrl);
	if (isPrivateHost(address.hostname) && !reachesPrivateHosts(apiUrl)) {
		throw unable(
			`Runware can not reach n8n at ${address.origin}, which is not an address on the internet: set the environment variable N8N_WEBHOOK_URL (before n8n 2.30: WEBHOOK_URL) to n8n's public address, or choose another value`,
		);
	}
	const reported: Reported = { run: runIndexOf(context), row: String(row) };
	for (const [name, value] of Object.entries(reported)) address.searchParams.set(name, value);
	return address.href;
}

function addressOf(url: unknown): URL {
	try {
		return new URL(String(url));
	} catch {
		throw unable(`n8n gives the address ${quoted(url)}, which is no link`);
	}
}

function unable(why: string): ParameterError {
	const { displayName } = completionField;
	return new ParameterError(displayName, `'${displayName}': ${why}`);
}
