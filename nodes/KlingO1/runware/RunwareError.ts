export type FailureKind =
	| 'quota'
	| 'rateLimit'
	| 'safety'
	| 'auth'
	| 'timeout'
	| 'notFound'
	| 'serverError'
	| 'provider'
	| 'validation';

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
	readonly ended?: boolean;
}

export class RunwareError extends Error {
	readonly kind: FailureKind;

	/** Whether the same may succeed later: the classes that Runware's own SDK retries. */
	get passing(): boolean {
		return ['rateLimit', 'timeout', 'serverError', 'provider'].includes(this.kind);
	}

	constructor(readonly details: ErrorDetails) {
		super(details.message);
		this.name = 'RunwareError';
		this.kind = failureKind(details.code);
	}
}

/**
 * First match wins, in the order of Runware's own SDK, whose authors call the server's catalogue
 * "hundreds of strings". `invalidProviderContent` is a safety refusal, seen live; by its prefix it
 * would be a validation error.
 */
const KINDS: readonly (readonly [FailureKind, RegExp])[] = [
	['quota', /credits|quota|balance|^paymentRequired$/i],
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
];

export function failureKind(code: string): FailureKind {
	return KINDS.find(([, pattern]) => pattern.test(code))?.[0] ?? 'validation';
}
