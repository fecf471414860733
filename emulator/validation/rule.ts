import { apiError, type ApiError, type ErrorDetails } from '../apiError';
import type { Model } from '../models';
import type { Readings } from '../readings';
import { isHttpUrl } from '../values/httpUrl';
import type { MediaType } from '../values/mediaKind';
import type { JsonObject } from './jsonObject';

export type Refusal = ApiError | undefined;

/** Uploaded media, by their UUID. */
export interface KnownMedia {
	get(
		mediaUUID: string,
	): { readonly type: MediaType; readonly bytes?: Buffer; readonly deleted: boolean } | undefined;
}

/** What a rule may look at besides the task. */
export interface Context {
	readonly model: Model;
	/** The task's `inputs`; empty if there are none. */
	readonly inputs: JsonObject;
	readonly media: KnownMedia;
	readonly readings: Readings;
}

/** The reason to refuse a videoInference task, if this rule finds one. */
export type Rule = (task: JsonObject, context: Context) => Refusal;

/** The API refuses what it does not know instead of ignoring it. */
export function refuseUnknown(
	object: JsonObject,
	allowed: readonly string[],
	path: string,
): Refusal {
	const stranger = Object.keys(object).find((key) => !allowed.includes(key));
	return stranger === undefined
		? undefined
		: apiError('unsupportedParameter', `Unsupported parameter '${path}${stranger}'.`, {
				parameter: `${path}${stranger}`,
				allowedValues: allowed,
			});
}

/** `providerSettings` → `ProviderSettings`, as the API's codes name their parameter. */
function titled(parameter: string): string {
	return parameter.charAt(0).toUpperCase() + parameter.slice(1);
}

export function invalid(parameter: string, message: string, details: ErrorDetails = {}): ApiError {
	return apiError(
		`invalid${titled(parameter)}`,
		`Invalid value for ${parameter} parameter. ${message}`,
		{ parameter, ...details },
	);
}

export function oneOf(parameter: string, allowed: readonly string[]): Rule {
	return (task) =>
		task[parameter] === undefined || allowed.some((value) => value === task[parameter])
			? undefined
			: invalid(parameter, `It must be one of: ${allowed.join(', ')}.`, {
					type: 'string',
					allowedValues: allowed,
				});
}

export function wholeNumber(parameter: string, min: number, max?: number): Rule {
	const range = { min, ...(max !== undefined && { max }) };
	return (task) => {
		const value = task[parameter];
		if (value === undefined) return undefined;
		return typeof value === 'number' &&
			Number.isInteger(value) &&
			value >= min &&
			value <= (max ?? Number.MAX_SAFE_INTEGER)
			? undefined
			: invalid(
					parameter,
					`It must be an integer ${max === undefined ? `from ${min}` : `between ${min} and ${max}`}.`,
					{ type: 'integer', ...range },
				);
	};
}

export function link(parameter: string): Rule {
	return (task) =>
		task[parameter] === undefined || isHttpUrl(task[parameter])
			? undefined
			: invalid(parameter, 'It must be an http or https URL.', { type: 'string' });
}
