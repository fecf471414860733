import { failureKind, RunwareError } from '../../nodes/KlingO1/runware/RunwareError';
import type { FailureKind } from '../../nodes/KlingO1/runware/RunwareError';

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
};

describe.each(Object.entries(CODES))('a failure of the kind %s', (kind, codes) => {
	it.each(codes)('has the code %s', (code) => {
		expect(failureKind(code)).toBe(kind);
		expect(new RunwareError({ code, message: 'no' }).kind).toBe(kind);
	});
});

describe('a code that nobody has seen', () => {
	it.each(['', 'somethingNew', 'constructor', '__proto__', '42'])(
		'is taken as a refusal of the request, which is not tried again: "%s"',
		(code) => {
			expect(failureKind(code)).toBe('validation');
		},
	);
});
