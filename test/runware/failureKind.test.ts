import { toError } from '../../nodes/Kling/runware/wire/envelope';
import {
	failureKind,
	isTrouble,
	RunwareError,
	wordOf,
} from '../../nodes/Kling/runware/wire/RunwareError';
import type { FailureKind, Word } from '../../nodes/Kling/runware/wire/RunwareError';

/** The node's own codes. */
const OWN = ['httpError', 'spendingLimitExceeded', 'notSubmitted', 'notReported', 'dryRunIgnored'];

const CODES: Readonly<Record<FailureKind, readonly string[]>> = {
	quota: [
		'insufficientCredits',
		'videoInferenceInsufficientCredits',
		'thirdPartyInsufficientCredits',
		'quotaExceeded',
		'monthlyQuotaReached',
		'insufficientBalance',
		'paymentRequired',
	],
	rateLimit: [
		'rateLimitExceeded',
		'inferenceRateLimitExceeded',
		'inferenceRateLimitRequestTooLarge',
		'providerRateLimitExceeded',
	],
	safety: [
		'contentPolicyViolation',
		'providerContentPolicyViolation',
		'sensitiveContentDetected',
		'unsafeContentDetected',
		'nsfwContentDetected',
		'promptBlocked',
		'imageBlocked',
		'moderationFailed',
		'invalidProviderContent',
	],
	auth: [
		'invalidApiKey',
		'missingApiKey',
		'unauthorized',
		'forbidden',
		'permissionDenied',
		'insufficientPermissions',
		'authenticationFailed',
		'authFailed',
		'authTimeout',
		'invalidAuthentication',
		'invalidCredentials',
		'missingAuthentication',
		'tokenExpired',
		'tokenInvalid',
		'tokenMissing',
		'tokenRevoked',
		'accountSuspended',
		'accountDisabled',
		'organizationSuspended',
		'organizationDisabled',
		'workspaceSuspended',
		'workspaceDisabled',
	],
	timeout: [
		'timeout',
		'timeoutProvider',
		'providerTimeout',
		'providerGatewayTimeout',
		'webhookTimeout',
	],
	notFound: [
		'modelNotFound',
		'taskNotFound',
		'mediaNotFound',
		'providerNotFound',
		'taskExpired',
		'mediaExpired',
		'taskCancelled',
		'taskFailedOrNotFound',
	],
	serverError: [
		'internalServerError',
		'serviceUnavailable',
		'serverUnavailable',
		'standardError',
		'unknownError',
		'undefinedError',
		'defaultError',
		'unrecognizedResponse',
		'errorRetrievingAccountManagement',
	],
	provider: [
		'providerError',
		'providerUnavailable',
		'providerBadGateway',
		'providerInternalError',
		'providerUnknownError',
		'providerAuthenticationFailed',
		'inferenceError',
		'processingFailed',
		'taskFailed',
		'downloadFailed',
		'uploadFailed',
		'noAvailableServer',
		'modelUnavailable',
		'modelDisabled',
		'modelNotReady',
		'mediaStorageFileCouldNotBeMoved',
	],
	validation: [
		'invalidPositivePrompt',
		'invalidPositivePromptLength',
		'invalidModel',
		'invalidTaskUUID',
		'missingPositivePrompt',
		'missingDimensionParameters',
		'conflictTaskUUID',
		'duplicateTaskUUID',
		'unsupportedDimensions',
		'unsupportedModelResolution',
		'unsupportedDuration',
		'unsupportedParameter',
		'unsupportedTaskType',
		'valueTooLarge',
		'arrayTooSmall',
		'maxLengthExceeded',
		'unknownParameter',
		'incompatibleParameters',
		'mismatchProviderSettingsProvider',
		'unknownProviderSettingsProvider',
		'validationFailed',
	],
	unknown: [
		'systemMaintenance',
		'loadBalancerUnavailable',
		'maximal',
		'arrayed',
		'capacityReached',
		'upstreamConnectError',
	],
};

describe.each(Object.entries(CODES))('a failure of the kind %s', (kind, codes) => {
	it.each(codes)('has the code %s', (code) => {
		expect(failureKind(code)).toBe(kind);
		expect(new RunwareError({ code, message: 'no' }).kind).toBe(kind);
	});
});

describe('a code that nobody has seen', () => {
	it.each(['', 'somethingNew', 'constructor', '__proto__', '42'])(
		'is of no known kind, and may pass: "%s"',
		(code) => {
			expect(failureKind(code)).toBe('unknown');
			expect(new RunwareError({ code, message: 'no' }).isRetryable).toBe(true);
		},
	);
});

