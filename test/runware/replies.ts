import type { Reply } from '../../nodes/Kling/runware/wire/protocol';
import { refusal } from './answerParts';
import type { Part } from './answerParts';

/** What comes back of one request. */
export type FixedReply = Reply & { readonly tookMs?: number };

/** An answer with 200. */
export const says = (...parts: readonly Part[]): FixedReply => withStatus(200, ...parts);

export function withStatus(status: number, ...parts: readonly Part[]): FixedReply {
	const errors = parts.flatMap(({ error }) => error ?? []);
	const data = parts.flatMap((part) => part.data ?? []);
	return { status, body: { data, ...(errors.length > 0 ? { errors } : {}) } };
}

/** A page of something in between, not of the API. */
export const page = (status: number): FixedReply => ({ status, body: '<html></html>' });

export const noAnswer: FixedReply = { status: 'none', cause: 'the connection was cut' };

export const keyRefused = withStatus(401, refusal('invalidApiKey'));

/** An answer that asks to wait, in seconds. */
export const pausing = (seconds: number, reply: FixedReply): FixedReply =>
	reply.status === 'none' ? reply : { ...reply, retryAfterMs: seconds * 1000 };

/** Too many requests; asks to wait, in seconds. */
export const busy = (seconds?: number): FixedReply => {
	const reply = withStatus(429, refusal('rateLimitExceeded'));
	return seconds === undefined ? reply : pausing(seconds, reply);
};
