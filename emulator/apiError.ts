/** An error as the API words it. Source: docs, models-api/errors. */
export interface ApiError {
	code: string;
	message: string;
	parameter?: string | readonly string[];
	type?: string;
	documentation: string;
	taskUUID?: string;
	taskType?: string;
	allowedValues?: readonly (string | number | boolean)[];
	min?: number;
	max?: number;
	status?: 'error';
	responseContent?: string;
}

/** Told apart from results: no result of the API has both of these. */
export function isApiError(value: object): value is ApiError {
	return 'code' in value && 'message' in value;
}

export type ErrorDetails = Omit<ApiError, 'code' | 'message' | 'documentation'>;

export function apiError(code: string, message: string, details: ErrorDetails = {}): ApiError {
	return {
		code,
		message,
		...details,
		documentation: 'https://runware.ai/docs/models-api/errors',
	};
}
