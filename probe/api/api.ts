/* eslint-disable @n8n/community-nodes/no-restricted-imports -- part of a program for a terminal, outside n8n */
import { setTimeout as pause } from 'node:timers/promises';

import { keyMask } from '../../nodes/Kling/n8n/keyMask';
import type { Exchange } from './exchange';

export interface SendOptions {
	/** Marks the request as a dry run. */
	readonly dryRun?: boolean;
	/** Another key than the user's, or a body that is not a list of tasks. */
	readonly key?: string;
}

/** Runware, asked with the user's key. */
export interface Api {
	/** Never rejects. A text is sent as it is. */
	readonly send: (body: readonly object[] | string, options?: SendOptions) => Promise<Exchange>;
	readonly uuid: () => string;
	readonly sleep: (ms: number) => Promise<void>;
	readonly now: () => number;
}

export interface ApiSettings {
	readonly baseUrl: string;
	readonly apiKey: string;
	readonly timeoutMs: number;
	/** Nothing is sent after this moment, in milliseconds as `Date.now()` counts them. */
	readonly endsAt: () => number;
}

export function createApi({ baseUrl, apiKey, timeoutMs, endsAt }: ApiSettings): Api {
	const mask = keyMask(apiKey);
	return {
		uuid: () => crypto.randomUUID(),
		sleep: async (ms) => {
			await pause(ms);
		},
		now: () => Date.now(),
		async send(body, { dryRun = false, key = apiKey } = {}) {
			const at = Date.now();
			const left = Math.min(timeoutMs, endsAt() - at);
			const nothing = { status: 0, body: '', headers: {}, at };
			if (left <= 0) return { ...nothing, noAnswer: 'not asked: the time was up', ms: 0 };
			try {
				const response = await fetch(baseUrl, {
					method: 'POST',
					body: typeof body === 'string' ? body : JSON.stringify(body),
					headers: {
						authorization: `Bearer ${key}`,
						'content-type': 'application/json',
						...(dryRun ? { 'x-runware-dry-run': '1' } : {}),
					},
					// The key goes to this address and to no other.
					redirect: 'manual',
					signal: AbortSignal.timeout(left),
				});
				const text = await response.text();
				const headers = Object.fromEntries(
					[...response.headers].map(([name, value]) => [name, mask(value)]),
				);
				return { status: response.status, body: mask(text), headers, at, ms: Date.now() - at };
			} catch (error) {
				return { ...nothing, noAnswer: mask(reasonOf(error, left)), ms: Date.now() - at };
			}
		},
	};
}

/** What a browser would say: `fetch` itself only says that it failed. */
export function reasonOf(error: unknown, timeoutMs: number): string {
	const { name, message, cause } = partsOf(error);
	if (name === 'TimeoutError') return `no answer within ${Math.ceil(timeoutMs / 1000)} s`;
	const inner = partsOf(cause);
	const why = [inner.message, inner.code, message].find((text) => text !== '');
	return why === undefined ? 'no answer' : `no answer: ${why}`;
}

/** By its fields, since an error of another realm is no `Error` of this one. */
function partsOf(error: unknown) {
	const fields: Readonly<Record<string, unknown>> =
		typeof error === 'object' && error !== null
			? Object.fromEntries(PARTS.map((part) => [part, Reflect.get(error, part)]))
			: {};
	const text = (part: string) => (typeof fields[part] === 'string' ? fields[part] : '');
	return {
		name: text('name'),
		message: text('message'),
		code: text('code'),
		cause: fields['cause'],
	};
}

const PARTS = ['name', 'message', 'code', 'cause'];
