import { adviceFor, sentenceFor } from '../../nodes/KlingO1/operations/wording';
import { RunwareError } from '../../nodes/KlingO1/runware/RunwareError';
import type { ErrorDetails } from '../../nodes/KlingO1/runware/RunwareError';

const TASK = '762dd057-ddbc-4d3f-8afa-b2feb8f078de';

const error = (code: string, rest: Partial<ErrorDetails> = {}) =>
	new RunwareError({ code, message: 'It said this.', ...rest });

describe('the sentence of a failure', () => {
	it.each([
		['insufficientCredits', 'The Runware account has too little credit for this video'],
		['rateLimitExceeded', 'Runware is too busy to take this video'],
		['promptBlocked', 'The content check refused this video'],
		['invalidApiKey', 'Runware does not accept the API key'],
		['timeoutProvider', 'Kling took too long and gave up this video'],
		['taskNotFound', 'Runware has no task with this UUID'],
		['internalServerError', 'Runware had a fault of its own'],
		['providerError', 'Kling could not make this video'],
		['invalidModel', 'Runware refused this video'],
		['connectionFailed', 'Runware could not be reached'],
		['invalidBaseUrl', 'Runware could not be reached'],
		['unrecognizedResponse', 'The answer was not one of the Runware API'],
		['providerRateLimitExceeded', 'Kling is too busy to take this video'],
		['taskExpired', 'Runware does not know this task'],
		['httpError', 'What answers at the address in the credential is not the Runware API'],
	])('says in plain words what %s means, and what the API said', (code, sentence) => {
		expect(sentenceFor(error(code))).toBe(`${sentence}: It said this`);
	});

	it.each<[Partial<ErrorDetails>, string]>([
		[{ parameter: 'width, height' }, ' (parameter: width, height)'],
		[{ allowedValues: ['5'] }, ' (allowed: 5)'],
		[{ allowedValues: ['5', '10'] }, ' (allowed: 5 or 10)'],
		[{ min: 3, max: 10 }, ' (allowed: 3 to 10)'],
		[{ min: 3 }, ' (allowed: 3 to any)'],
		[{ max: 0 }, ' (allowed: any to 0)'],
		[{ allowedValues: ['5'], min: 3, max: 10 }, ' (allowed: 5)'],
		[{ responseContent: 'flagged' }, ' (flagged)'],
		[
			{ parameter: 'duration', allowedValues: ['5', '10'], responseContent: 'no' },
			' (parameter: duration; allowed: 5 or 10; no)',
		],
	])('adds what the API told: %j', (rest, added) => {
		expect(sentenceFor(error('invalidX', rest))).toBe(
			`Runware refused this video: It said this${added}`,
		);
	});

	it('needs no words of the API', () => {
		expect(sentenceFor(error('maxWaitReached', { message: '' }))).toBe(
			'The video was not ready within the maximum wait',
		);
		expect(sentenceFor(error('invalidX', { message: '', min: 3, max: 10 }))).toBe(
			'Runware refused this video (allowed: 3 to 10)',
		);
	});

	it('of a video that may be paid for tells how to fetch it', () => {
		expect(sentenceFor(error('connectionFailed'), TASK)).toBe(
			`Runware could not be reached: It said this; fetch it later with the operation 'Get', task UUID ${TASK}`,
		);
	});

	it('of a task that is not there does not send the user to fetch it', () => {
		expect(sentenceFor(error('taskNotFound', { message: '' }), TASK)).toBe(
			`Runware has no task with this UUID (task UUID ${TASK})`,
		);
	});
});

describe('the advice on a failure', () => {
	it.each([
		['no', 'Nothing was charged.'],
		['yes', 'It was charged.'],
		['unknown', 'It may have been charged.'],
	] as const)('says whether it was charged: %s', (charged, sentence) => {
		expect(adviceFor(error('timeoutProvider'), charged, undefined)).toBe(
			`${sentence} Run again. Code: timeoutProvider.`,
		);
	});

	it('ends with what support would ask for', () => {
		const documentation = 'https://runware.ai/docs/x';
		expect(adviceFor(error('invalidModel', { documentation }), 'no', TASK)).toBe(
			`Nothing was charged. Change what it names, then run again. Code: invalidModel. Task UUID: ${TASK}. More: ${documentation}`,
		);
	});

	it('does not repeat the task UUID that the sentence has already', () => {
		expect(adviceFor(error('timeoutProvider'), 'unknown', TASK)).toBe(
			'It may have been charged. Run again. Code: timeoutProvider.',
		);
	});

	it.each([
		'insufficientCredits',
		'rateLimitExceeded',
		'promptBlocked',
		'invalidApiKey',
		'taskNotFound',
		'internalServerError',
		'providerError',
		'maxWaitReached',
		'connectionFailed',
		'spendingLimitExceeded',
		'notSubmitted',
		'httpError',
	])('is its own for %s', (code) => {
		const own = adviceFor(error(code), 'no', undefined);
		const others = ['invalidModel', 'timeoutProvider'].map((other) =>
			adviceFor(error(other), 'no', undefined).replace(other, code),
		);
		expect(others).not.toContain(own);
	});
});
