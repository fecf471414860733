import type { Reply } from '../../nodes/Kling/runware/wire/protocol';
import { verdictsOn } from '../../nodes/Kling/runware/buying/submitAnswer';

const A = '366d2e00-2941-4163-b7a7-4ec835fed9f9';
const B = '05695f4b-8b42-4fe5-b698-771eec530d38';

const placeholder = (taskUUID: string) => ({ taskType: 'videoInference', taskUUID });
const error = (code: string, taskUUID?: string) => ({
	code,
	message: 'No',
	...(taskUUID === undefined ? {} : { taskUUID }),
});
const ok = (body: unknown): Reply => ({ status: 200, body });
const HTML = '<html><body>nginx</body></html>';

/** A verdict in short: `again lost timeoutProvider`. */
function verdict(reply: Reply, taskUUIDs: readonly string[]): string {
	const found = verdictsOn(
		reply,
		taskUUIDs.map((taskUUID) => ({ taskUUID, numberResults: 1 })),
	)(A);
	switch (found.is) {
		case 'accepted':
			return 'accepted';
		case 'ended':
			return `ended ${found.state.status}`;
		case 'again':
			return [
				'again',
				found.lost && 'lost',
				found.alone && 'alone',
				found.full && 'full',
				found.error.details.code,
			]
				.filter(Boolean)
				.join(' ');
		case 'refused':
			return ['refused', found.lost && 'lost', found.error.details.code].filter(Boolean).join(' ');
		case 'conflict':
			return `conflict ${found.error.details.code}`;
	}
}

const VIDEO = { ...placeholder(A), videoURL: 'https://vm.runware.ai/v.mp4', videoUUID: 'v' };
const FAILED = { ...placeholder(A), status: 'error', code: 'promptBlocked', message: 'No' };

