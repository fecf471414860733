import { adviceFor, remedyFor, sentenceFor } from '../../nodes/Kling/results/wording';
import { failureKind, RunwareError } from '../../nodes/Kling/runware/wire/RunwareError';
import type { ErrorDetails, FailureKind } from '../../nodes/Kling/runware/wire/RunwareError';

const TASK = '762dd057-ddbc-4d3f-8afa-b2feb8f078de';

const error = (code: string, rest: Partial<ErrorDetails> = {}) =>
	new RunwareError({ code, message: 'It said this.', ...rest });

const AGAIN = 'Run the workflow again. If it keeps happening, wait a few minutes first.';
const UNLISTED =
	"Run the workflow again in a few minutes. If the same error code comes again, ask Runware's support about it.";

/** For each kind and each case of its own: a code, what happened, and what to do about it. */
const CASES: readonly (readonly [code: string, sentence: string, advice: string])[] = [
	[
		'insufficientCredits',
		'Your Runware account does not have enough credit for this video',
		'Add credit to your Runware account, then run the workflow again.',
	],
	[
		'rateLimitExceeded',
		'Runware is too busy to accept this video right now',
		'Wait a few minutes, then run the workflow again with fewer videos at a time.',
	],
	[
		'promptBlocked',
		'The content check rejected this video',
		"Change this row's prompt, images or video, then run the workflow again.",
	],
	[
		'invalidApiKey',
		'Runware did not accept the API key',
		'Open the credential and paste the API key again from your Runware account. If the key is right, check its permissions and your account at Runware.',
	],
	[
		'timeoutProvider',
		'Runware gave up on this video because it took too long',
		'Run the workflow again. If it keeps happening, wait a few minutes first.',
	],
	[
		'mediaNotFound',
		'Runware could not find something that this video needs',
		"Check this row's model, images and videos. Uploaded files can expire: if one has, upload it again.",
	],
	[
		'internalServerError',
		'Something went wrong at Runware',
		'Run the workflow again in a few minutes.',
	],
	[
		'providerError',
		'Runware could not make this video',
		'Run the workflow again. If it keeps failing, try a simpler prompt, or other images or videos.',
	],
	[
		'invalidModel',
		'Runware rejected this video',
		'Correct the value that the message names, then run the workflow again.',
	],
	[
		'neverSeenBefore',
		'Runware did not accept this video, for a reason that this node does not know',
		UNLISTED,
	],
	...['taskNotFound', 'taskExpired', 'taskFailedOrNotFound'].map(
		(code) =>
			[
				code,
				'Runware cannot find this video',
				'Check the task UUID, and use the same credential that the video was ordered with. Runware may have deleted it if it is old.',
			] as const,
	),
	[
		'maxWaitReached',
		'The video was not ready within the maximum wait',
		"The video may still be rendering. To wait longer next time, raise 'Maximum Wait (Minutes)' under 'Options'.",
	],
	[
		'connectionFailed',
		'n8n could not reach Runware',
		"Check n8n's internet connection, and the 'Base URL' in the credential.",
	],
	[
		'invalidBaseUrl',
		'n8n could not reach Runware',
		"Correct the 'Base URL' in the credential. The default is https://api.runware.ai/v1.",
	],
	[
		'httpError',
		"The 'Base URL' in the credential does not lead to Runware",
		"Correct the 'Base URL' in the credential. The default is https://api.runware.ai/v1.",
	],
	[
		'unrecognizedResponse',
		"n8n could not read Runware's answer",
		'A proxy or firewall between n8n and Runware may be changing the answers. Run the workflow again in a few minutes. If it keeps happening, ask whoever runs your network.',
	],
	[
		'providerRateLimitExceeded',
		'Kling is too busy to make this video right now',
		'Wait a few minutes, then run the workflow again with fewer videos at a time.',
	],
	[
		'spendingLimitExceeded',
		'Over the spending limit, so no video was ordered',
		"Raise 'Spending Limit (USD)' under 'Options', or make fewer or shorter videos.",
	],
	[
		'notSubmitted',
		'No video was ordered',
		'Look at the row that failed, then run the workflow again.',
	],
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
			'unknown',
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
				`Nothing was charged. ${advice} Error code: ${code}.`,
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
		expect(sentenceFor(error(code), 'video')).toContain('did not accept this video');
		expect(adviceFor(error(code), 'no', undefined)).toContain(UNLISTED);
	});
});

describe('the sentence of a failure', () => {
	it.each<[Partial<ErrorDetails>, string]>([
		[{ parameter: 'width, height' }, ' (setting: width, height)'],
		[{ allowedValues: ['5'] }, ' (allowed values: 5)'],
		[{ allowedValues: ['5', '10'] }, ' (allowed values: 5 or 10)'],
		[{ min: 3, max: 10 }, ' (allowed values: 3 to 10)'],
		[{ min: 3 }, ' (allowed values: 3 or more)'],
		[{ max: 0 }, ' (allowed values: 0 or less)'],
		[{ allowedValues: ['5'], min: 3, max: 10 }, ' (allowed values: 5)'],
		[{ responseContent: 'flagged' }, ' (flagged)'],
		[{ responseContent: '{"reason":1}' }, ''],
		[{ responseContent: ' [1]' }, ''],
		[{ message: ' It said this ' }, ''],
		[
			{ parameter: 'duration', allowedValues: ['5', '10'], responseContent: 'no' },
			' (setting: duration; allowed values: 5 or 10; no)',
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
			'Runware rejected this video (allowed values: 3 to 10)',
		);
	});
});

describe('the advice on a failure', () => {
	it.each([
		['no', 'Nothing was charged.'],
		['yes', 'You were charged for this video.'],
		['unknown', 'You may have been charged for this video.'],
	] as const)('says whether it was charged: %s', (charged, sentence) => {
		expect(adviceFor(error('timeoutProvider'), charged, TASK)).toMatch(
			new RegExp(`^${sentence} Run the workflow again\\..* Error code: timeoutProvider\\.`),
		);
	});

	it.each([
		['rateLimitExceeded', 'Run the workflow again in a few minutes.'],
		['providerError', 'Run the workflow again in a few minutes.'],
		['accountNotFound', 'Open the credential and paste the API key again'],
	])('on %s speaks of no video where the request was about the account', (code, advice) => {
		const words = remedyFor(error(code), 'account');
		expect(words).toContain(advice);
		expect(words).not.toMatch(/video|prompt|image/);
	});

	it('says of what could not even be asked about that this run submitted nothing', () => {
		expect(adviceFor(error('timeoutProvider'), 'unknown', undefined)).toBe(
			`This run did not order this video, but an earlier run may have. ${AGAIN} Error code: timeoutProvider.`,
		);
	});

	it('ends with what support would ask for', () => {
		const documentation = 'https://runware.ai/docs/x';
		expect(adviceFor(error('invalidModel', { documentation }), 'no', TASK)).toBe(
			`Nothing was charged. Correct the value that the message names, then run the workflow again. Error code: invalidModel. Task UUID: ${TASK}. More information: ${documentation}`,
		);
	});

	it('does not repeat the task UUID that the sentence has already', () => {
		expect(adviceFor(error('timeoutProvider'), 'unknown', TASK)).toBe(
			`You may have been charged for this video. ${AGAIN} Error code: timeoutProvider.`,
		);
	});
});
