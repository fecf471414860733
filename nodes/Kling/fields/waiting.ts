import { COMPLETIONS } from '../catalog/completions';
import type { Completion } from '../catalog/completions';
import { MESSAGES, refusal } from '../parameters/messages';
import { quoted } from '../parameters/ParameterError';
import type { ParameterSource } from '../parameters/source';
import { amount, oneOf, wholeNumber, yesOrNo } from '../parameters/readers';
import { inOptions } from './setting';
import type { FormField } from './setting';

export const completionField: FormField = {
	displayName: 'When to Continue',
	name: 'completion',
	type: 'options',
	options: [...COMPLETIONS],
	default: 'wait',
	description:
		"When the next node starts. If left empty: when the video is ready. After a pause, a failed row comes out as an item with 'error', even if 'On Error' is set to stop the workflow.",
};

export function completion(source: ParameterSource): Completion {
	return oneOf(source, completionField, COMPLETIONS)?.value ?? 'wait';
}

/** As many rows as one paused execution waits for: each report asks about all of them. */
export const MOST_REPORTED_ROWS = 100;

export const taskUUIDField: FormField = {
	displayName: 'Task UUID',
	name: 'taskUUID',
	type: 'string',
	default: '',
	placeholder: 'e.g. 762dd057-ddbc-4d3f-8afa-b2feb8f078de',
	description:
		"The 'taskUUID' from the output of 'Generate' or 'Edit'. Their error messages name it too.",
};

export const waitUntilReadyField: FormField = {
	displayName: 'Wait Until Ready',
	name: 'waitUntilReady',
	type: 'boolean',
	default: true,
	description:
		"Whether to wait for a video that is still rendering. If off, it comes out with the status 'processing'.",
};

export function waitUntilReady(source: ParameterSource): boolean {
	return yesOrNo(source, waitUntilReadyField) ?? true;
}

const MAX_CONCURRENT_DEFAULT = 50;

export const maxConcurrentField: FormField = {
	displayName: 'Videos at Once',
	name: 'maxConcurrent',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: MAX_CONCURRENT_DEFAULT,
	description:
		'How many videos of this run may render at the same time. The node lowers it by itself while Runware accepts fewer. The others wait their turn.',
};

export function maxConcurrent(source: ParameterSource): number {
	return wholeNumber(source, inOptions(maxConcurrentField), { min: 1 }) ?? MAX_CONCURRENT_DEFAULT;
}

/** Kling usually takes about 2 minutes, and 10 were seen. */
const MAX_WAIT_DEFAULT_MINUTES = 30;
/** A paused execution costs nothing, but whether Runware reports failures too is not documented. */
const MAX_PAUSE_DEFAULT_MINUTES = 60;
/** A week: a mistyped wait must not become a date that no calendar has. */
const LONGEST_WAIT_MINUTES = 10_080;
const MINUTE_MS = 60_000;

export const maxWaitField: FormField = {
	displayName: 'Maximum Wait (Minutes)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: LONGEST_WAIT_MINUTES },
	default: MAX_WAIT_DEFAULT_MINUTES,
	description:
		"How long to wait for each video. If not set: 30 minutes, or 60 when the execution pauses. A video that takes longer is not lost: get it later with 'Video: Get'.",
};

export function maxWaitMs(source: ParameterSource, when: Completion = 'wait'): number {
	const minutes =
		amount(source, inOptions(maxWaitField), { zero: false, unit: 'minutes' }) ??
		(when === 'callback' ? MAX_PAUSE_DEFAULT_MINUTES : MAX_WAIT_DEFAULT_MINUTES);
	if (minutes > LONGEST_WAIT_MINUTES) {
		throw refusal(maxWaitField, MESSAGES.longestWait, quoted(minutes));
	}
	return minutes * MINUTE_MS;
}