describe('the answer to a submit', () => {
	it.each<[string, Reply, string, string]>([
		// The task itself is spoken of: the same alone and in a batch.
		['a placeholder', ok({ data: [placeholder(A)] }), 'accepted', 'accepted'],
		[
			'a placeholder in capitals',
			ok({ data: [placeholder(A.toUpperCase())] }),
			'accepted',
			'accepted',
		],
		['nothing in data', ok({ data: [] }), 'accepted', 'accepted'],
		['nothing in data or errors', ok({ data: [], errors: [] }), 'accepted', 'accepted'],
		['an empty list', ok([]), 'accepted', 'accepted'],
		['created', { status: 201, body: { data: [placeholder(A)] } }, 'accepted', 'accepted'],
		['its video at once', ok({ data: [VIDEO] }), 'ended success', 'ended success'],
		['its failure at once', ok({ data: [FAILED] }), 'ended error', 'ended error'],
		[
			'a placeholder beside the error of another',
			ok({ data: [placeholder(A)], errors: [error('invalidModel', B)] }),
			'accepted',
			'accepted',
		],

		[
			'its refusal',
			{ status: 400, body: { data: [], errors: [error('unsupportedDuration', A)] } },
			'refused unsupportedDuration',
			'refused unsupportedDuration',
		],
		[
			'its refusal with 200',
			ok({ errors: [error('invalidPositivePrompt', A)] }),
			'refused invalidPositivePrompt',
			'refused invalidPositivePrompt',
		],
		[
			'its refusal in capitals',
			ok({ errors: [error('invalidModel', A.toUpperCase())] }),
			'refused invalidModel',
			'refused invalidModel',
		],
		[
			'its placeholder beside an error: of several videos one failed',
			ok({ data: [placeholder(A)], errors: [error('invalidModel', A)] }),
			'accepted',
			'accepted',
		],
		[
			'the content check',
			{ status: 400, body: { errors: [error('promptBlocked', A)] } },
			'refused promptBlocked',
			'refused promptBlocked',
		],
		[
			'its credit',
			{ status: 400, body: { errors: [error('videoInferenceInsufficientCredits', A)] } },
			'refused videoInferenceInsufficientCredits',
			'refused videoInferenceInsufficientCredits',
		],
		[
			'its conflict',
			{ status: 400, body: { errors: [error('conflictTaskUUID', A)] } },
			'conflict conflictTaskUUID',
			'conflict conflictTaskUUID',
		],
		[
			'its duplicate',
			{ status: 409, body: { errors: [error('duplicateTaskUUID', A)] } },
			'conflict duplicateTaskUUID',
			'conflict duplicateTaskUUID',
		],
		[
			'its provider failing',
			ok({ errors: [error('providerError', A)] }),
			'again lost providerError',
			'again lost providerError',
		],
		[
			'its timeout',
			{ status: 504, body: { errors: [error('timeoutProvider', A)] } },
			'again lost timeoutProvider',
			'again lost timeoutProvider',
		],
		[
			'its fault',
			{ status: 500, body: { errors: [error('internalServerError', A)] } },
			'again lost internalServerError',
			'again lost internalServerError',
		],
		[
			'its rate limit',
			{ status: 429, body: { errors: [error('rateLimitExceeded', A)] } },
			'again full rateLimitExceeded',
			'again full rateLimitExceeded',
		],
		[
			'its rate limit with 200',
			ok({ errors: [error('providerRateLimitExceeded', A)] }),
			'again full providerRateLimitExceeded',
			'again full providerRateLimitExceeded',
		],

		[
			'its rate limit with 500',
			{ status: 500, body: { errors: [error('rateLimitExceeded', A)] } },
			'again lost full rateLimitExceeded',
			'again lost full rateLimitExceeded',
		],
		[
			'its fault with 429',
			{ status: 429, body: { errors: [error('internalServerError', A)] } },
			'again lost full internalServerError',
			'again lost full internalServerError',
		],

		// A code that nobody has listed.
		[
			'its unlisted code with 429',
			{ status: 429, body: { errors: [error('weird', A)] } },
			'again lost full weird',
			'again lost full weird',
		],
		[
			'its unlisted code with 200',
			ok({ errors: [error('systemMaintenance', A)] }),
			'again lost systemMaintenance',
			'again lost systemMaintenance',
		],
		[
			'its unlisted code, marked as the end',
			ok({ errors: [{ ...error('weird', A), status: 'error' }] }),
			'refused weird',
			'refused weird',
		],
		[
			'its unlisted code with 503, marked or not',
			{ status: 503, body: { errors: [{ ...error('systemMaintenance', A), status: 'error' }] } },
			'again lost full systemMaintenance',
			'again lost full systemMaintenance',
		],
		[
			'its unlisted code with 500',
			{ status: 500, body: { errors: [error('databaseMigration', A)] } },
			'again lost databaseMigration',
			'again lost databaseMigration',
		],
		[
			'an unlisted code of no task with 502',
			{ status: 502, body: { errors: [error('upstreamConnectError')] } },
			'again lost upstreamConnectError',
			'again lost upstreamConnectError',
		],
		[
			'an unlisted code of no task with 400',
			{ status: 400, body: { errors: [error('weird')] } },
			'again lost weird',
			'again lost weird',
		],
		[
			'its refusal with a status of trouble',
			{ status: 500, body: { errors: [error('invalidPositivePrompt', A)] } },
			'refused lost invalidPositivePrompt',
			'refused lost invalidPositivePrompt',
		],
		[
			'one of two videos beside the error of the other',
			ok({ data: [VIDEO], errors: [error('promptBlocked', A)] }),
			'ended success',
			'ended success',
		],

		// The request is spoken of, not a task.
		[
			'a refusal of no task',
			{ status: 400, body: { errors: [error('invalidModel')] } },
			'refused invalidModel',
			'again lost alone invalidModel',
		],
		[
			'a refusal of no task with 200',
			ok({ errors: [error('invalidModel')] }),
			'refused invalidModel',
			'again lost alone invalidModel',
		],
		[
			'a conflict of no task',
			{ status: 400, body: { errors: [error('conflictTaskUUID')] } },
			'conflict conflictTaskUUID',
			'again lost alone conflictTaskUUID',
		],
		[
			'a refused key',
			{ status: 401, body: { errors: [error('invalidApiKey')] } },
			'again invalidApiKey',
			'again invalidApiKey',
		],
		[
			'a refused key without words',
			{ status: 401, body: HTML },
			'again lost invalidApiKey',
			'again lost invalidApiKey',
		],
		[
			'a missing permission',
			{ status: 403, body: { errors: [error('permissionDenied')] } },
			'again permissionDenied',
			'again permissionDenied',
		],
		[
			'no credit',
			{ status: 402, body: { errors: [error('insufficientCredits')] } },
			'refused insufficientCredits',
			'refused lost insufficientCredits',
		],
		[
			'too many requests',
			{ status: 429, body: { errors: [error('rateLimitExceeded')] } },
			'again full rateLimitExceeded',
			'again full rateLimitExceeded',
		],
		[
			'too many requests without words',
			{ status: 429, body: HTML },
			'again full rateLimitExceeded',
			'again full rateLimitExceeded',
		],
		[
			'too many requests and nothing',
			{ status: 429, body: undefined },
			'again full rateLimitExceeded',
			'again full rateLimitExceeded',
		],
		[
			'a fault',
			{ status: 500, body: { errors: [error('internalServerError')] } },
			'again lost internalServerError',
			'again lost internalServerError',
		],
		[
			'a page with 502',
			{ status: 502, body: HTML },
			'again lost serviceUnavailable',
			'again lost serviceUnavailable',
		],
		[
			'a page with 503',
			{ status: 503, body: HTML },
			'again lost full serviceUnavailable',
			'again lost full serviceUnavailable',
		],
		[
			'a page with 504',
			{ status: 504, body: '' },
			'again lost serviceUnavailable',
			'again lost serviceUnavailable',
		],
		[
			'a page with 200',
			ok(HTML),
			'again lost unrecognizedResponse',
			'again lost unrecognizedResponse',
		],
		[
			'nothing with 200',
			ok(undefined),
			'again lost unrecognizedResponse',
			'again lost unrecognizedResponse',
		],
		[
			'null with 200',
			ok(null),
			'again lost unrecognizedResponse',
			'again lost unrecognizedResponse',
		],
		[
			'half an answer',
			ok('{"data":[{"task'),
			'again lost unrecognizedResponse',
			'again lost unrecognizedResponse',
		],
		[
			'data that is null',
			ok({ data: [null] }),
			'again lost unrecognizedResponse',
			'again lost unrecognizedResponse',
		],
		[
			'a page with 404',
			{ status: 404, body: HTML },
			'again lost httpError',
			'again lost httpError',
		],
		[
			'a page with 302',
			{ status: 302, body: HTML },
			'again lost httpError',
			'again lost httpError',
		],
		[
			'nothing in data with 300',
			{ status: 300, body: { data: [] } },
			'again lost httpError',
			'again lost httpError',
		],
		[
			'nothing in data with 302',
			{ status: 302, body: { data: [] } },
			'again lost httpError',
			'again lost httpError',
		],
		[
			'nothing in data and errors with 400',
			{ status: 400, body: { data: [], errors: [] } },
			'again lost httpError',
			'again lost httpError',
		],
		[
			'no answer',
			{ status: 'none', cause: 'ECONNRESET' },
			'again lost connectionFailed',
			'again lost connectionFailed',
		],

		// Another task is spoken of, and this one is not.
		[
			'the placeholder of another',
			ok({ data: [placeholder(B)] }),
			'again lost alone unrecognizedResponse',
			'again lost alone unrecognizedResponse',
		],
		[
			'the refusal of another',
			{ status: 400, body: { errors: [error('invalidModel', B)] } },
			'again lost alone invalidModel',
			'again lost alone invalidModel',
		],
		[
			'the refusal of another with 200',
			ok({ data: [], errors: [error('invalidModel', B)] }),
			'again lost alone invalidModel',
			'again lost alone invalidModel',
		],
		[
			'the missing credit of another',
			{ status: 402, body: { errors: [error('insufficientCredits', B)] } },
			'again lost alone insufficientCredits',
			'again lost alone insufficientCredits',
		],
	])('%s', (_what, reply, sole, inBatch) => {
		expect(verdict(reply, [A])).toBe(sole);
		expect(verdict(reply, [A, B])).toBe(inBatch);
		expect(verdict(reply, [B, A])).toBe(inBatch);
	});

	it('about the only task may stand beside an error of another', () => {
		const reply = {
			status: 400,
			body: { errors: [error('invalidWidth', B), error('invalidModel')] },
		};
		expect(verdict(reply, [A])).toBe('refused invalidModel');
	});

	it('that brings one of two videos and the end of the other is an acceptance', () => {
		const body = { data: [{ ...VIDEO, status: 'success' }, FAILED] };
		const tasks = [{ taskUUID: A, numberResults: 2 }];
		expect(verdictsOn(ok(body), tasks)(A)).toEqual({ is: 'accepted' });
	});

	it('that is a bare list of errors is no acceptance', () => {
		const refusal = [error('invalidPositivePrompt')];
		expect(verdict({ status: 400, body: refusal }, [A])).toBe('refused invalidPositivePrompt');
		expect(verdict({ status: 401, body: [error('invalidApiKey')] }, [A])).toBe(
			'again invalidApiKey',
		);
	});

	it('that is a bare error about the task is no acceptance', () => {
		const reply = { status: 400, body: error('unsupportedDuration', A) };
		expect(verdict(reply, [A])).toBe('refused unsupportedDuration');
		expect(verdict(reply, [A, B])).toBe('refused unsupportedDuration');
	});

	it('that came too late for a server in between is tried again, as the SDK of Runware does', () => {
		expect(verdict({ status: 408, body: HTML }, [A])).toMatch(/^again lost /);
	});

	it('is told with the cause and the API words', () => {
		expect(verdictsOn({ status: 'none', cause: 'ECONNRESET' }, [{ taskUUID: A }])(A)).toMatchObject(
			{
				error: { message: 'ECONNRESET' },
			},
		);
		expect(verdictsOn({ status: 503, body: HTML }, [{ taskUUID: A }])(A)).toMatchObject({
			error: { message: 'it answered with HTTP status 503' },
		});
		expect(verdictsOn(ok({ errors: [error('x', A)] }), [{ taskUUID: A }])(A)).toMatchObject({
			error: { message: 'No' },
		});
	});
});
