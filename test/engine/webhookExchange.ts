/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse, type ParsedUrlQuery } from 'node:querystring';
import { buffer } from 'node:stream/consumers';

/**
 * n8n hands a webhook its requests and answers as Express made them, and Express is no dependency
 * here. These are the parts of them that a node may use, on Node's own objects.
 */
export type WebhookRequest = IncomingMessage & {
	originalUrl: string;
	path: string;
	params: Record<string, string>;
	query: ParsedUrlQuery;
	/** Undefined when there was none, or of a kind that n8n does not read; as in n8n. */
	body: unknown;
	rawBody: Buffer;
};

export type WebhookResponse = ServerResponse & {
	status(code: number): WebhookResponse;
	set(name: string, value: string): WebhookResponse;
	json(body: unknown): WebhookResponse;
	send(body: string | Buffer): WebhookResponse;
};

/** Throws a SyntaxError where n8n refuses a body. */
function bodyOf(raw: Buffer, contentType: string): unknown {
	if (raw.length === 0) return undefined;
	const [kind = ''] = contentType.split(';');
	switch (kind.trim().toLowerCase()) {
		case 'application/json':
			return JSON.parse(raw.toString());
		case 'application/x-www-form-urlencoded':
			return { ...parse(raw.toString()) };
		case 'text/plain':
			return raw.toString();
		default:
			return undefined;
	}
}

export function webhookRequest(request: IncomingMessage): WebhookRequest {
	const originalUrl = request.url ?? '/';
	const [path = '', ...query] = originalUrl.split('?');
	return Object.assign(request, {
		originalUrl,
		path,
		params: {},
		query: { ...parse(query.join('?')) },
		body: undefined,
		rawBody: Buffer.alloc(0),
	});
}

/** Fills in the body, which n8n reads only after it has found the webhook. */
export async function readBody(request: WebhookRequest): Promise<void> {
	request.rawBody = await buffer(request);
	request.body = bodyOf(request.rawBody, request.headers['content-type'] ?? '');
}

export function webhookResponse(plain: ServerResponse): WebhookResponse {
	const response: WebhookResponse = Object.assign(plain, {
		status(code: number) {
			plain.statusCode = code;
			return response;
		},
		set(name: string, value: string) {
			plain.setHeader(name, value);
			return response;
		},
		json(body: unknown) {
			plain.setHeader('content-type', 'application/json; charset=utf-8');
			plain.end(JSON.stringify(body));
			return response;
		},
		send(body: string | Buffer) {
			if (typeof body === 'string') plain.setHeader('content-type', 'text/html; charset=utf-8');
			plain.end(body);
			return response;
		},
	});
	return response;
}
