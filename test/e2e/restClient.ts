import { isJsonObject } from '../../emulator/validation/jsonObject';

const COOKIE = 'n8n-auth';

/** An answer other than 2xx, with n8n's own words. */
export class RestError extends Error {
	constructor(
		call: string,
		readonly status: number,
		answer: string,
	) {
		super(`${call} answered ${status}: ${answer.slice(0, 1000)}`);
	}
}

const noJson = (call: string, text: string) =>
	new Error(`${call} answered no JSON: ${text.slice(0, 500)}`);

function parsed(call: string, text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return value;
	} catch {
		throw noJson(call, text);
	}
}

/**
 * Calls of n8n's REST interface, with the cookie of the last sign-in. It sends no browser id, so
 * that n8n binds the cookie to none and a browser can be given it.
 */
export class RestClient {
	private cookie: string | undefined;

	constructor(readonly url: string) {}

	/** The value of the cookie `n8n-auth`. */
	get authentication(): string {
		if (this.cookie === undefined) throw new Error('Not signed in to n8n');
		return this.cookie;
	}

	async get(path: string): Promise<unknown> {
		return await this.call('GET', path);
	}

	async post(path: string, body: unknown = {}): Promise<unknown> {
		return await this.call('POST', path, body);
	}

	async patch(path: string, body: unknown): Promise<unknown> {
		return await this.call('PATCH', path, body);
	}

	async delete(path: string): Promise<unknown> {
		return await this.call('DELETE', path);
	}

	/** Any path of the server, such as a file; throws unless the answer is 2xx. */
	async fetch(path: string, init: RequestInit = {}): Promise<Response> {
		const headers = new Headers(init.headers);
		if (this.cookie !== undefined) headers.set('cookie', `${COOKIE}=${this.cookie}`);
		const response = await fetch(`${this.url}${path}`, { ...init, headers });
		if (response.ok) return response;
		throw new RestError(`${init.method ?? 'GET'} ${path}`, response.status, await response.text());
	}

	/** What n8n puts into `data` of its answer. */
	private async call(method: string, path: string, body?: unknown): Promise<unknown> {
		const response = await this.fetch(`/rest/${path}`, {
			method,
			headers: { 'content-type': 'application/json' },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [, value] = new RegExp(`^${COOKIE}=([^;]+)`).exec(cookie) ?? [];
			if (value !== undefined) this.cookie = value;
		}
		const answer = parsed(`${method} ${path}`, await response.text());
		return isJsonObject(answer) && 'data' in answer ? answer['data'] : answer;
	}
}
