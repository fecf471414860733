import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { maxWaitMs, taskUUIDField, waitUntilReady } from '../fields/waiting';
import { includeInputFields, outputFileField } from '../fields/outputFields';
import { uuid } from '../parameters/linksAndFiles/mediaLinks';
import { MESSAGES, refusal } from '../parameters/messages';
import type { ParameterSource } from '../parameters/source';
import type { TaskUUID } from '../runware/wire/protocol';
import { getTasks } from '../runware/getTasks';
import type { GetTask } from '../runware/getTasks';
import { isAgentTool } from '../n8n/runContext';
import { createClock, connect } from '../n8n/connection';
import { createDownload } from '../n8n/download';
import { besideInput, inputFieldsOf } from '../results/inputFields';
import { rowResult, toItems } from '../results/items';
import type { RowResult } from '../results/items';
import { fileInto } from '../n8n/binaryOutput';
import type { OutputFile } from '../n8n/binaryOutput';
import { RowFailure } from '../results/RowFailure';
import { readable, readRows, stopAtBadRows } from '../rows/readRows';

interface Row extends GetTask {
	readonly output?: OutputFile;
	readonly includeInputFields: boolean;
}

/** `video: get`: the videos of earlier tasks, all asked about together. */
export async function getVideos(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const rows = await readRows(context, (source): Row => {
		const wait = waitUntilReady(source);
		const field = isAgentTool(context) ? undefined : outputFileField(source);
		return {
			taskUUID: taskUUID(source),
			maxWaitMs: wait ? maxWaitMs(source) : 0,
			includeInputFields: includeInputFields(source),
			...(field === undefined ? {} : { output: { field } }),
		};
	});
	stopAtBadRows(context, rows);
	const clock = createClock(context);
	const download = createDownload(context, clock);
	const outcomes = await getTasks(readable(rows), (await connect(context)).send, clock);
	const results = rows.map(async (row, index): Promise<RowResult> => {
		if (row instanceof RowFailure) return [row];
		const outcome = outcomes.get(row);
		if (outcome === undefined) return [];
		const fileOf = row.output === undefined ? undefined : fileInto(download, row.output);
		const result = await rowResult(index, outcome, { fileOf, fetched: true });
		return row.includeInputFields ? besideInput(result, inputFieldsOf(context, index)) : result;
	});
	return toItems(context, await Promise.all(results));
}

function taskUUID(source: ParameterSource): TaskUUID {
	const where = "the 'taskUUID' from the output of 'Video: Generate' or 'Video: Edit'";
	const given = uuid(source, taskUUIDField, {
		what: 'task UUID',
		example: '762dd057-ddbc-4d3f-8afa-b2feb8f078de',
		where,
	});
	if (given !== undefined) return given.toLowerCase();
	throw refusal(taskUUIDField, MESSAGES.emptyUUID, where);
}
