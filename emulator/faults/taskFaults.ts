import { apiError, type ApiError, type ErrorDetails } from '../apiError';
import type { TaskFault } from './faultKinds';

export interface RenderFailure {
	readonly code: string;
	readonly message: string;
	readonly details?: ErrorDetails;
}

/** What a fault does to the task it happens to. */
export interface TaskEffect {
	/** The submit is refused; a dry run too, where the fault is armed on it. */
	readonly refusal?: ApiError;
	/** The render ends badly; of several results all but the first `survivors`. */
	readonly failure?: RenderFailure;
	readonly survivors?: number;
	readonly neverEnds?: boolean;
	/** Acknowledged, and then the API knows nothing of it. */
	readonly lost?: boolean;
	/** How often each report is sent; once, where nothing is said. */
	readonly reports?: number;
}

const MODERATION: RenderFailure = {
	code: 'invalidProviderContent',
	message: 'Invalid content detected. The provider refused the content of this request.',
	details: { responseContent: 'Failure to pass the risk control system' },
};

export const TASK_FAULTS: Readonly<Record<TaskFault, TaskEffect>> = {
	moderation: { failure: MODERATION },
	providerTimeout: {
		failure: {
			code: 'timeoutProvider',
			message:
				'The external provider did not respond within the timeout window. The request was automatically terminated.',
		},
	},
	providerRateLimit: {
		failure: {
			code: 'providerRateLimitExceeded',
			message: 'Provider rate limit exceeded. Please try again later.',
			details: {
				responseContent: '{"code":1303,"message":"parallel task over resource pack limit"}',
			},
		},
	},
	moderationAtSubmit: {
		refusal: apiError('contentPolicyViolation', 'The prompt was refused by the content policy.', {
			parameter: 'positivePrompt',
		}),
	},
	insufficientCredits: {
		refusal: apiError(
			'videoInferenceInsufficientCredits',
			'Insufficient credits to run this video inference. Please top up your account.',
		),
	},
	neverEnds: { neverEnds: true },
	acceptedThenLost: { lost: true },
	partialResults: { failure: MODERATION, survivors: 1 },
	webhookLost: { reports: 0 },
	webhookTwice: { reports: 2 },
};
