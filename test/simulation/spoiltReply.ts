import type { Reply } from '../../nodes/Kling/runware/wire/protocol';
import type { ApiAnswer, Entry } from './apiAnswer';
import type { Fault } from './faults';
import type { Random } from './random';

/** What arrives of an answer. */
export function replyOf(answer: ApiAnswer): Reply {
	const { status, data, errors } = answer;
	return {
		status,
		body: { ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors }) },
	};
}

/** What arrives of an answer to which a fault happened; `asked` are the UUIDs of the request. */
export function spoiltReply(
	fault: Fault,
	answer: ApiAnswer,
	asked: readonly string[],
	random: Random,
): Reply {
	switch (fault.name) {
		case 'reset before':
		case 'reset after':
			return { status: 'none', cause: 'ECONNRESET' };
		case 'late answer':
			return replyOf(answer);
		case '429':
			return { ...refusal(429, 'rateLimitExceeded'), ...(random.chance(0.3) ? { body: '' } : {}) };
		case '429 with Retry-After':
			return { ...refusal(429, 'rateLimitExceeded'), retryAfterMs: random.between(1, 40) * 1000 };
		case '500':
			return refusal(500, 'internalServerError');
		case '502 HTML':
			return { status: 502, body: '<html><body>502 Bad Gateway</body></html>' };
		case '503':
			return refusal(503, 'serviceUnavailable');
		case '503 with Retry-After':
			return { ...refusal(503, 'serviceUnavailable'), retryAfterMs: random.between(1, 20) * 1000 };
		case '504':
			return refusal(504, 'providerGatewayTimeout');
		case 'garbage':
			return { status: 200, body: '\u0000\u0007 not json' };
		case 'truncated JSON': {
			const text = JSON.stringify(replyBody(answer));
			return { status: answer.status, body: text.slice(0, random.between(1, text.length - 1)) };
		}
		case 'empty body':
			return { status: 200, body: '' };
		case 'data [null]':
			return { status: 200, body: { data: [null] } };
		case 'every entry twice':
			return replyOf({
				status: answer.status,
				...twice('data', answer.data),
				...twice('errors', answer.errors),
			});
		case 'errors without taskUUID':
			return {
				status: 200,
				body: { errors: [{ code: 'internalServerError', message: 'Something went wrong' }] },
			};
		case '401':
			return refusal(401, 'invalidApiKey');
		case 'foreign tasks':
			return replyOf({ ...answer, data: foreign(answer.data ?? []) });
		case 'passing errors that name the tasks': {
			const code = random.pick(['rateLimitExceeded', 'internalServerError']);
			const errors = asked.map((taskUUID) => ({ code, message: 'Not now', taskUUID }));
			return { status: random.pick([200, 500]), body: { errors } };
		}
		case 'a code of no task that names the tasks, status of trouble':
		case 'an unlisted code that names the tasks': {
			const isTrouble = fault.name !== 'an unlisted code that names the tasks';
			const code = random.pick([
				'systemMaintenance',
				'upstreamConnectError',
				'queueTimeout',
				isTrouble ? 'internalServerError' : 'somethingNew',
			]);
			const mark = isTrouble && random.chance(0.5) ? { status: 'error' } : {};
			const errors = asked.map((taskUUID) => ({ code, message: 'Not now', taskUUID, ...mark }));
			const status = random.pick(isTrouble ? [429, 500, 502, 503, 504] : [200, 400, 404]);
			return { status, body: { errors } };
		}
		case 'an unlisted code of no task':
			return refusal(random.pick([200, 400, 500, 503]), 'somethingNew');
		case '404 as JSON':
			return refusal(404, 'routeNotFound');
		case 'cut after the first entry': {
			const { data = [], errors } = answer;
			return replyOf({
				status: answer.status,
				data: data.slice(0, 1),
				...(data.length > 0 || errors === undefined ? {} : { errors: errors.slice(0, 1) }),
			});
		}
		case 'acknowledged, not accepted':
			return {
				status: 200,
				body: { data: asked.map((taskUUID) => ({ taskType: 'videoInference', taskUUID })) },
			};
	}
}

function replyBody({ data, errors }: ApiAnswer): object {
	return { ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors }) };
}

function refusal(
	status: number,
	code: string,
): { readonly status: number; readonly body: unknown } {
	return { status, body: { data: [], errors: [{ code, message: code }] } };
}

function twice(name: 'data' | 'errors', entries: readonly Entry[] | undefined) {
	return entries === undefined ? {} : { [name]: [...entries, ...entries] };
}

function foreign(data: readonly Entry[]): readonly Entry[] {
	const taskUUID = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
	const running = { taskType: 'videoInference', taskUUID, status: 'processing' };
	const video = {
		...running,
		status: 'success',
		videoUUID: 'foreign',
		videoURL: 'https://f/f.mp4',
	};
	return [video, ...data, running];
}
