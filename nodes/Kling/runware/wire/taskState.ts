import { given } from '../../given';
import { isFields, numberField, textField, toError } from './envelope';
import type { Answer, Fields } from './envelope';
import type { TaskUUID, Video } from './protocol';
import { wordOf } from './RunwareError';
import type { RunwareError } from './RunwareError';

/** What an answer says of one task. A task that it does not speak of has no state. */
export type TaskState =
	| { readonly status: 'processing' }
	| { readonly status: 'unknown'; readonly error: RunwareError }
	| { readonly status: 'success'; readonly videos: readonly Video[] }
	| {
			readonly status: 'error';
			readonly error: RunwareError;
			/** Videos of the same task that did come out. */
			readonly videos: readonly Video[];
			/** False when the error may be the request's own trouble, not the end of the task. */
			readonly certain: boolean;
	  };

/** An error that may be the poll's own is no end: the task may well be rendering. */
export function isEnd(state: TaskState): state is EndedState {
	return state.status === 'success' || (state.status === 'error' && state.certain);
}

type EndedState = TaskState & { readonly status: 'success' | 'error' };

/** A task to ask about, and how many videos it makes, where that is known. */
export interface PolledTask {
	readonly taskUUID: TaskUUID;
	readonly numberResults?: number;
}

/**
 * The states of the asked tasks, by taskUUID; answers about other tasks are passed over, and so is
 * what names a task but only tells of the request's own trouble.
 */
export function taskStates(answer: Answer, asked: readonly PolledTask[]): Map<TaskUUID, TaskState> {
	// What names no task is of the only one that was asked about.
	const sole = asked.length === 1 ? asked[0]?.taskUUID : undefined;
	const results = byTask(
		answer.results,
		(result) => textField(result, 'taskUUID')?.toLowerCase() ?? sole,
	);
	const errors = byTask(
		answer.errors.filter((error) => wordOf(error, answer.status) !== 'none'),
		(error) => error.details.taskUUID ?? (isUnknownTask(error) ? sole : undefined),
	);
	const states = new Map<TaskUUID, TaskState>();
	for (const { taskUUID, numberResults } of asked) {
		const state = stateOf(
			results.get(taskUUID) ?? [],
			errors.get(taskUUID) ?? [],
			numberResults,
			answer.status,
		);
		if (state !== undefined) states.set(taskUUID, state);
	}
	return states;
}

/** Sorted once: a poll may ask about hundreds of tasks, and its answer holds as many results. */
function byTask<Entry>(
	entries: readonly Entry[],
	taskUUIDOf: (entry: Entry) => TaskUUID | undefined,
): ReadonlyMap<TaskUUID, readonly Entry[]> {
	const groups = new Map<TaskUUID, Entry[]>();
	for (const entry of entries) {
		const taskUUID = taskUUIDOf(entry);
		if (taskUUID === undefined) continue;
		const group = groups.get(taskUUID);
		if (group === undefined) groups.set(taskUUID, [entry]);
		else group.push(entry);
	}
	return groups;
}

function stateOf(
	told: readonly Fields[],
	errors: readonly RunwareError[],
	numberResults: number | undefined,
	status: number,
): TaskState | undefined {
	const results = told.filter((result) =>
		failureIn(result).every((failure) => wordOf(failure, status) !== 'none'),
	);
	const videos = distinct(results.flatMap(toVideos));
	const failures = [...results.flatMap(failureIn), ...errors];
	const [error] = failures;
	const running = results.some((result) => !isEnded(result));
	const enough = numberResults ?? (error !== undefined || running ? Infinity : 1);
	if (videos.length > 0 && videos.length >= enough) return { status: 'success', videos };
	if (running) return { status: 'processing' };
	if (error === undefined) return results.length === 0 ? undefined : { status: 'processing' };
	if (videos.length === 0 && isUnknownTask(error)) return { status: 'unknown', error };
	const allAccounted =
		videos.length === 0 || videos.length + failures.length >= (numberResults ?? 1);
	const certain = allAccounted && failures.some((failure) => wordOf(failure, status) === 'end');
	return { status: 'error', error, videos, certain };
}

/** Other things may be missing too, a model or a medium; those end the task. */
function isUnknownTask({ details }: RunwareError): boolean {
	return /^task(NotFound|Expired|FailedOrNotFound)$/i.test(details.code);
}

function isEnded(result: Fields): boolean {
	return toVideos(result).length > 0 || failureIn(result).length > 0;
}

function failureIn(result: Fields): readonly RunwareError[] {
	const { status, error } = result;
	const failed = isFailed(status);
	if (!failed && (status !== undefined || error === undefined || error === null)) return [];
	const details = isFields(error) ? error : typeof error === 'string' ? { message: error } : result;
	return [toError({ cost: result['cost'], ...details, ...(failed ? { status: 'error' } : {}) })];
}

/** Documented is "error"; who writes another word for it, or in capitals, means the same. */
function isFailed(status: unknown): boolean {
	return typeof status === 'string' && /^(error|failed|failure|cancell?ed)$/i.test(status);
}

/** A result is a video when it has a link and is not marked otherwise: the seed's have no status. */
function toVideos(result: Fields): readonly Video[] {
	const videoURL = textField(result, 'videoURL');
	const cost = numberField(result, 'cost');
	// What failed is no video, but what is paid for and has a link is one, whatever failed beside it.
	const isFailure = isFailed(result['status']) && !(cost !== undefined && cost > 0);
	const isOpen = isFailure || /^processing$/i.test(String(result['status']));
	if (videoURL === undefined || !/^https?:\/\//i.test(videoURL) || isOpen) return [];
	const videoUUID = textField(result, 'videoUUID');
	const model = textField(result, 'model');
	return [
		{
			videoURL,
			...given({ videoUUID, cost, model }),
		},
	];
}

function distinct(videos: readonly Video[]): readonly Video[] {
	const byIdentity = new Map(videos.map((video) => [video.videoUUID ?? video.videoURL, video]));
	return [...byIdentity.values()];
}
