import {
	type INodeType,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';
import type { NodeRun } from './engine';

const STUB_TYPE = 'waiting-test.stub';

/** What a stub saw: `{{ $execution.resumeUrl }}` of each run of `execute`, and each webhook call. */
interface Seen {
	readonly links: string[];
	readonly calls: Array<{ body: unknown; query: object; item: unknown }>;
}

export interface Stub extends Seen {
	readonly run: NodeRun;
}

const FAR_AHEAD_MS = 3_600_000;

/** A run of a node that pauses at once; the test says what its webhook answers. */
export function waitingStub(
	webhook: (
		context: IWebhookFunctions,
		calls: Seen['calls'],
	) => IWebhookResponseData | Promise<IWebhookResponseData>,
	{ pause = true, ...run }: Partial<NodeRun> & { pause?: boolean | (() => Promise<boolean>) } = {},
): Stub {
	const links: string[] = [];
	const calls: Seen['calls'] = [];
	const stub: INodeType = {
		description: {
			name: 'stub',
			displayName: 'Stub',
			description: 'Pauses',
			group: ['transform'],
			version: 1,
			defaults: { name: 'Stub' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
			webhooks: [
				{
					name: 'default',
					httpMethod: 'POST',
					path: '',
					restartWebhook: true,
					responseMode: 'onReceived',
					responseData: '',
				},
				{ name: 'setup', httpMethod: 'GET', path: 'done', restartWebhook: true, responseData: '' },
				{ name: 'default', httpMethod: 'PUT', path: '' },
			],
		},
		async execute() {
			links.push(String(this.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
			const pauses = typeof pause === 'function' ? await pause() : pause;
			if (pauses) await this.putExecutionToWait(new Date(Date.now() + FAR_AHEAD_MS));
			return [[{ json: { from: 'execute' } }]];
		},
		async webhook() {
			const item = this.evaluateExpression('{{ $json }}', 0);
			calls.push({ body: this.getBodyData(), query: { ...Object(this.getQueryData()) }, item });
			return await webhook(this, calls);
		},
	};
	return {
		links,
		calls,
		run: {
			parameters: {},
			credential: { apiKey: 'none', baseUrl: 'http://127.0.0.1:9' },
			stubs: { [STUB_TYPE]: stub },
			...run,
			node: { name: 'Stub', type: STUB_TYPE, ...run.node },
		},
	};
}
