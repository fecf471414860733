import { isJsonObject } from '../../../emulator/validation/jsonObject';
import type { Asked, Dialect, Meaning } from './renderer';

const NOTHING: Meaning = { is: 'nothing' };

function json(body: string): unknown {
	try {
		const value: unknown = JSON.parse(body);
		return value;
	} catch {
		return undefined;
	}
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);

function textIn(value: unknown, field: string): string {
	const text = isJsonObject(value) ? value[field] : undefined;
	return typeof text === 'string' ? text : '';
}

const lookAt = (path: string, pattern: RegExp): Meaning => {
	const [, id] = pattern.exec(path) ?? [];
	return id === undefined ? NOTHING : { is: 'look', id };
};

/** Google's Veo: a long-running operation. */
export const GEMINI: Dialect = {
	understand({ method, path, body }) {
		if (method !== 'POST') return lookAt(path, /^\/v1beta\/operations\/(.+)$/);
		if (!path.endsWith(':predictLongRunning')) return NOTHING;
		const order = json(body);
		const instance = firstOf(isJsonObject(order) ? order['instances'] : undefined);
		return { is: 'order', prompt: textIn(instance, 'prompt') };
	},
	accepted: (id) => ({ name: `operations/${id}` }),
	processing: (id) => ({ name: `operations/${id}`, done: false }),
	ready: (id, uri) => ({
		name: `operations/${id}`,
		done: true,
		response: { generateVideoResponse: { generatedSamples: [{ video: { uri } }] } },
	}),
	refused: (message) => ({ error: { code: 400, message } }),
};

/** A field of a form as multipart writes it. */
const formField = ({ body }: Asked, name: string) =>
	new RegExp(`name="${name}"\\r\\n\\r\\n([^\\r]*)`).exec(body)?.[1] ?? '';

/** OpenAI's Sora: the file comes from the API itself. */
export const OPEN_AI: Dialect = {
	understand(asked) {
		const { method, path } = asked;
		if (method === 'POST' && path === '/v1/videos') {
			return { is: 'order', prompt: formField(asked, 'prompt') };
		}
		const [, id] = /^\/v1\/videos\/([^/]+)\/content$/.exec(path) ?? [];
		if (id !== undefined) return { is: 'file', id, ofApi: true };
		return lookAt(path, /^\/v1\/videos\/([^/]+)$/);
	},
	accepted: (id) => ({ id, status: 'queued' }),
	processing: (id) => ({ id, status: 'in_progress' }),
	ready: (id) => ({ id, status: 'completed' }),
	refused: (message) => ({ error: { message } }),
};

export const MINI_MAX: Dialect = {
	understand({ method, path, body }) {
		if (method !== 'POST') return lookAt(path, /^\/v2\/query\/video_generation\/(.+)$/);
		if (path !== '/v2/video_generation') return NOTHING;
		const order = json(body);
		const part = firstOf(isJsonObject(order) ? order['content'] : undefined);
		return { is: 'order', prompt: textIn(part, 'text') };
	},
	accepted: (id) => ({ task_id: id, base_resp: { status_code: 0 } }),
	processing: () => ({ task: { status: 'processing' } }),
	ready: (_id, url) => ({ task: { status: 'succeeded', content: { url } } }),
	refused: (message) => ({ base_resp: { status_code: 1026, status_msg: message } }),
};
