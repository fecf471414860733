export type FailureKind =
	| 'quota'
	| 'rateLimit'
	| 'safety'
	| 'auth'
	| 'timeout'
	| 'notFound'
	| 'serverError'
	| 'provider'
	| 'validation'
	/** A code that nobody has listed: it may be an end, a refusal or a passing trouble. */
	| 'unknown';

/** What the API said of a refusal or failure; everything but code and message may be missing. */
export interface ErrorDetails {
	readonly code: string;
	readonly message: string;
	readonly parameter?: string;
	readonly allowedValues?: readonly string[];
	readonly min?: number;
	readonly max?: number;
	readonly taskUUID?: string;
	readonly documentation?: string;
	/** The provider's own words, for example why content was refused. */
	readonly responseContent?: string;
	/** True where the API marks the error as the end of a task. */
	readonly marksEnd?: boolean;
	/** USD, where a failure was charged all the same. */
	readonly cost?: number;
}

export class RunwareError extends Error {
	readonly kind: FailureKind;

	/** Whether the same may succeed later: the classes that Runware's own SDK retries, and what nobody has listed. */
	get isRetryable(): boolean {
		return ['rateLimit', 'timeout', 'serverError', 'provider', 'unknown'].includes(this.kind);
	}

	constructor(readonly details: ErrorDetails) {
		super(details.message);
		this.name = 'RunwareError';
		this.kind = failureKind(details.code);
	}
}

/**
 * First match wins, in the order of Runware's own SDK, whose authors call the server's catalog
 * "hundreds of strings". `invalidProviderContent` is a safety refusal, seen live; by its prefix it
 * would be a validation error.
 */
const KINDS: readonly (readonly [FailureKind, RegExp])[] = [
	['quota', /credits|quota|balance(?!r)|^paymentRequired$/i],
	['rateLimit', /ratelimit|^tooManyRequests$/i],
	[
		'safety',
		/contentPolicy|sensitiveContent|unsafeContent|nsfw|blocked$|moderation|^invalidProviderContent$/i,
	],
	[
		'auth',
		/apikey|^invalidBaseUrl$|^(unauthorized|forbidden|permissionDenied|insufficientPermissions)$|^(invalid|missing)Authentication$|^auth(entication)?Failed$|^authTimeout$|^invalidCredentials$|^token(expired|invalid|missing|revoked)$|^(account|organization|workspace)(suspended|disabled)$/i,
	],
	['timeout', /timeout/i],
	['notFound', /notFound$|expired$|^taskCancelled$/i],
	[
		'serverError',
		/^(connectionFailed|internalServerError|serviceUnavailable|serverUnavailable|standardError|unknownError|undefinedError|defaultError|unrecognizedResponse|errorRetrievingAccountManagement)$/i,
	],
	[
		'provider',
		/^provider|^(inferenceError|processingFailed|taskFailed|downloadFailed|uploadFailed|noAvailableServer|modelUnavailable|modelDisabled|modelNotReady|mediaStorageFileCouldNotBeMoved)$/i,
	],
	[
		'validation',
		/^(invalid|missing|conflict|duplicate|unsupported|value|array|max)(?![a-z])|^(unknownParameter|incompatibleParameters|mismatchProviderSettingsProvider|unknownProviderSettingsProvider|validationFailed)$/,
	],
	// The node's own.
	['validation', /^(httpError|spendingLimitExceeded|notSubmitted|notReported|dryRunIgnored)$/],
];

/**
 * Codes that end a task although they are of a passing kind: it was Kling that failed or took too
 * long. All others of these kinds may only be the trouble of the request that brought them.
 */
const OF_THE_TASK =
	/^(timeoutProvider|provider(Timeout|GatewayTimeout|Error|Unavailable|BadGateway|InternalError|UnknownError|AuthenticationFailed)|inferenceError|processingFailed|taskFailed|downloadFailed|uploadFailed|noAvailableServer|modelUnavailable|modelDisabled|modelNotReady|mediaStorageFileCouldNotBeMoved)$/i;

/** Kinds that can only be said of a task. */
const DEFINITE: readonly FailureKind[] = ['safety', 'validation', 'notFound'];

/** What an error that names a task says of it. */
export type Word =
	/** It has ended. */
	| 'end'
	/** It may have ended, or the request had trouble of its own: believed when it comes again and again. */
	| 'doubt'
	/** Nothing: the request had trouble of its own. */
	| 'none';

/**
 * Runware marks the end of a task with `status: "error"`, in the documented sample; whether always
 * is not documented, nor the HTTP status of such an answer. So an unmarked error is believed by its
 * code, and with a status of trouble not at all: maintenance was seen to name every task that it
 * passed over. There the mark counts only for what cannot be said of a request.
 */
export function wordOf({ details, kind }: RunwareError, status: number): Word {
	const marked = details.marksEnd === true;
	const isOfTheTask = DEFINITE.includes(kind) || OF_THE_TASK.test(details.code);
	if (!isTrouble(status)) return marked || isOfTheTask ? 'end' : 'doubt';
	const isMarkedEnd =
		isOfTheTask || kind === 'quota' || details.code === 'providerRateLimitExceeded';
	return marked && isMarkedEnd ? 'end' : 'none';
}

/** HTTP statuses that speak of the request and not of what it asks about. */
export function isTrouble(status: number): boolean {
	return status >= 500 || [401, 402, 403, 407, 408, 425, 429].includes(status);
}

export function failureKind(code: string): FailureKind {
	return KINDS.find(([, pattern]) => pattern.test(code))?.[0] ?? 'unknown';
}
