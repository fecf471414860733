import { randomUUID } from 'crypto';

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { fileField } from '../fields/mediaFields';
import { mediaUUIDField, UPLOADED_MEDIA } from '../fields/storedMedia';
import type { BinaryFields } from '../parameters/linksAndFiles/binaryFields';
import { isUUID, uuid } from '../parameters/linksAndFiles/mediaLinks';
import { MESSAGES, refusal } from '../parameters/messages';
import type { ParameterSource } from '../parameters/source';
import { mediaOf } from '../request/givenMedia';
import type { MediaRef } from '../request/givenMedia';
import { deleteMedia, uploadMedia } from '../runware/mediaStorage';
import type { StoredMedia } from '../runware/mediaStorage';
import { createSemaphore } from '../runware/tasks/semaphore';
import { RunwareError } from '../runware/wire/RunwareError';
import { connect, createClock } from '../n8n/connection';
import { createFilesOf, readInputFile } from '../n8n/inputFile';
import type { InputFile } from '../n8n/inputFile';
import { toItems } from '../results/items';
import type { OutputEntry, RowResult } from '../results/items';
import { createMediaUpload } from '../rows/mediaUpload';
import { RowFailure } from '../results/RowFailure';
import { readRows, stopAtBadRows } from '../rows/readRows';
import { aboutField, contentOf } from '../rows/rowFiles';

/** Requests at a time, where each row is one. */
const MOST_AT_ONCE = 4;

/** `media: upload`: each row's medium, by link or as a file, is put on Runware. */
export async function storeMedia(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const filesOf = createFilesOf(context);
	const rows = await readRows(
		context,
		async (source, row) => await mediumOf(context, source, filesOf(row)),
	);
	const connection = await connect(context);
	const clock = createClock(context);
	const { upload } = createMediaUpload(context, connection, clock);
	return await eachRow(context, rows, async (medium) => {
		// Runware has it already, and takes no upload by UUID.
		if (typeof medium === 'string' && isUUID(medium)) return { json: { mediaUUID: medium } };
		const stored =
			typeof medium === 'string'
				? await uploadMedia(uploadOf(medium), connection.send, clock, randomUUID)
				: await upload(medium);
		return stored instanceof RunwareError ? stored : { json: mediaFields(stored) };
	});

	function uploadOf(media: string) {
		return async (taskUUID: string) =>
			await connection.send([{ taskType: 'mediaStorage', taskUUID, operation: 'upload', media }]);
	}
}

/** `media: delete`: each row's medium is taken off Runware. */
export async function removeMedia(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const rows = await readRows(context, mediaUUIDOf);
	const { send } = await connect(context);
	return await eachRow(context, rows, async (mediaUUID) => {
		const refused = await deleteMedia(mediaUUID, send, randomUUID);
		return refused ?? { json: { deleted: true, mediaUUID } };
	});
}

async function eachRow<Wish>(
	context: IExecuteFunctions,
	rows: readonly (Wish | RowFailure)[],
	perform: (wish: Wish) => Promise<OutputEntry | RunwareError>,
): Promise<INodeExecutionData[]> {
	stopAtBadRows(context, rows);
	const places = createSemaphore(MOST_AT_ONCE);
	const results = rows.map(async (row, index): Promise<RowResult> => {
		if (row instanceof RowFailure) return [row];
		await places.acquire();
		try {
			const result = await perform(row);
			return result instanceof RunwareError
				? [RowFailure.ofRunware(index, result, { charged: 'no' }, 'medium')]
				: [result];
		} finally {
			places.release();
		}
	});
	return toItems(context, await Promise.all(results));
}

async function mediumOf(
	context: IExecuteFunctions,
	source: ParameterSource,
	files: BinaryFields,
): Promise<string | InputFile> {
	const medium = theOne(mediaOf(source, UPLOADED_MEDIA, files, { mayLack: false }));
	if ('link' in medium) return medium.link;
	try {
		return await readInputFile(context, contentOf(medium.file, files.get));
	} catch (error) {
		throw aboutField(fileField(UPLOADED_MEDIA).displayName, error);
	}
}

/** A row uploads one medium. */
function theOne(entries: readonly MediaRef[]): MediaRef {
	const [entry] = entries;
	if (entry === undefined) throw refusal(UPLOADED_MEDIA, MESSAGES.emptyUpload);
	if (entries.length === 1) return entry;
	throw refusal(UPLOADED_MEDIA, MESSAGES.severalUploads, entries.length);
}

function mediaUUIDOf(source: ParameterSource): string {
	const given = uuid(source, mediaUUIDField, {
		what: 'media UUID',
		example: '104fbb02-e409-40ee-a6f7-e8b901d2955b',
	});
	if (given !== undefined) return given;
	throw refusal(
		mediaUUIDField,
		MESSAGES.emptyUUID,
		"the 'mediaUUID' from the output of 'Media: Upload'",
	);
}

function mediaFields({ mediaUUID, mediaURL }: StoredMedia) {
	return { mediaUUID, ...(mediaURL === undefined ? {} : { mediaURL }) };
}
