import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Row } from '../parameters/source';

const NODE = {
	id: 'node-1',
	name: 'Kling',
	type: 'kling',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

export interface Surroundings {
	/** Parameters of each row, by the name that the node asks for. */
	readonly rows: readonly Row[];
	/** Files of each row, by the names of their fields; kept in the items, as n8n does in memory. */
	readonly files?: readonly Readonly<Record<string, Buffer>>[];
	readonly continueOnFail?: boolean;
	/** What the API answers to everything. */
	readonly reply?: { readonly statusCode: number; readonly body: unknown };
}

/** As much of n8n as an operation touches, with an account of the parameters that it asked for. */
export function surroundings({ rows, files = [], continueOnFail = true, reply }: Surroundings) {
	const asked = new Set<string>();
	let requests = 0;

	function contentOf(row: number, field: string): Buffer {
		const content = files[row]?.[field];
		if (content === undefined) throw new Error(`There is no file '${field}'`);
		return content;
	}
	const context = {
		getInputData: () => rows.map((_row, index) => ({ json: {}, binary: files[index] ?? {} })),
		getNodeParameter: (name: string, row: number, fallback: unknown) => {
			asked.add(name);
			const values = rows[row] ?? {};
			return Object.hasOwn(values, name) ? values[name] : fallback;
		},
		continueOnFail: () => continueOnFail,
		getNode: () => NODE,
		getWorkflow: () => ({ id: 'workflow-1', active: false }),
		getInstanceId: () => 'instance-1',
		getExecutionId: () => 'execution-1',
		getWorkflowSettings: () => ({}),
		evaluateExpression: (expression: string) =>
			expression.includes('resumeUrl') ? 'https://n8n.test/webhook-waiting/1' : 0,
		getExecutionCancelSignal: () => undefined,
		sendMessageToUI: () => undefined,
		getCredentials: async (): Promise<IDataObject> =>
			await Promise.resolve({ baseUrl: 'https://api.test/v1' }),
		helpers: {
			assertBinaryData: (row: number, field: string) => ({
				fileName: `${field}.bin`,
				mimeType: 'application/octet-stream',
				data: contentOf(row, field).toString('base64'),
			}),
			getBinaryDataBuffer: async (row: number, field: string) =>
				await Promise.resolve(contentOf(row, field)),
			httpRequestWithAuthentication: async () => {
				requests += 1;
				return await Promise.resolve(reply ?? REFUSED);
			},
		},
	};
	return {
		context: context as unknown as IExecuteFunctions, // n8n's own has far more than is touched here
		asked,
		requests: () => requests,
	};
}

/** An answer after which nothing is sent again. */
export const REFUSED = {
	statusCode: 401,
	body: { errors: [{ code: 'invalidApiKey', message: 'Invalid API key' }] },
};
