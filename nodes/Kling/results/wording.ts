import { alternatives } from '../parameters/ParameterError';
import { printable } from '../parameters/printable';
import type { Charged } from '../runware/tasks/outcome';
import type { TaskUUID } from '../runware/wire/protocol';
import type { ErrorDetails, FailureKind, RunwareError } from '../runware/wire/RunwareError';

/** What a request was about. */
export type Subject = 'video' | 'medium' | 'account';

interface Words {
	readonly what: string;
	/** What Runware could not do. */
	readonly made: string;
	readonly missing: string;
}

const SUBJECTS: Readonly<Record<Subject, Words>> = {
	video: {
		what: 'this video',
		made: 'make this video',
		missing: 'something that this video needs',
	},
	medium: { what: 'this file', made: 'save this file', missing: 'this file' },
	account: { what: 'the request', made: 'handle the request', missing: 'this account' },
};

/** What happened, for someone who has never seen the API. */
export const SENTENCES: Readonly<Record<FailureKind, (words: Words) => string>> = {
	quota: ({ what }) => `Your Runware account does not have enough credit for ${what}`,
	rateLimit: ({ what }) => `Runware is too busy to accept ${what} right now`,
	safety: ({ what }) => `The content check rejected ${what}`,
	auth: () => 'Runware did not accept the API key',
	timeout: ({ what }) => `Runware gave up on ${what} because it took too long`,
	notFound: ({ missing }) => `Runware could not find ${missing}`,
	serverError: () => 'Something went wrong at Runware',
	provider: ({ made }) => `Runware could not ${made}`,
	validation: ({ what }) => `Runware rejected ${what}`,
	unknown: ({ what }) =>
		`Runware did not accept ${what}, for a reason that this node does not know`,
};

const LATER = 'Run the workflow again in a few minutes.';

/** What to do about it. */
const ADVICE: Readonly<Record<FailureKind, string>> = {
	quota: 'Add credit to your Runware account, then run the workflow again.',
	rateLimit: 'Wait a few minutes, then run the workflow again with fewer videos at a time.',
	safety: "Change this row's prompt, images or video, then run the workflow again.",
	auth: 'Open the credential and paste the API key again from your Runware account. If the key is right, check its permissions and your account at Runware.',
	timeout: 'Run the workflow again. If it keeps happening, wait a few minutes first.',
	notFound:
		"Check this row's model, images and videos. Uploaded files can expire: if one has, upload it again.",
	serverError: LATER,
	provider:
		'Run the workflow again. If it keeps failing, try a simpler prompt, or other images or videos.',
	validation: 'Correct the value that the message names, then run the workflow again.',
	unknown: `${LATER} If the same error code comes again, ask Runware's support about it.`,
};

/** Where that depends on the subject. */
const SUBJECT_ADVICE: Readonly<Record<Subject, Partial<Record<FailureKind, string>>>> = {
	video: {},
	medium: {
		rateLimit: LATER,
		notFound: 'Check the media UUID. The file may have expired, or have been deleted already.',
		provider: 'Run the workflow again. If it keeps failing, try another file.',
	},
	account: { rateLimit: LATER, timeout: LATER, notFound: ADVICE.auth, provider: LATER },
};

const GONE = {
	sentence: 'Runware cannot find this video',
	advice:
		'Check the task UUID, and use the same credential that the video was ordered with. Runware may have deleted it if it is old.',
};

const BASE_URL =
	"Correct the 'Base URL' in the credential. The default is https://api.runware.ai/v1.";

/** Cases that need words of their own, by code. */
export const OWN: Readonly<Record<string, { readonly sentence: string; readonly advice: string }>> =
	{
		maxWaitReached: {
			sentence: 'The video was not ready within the maximum wait',
			advice:
				"The video may still be rendering. To wait longer next time, raise 'Maximum Wait (Minutes)' under 'Options'.",
		},
		notReported: {
			sentence: 'Runware did not report this video within the maximum wait',
			advice:
				"The video is probably ready all the same: use 'Video: Get' with its task UUID. If this happens again, choose 'When the Video Is Ready', or ask whoever runs your n8n whether Runware can reach it (n8n's log says more). Do not change the credential while a run is paused.",
		},
		taskNotFound: GONE,
		taskExpired: GONE,
		taskFailedOrNotFound: GONE,
		connectionFailed: {
			sentence: 'n8n could not reach Runware',
			advice: "Check n8n's internet connection, and the 'Base URL' in the credential.",
		},
		invalidBaseUrl: { sentence: 'n8n could not reach Runware', advice: BASE_URL },
		httpError: {
			sentence: "The 'Base URL' in the credential does not lead to Runware",
			advice: BASE_URL,
		},
		unrecognizedResponse: {
			sentence: "n8n could not read Runware's answer",
			advice: `A proxy or firewall between n8n and Runware may be changing the answers. ${LATER} If it keeps happening, ask whoever runs your network.`,
		},
		providerRateLimitExceeded: {
			sentence: 'Kling is too busy to make this video right now',
			advice: ADVICE.rateLimit,
		},
		spendingLimitExceeded: {
			sentence: 'Over the spending limit, so no video was ordered',
			advice: "Raise 'Spending Limit (USD)' under 'Options', or make fewer or shorter videos.",
		},
		dryRunIgnored: {
			sentence: 'This was not a dry run: Runware is making the video',
			advice:
				"The 'Base URL' in the credential leads through a service that drops the mark of a dry run. With it, do not use 'Dry Run' or 'Spending Limit (USD)'.",
		},
		dryRunUnconfirmed: {
			sentence: 'Runware may be making this video, although this was a dry run',
			advice: "Use 'Video: Get' with the task UUID. If it finds no video, this was only a dry run.",
		},
		missingInputFile: {
			sentence: 'A file of this row could not be read again, so no video was ordered',
			advice: 'Run the workflow again from the node that delivers the file.',
		},
		notSubmitted: {
			sentence: 'No video was ordered',
			advice: 'Look at the row that failed, then run the workflow again.',
		},
	};

