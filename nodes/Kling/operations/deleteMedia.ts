import { randomUUID } from 'crypto';

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { mediaUUIDField } from '../fields/storedMedia';
import { connect } from '../n8n/connection';
import { uuid } from '../parameters/linksAndFiles/mediaLinks';
import { MESSAGES, refusal } from '../parameters/messages';
import type { ParameterSource } from '../parameters/source';
import { readRows } from '../rows/readRows';
import { runMediaRows } from '../running/runMediaRows';
import { deleteMedium } from '../runware/mediaStorage';

/** `media: delete`: each row's medium is taken off Runware. */
export async function deleteMedia(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const rows = await readRows(context, mediaUUIDOf);
	const { send } = await connect(context);
	return await runMediaRows(context, rows, async (mediaUUID) => {
		const refused = await deleteMedium(mediaUUID, send, randomUUID);
		return refused ?? { json: { deleted: true, mediaUUID } };
	});
}

function mediaUUIDOf(source: ParameterSource): string {
	const where = "the 'mediaUUID' from the output of 'Media: Upload'";
	const given = uuid(source, mediaUUIDField, {
		what: 'media UUID',
		example: '104fbb02-e409-40ee-a6f7-e8b901d2955b',
		where,
	});
	if (given !== undefined) return given;
	throw refusal(mediaUUIDField, MESSAGES.emptyUUID, where);
}
