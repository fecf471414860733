import { adviceFor, sentenceFor } from '../../nodes/KlingO1/operations/wording';
import { failureKind, RunwareError } from '../../nodes/KlingO1/runware/RunwareError';
import type { ErrorDetails, FailureKind } from '../../nodes/KlingO1/runware/RunwareError';

const TASK = '762dd057-ddbc-4d3f-8afa-b2feb8f078de';

const error = (code: string, rest: Partial<ErrorDetails> = {}) =>
	new RunwareError({ code, message: 'It said this.', ...rest });

/** For each kind and each case of its own: a code, what happened, and what to do about it. */
const CASES: readonly (readonly [code: string, sentence: string, advice: string])[] = [
	[
		'insufficientCredits',
		'Your Runware account does not have enough credit for this video',
		'Add credit to your Runware account, then run again.',
	],
	[
		'rateLimitExceeded',
		'Runware is too busy to take this video',
		'Run again later, with fewer videos at a time.',
	],
	[
		'promptBlocked',
		'The content check rejected this video',
		'Change the prompt or the media of this row, then run again.',
	],
	[
		'invalidApiKey',
		'Runware did not accept the API key',
		'Open the credential, paste the API key again from your Runware account, and test it.',
	],
	['timeoutProvider', 'Runware gave up on this video because it took too long', 'Run again.'],
	[
		'mediaNotFound',
		'Runware does not have what this video needs',
		'Check the model and the media of this row: uploads may expire.',
	],
	['internalServerError', 'Something went wrong at Runware', 'Run again in some minutes.'],
	[
		'providerError',
		'Runware could not make this video',
		'Run again; if it keeps failing, try other media or a simpler prompt.',
	],
	['invalidModel', 'Runware rejected this video', 'Change what it names, then run again.'],
	['neverSeenBefore', 'Runware rejected this video', 'Change what it names, then run again.'],
	...['taskNotFound', 'taskExpired', 'taskFailedOrNotFound'].map(
		(code) =>
			[
				code,
				'Runware cannot find a video with this task UUID',
				'Check the task UUID, and that the credential is the one that the video was made with. Runware may also have deleted an old task.',
			] as const,
	),
	[
		'maxWaitReached',
		'The video was not ready within the maximum wait',
		"It may still be rendering. To wait longer, raise 'Maximum Wait' in the options.",
	],
	[
		'connectionFailed',
		'n8n could not reach Runware',
		"Check the connection of n8n to the internet, and the 'Base URL' of the credential.",
	],
	['invalidBaseUrl', 'n8n could not reach Runware', "Correct the 'Base URL' of the credential."],
	[
		'httpError',
		'The 'Base URL' in the credential does not lead to Runware',
		"Check the 'Base URL' of the credential.",
	],
	[
		'unrecognizedResponse',
		'The answer was not one of the Runware API',
		'A proxy or firewall may stand between n8n and Runware. Run again in some minutes.',
	],
	[
		'providerRateLimitExceeded',
		'Kling is too busy to take this video',
		'Run again later, with fewer videos at a time.',
	],
	[
		'spendingLimitExceeded',
		'Nothing was submitted',
		"Raise 'Spending Limit' in the options, or run fewer or shorter videos.",
	],
	['notSubmitted', 'Not submitted', 'Correct the other row, then run again.'],
];

