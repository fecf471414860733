import { randomUUID } from 'crypto';

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { fileField } from '../fields/mediaFields';
import { UPLOADED_MEDIA } from '../fields/storedMedia';
import type { BinaryFields } from '../parameters/linksAndFiles/binaryFields';
import { isUUID } from '../parameters/linksAndFiles/mediaLinks';
import { MESSAGES, refusal } from '../parameters/messages';
import type { ParameterSource } from '../parameters/source';
import { mediaOf } from '../request/givenMedia';
import type { MediaRef } from '../request/givenMedia';
import { storeMedium } from '../runware/mediaStorage';
import { RunwareError } from '../runware/wire/RunwareError';
import { connect, createClock } from '../n8n/connection';
import { createFilesOf, readInputFile } from '../n8n/inputFile';
import type { InputFile } from '../n8n/inputFile';
import { runMediaRows } from '../running/runMediaRows';
import { createMediaUpload } from '../rows/mediaUpload';
import { readRows } from '../rows/readRows';
import { aboutField, contentOf } from '../rows/rowFiles';

/** `media: upload`: each row's medium, by link or as a file, is put on Runware. */
export async function uploadMedia(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const filesOf = createFilesOf(context);
	const rows = await readRows(
		context,
		async (source, row) => await mediumOf(context, source, filesOf(row)),
	);
	const connection = await connect(context);
	const clock = createClock(context);
	const { upload } = createMediaUpload(context, connection, clock);
	return await runMediaRows(context, rows, async (medium) => {
		// Runware has it already, and takes no upload by UUID.
		if (typeof medium === 'string' && isUUID(medium)) return { json: { mediaUUID: medium } };
		const stored =
			typeof medium === 'string'
				? await storeMedium(uploadOf(medium), connection.send, clock, randomUUID)
				: await upload(medium);
		return stored instanceof RunwareError ? stored : { json: { ...stored } };
	});

	function uploadOf(media: string) {
		return async (taskUUID: string) =>
			await connection.send([{ taskType: 'mediaStorage', taskUUID, operation: 'upload', media }]);
	}
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
