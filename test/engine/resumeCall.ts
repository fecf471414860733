import { WebhookContext } from 'n8n-core';
import type {
	CloseFunction,
	ExecutionError,
	IHttpRequestMethods,
	INode,
	IRunExecutionData,
	IWebhookData,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
	Workflow,
} from 'n8n-workflow';
import type { PausedExecution } from './waitingExecution';
import { readBody, type WebhookRequest, type WebhookResponse } from './webhookExchange';

/** A call of a resume link, as n8n 2.41's server plays it around the node's `webhook()`. */
interface Call {
	readonly execution: PausedExecution;
	readonly workflow: Workflow;
	readonly node: INode;
	readonly data: IRunExecutionData;
	readonly webhook: IWebhookDescription;
	readonly request: WebhookRequest;
	readonly response: WebhookResponse;
}

function refuse(response: WebhookResponse, status: number, message: string): void {
	if (!response.headersSent) response.status(status).json({ code: status, message });
}

function answer(response: WebhookResponse, body: unknown): void {
	if (typeof body === 'string') response.send(body);
	else response.json(body);
}

/** Both `/<id>/<path>?signature=<token>` and `/<id>?signature=<token>/<path>` name a path. */
function signatureOf({ query: { signature } }: WebhookRequest): { token: string; path: string } {
	const [token = '', ...path] = String(signature ?? '').split('/');
	return { token, path: path.join('/') };
}

function declaredWebhook(
	workflow: Workflow,
	node: INode,
	method: string,
	path: string,
): IWebhookDescription | undefined {
	const { description } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	return description.webhooks?.find((webhook) => {
		const text = (value: string) =>
			String(workflow.expression.getSimpleParameterValue(node, value, 'internal', {}) ?? '').trim();
		return (
			webhook.restartWebhook === true &&
			webhook.nodeType !== 'form' &&
			text(webhook.httpMethod)
				.split(/\s*,\s*/)
				.includes(method) &&
			text(webhook.path).replace(/^\/|\/$/g, '') === path
		);
	});
}

/** Takes the paused node out of the way: it does not run again, its output is replaced. */
function passWaitingNode(data: IRunExecutionData, nodeName: string): void {
	const [paused] = data.executionData?.nodeExecutionStack ?? [];
	if (paused) paused.node.disabled = true;
	delete data.waitTill;
	data.resultData.runData[nodeName]?.pop();
}

async function runWebhook(call: Call): Promise<IWebhookResponseData> {
	const { execution, workflow, node, webhook, request, response, data } = call;
	const additionalData = Object.assign(execution.parts.additionalData(), {
		httpRequest: request,
		httpResponse: response,
	});
	const webhookData: IWebhookData = {
		httpMethod: request.method as IHttpRequestMethods, // it equals one that the node declares
		node: node.name,
		path: webhook.path,
		webhookDescription: webhook,
		workflowId: workflow.id,
		workflowExecuteAdditionalData: additionalData,
	};
	const closing: CloseFunction[] = [];
	const { mode } = execution.parts;
	const context = new WebhookContext(
		workflow,
		node,
		additionalData,
		mode,
		webhookData,
		closing,
		data,
	);
	const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	if (!type.webhook) throw new Error(`The node type of '${node.name}' has no webhook()`);
	try {
		// It is one; only the optional name of a workflow is typed differently in n8n-core.
		return await type.webhook.call(context as IWebhookFunctions);
	} finally {
		await Promise.allSettled(closing.map(async (close) => await close()));
	}
}

/** n8n answers 500, forgets all items of the execution and goes on with an empty one. */
function afterThrow({ data, node, response }: Call, thrown: unknown): IWebhookResponseData {
	refuse(response, 500, 'The webhook of the node threw');
	const error = thrown instanceof Error ? thrown : new Error(String(thrown));
	data.resultData = {
		runData: {},
		lastNodeExecuted: node.name,
		// n8n stores a plain copy of the error and reads it as one.
		error: { ...error, message: error.message, stack: error.stack } as ExecutionError,
	};
	return { noWebhookResponse: true, workflowData: [[{ json: {} }]] };
}

async function playWebhook(call: Call): Promise<void> {
	const { execution, data, webhook, response } = call;
	const { responseMode = 'onReceived', responseData = 'firstEntryJson' } = webhook;
	if (responseMode !== 'onReceived') throw new Error(`No response mode '${responseMode}' in here`);

	const result = await runWebhook(call).catch((error: unknown) => afterThrow(call, error));
	const { workflowData, webhookResponse, noWebhookResponse } = result;
	if (workflowData === undefined) {
		if (noWebhookResponse) return;
		answer(response, webhookResponse ?? { message: 'Webhook call received' });
		return;
	}
	const [paused] = data.executionData?.nodeExecutionStack ?? [];
	if (!paused) throw new Error('A paused execution has a node on its stack');
	paused.data['main'] = workflowData;
	paused.metadata = { ...paused.metadata, forwardAllOutputs: true };
	if (!execution.resume(data)) {
		if (!noWebhookResponse) refuse(response, 500, 'The execution was resumed by another call');
	} else if (!noWebhookResponse) {
		answer(
			response,
			responseData === 'noData'
				? undefined
				: responseData || (webhookResponse ?? { message: 'Workflow was started' }),
		);
	}
}

export async function playResumeCall(
	execution: PausedExecution | undefined,
	suffix: string,
	request: WebhookRequest,
	response: WebhookResponse,
): Promise<void> {
	if (!execution) return refuse(response, 404, 'No such execution');
	const data = execution.data();
	const { token, path } = signatureOf(request);
	// n8n before 2.14 neither signs links nor asks for a token.
	if (data.resumeToken !== undefined && token !== data.resumeToken) {
		response.status(401).json({ error: 'Invalid token' });
		return;
	}
	if (execution.status !== 'waiting') return refuse(response, 409, execution.status);

	const name = data.resultData.lastNodeExecuted ?? '';
	passWaitingNode(data, name);
	const workflow = execution.parts.workflow();
	const node = workflow.getNode(name);
	if (!node) return refuse(response, 404, 'No such node');
	const webhook = declaredWebhook(workflow, node, request.method ?? '', suffix || path);
	if (!webhook) return refuse(response, 404, 'No such webhook');
	try {
		await readBody(request);
	} catch (error) {
		return refuse(response, 422, String(error));
	}
	await playWebhook({ execution, workflow, node, data, webhook, request, response });
}
