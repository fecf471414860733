import type { Fetched, GetJson } from '../schema/documents';
import { reasonOf } from './api';

/** Reads what is published, without a key. */
export function publishedJson(timeoutMs: number): GetJson {
	return async (url): Promise<Fetched> => {
		try {
			const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
			const text = await response.text();
			if (!response.ok) return { missing: `HTTP ${response.status}` };
			return parsed(text);
		} catch (error) {
			return { missing: reasonOf(error, timeoutMs) };
		}
	};
}

function parsed(text: string): Fetched {
	try {
		const json: unknown = JSON.parse(text);
		return { json };
	} catch {
		return { missing: /^\s*</.test(text) ? 'a page instead of JSON' : 'no JSON' };
	}
}
