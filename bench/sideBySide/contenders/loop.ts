import type { JsonObject } from '../../../emulator/validation/jsonObject';
import {
	type CredentialRef,
	manualWorkflow,
	type NodeSketch,
	type Workflow,
} from '../../../test/e2e/workflow';
import { startRunware } from '../providers/runware';
import type { Contender, Wish } from './contender';

const CREDENTIAL_TYPE = 'httpHeaderAuth';
const WAIT_SECONDS = 10;
const LAST = 'Is it ready?';
const DOWNLOAD = 'Download';

const httpRequest = (name: string, parameters: JsonObject, rest: Partial<NodeSketch>) => ({
	name,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters,
	...rest,
});

/** POSTs one task; `task` is the text of an object in an expression. */
const ask = (name: string, url: string, task: string, rest: Partial<NodeSketch>) =>
	httpRequest(
		name,
		{
			method: 'POST',
			url,
			authentication: 'genericCredentialType',
			genericAuthType: CREDENTIAL_TYPE,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ JSON.stringify([${task}]) }}`,
		},
		rest,
	);

const SUBMIT = `{ taskType: 'videoInference', taskUUID: $json.uuid, model: 'klingai:kling@o1-standard',
	positivePrompt: $json.prompt, width: 1280, height: 720, duration: 5, deliveryMethod: 'async', includeCost: true }`;
const LOOK = `{ taskType: 'getResponse', taskUUID: $json.data[0].taskUUID }`;

/** Back from the IF node to the Wait node, as long as the video is not ready. */
function looped(line: Workflow, whenReady: string | undefined): Workflow {
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	const ready = whenReady === undefined ? [] : to(whenReady);
	return { ...line, connections: { ...line.connections, [LAST]: { main: [ready, to('Wait')] } } };
}

function nodesOf(url: string, { settings, download }: Wish, credential: CredentialRef) {
	const calls = { ...settings, credentials: { [CREDENTIAL_TYPE]: credential } };
	return [
		{
			name: 'UUID',
			type: 'n8n-nodes-base.crypto',
			parameters: { action: 'generate', encodingType: 'uuid', dataPropertyName: 'uuid' },
		},
		ask('Submit', url, SUBMIT, calls),
		{
			name: 'Wait',
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			parameters: { resume: 'timeInterval', amount: WAIT_SECONDS, unit: 'seconds' },
		},
		ask('Look', url, LOOK, calls),
		{
			name: LAST,
			type: 'n8n-nodes-base.if',
			typeVersion: 2.2,
			parameters: {
				conditions: {
					options: { caseSensitive: true, typeValidation: 'loose', version: 2 },
					combinator: 'and',
					conditions: [
						{
							leftValue: '={{ $json.data[0].status }}',
							rightValue: 'success',
							operator: { type: 'string', operation: 'equals' },
						},
					],
				},
			},
		},
		...(download
			? [
					httpRequest(
						DOWNLOAD,
						{
							url: '={{ $json.data[0].videoURL }}',
							options: { response: { response: { responseFormat: 'file' } } },
						},
						{},
					),
				]
			: []),
	];
}

/**
 * What n8n users build where there is no node, and what guides teach: one request to order, then
 * Wait, a request to check, and an IF that leads back. With n8n's settings as they are.
 */
export const loop: Contender = {
	id: 'loop',
	name: 'HTTP Request + Wait + IF',
	together: true,
	startProvider: startRunware,
	credential: {
		type: CREDENTIAL_TYPE,
		data: ({ apiKey }) => ({ name: 'Authorization', value: `Bearer ${apiKey}` }),
	},
	workflow(wish, credential, url) {
		const line = manualWorkflow(wish.title, wish.rows, nodesOf(url, wish, credential));
		return looped(line, wish.download ? DOWNLOAD : undefined);
	},
	lastNode: LAST,
};
