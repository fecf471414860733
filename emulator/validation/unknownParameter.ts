import { apiError, type ApiError } from '../api/apiError';
import type { JsonObject } from './jsonObject';

/** The API refuses what it does not know instead of ignoring it. */
export function refuseUnknown(
	object: JsonObject,
	allowed: readonly string[],
	path: string,
): ApiError | undefined {
	const stranger = Object.keys(object).find((key) => !allowed.includes(key));
	return stranger === undefined
		? undefined
		: apiError('unsupportedParameter', `Unsupported parameter '${path}${stranger}'.`, {
				parameter: `${path}${stranger}`,
				allowedValues: allowed,
			});
}
