import { NodeOperationError, sleep } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { quoted } from '../parameters/ParameterError';
import { isWebLink } from '../parameters/readers';
import { isFields } from '../runware/envelope';
import type { Clock, Reply, Send, SendOptions, Task } from '../runware/protocol';

export const CREDENTIAL = 'runwareApi';

/** A submit may carry images; a look is small and comes again soon. */
const SUBMIT_TIMEOUT_MS = 120_000;
const LOOK_TIMEOUT_MS = 20_000;

/** Short enough that Stop ends a wait at once; n8n before 2.41 can not cut a sleep itself. */
const SLICE_MS = 200;

/**
 * Requests to the API with the user's key, which n8n adds. Redirects are not followed, so that
 * the key goes to the credential's address and nowhere else.
 */
export async function createSend(context: IExecuteFunctions): Promise<Send> {
	const { baseUrl } = await context.getCredentials(CREDENTIAL);
	const url = String(baseUrl).trim().replace(/\/+$/, '');
	if (!isWebLink(url)) {
		const cause = `its address is ${quoted(baseUrl)}, but it takes a link that starts with https://`;
		return async () => await Promise.resolve({ status: 'none', cause, code: 'invalidBaseUrl' });
	}
	return async (tasks, how) => await untilCancelled(context, request(context, url, tasks, how));
}

export function createClock(context: IExecuteFunctions): Clock {
	return {
		now: () => Date.now(),
		sleep: async (ms) => {
			const until = Date.now() + ms;
			do {
				throwIfCancelled(context);
				await sleep(Math.max(0, Math.min(SLICE_MS, until - Date.now())));
			} while (Date.now() < until);
			throwIfCancelled(context);
		},
	};
}

async function request(
	context: IExecuteFunctions,
	url: string,
	tasks: readonly Task[],
	{ dryRun = false }: SendOptions = {},
): Promise<Reply> {
	const submits = tasks.some(({ taskType }) => taskType === 'videoInference');
	try {
		const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			{
				method: 'POST',
				url,
				...(dryRun ? { headers: { 'X-Runware-Dry-Run': '1' } } : {}),
				body: [...tasks],
				json: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				sendCredentialsOnCrossOriginRedirect: false,
				timeout: submits ? SUBMIT_TIMEOUT_MS : LOOK_TIMEOUT_MS,
			},
		);
		return toReply(response);
	} catch (error) {
		return { status: 'none', cause: causeOf(error) };
	}
}

function toReply(response: unknown): Reply {
	if (!isFields(response)) return { status: 'none', cause: 'no answer' };
	const { statusCode, body, headers } = response;
	const wished = isFields(headers) ? retryAfterMs(headers['retry-after'], Date.now()) : undefined;
	return {
		status: typeof statusCode === 'number' ? statusCode : 0,
		body,
		...(wished === undefined ? {} : { retryAfterMs: wished }),
	};
}

/** The header holds seconds, or the date until which to wait. */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
	return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** The words of the network, where they are known, in plain ones. */
const NETWORK_CAUSES: readonly (readonly [RegExp, string])[] = [
	[/ECONNREFUSED (\S+)/, 'nothing answers at $1'],
	[/(?:ENOTFOUND|EAI_AGAIN) (\S+)/, 'there is no host $1'],
	[/ECONNRESET|EPIPE|socket hang up|aborted/, 'the connection was cut'],
	[/ETIMEDOUT|ECONNABORTED|timeout/i, 'no answer came in time'],
];

function causeOf(error: unknown): string {
	const words = wordsOf(error);
	for (const [pattern, plain] of NETWORK_CAUSES) {
		const found = pattern.exec(words);
		if (found !== null) return plain.replace('$1', found[1] ?? '');
	}
	return words;
}

/** n8n's errors name the cause in several places. */
function wordsOf(error: unknown): string {
	if (!isFields(error)) return String(error);
	const cause = isFields(error['cause']) ? error['cause'] : error;
	const words = cause['message'] ?? error['message'];
	return typeof words === 'string' ? words : 'no answer';
}

function throwIfCancelled(context: IExecuteFunctions): void {
	if (context.getExecutionCancelSignal()?.aborted === true) throw cancelled(context);
}

/** What Runware has accepted renders on and is charged; it can not be called back. */
function cancelled(context: IExecuteFunctions): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The execution was canceled', {
		description: 'Videos that Runware had accepted are still made and charged',
	});
}

async function untilCancelled<Result>(
	context: IExecuteFunctions,
	running: Promise<Result>,
): Promise<Result> {
	throwIfCancelled(context);
	const signal = context.getExecutionCancelSignal();
	if (signal === undefined) return await running;
	let stop: () => void = () => undefined;
	const stopped = new Promise<never>((_resolve, reject) => {
		stop = () => {
			reject(cancelled(context));
		};
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([running, stopped]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
