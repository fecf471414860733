import { isJsonObject } from './validation/jsonObject';

/** How the emulator reads what the API's documentation leaves open. */
export interface Readings {
	/** A submit is acknowledged by an item, or by an empty `data`. */
	acknowledgement: 'placeholder' | 'empty';
	/** The poll of a UUID that the API does not know. */
	unknownTask: 'empty' | 'taskNotFound';
	/** A submit that repeats the UUID of an ended task. */
	finishedUUID: 'conflict' | 'rerun';
	/** HTTP status of a poll whose tasks have all failed. */
	failedPollStatus: 200 | 400;
	/** Failures stand in `errors`, or as items of `data` with a nested error. */
	failure: 'errors' | 'data';
	/** What a poll says of a running task. */
	processing: 'status' | 'empty' | 'progress';
	balance: 'object' | 'number';
	/** Several getResponse tasks in one request. */
	batchPoll: 'served' | 'refused' | 'first only';
	/** Several videoInference tasks in one request. */
	batchSubmit: 'served' | 'refused';
	/** Tasks are forgotten, UUID included, this long after their end. */
	retentionMs: number;
	webhookPayload: 'flat' | 'envelope';
	/** Whether the answer to a dry run carries the cost. */
	dryRun: 'cost' | 'silent';
	/** Whether a dry run's header reaches the API; a gateway may drop it. */
	dryRunHeader: 'heeded' | 'dropped';
	/**
	 * What `getTaskDetails` tells: every task ever made, however long ago; the same, but one a request;
	 * a conflict that was stored over the result; or nothing, for want of a permission.
	 */
	archive: 'served' | 'one a request' | 'conflict stored' | 'not permitted';
	/** How many tasks may be in progress at the provider, and how a submit beyond that is refused. */
	capacity: number;
	full: 'named' | '429' | '503';
	/** Polls do not see an accepted task for this long; a repeated submit conflicts all the same. */
	ackVisibleAfterMs: number;
	/**
	 * Which of 3.0 Omni's `providerSettings` go with a video. Its page says that they "cannot be used
	 * with video" and that they "require video". Default: `sound` and `multiPrompt` go without a video
	 * input, `keepOriginalSound` with one. Else one of the two sentences counts by its letter.
	 */
	omniSettings: 'by setting' | 'never with video' | 'need a video';
}

export const DEFAULT_READINGS: Readonly<Readings> = {
	acknowledgement: 'placeholder',
	unknownTask: 'empty',
	finishedUUID: 'conflict',
	failedPollStatus: 200,
	failure: 'errors',
	processing: 'status',
	balance: 'object',
	batchPoll: 'served',
	batchSubmit: 'served',
	retentionMs: Number.POSITIVE_INFINITY,
	webhookPayload: 'flat',
	dryRun: 'cost',
	dryRunHeader: 'heeded',
	archive: 'served',
	capacity: Number.POSITIVE_INFINITY,
	full: 'named',
	ackVisibleAfterMs: 0,
	omniSettings: 'by setting',
};

const NUMBERS = {
	retentionMs: 'of milliseconds',
	ackVisibleAfterMs: 'of milliseconds',
	capacity: 'of tasks',
} as const;

type Choice = Exclude<keyof Readings, keyof typeof NUMBERS>;

/** The values of each reading that is not a number; the first is the default. */
export const CHOICES: { [K in Choice]: ReadonlyArray<Readings[K]> } = {
	acknowledgement: ['placeholder', 'empty'],
	unknownTask: ['empty', 'taskNotFound'],
	finishedUUID: ['conflict', 'rerun'],
	failedPollStatus: [200, 400],
	failure: ['errors', 'data'],
	processing: ['status', 'empty', 'progress'],
	balance: ['object', 'number'],
	batchPoll: ['served', 'refused', 'first only'],
	batchSubmit: ['served', 'refused'],
	webhookPayload: ['flat', 'envelope'],
	dryRun: ['cost', 'silent'],
	dryRunHeader: ['heeded', 'dropped'],
	archive: ['served', 'one a request', 'conflict stored', 'not permitted'],
	full: ['named', '429', '503'],
	omniSettings: ['by setting', 'never with video', 'need a video'],
};

function isNumber(key: string): key is keyof typeof NUMBERS {
	return Object.hasOwn(NUMBERS, key);
}

function isChoice(key: string): key is Choice {
	return Object.hasOwn(CHOICES, key);
}

function choose<K extends Choice>(readings: Readings, key: K, value: unknown): void {
	const choice = CHOICES[key].find((allowed) => allowed === value);
	if (choice === undefined) {
		throw new Error(`Reading ${key} is one of ${JSON.stringify(CHOICES[key])}`);
	}
	readings[key] = choice;
}

/** Takes readings from parsed JSON; null stands for "without end", which JSON cannot write. */
export function changeReadings(readings: Readings, changes: unknown): void {
	if (!isJsonObject(changes)) throw new Error('Readings are a JSON object');
	for (const [key, value] of Object.entries(changes)) {
		if (isNumber(key)) {
			const number = value === null ? Number.POSITIVE_INFINITY : value;
			if (typeof number !== 'number' || !(number >= 0)) {
				throw new Error(`Reading ${key} is a number ${NUMBERS[key]}`);
			}
			readings[key] = number;
		} else if (isChoice(key)) {
			choose(readings, key, value);
		} else {
			throw new Error(`There is no reading ${key}`);
		}
	}
}
