import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	type ICredentialsDecrypted,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	NodeConnectionTypes,
	Workflow,
} from 'n8n-workflow';
import { isJsonObject } from '../../emulator/validation/jsonObject';
import type { RunwareCredential } from './credentials';
import { CREDENTIAL_TYPE, executionParts, workflowAround } from './engine';
import { loadPackage } from './package';

/** What the credential's window says after a test. */
export interface CredentialVerdict {
	readonly status: 'OK' | 'Error';
	readonly message: string;
}

/**
 * Tests a credential as n8n 2.41's server does. That part of it is not in n8n-core, but all that
 * it calls is: a temporary node whose one property holds the credential's request is run by n8n's
 * engine for declarative nodes, and then the credential's rules are gone through.
 */
export async function testCredential(credential: RunwareCredential): Promise<CredentialVerdict> {
	const loader = await loadPackage();
	const { test } = loader.getCredential(CREDENTIAL_TYPE).type;
	if (test === undefined) throw new Error('The credential has no test');
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'temp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [CREDENTIAL_TYPE]: { id: 'credential-1', name: 'Runware API' } },
	};
	const nodeType: INodeType = {
		description: {
			name: 'temp',
			displayName: 'Temp',
			description: 'Temp',
			group: ['input'],
			version: 1,
			defaults: { name: 'Temp' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: CREDENTIAL_TYPE, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: test.request },
					default: '',
				},
			],
		},
	};
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: (): IDataObject => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const run = { parameters: {}, credential };
	const parts = await executionParts({ ...run, workflow: workflowAround(run) });
	const context = new ExecuteContext(
		workflow,
		node,
		parts.additionalData(),
		'internal',
		parts.firstData(parts.workflow()),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const decrypted: ICredentialsDecrypted = {
		id: 'credential-1',
		name: 'Runware API',
		type: CREDENTIAL_TYPE,
		data: { ...credential },
	};
	let answer: INodeExecutionData | undefined;
	try {
		answer = (await new RoutingNode(context, nodeType, decrypted).runNode())?.[0]?.[0];
	} catch (error) {
		// n8n tells the code of the network, or the error's own words.
		const { cause, message } = Object(error) as { cause?: { code?: string }; message?: string }; // whatever was thrown
		return { status: 'Error', message: cause?.code ?? String(message) };
	}
	if (answer === undefined) throw new Error('n8n 2.41 fails over an answer without items');
	for (const rule of test.rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		if (valueAt(answer.json, key) === value) return { status: 'Error', message };
	}
	return { status: 'OK', message: 'Connection successful!' };
}

/** `errors[0].code` of an answer, whatever stands there. */
function valueAt(answer: unknown, path: string): unknown {
	return path.split(/[.[\]]+/).reduce<unknown>((found, name) => {
		if (Array.isArray(found)) return found[Number(name)];
		return isJsonObject(found) ? found[name] : undefined;
	}, answer);
}
