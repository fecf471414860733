import { given } from '../given';
import { read, textField, troubleOf } from './wire/envelope';
import type { Clock, Reply, Send, TaskUUID } from './wire/protocol';
import { RunwareError } from './wire/RunwareError';

/** A medium that Runware keeps. */
export interface StoredMedia {
	readonly mediaUUID: string;
	readonly mediaURL?: string;
}

/** Sends an upload under a task UUID of its own; a file's bytes are more than a task may hold. */
export type SendUpload = (taskUUID: TaskUUID) => Promise<Reply>;

/** An upload is free, so it is simply tried again, over a minute: as long as the shortest maximum wait. */
const RETRY_AFTER_MS = [1000, 2000, 4000, 8000, 15_000, 30_000];

/** Older servers answer an upload with this in place of a UUID, and are asked for it later. */
const STILL_STORING = '1';
const STORING_LOOKS = 30;
const STORING_LOOK_MS = 1000;

/** Uploads a medium. Rejects only when the execution was cancelled. */
export async function storeMedium(
	sendUpload: SendUpload,
	send: Send,
	clock: Clock,
	newTaskUUID: () => TaskUUID,
): Promise<StoredMedia | RunwareError> {
	let failure = new RunwareError({
		code: 'uploadFailed',
		message: 'the uploaded file was still being stored when the waiting time ended',
	});
	for (const pauseMs of [0, ...RETRY_AFTER_MS]) {
		if (pauseMs > 0) await clock.sleep(pauseMs);
		const taskUUID = newTaskUUID();
		let stored = storedMedia(await sendUpload(taskUUID));
		for (let looks = 0; stored === STILL_STORING && looks < STORING_LOOKS; looks += 1) {
			await clock.sleep(STORING_LOOK_MS);
			stored = storedMedia(await send([{ taskType: 'getResponse', taskUUID }]));
		}
		if (stored === STILL_STORING) continue;
		if (!(stored instanceof RunwareError)) return stored;
		failure = stored;
		if (!stored.isRetryable) break;
	}
	return failure;
}

/** Takes a medium off Runware. */
export async function deleteMedium(
	mediaUUID: string,
	send: Send,
	newTaskUUID: () => TaskUUID,
): Promise<undefined | RunwareError> {
	const reply = await send([
		{ taskType: 'mediaStorage', taskUUID: newTaskUUID(), operation: 'delete', media: mediaUUID },
	]);
	const { status, readable, errors } = read(reply);
	return status < 300 && readable && errors.length === 0 ? undefined : troubleOf(reply);
}

function storedMedia(reply: Reply): StoredMedia | typeof STILL_STORING | RunwareError {
	const answer = read(reply);
	const [result] = answer.results;
	const mediaUUID = result === undefined ? undefined : textField(result, 'mediaUUID');
	if (mediaUUID === STILL_STORING) return STILL_STORING;
	if (result === undefined || mediaUUID === undefined || answer.errors.length > 0) {
		return troubleOf(reply);
	}
	const mediaURL = textField(result, 'mediaURL');
	return { mediaUUID, ...given({ mediaURL }) };
}
