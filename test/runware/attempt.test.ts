import { isWorthAnother } from '../../nodes/Kling/runware/tasks/attempt';
import { outcomeOfState } from '../../nodes/Kling/runware/tasks/outcome';
import { RunwareError } from '../../nodes/Kling/runware/wire/RunwareError';
import type { TaskState } from '../../nodes/Kling/runware/wire/taskState';

const MAX_WAIT_MS = 60_000;

interface Ended {
	readonly code?: string;
	readonly certain?: boolean;
	readonly cost?: number;
	readonly leftMs?: number;
	readonly videos?: readonly { readonly videoURL: string }[];
}

function isTriedAgain({
	code = 'providerRateLimitExceeded',
	certain = true,
	cost = 0,
	leftMs = MAX_WAIT_MS,
	videos = [],
}: Ended): boolean {
	const error = new RunwareError({ code, message: 'No', cost });
	const state: TaskState = { status: 'error', error, videos, certain };
	const job = {
		request: {} as never, // not looked at
		taskUUID: () => 'a',
		until: 'finished' as const,
		maxWaitMs: MAX_WAIT_MS,
		publishedPrice: 0.42,
	};
	return isWorthAnother({ outcome: outcomeOfState('a', state, false), state }, leftMs, job);
}

describe('a task that ended badly is tried again', () => {
	it.each(['providerRateLimitExceeded', 'rateLimitExceeded', 'timeoutProvider', 'providerTimeout'])(
		'when Kling was too busy or too slow: %s',
		(code) => {
			expect(isTriedAgain({ code })).toBe(true);
		},
	);

	it.each(['taskFailed', 'providerError', 'invalidProviderContent', 'insufficientCredits', 'new'])(
		'not when something else is wrong: %s',
		(code) => {
			expect(isTriedAgain({ code })).toBe(false);
		},
	);

	it('only when that is certain, cost nothing and brought nothing', () => {
		expect(isTriedAgain({ certain: false })).toBe(false);
		expect(isTriedAgain({ cost: 0.01 })).toBe(false);
		expect(isTriedAgain({ videos: [{ videoURL: 'https://media.test/a.mp4' }] })).toBe(false);
	});

	it.each([
		[15_001, true],
		[15_000, false],
		[14_999, false],
		[-1, false],
	])('only while more than a quarter of the maximum wait is left: of 60 s, %d ms', (leftMs, is) => {
		expect(isTriedAgain({ leftMs })).toBe(is);
	});
});
