import { isJsonObject } from '../validation/jsonObject';
import { API, FAULT_KINDS, isFaultName, type FaultName, type FaultPoint } from './faultKinds';

export interface FaultRequest<Name extends FaultName = FaultName> {
	name: Name;
	/** Where it happens. Default: the first request it applies to. */
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
		throw new Error(
			`There is no fault ${JSON.stringify(name)}: ${Object.keys(FAULT_KINDS).join(', ')}`,
		);
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
