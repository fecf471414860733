import { randomUUID } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../../emulator/validation/jsonObject';
import { listOf, objectOf, textOf } from '../fields';
import { type LoopbackServer, serveLoopback } from './loopbackServer';

/** What the model does when it is asked: calls a tool, or says something. */
export type Turn =
	| { readonly tool: string; readonly arguments: JsonObject }
	| { readonly says: (toolAnswers: readonly string[]) => string };

/** Stands in for OpenAI's Responses API, with a model that does what its script says. */
export interface ChatModel extends LoopbackServer {
	/** For the credential of the chat model node. */
	readonly baseUrl: string;
	readonly requests: readonly JsonObject[];
}

/** What tools have answered so far in the conversation of a request. */
export function toolAnswers(request: JsonObject): string[] {
	return listOf(request['input'], 'input of the request')
		.filter(isJsonObject)
		.filter(({ type }) => type === 'function_call_output')
		.map(({ output }) => textOf(output, 'output of a tool'));
}

function outputOf(turn: Turn, request: JsonObject): JsonObject {
	const item = { id: `item_${randomUUID()}`, status: 'completed' };
	if ('tool' in turn) {
		return {
			...item,
			type: 'function_call',
			call_id: `call_${randomUUID()}`,
			name: turn.tool,
			arguments: JSON.stringify(turn.arguments),
		};
	}
	const text = turn.says(toolAnswers(request));
	const content = [{ type: 'output_text', text, annotations: [] }];
	return { ...item, type: 'message', role: 'assistant', content };
}

const refusal = (status: number, message: string) => ({ status, body: { error: { message } } });

export async function startChatModel(script: readonly Turn[]): Promise<ChatModel> {
	const requests: JsonObject[] = [];
	const server = await serveLoopback(({ path, body }) => {
		if (path !== '/v1/responses') return refusal(404, 'There is nothing here');
		const parsed: unknown = JSON.parse(body.toString('utf8'));
		const request = objectOf(parsed, 'request to the chat model');
		const turn = script[requests.push(request) - 1];
		if (turn === undefined) return refusal(400, 'The script of the model is at its end');
		const response = {
			id: `resp_${randomUUID()}`,
			object: 'response',
			created_at: Math.floor(Date.now() / 1000),
			status: 'completed',
			model: request['model'],
			output: [outputOf(turn, request)],
			usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
		};
		return { status: 200, body: response };
	});
	return { ...server, baseUrl: `${server.url}/v1`, requests };
}
