import { alternatives } from '../parameters/ParameterError';
import { printable } from '../parameters/printable';
import type { Charged } from '../runware/outcome';
import type { TaskUUID } from '../runware/protocol';
import type { ErrorDetails, FailureKind, RunwareError } from '../runware/RunwareError';

/** What a request was about. */
export type Subject = 'video' | 'medium' | 'account';

const SUBJECTS: Readonly<Record<Subject, string>> = {
	video: 'this video',
	medium: 'this file',
	account: 'the request',
};

/** What happened, for someone who has never seen the API. */
const SENTENCES: Readonly<Record<FailureKind, (what: string) => string>> = {
	quota: (what) => `The Runware account has too little credit for ${what}`,
	rateLimit: (what) => `Runware is too busy to take ${what}`,
	safety: (what) => `The content check refused ${what}`,
	auth: () => 'Runware does not accept the API key',
	timeout: (what) => `It took too long, and Runware gave up ${what}`,
	notFound: (what) => `Runware does not have what ${what} needs`,
	serverError: () => 'Runware had a fault of its own',
	provider: (what) => `Runware could not make ${what}`,
	validation: (what) => `Runware refused ${what}`,
	unknown: (what) => `Runware did not take ${what}, for a reason that this node does not know`,
};

/** What to do about it. */
const ADVICE: Readonly<Record<FailureKind, string>> = {
	quota: 'Add credit to your Runware account, then run again.',
	rateLimit: 'Run again later, with fewer videos at a time.',
	safety: 'Change the prompt or the media of this row, then run again.',
	auth: 'Open the credential, paste the API key again from your Runware account, and test it.',
	timeout: 'Run again.',
	notFound: 'Check the model and the media of this row: uploads may expire.',
	serverError: 'Run again in some minutes.',
	provider: 'Run again; if it keeps failing, try other media or a simpler prompt.',
	validation: 'Change what it names, then run again.',
	unknown:
		'Run again in some minutes; if the same code comes again, ask the support of Runware about it.',
};

const GONE = {
	sentence: 'Runware has no task with this UUID',
	advice:
		'Check the task UUID, and that the credential is the one that the video was made with. Runware may also have deleted an old task.',
};

/** Cases that need words of their own, by code. */
const OWN: Readonly<Record<string, { readonly sentence: string; readonly advice: string }>> = {
	maxWaitReached: {
		sentence: 'The video was not ready within the maximum wait',
		advice: "It may still be rendering. To wait longer, raise 'Maximum Wait' in the options.",
	},
	notReported: {
		sentence: 'Runware did not report the video within the maximum wait',
		advice:
			"It is probably finished all the same: fetch it with the operation 'Get', by its task UUID. If this comes again: Runware must reach n8n from the internet, and the credential must stay as it is during a pause; n8n's log names reports that came to nothing.",
	},
	taskNotFound: GONE,
	taskExpired: GONE,
	taskFailedOrNotFound: GONE,
	connectionFailed: {
		sentence: 'Runware could not be reached',
		advice: "Check the connection of n8n to the internet, and the 'Base URL' of the credential.",
	},
	invalidBaseUrl: {
		sentence: 'Runware could not be reached',
		advice: "Correct the 'Base URL' of the credential.",
	},
	httpError: {
		sentence: 'What answers at the address in the credential is not the Runware API',
		advice: "Check the 'Base URL' of the credential.",
	},
	unrecognizedResponse: {
		sentence: 'The answer was not one of the Runware API',
		advice: 'A proxy or firewall may stand between n8n and Runware. Run again in some minutes.',
	},
	providerRateLimitExceeded: {
		sentence: 'Kling is too busy to take this video',
		advice: ADVICE.rateLimit,
	},
	spendingLimitExceeded: {
		sentence: 'Nothing was submitted',
		advice: "Raise 'Spending Limit' in the options, or run fewer or shorter videos.",
	},
	dryRunIgnored: {
		sentence: 'The dry run was not one: Runware is making this video',
		advice:
			"Something between n8n and Runware, such as the gateway in 'Base URL', removes the header that marks a dry run. Do not use 'Dry Run' or 'Spending Limit' there.",
	},
	missingInputFile: {
		sentence: 'A file of this row could not be read again, so nothing was submitted',
		advice: 'Run again from the step that brings the file.',
	},
	notSubmitted: { sentence: 'Not submitted', advice: 'Correct the other row, then run again.' },
};

/** Of what could not even be asked after; an earlier run may have bought it. */
const UNSUBMITTED = 'Nothing was submitted by this run.';

const CHARGES: Readonly<Record<Charged, string>> = {
	no: 'Nothing was charged.',
	yes: 'It was charged.',
	unknown: 'It may have been charged.',
};

/** @param taskUUID where the video may be paid for, and so can be fetched */
export function sentenceFor(
	{ kind, details }: RunwareError,
	subject: Subject,
	taskUUID?: TaskUUID,
): string {
	const sentence = `${OWN[details.code]?.sentence ?? SENTENCES[kind](SUBJECTS[subject])}${saidBy(details)}`;
	if (taskUUID === undefined) return sentence;
	return kind === 'notFound'
		? `${sentence} (task UUID ${taskUUID})`
		: `${sentence}; fetch it later with the operation 'Get', task UUID ${taskUUID}`;
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
		parameter === undefined ? undefined : `parameter: ${cited(parameter)}`,
		allowed === undefined ? undefined : `allowed: ${cited(allowed)}`,
		isPlain(responseContent) ? cited(responseContent) : undefined,
	].filter((fact) => fact !== undefined);
	const words = message === '' ? '' : `: ${withoutFinalStop(cited(message))}`;
	return facts.length === 0 ? words : `${words} (${facts.join('; ')})`;
}

/** What to do, in a sentence. */
export function remedyFor({ kind, details }: Pick<RunwareError, 'kind' | 'details'>): string {
	return OWN[details.code]?.advice ?? ADVICE[kind];
}

/** What to do about a video whose file could not be had. */
export const LOST_FILE = {
	linked:
		"The video is paid for and not lost: open the link, or fetch it with the operation 'Get'.",
	made: "The video is paid for and not lost: fetch it with the operation 'Get' in some minutes, or look for it in your Runware account.",
	reused:
		"Runware keeps videos only for a time. Look for it in your Runware account. To have it made anew, which is charged again, give this row another 'Unique Key'.",
	fetched:
		'Runware keeps videos only for a time. If the video is new, run again in some minutes; if not, look for it in your Runware account, or make it anew, which is charged again.',
} as const;

/** The remedy, with the charge and what support would ask for. */
export function adviceFor(
	{ kind, details }: RunwareError,
	charged: Charged,
	taskUUID: TaskUUID | undefined,
): string {
	return [
		taskUUID === undefined && charged === 'unknown' ? UNSUBMITTED : CHARGES[charged],
		remedyFor({ kind, details }),
		`Code: ${cited(details.code)}.`,
		// Where it may be charged, the message has it already.
		taskUUID === undefined || charged !== 'no' ? undefined : `Task UUID: ${taskUUID}.`,
		details.documentation === undefined ? undefined : `More: ${cited(details.documentation)}`,
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