describe('what an error that names a task says of it', () => {
	const marked = { status: 'error' };
	it.each<[string, number, object, Word]>([
		// The mark is the API's word, but for a code that nobody has listed beside a status of trouble.
		['timeoutProvider', 200, marked, 'end'],
		['timeoutProvider', 504, marked, 'end'],
		['internalServerError', 200, marked, 'end'],
		['providerRateLimitExceeded', 429, marked, 'end'],
		['systemMaintenance', 200, marked, 'end'],
		['systemMaintenance', 400, marked, 'end'],
		['systemMaintenance', 500, marked, 'none'],
		['systemMaintenance', 503, marked, 'none'],
		['systemMaintenance', 429, marked, 'none'],
		// Nor does a code that is said of requests: whoever believed it, bought the video again.
		['internalServerError', 500, marked, 'none'],
		['serviceUnavailable', 503, marked, 'none'],
		['rateLimitExceeded', 429, marked, 'none'],
		['gatewayTimeout', 504, marked, 'none'],
		['requestTimeout', 408, marked, 'none'],
		['invalidApiKey', 401, marked, 'none'],
		['forbidden', 403, marked, 'none'],
		['providerMaintenance', 503, marked, 'none'],
		['taskFailed', 500, marked, 'end'],
		['promptBlocked', 503, marked, 'end'],
		['insufficientCredits', 402, marked, 'end'],
		// Without it the code decides, and with a status of trouble nothing does.
		['timeoutProvider', 200, {}, 'end'],
		['timeoutProvider', 404, {}, 'end'],
		['timeoutProvider', 504, {}, 'none'],
		['gatewayTimeout', 200, {}, 'doubt'],
		['providerError', 200, {}, 'end'],
		['providerMaintenance', 200, {}, 'doubt'],
		['providerRateLimitExceeded', 200, {}, 'doubt'],
		['promptBlocked', 200, {}, 'end'],
		['promptBlocked', 500, {}, 'none'],
		['invalidModel', 400, {}, 'end'],
		['modelNotFound', 404, {}, 'end'],
		['internalServerError', 200, {}, 'doubt'],
		['internalServerError', 500, {}, 'none'],
		['invalidApiKey', 200, {}, 'doubt'],
		['invalidApiKey', 401, {}, 'none'],
		['insufficientCredits', 400, {}, 'doubt'],
		['insufficientCredits', 402, {}, 'none'],
		['systemMaintenance', 200, {}, 'doubt'],
		['systemMaintenance', 418, {}, 'doubt'],
		['systemMaintenance', 503, {}, 'none'],
		['systemMaintenance', 408, {}, 'none'],
		['systemMaintenance', 403, {}, 'none'],
	])('%s with status %s and %j: %s', (code, status, mark, word) => {
		expect(wordOf(toError({ code, message: 'No', ...mark }), status)).toBe(word);
	});
});

describe('an HTTP status', () => {
	it.each([401, 402, 403, 407, 408, 425, 429, 500, 501, 502, 503, 504, 520, 599])(
		'of %d speaks of the request alone',
		(status) => {
			expect(isTrouble(status)).toBe(true);
		},
	);

	it.each([0, 200, 201, 204, 302, 400, 404, 405, 406, 409, 410, 413, 418, 422, 424, 426, 451, 499])(
		'of %d may speak of what was asked',
		(status) => {
			expect(isTrouble(status)).toBe(false);
		},
	);
});

describe('a failure that may pass', () => {
	it.each<[FailureKind, boolean]>([
		['rateLimit', true],
		['timeout', true],
		['serverError', true],
		['provider', true],
		['unknown', true],
		['quota', false],
		['safety', false],
		['auth', false],
		['notFound', false],
		['validation', false],
	])('is of the kind %s: %s', (kind, passing) => {
		const [code = ''] = CODES[kind];
		expect(new RunwareError({ code, message: 'no' }).isRetryable).toBe(passing);
	});
});

describe('a code that only resembles one', () => {
	const whole: readonly (readonly [FailureKind, readonly string[]])[] = [
		['quota', ['paymentRequired']],
		['rateLimit', ['tooManyRequests']],
		['safety', ['invalidProviderContent']],
		['auth', CODES.auth.filter((code) => !/apiKey/i.test(code)).concat('invalidBaseUrl')],
		['notFound', ['taskCancelled']],
		['serverError', CODES.serverError],
		['provider', CODES.provider.filter((code) => !code.startsWith('provider'))],
		['validation', [...CODES.validation.slice(-5), ...OWN]],
	];
	const cases = whole.flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const));

	it.each(cases)('of the name %s is not of the kind %s', (code, kind) => {
		expect(failureKind(code)).toBe(kind);
		expect(failureKind(`x${code}`)).not.toBe(kind);
		expect(failureKind(`${code}x`)).not.toBe(kind);
	});

	it.each([
		['promptBlocked', 'safety'],
		['modelNotFound', 'notFound'],
		['mediaExpired', 'notFound'],
	])('of the end %s is not of the kind %s', (code, kind) => {
		expect(failureKind(code)).toBe(kind);
		expect(failureKind(`${code}Later`)).not.toBe(kind);
	});

	it.each(['someProviderError', 'invalidated', 'arrayed', 'inInvalidModel'])(
		'%s is of none',
		(code) => {
			expect(failureKind(code)).toBe('unknown');
		},
	);

	it.each(['taskFailed', 'timeoutProvider', 'providerError'])(
		'of the end of a task, %s, is in doubt',
		(code) => {
			for (const alike of [`x${code}`, `${code}x`]) {
				expect(wordOf(toError({ code: alike, message: 'No' }), 200)).toBe('doubt');
			}
		},
	);
});

it('an error has its own name', () => {
	expect(new RunwareError({ code: 'x', message: 'no' }).name).toBe('RunwareError');
});
