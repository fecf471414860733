export type FaultPoint = 'submit' | 'dryRun' | 'poll' | 'upload' | 'account' | 'download';

export interface FaultKind {
	/**
	 * `answer` spoils a whole answer of the API or of the file host, `task` happens to one accepted or
	 * refused task, `file` to one download.
	 */
	readonly layer: 'answer' | 'task' | 'file';
	readonly about: string;
	/** For `answer`: whether the request still has its effect (tasks accepted, media stored). */
	readonly effect?: boolean;
	/** For `answer`: where else than at its default point the fault makes sense. */
	readonly only?: readonly FaultPoint[];
}

/** Where a request to the API can meet a fault. */
export const API: readonly FaultPoint[] = ['submit', 'dryRun', 'poll', 'upload', 'account'];

const KINDS = {
	resetBeforeAcceptance: { layer: 'answer', about: 'socket destroyed, nothing accepted' },
	resetAfterAcceptance: { layer: 'answer', effect: true, about: 'accepted, then socket destroyed' },
	status401: { layer: 'answer', about: '401 invalidApiKey' },
	status429: { layer: 'answer', about: '429 rateLimitExceeded' },
	status500: { layer: 'answer', about: '500 internalServerError' },
	status502Html: { layer: 'answer', about: '502 with an HTML page' },
	status503: { layer: 'answer', about: '503 serviceUnavailable' },
	status504: { layer: 'answer', about: '504 providerGatewayTimeout' },
	garbage: { layer: 'answer', effect: true, about: '200 with text that is no JSON' },
	truncatedJson: { layer: 'answer', effect: true, about: 'the right answer, cut in half' },
	emptyBody: { layer: 'answer', effect: true, about: '200 without a body' },
	emptyData: { layer: 'answer', effect: true, only: API, about: '{"data":[]}, accepted' },
	emptyDataNotAccepted: { layer: 'answer', only: API, about: '{"data":[]}, nothing accepted' },
	nullData: { layer: 'answer', effect: true, only: API, about: '{"data":[null]}, accepted' },
	errorsWith200: { layer: 'answer', only: API, about: '200 with errors that name no task' },
	slow: { layer: 'answer', effect: true, about: 'the right answer after 3 seconds' },
	duplicateAnswer: { layer: 'answer', effect: true, only: ['poll'], about: 'every item twice' },
	unknownFields: { layer: 'answer', effect: true, only: API, about: 'fields nobody knows' },
	prototypeNames: { layer: 'answer', effect: true, only: API, about: '__proto__, constructor' },
	namesTasks: {
		layer: 'answer',
		only: API,
		about: 'an error that names every task, with `code` and `status`',
	},
	firstOnly: {
		layer: 'answer',
		effect: true,
		only: ['poll'],
		about: 'the right answer, but only the first item of it',
	},
	notFoundJson: {
		layer: 'answer',
		only: ['poll', 'upload'],
		about: '404 with the error of the API as JSON',
	},
	acceptedWithError: {
		layer: 'answer',
		effect: true,
		only: ['submit'],
		about: 'accepted, and an error beside each placeholder',
	},
	moderation: { layer: 'task', about: 'the render fails: invalidProviderContent' },
	providerTimeout: { layer: 'task', about: 'the render fails: timeoutProvider' },
	providerRateLimit: { layer: 'task', about: 'the render fails: providerRateLimitExceeded' },
	moderationAtSubmit: { layer: 'task', about: 'refused: contentPolicyViolation' },
	insufficientCredits: { layer: 'task', about: 'refused: videoInferenceInsufficientCredits' },
	neverEnds: { layer: 'task', about: 'accepted, processing forever' },
	acceptedThenLost: { layer: 'task', about: 'acknowledged, then unknown; not charged' },
	partialResults: { layer: 'task', about: 'of N results the first succeeds, the rest fail' },
	webhookLost: { layer: 'task', about: 'the callbacks of the task are never sent' },
	webhookTwice: { layer: 'task', about: 'each callback of the task is sent twice' },
	file404: { layer: 'file', about: '404' },
	file422: { layer: 'file', about: '422, still processing' },
	file502: { layer: 'file', about: '502' },
	fileHtml: { layer: 'file', about: '200 with an HTML page' },
	file410: { layer: 'file', about: '410, gone' },
	fileCut: { layer: 'file', about: 'socket destroyed after half of the file' },
	fileRedirect: { layer: 'file', about: '302 to the same file on another port' },
} as const satisfies Record<string, FaultKind>;

export type FaultName = keyof typeof KINDS;

export type FaultOfLayer<Layer extends FaultKind['layer']> = {
	[Name in FaultName]: (typeof KINDS)[Name]['layer'] extends Layer ? Name : never;
}[FaultName];

export type AnswerFault = FaultOfLayer<'answer'>;
export type TaskFault = FaultOfLayer<'task'>;
export type FileFault = FaultOfLayer<'file'>;

export const FAULT_KINDS: Readonly<Record<FaultName, FaultKind>> = KINDS;

export function faultList(): Array<{ name: string; about: string }> {
	return Object.entries(FAULT_KINDS).map(([name, { about }]) => ({ name, about }));
}

export function isFaultName(name: unknown): name is FaultName {
	return typeof name === 'string' && Object.hasOwn(FAULT_KINDS, name);
}

export function isFaultOf<Layer extends FaultKind['layer']>(
	layer: Layer,
	name: FaultName,
): name is FaultOfLayer<Layer> {
	return FAULT_KINDS[name].layer === layer;
}