describe('a failure in plain words', () => {
	it('is told for every kind', () => {
		const kinds: readonly FailureKind[] = [
			'quota',
			'rateLimit',
			'safety',
			'auth',
			'timeout',
			'notFound',
			'serverError',
			'provider',
			'validation',
		];
		expect([...new Set(CASES.map(([code]) => failureKind(code)))].sort()).toEqual(
			[...kinds].sort(),
		);
	});

	it.each(CASES)(
		'says what %s means, what the API said, and what to do',
		(code, sentence, advice) => {
			expect(sentenceFor(error(code), 'video')).toBe(`${sentence}: It said this`);
			expect(sentenceFor(error(code, { message: '' }), 'video')).toBe(sentence);
			expect(adviceFor(error(code), 'no', undefined)).toBe(
				`Nothing was charged. ${advice} Code: ${code}.`,
			);
		},
	);

	it.each(CASES)('of a video that may be paid for tells its task UUID: %s', (code, sentence) => {
		expect(sentenceFor(error(code), 'video', TASK)).toBe(
			failureKind(code) === 'notFound'
				? `${sentence}: It said this (task UUID ${TASK})`
				: `${sentence}: It said this. To get the video later, use 'Video: Get' with task UUID ${TASK}`,
		);
	});

	it.each(['constructor', '__proto__', 'toString', ''])('is told for the code "%s" too', (code) => {
		expect(sentenceFor(error(code), 'video')).toBe('Runware rejected this video: It said this');
		expect(adviceFor(error(code), 'no', undefined)).toContain('Change what it names');
	});
});

describe('the sentence of a failure', () => {
	it.each<[Partial<ErrorDetails>, string]>([
		[{ parameter: 'width, height' }, ' (setting: width, height)'],
		[{ allowedValues: ['5'] }, ' (allowed: 5)'],
		[{ allowedValues: ['5', '10'] }, ' (allowed: 5 or 10)'],
		[{ min: 3, max: 10 }, ' (allowed: 3 to 10)'],
		[{ min: 3 }, ' (allowed: 3 or more)'],
		[{ max: 0 }, ' (allowed: 0 or less)'],
		[{ allowedValues: ['5'], min: 3, max: 10 }, ' (allowed: 5)'],
		[{ responseContent: 'flagged' }, ' (flagged)'],
		[{ responseContent: '{"reason":1}' }, ''],
		[{ responseContent: ' [1]' }, ''],
		[{ message: ' It said this ' }, ''],
		[
			{ parameter: 'duration', allowedValues: ['5', '10'], responseContent: 'no' },
			' (setting: duration; allowed: 5 or 10; no)',
		],
	])('adds what the API told: %j', (rest, added) => {
		expect(sentenceFor(error('invalidX', rest), 'video')).toBe(
			`Runware rejected this video: It said this${added}`,
		);
	});

	it('stays short when a gateway puts a page where a sentence belongs', () => {
		const page = `<p>\n\t\u0000${'x'.repeat(1e6)}`;
		const details = {
			message: page,
			parameter: page,
			allowedValues: [page],
			responseContent: page,
		};
		const sentence = sentenceFor(error('invalidX', details), 'video');
		expect(sentence).toMatch(/^Runware rejected this video: <p> \\u0000x+… \(setting: <p> /);
		expect(sentence.length).toBeLessThan(1400);
		expect(adviceFor(error(page, { documentation: page }), 'no', TASK).length).toBeLessThan(1000);
	});

	it('needs no words of the API', () => {
		expect(sentenceFor(error('maxWaitReached', { message: '' }), 'video')).toBe(
			'The video was not ready within the maximum wait',
		);
		expect(sentenceFor(error('invalidX', { message: '', min: 3, max: 10 }), 'video')).toBe(
			'Runware rejected this video (allowed: 3 to 10)',
		);
	});
});

describe('the advice on a failure', () => {
	it.each([
		['no', 'Nothing was charged.'],
		['yes', 'It was charged.'],
		['unknown', 'It may have been charged.'],
	] as const)('says whether it was charged: %s', (charged, sentence) => {
		expect(adviceFor(error('timeoutProvider'), charged, TASK)).toMatch(
			new RegExp(`^${sentence} Run again\\. Code: timeoutProvider\\.`),
		);
	});

	it('says of what could not even be asked after that this run submitted nothing', () => {
		expect(adviceFor(error('timeoutProvider'), 'unknown', undefined)).toBe(
			'Nothing was submitted by this run. Run again. Code: timeoutProvider.',
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
});
