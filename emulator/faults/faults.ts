import { isJsonObject } from '../validation/jsonObject';

export type FaultPoint = 'submit' | 'dryRun' | 'poll' | 'upload' | 'account' | 'download';

interface FaultKind {
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

const API: readonly FaultPoint[] = ['submit', 'dryRun', 'poll', 'upload', 'account'];

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

const FAULT_KINDS: Readonly<Record<FaultName, FaultKind>> = KINDS;

export interface FaultRequest {
	name: FaultName;
	/** Where it happens. Default: the first request it makes sense for. */
	on?: FaultPoint | 'any';
	/** How many times. Default 1. */
	times?: number;
	/** How many it could have happened to are let pass first. */
	skip?: number;
	/**
	 * Only where the JSON contains this text: of the tasks in the request and, for polls and
	 * downloads, of the accepted task they ask for.
	 */
	match?: string;
	/** Of `namesTasks`: the error's code (default systemMaintenance), the status (default 503), and its mark. */
	code?: string;
	status?: number;
	marked?: boolean;
	/** Sends `Retry-After` with a status fault. */
	retryAfterSeconds?: number;
	/** Overrides whether the spoilt request still has its effect: a 504 after acceptance, for example. */
	accepted?: boolean;
}

export interface ArmedFault {
	readonly request: Readonly<FaultRequest>;
	/** Whether the request has its effect although its answer is spoilt. */
	readonly effect: boolean;
}

interface Countdown {
	readonly request: FaultRequest;
	skip: number;
	times: number;
}

export function faultList(): Array<{ name: string; about: string }> {
	return Object.entries(FAULT_KINDS).map(([name, { about }]) => ({ name, about }));
}

function isFaultName(name: unknown): name is FaultName {
	return typeof name === 'string' && Object.hasOwn(FAULT_KINDS, name);
}

function isPoint(value: unknown): value is FaultPoint | 'any' {
	return [...API, 'download', 'any'].some((point) => point === value);
}

function optionalCount(fields: Record<string, unknown>, key: string): number | undefined {
	const value = fields[key];
	if (value === undefined) return undefined;
	if (typeof value !== 'number' || !(value >= 0)) throw new Error(`${key} is a number from 0`);
	return value;
}

/** A fault as it came over HTTP. */
export function parseFault(fields: unknown): FaultRequest {
	if (!isJsonObject(fields)) throw new Error('A fault is a JSON object');
	const { name, on, match, accepted } = fields;
	if (!isFaultName(name)) {
		throw new Error(`There is no fault ${JSON.stringify(name)}: ${Object.keys(KINDS).join(', ')}`);
	}
	const fault: FaultRequest = { name };
	if (on !== undefined) {
		if (!isPoint(on)) throw new Error(`on is one of any, download, ${API.join(', ')}`);
		fault.on = on;
	}
	const times = optionalCount(fields, 'times');
	const skip = optionalCount(fields, 'skip');
	const retryAfterSeconds = optionalCount(fields, 'retryAfterSeconds');
	if (times !== undefined) fault.times = times;
	if (skip !== undefined) fault.skip = skip;
	if (retryAfterSeconds !== undefined) fault.retryAfterSeconds = retryAfterSeconds;
	const status = optionalCount(fields, 'status');
	if (status !== undefined) fault.status = status;
	if (typeof fields['code'] === 'string') fault.code = fields['code'];
	if (typeof fields['marked'] === 'boolean') fault.marked = fields['marked'];
	if (typeof match === 'string') fault.match = match;
	if (typeof accepted === 'boolean') fault.accepted = accepted;
	return fault;
}

const REFUSALS: readonly FaultName[] = ['moderationAtSubmit', 'insufficientCredits'];

function happensAt(fault: FaultRequest, point: FaultPoint): boolean {
	const { layer, only } = FAULT_KINDS[fault.name];
	// A dry run refuses what a submit would refuse, when it is asked to.
	const refusedWhenDry = REFUSALS.includes(fault.name) && fault.on === 'dryRun';
	const natural =
		layer === 'task'
			? point === (refusedWhenDry ? 'dryRun' : 'submit')
			: layer === 'file'
				? point === 'download'
				: true;
	return (
		natural &&
		(only === undefined || only.includes(point)) &&
		(fault.on === undefined || fault.on === 'any' || fault.on === point)
	);
}

/** The armed faults. The first one that fits happens; one event has at most one fault of a layer. */
export class Faults {
	private armed: Countdown[] = [];

	arm(request: FaultRequest): void {
		const points: readonly FaultPoint[] = [...API, 'download'];
		if (!points.some((point) => happensAt(request, point))) {
			throw new Error(`Fault ${request.name} cannot happen on ${request.on ?? 'any'}`);
		}
		this.armed.push({ request, skip: request.skip ?? 0, times: request.times ?? 1 });
	}

	clear(): void {
		this.armed = [];
	}

	take(
		layer: FaultKind['layer'],
		points: Iterable<FaultPoint>,
		text: () => string,
	): ArmedFault | undefined {
		const here = [...points];
		for (const fault of this.armed) {
			const { request } = fault;
			if (
				fault.times <= 0 ||
				FAULT_KINDS[request.name].layer !== layer ||
				!here.some((point) => happensAt(request, point)) ||
				(request.match !== undefined && !text().includes(request.match))
			) {
				continue;
			}
			if (fault.skip > 0) {
				fault.skip--;
				continue;
			}
			fault.times--;
			return {
				request,
				effect: request.accepted ?? FAULT_KINDS[request.name].effect ?? false,
			};
		}
		return undefined;
	}
}
