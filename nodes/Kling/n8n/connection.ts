import { given } from '../given';
import { sleep } from 'n8n-workflow';

import { quoted } from '../parameters/ParameterError';
import { isWebLink } from '../parameters/readers';
import { isFields } from '../runware/wire/envelope';
import type { Clock, Reply, Send, SendOptions, Task } from '../runware/wire/protocol';
import { throwIfCancelled, untilCancelled } from './cancellation';
import type { NodeContext } from './cancellation';
import { keyMask } from './keyMask';
import { networkCause } from './networkCause';

const CREDENTIAL = 'runwareApi';

/** A submit or an upload may carry files; a status check is small and comes again soon. */
const UPLOAD_TIMEOUT_MS = 300_000;
const LOOK_TIMEOUT_MS = 20_000;

const LOOKS: readonly string[] = ['getResponse', 'getTaskDetails'];

/** Short enough that Stop ends a wait right away; n8n before 2.41 cannot cut a sleep itself. */
const SLICE_MS = 200;

/** Pasted into the wrong field, it is still a secret. */
const KEY_LIKE = /^[\w-]{16,}$/;

/** The API, as the credential names it. */
export interface Connection {
	readonly url: string;
	readonly send: Send;
	/** Sends tasks that are written out already, because they hold a whole file. */
	readonly sendRawBody: (body: Buffer) => Promise<Reply>;
}

/**
 * Requests to the API with the user's key, which n8n adds. Redirects are not followed, so that
 * the key goes to the credential's address and nowhere else.
 */
export async function connect(context: NodeContext): Promise<Connection> {
	const { baseUrl, apiKey } = await context.getCredentials(CREDENTIAL);
	const url = String(baseUrl).trim().replace(/\/+$/, '');
	const withoutKey = keyMask(apiKey);
	const found = KEY_LIKE.test(url)
		? 'something that looks like an API key'
		: quoted(withoutKey(url));
	const cause = `the 'Base URL' in the credential is ${found}, but it must be a link that starts with https://`;
	const unusable: Reply = { status: 'none', cause, code: 'invalidBaseUrl' };
	const usable = isWebLink(url);
	const address = { url, withoutKey };

	async function exchange(body: readonly Task[] | Buffer, how?: SendOptions): Promise<Reply> {
		return usable ? await untilCancelled(context, request(context, address, body, how)) : unusable;
	}
	return { url, send: exchange, sendRawBody: exchange };
}

export function createClock(context: NodeContext): Clock {
	let last = 0;
	let behind = 0; // by so much the computer's clock was set back: no wait gets longer by that

	function now(): number {
		const time = Date.now();
		behind = Math.max(behind, last - time);
		last = time + behind;
		return last;
	}
	return {
		now,
		sleep: async (ms) => {
			const until = now() + ms;
			do {
				throwIfCancelled(context);
				await sleep(Math.max(0, Math.min(SLICE_MS, until - now())));
			} while (now() < until);
			throwIfCancelled(context);
		},
	};
}

interface Address {
	readonly url: string;
	readonly withoutKey: (text: string) => string;
}

async function request(
	context: NodeContext,
	{ url, withoutKey }: Address,
	body: readonly Task[] | Buffer,
	{ dryRun = false }: SendOptions = {},
): Promise<Reply> {
	const looks = !Buffer.isBuffer(body) && body.every(({ taskType }) => LOOKS.includes(taskType));
	try {
		const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			{
				method: 'POST',
				url,
				headers: {
					'Content-Type': 'application/json',
					...(dryRun ? { 'X-Runware-Dry-Run': '1' } : {}),
				},
				body: Buffer.isBuffer(body) ? body : [...body],
				json: true,
				encoding: 'text',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				sendCredentialsOnCrossOriginRedirect: false,
				timeout: looks ? LOOK_TIMEOUT_MS : UPLOAD_TIMEOUT_MS,
			},
		);
		return toReply(response, withoutKey);
	} catch (error) {
		return { status: 'none', cause: withoutKey(networkCause(error)) };
	}
}

function toReply(response: unknown, withoutKey: Address['withoutKey']): Reply {
	if (!isFields(response)) return { status: 'none', cause: 'no answer' };
	const { statusCode, body, headers } = response;
	const waitMs = isFields(headers) ? retryAfterMs(headers['retry-after'], Date.now()) : undefined;
	return {
		status: typeof statusCode === 'number' ? statusCode : 0,
		body: withoutKey(asText(body)),
		...given({ retryAfterMs: waitMs }),
	};
}

/** Text was asked for; should n8n have read it as JSON all the same, it is written out again. */
function asText(body: unknown): string {
	try {
		return typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
	} catch {
		return ''; // nested deeper than can be written out, which no answer of the API is
	}
}

/** As HTTP writes dates. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** The header holds seconds, or the date until which to wait; anything else says nothing. */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	const text = typeof header === 'string' ? header.trim() : '';
	if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
	if (!HTTP_DATE.test(text)) return undefined;
	const ms = Date.parse(text) - now;
	return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