/** Of what could not even be asked about. */
const UNSUBMITTED = 'This run did not order this video, but an earlier run may have.';

const CHARGES: Readonly<Record<Charged, string>> = {
	no: 'Nothing was charged.',
	yes: 'You were charged for this video.',
	unknown: 'You may have been charged for this video.',
};

/** @param taskUUID where the video may be paid for, and so can be got later */
export function sentenceFor(
	{ kind, details }: RunwareError,
	subject: Subject,
	taskUUID?: TaskUUID,
): string {
	const sentence = `${OWN[details.code]?.sentence ?? SENTENCES[kind](SUBJECTS[subject])}${saidBy(details)}`;
	if (taskUUID === undefined) return sentence;
	return kind === 'notFound'
		? `${sentence} (task UUID ${taskUUID})`
		: `${sentence}. To get the video later, use 'Video: Get' with task UUID ${taskUUID}`;
}

/** The API's own words and figures. */
function saidBy({
	message,
	parameter,
	allowedValues,
	min,
	max,
	responseContent,
}: ErrorDetails): string {
	const range = rangeOf(min, max);
	const allowed = allowedValues === undefined ? range : alternatives(allowedValues);
	const facts = [
		parameter === undefined ? undefined : `setting: ${cited(parameter)}`,
		allowed === undefined ? undefined : `allowed values: ${cited(allowed)}`,
		isPlain(responseContent) ? cited(responseContent) : undefined,
	].filter((fact) => fact !== undefined);
	const words = message === '' ? '' : `: ${withoutFinalStop(cited(message))}`;
	return facts.length === 0 ? words : `${words} (${facts.join('; ')})`;
}

/** What to do, in a sentence. */
export function remedyFor(
	{ kind, details }: Pick<RunwareError, 'kind' | 'details'>,
	subject: Subject = 'video',
): string {
	return OWN[details.code]?.advice ?? SUBJECT_ADVICE[subject][kind] ?? ADVICE[kind];
}

const NOTHING_SENT = 'Nothing was sent to Runware, and nothing was charged.';

const CORRECT_ROW = 'Correct this row, then run the workflow again.';

/** What to do about rows that are not valid: short, and with the charge for one row or several. */
export const INVALID = {
	advice: CORRECT_ROW,
	ofRow: `${NOTHING_SENT} ${CORRECT_ROW}`,
	ofRows: `${NOTHING_SENT} Correct these rows, then run the workflow again.`,
} as const;

/** What to do about a video whose file could not be had. */
export const LOST_FILE = {
	linked: "The video is paid for and safe. Open the link, or use 'Video: Get' with its task UUID.",
	made: "The video is paid for and safe. Use 'Video: Get' with its task UUID in a few minutes, or look for it in your Runware account.",
	reused:
		"Runware keeps videos only for a time. Look for it in your Runware account. To make it again, and pay again, give this row another 'Unique Key'.",
	fetched:
		'Runware keeps videos only for a time. If the video is new, run the workflow again in a few minutes. If not, look for it in your Runware account, or make it again, and pay again.',
} as const;

/** The remedy, with the charge and what support would ask for. */
export function adviceFor(
	{ kind, details }: RunwareError,
	charged: Charged,
	taskUUID: TaskUUID | undefined,
	subject?: Subject,
): string {
	return [
		taskUUID === undefined && charged === 'unknown' ? UNSUBMITTED : CHARGES[charged],
		remedyFor({ kind, details }, subject),
		`Error code: ${cited(details.code)}.`,
		// Where it may be charged, the message has it already.
		taskUUID === undefined || charged !== 'no' ? undefined : `Task UUID: ${taskUUID}.`,
		details.documentation === undefined
			? undefined
			: `More information: ${cited(details.documentation)}`,
	]
		.filter((part) => part !== undefined)
		.join(' ');
}

/** What another side says: a gateway may put a whole page where a sentence belongs. */
const LONGEST_CITATION = 300;

function cited(words: string): string {
	return printable(words.slice(0, 2 * LONGEST_CITATION).replace(/\s+/g, ' '), LONGEST_CITATION);
}

function rangeOf(min: number | undefined, max: number | undefined): string | undefined {
	if (min === undefined) return max === undefined ? undefined : `${max} or less`;
	return max === undefined ? `${min} or more` : `${min} to ${max}`;
}

/** The provider's words, unless they are raw data. */
function isPlain(words: string | undefined): words is string {
	return words !== undefined && !/^\s*[[{]/.test(words);
}

function withoutFinalStop(sentence: string): string {
	return sentence.trim().replace(/\.$/, '');
}
