import { apiError } from '../apiError';
import type { AnswerFault } from './faultKinds';
import type { FaultRequest } from './faultRequest';
import { isJsonObject, type JsonObject } from '../validation/jsonObject';

export interface Reply {
	status: number;
	readonly contentType: string;
	readonly headers: Readonly<Record<string, string>>;
	body: string;
	/** The answer comes late. */
	readonly delayMs: number;
	/** Whether what the answer tells reached the client. */
	readonly intact: boolean;
}

/** What the API meant to answer; faults without effect never get that far. */
export interface MeantAnswer {
	readonly status: number;
	readonly body: { data?: unknown[]; errors?: unknown[] };
}

export const SLOW_MS = 3000;
const JSON_TYPE = 'application/json; charset=utf-8';

const STATUS_FAULTS = {
	status401: [401, 'invalidApiKey', 'The API key is invalid.'],
	status429: [429, 'rateLimitExceeded', 'Too many requests. Please try again later.'],
	status500: [500, 'internalServerError', 'An internal server error occurred.'],
	status503: [503, 'serviceUnavailable', 'The service is temporarily unavailable.'],
	status504: [504, 'providerGatewayTimeout', 'The request timed out.'],
	errorsWith200: [200, 'internalServerError', 'An internal server error occurred.'],
} as const satisfies Partial<Record<AnswerFault, readonly [number, string, string]>>;

/** Parsed, since only parsing makes `__proto__` a property like any other. */
const PROTOTYPE_NAMES =
	'{"__proto__":{"status":"error","polluted":true},"constructor":{"prototype":{"polluted":true}},' +
	'"toString":"x","hasOwnProperty":1,"valueOf":null}';

function unknownFields(): JsonObject {
	return { futureField: { deep: [1, { deeper: null }] }, seed: 1259273673, NSFWContent: false };
}

function extend(answer: MeantAnswer, extras: () => JsonObject): string {
	const extendAll = (values: unknown[] | undefined) =>
		values?.map((value) => (isJsonObject(value) ? { ...extras(), ...value } : value));
	const { data, errors } = answer.body;
	return JSON.stringify({
		...extras(),
		...(data && { data: extendAll(data) }),
		...(errors && { errors: extendAll(errors) }),
	});
}

export function plainReply({ status, body }: MeantAnswer): Reply {
	return {
		status,
		contentType: JSON_TYPE,
		headers: {},
		body: JSON.stringify(body),
		delayMs: 0,
		intact: true,
	};
}

/** The reply that goes out instead, or `reset`. */
export function spoil(
	fault: Readonly<FaultRequest<AnswerFault>>,
	meant: MeantAnswer,
	tasks: readonly unknown[] = [],
): Reply | 'reset' {
	const plain = plainReply(meant);
	const retryAfter =
		fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
	const instead = (body: string, status = 200, contentType = JSON_TYPE): Reply => ({
		...plain,
		status,
		body,
		contentType,
		headers: retryAfter,
		intact: false,
	});
	switch (fault.name) {
		case 'status401':
		case 'status429':
		case 'status500':
		case 'status503':
		case 'status504':
		case 'errorsWith200': {
			const [status, code, message] = STATUS_FAULTS[fault.name];
			return instead(JSON.stringify({ errors: [apiError(code, message)] }), status);
		}
		case 'resetBeforeAcceptance':
		case 'resetAfterAcceptance':
			return 'reset';
		case 'status502Html':
			return instead(
				'<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>',
				502,
				'text/html',
			);
		case 'garbage':
			return instead('upstream connect error or disconnect/reset before headers');
		case 'truncatedJson':
			return instead(plain.body.slice(0, Math.floor(plain.body.length / 2)), meant.status);
		case 'emptyBody':
			return instead('');
		case 'emptyData':
		case 'emptyDataNotAccepted':
			return instead('{"data":[]}');
		case 'nullData':
			return instead('{"data":[null]}');
		case 'namesTasks': {
			const { code = 'systemMaintenance', status: httpStatus = 503, marked = false } = fault;
			const errors = tasks.filter(isJsonObject).map(({ taskUUID }) => ({
				...apiError(code, 'Please try again later.', marked ? { status: 'error' } : {}),
				taskUUID,
			}));
			return instead(JSON.stringify({ errors }), httpStatus);
		}
		case 'firstOnly':
			return { ...plain, body: JSON.stringify({ data: meant.body.data?.slice(0, 1) ?? [] }) };
		case 'notFoundJson':
			return instead(
				JSON.stringify({ errors: [apiError(fault.code ?? 'taskNotFound', 'It was not found.')] }),
				404,
			);
		case 'acceptedWithError': {
			const errors = tasks.filter(isJsonObject).map(({ taskUUID }) => ({
				...apiError('invalidProviderContent', 'One of the results was refused.'),
				taskUUID,
			}));
			return instead(JSON.stringify({ ...meant.body, errors }), meant.status);
		}
		case 'slow':
			return { ...plain, delayMs: SLOW_MS };
		case 'duplicateAnswer': {
			const { data, errors } = meant.body;
			const body = {
				...(data && { data: [...data, ...data] }),
				...(errors && { errors: [...errors, ...errors] }),
			};
			return { ...plain, body: JSON.stringify(body) };
		}
		case 'unknownFields':
			return { ...plain, body: extend(meant, unknownFields) };
		case 'prototypeNames':
			return {
				...plain,
				body: extend(meant, () => {
					const names: unknown = JSON.parse(PROTOTYPE_NAMES);
					return isJsonObject(names) ? names : {};
				}),
			};
	}
}
