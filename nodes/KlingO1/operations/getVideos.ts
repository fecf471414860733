import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { maxWaitMs, taskUUIDField, waitUntilReady } from '../catalog/completion';
import { includeInputFields, outputFileField } from '../catalog/outputFile';
import { uuid } from '../parameters/links';
import { MESSAGES, refusal } from '../parameters/messages';
import type { ParameterSource } from '../parameters/readers';
import type { TaskUUID } from '../runware/protocol';
import { fetchVideos } from '../runware/fetchVideos';
import type { Errand } from '../runware/fetchVideos';
import { isAgentTool } from './agentTool';
import { createClock, connect } from './connection';
import { createDownload } from './download';
import { besideInput, inputFieldsOf } from './inputFields';
import { rowResult, toItems } from './items';
import type { RowResult } from './items';
import { fileInto } from './outputFile';
import type { OutputFile } from './outputFile';
import { RowFailure } from './RowFailure';
import { readable, readRows, stopAtBadRows } from './rows';

interface Row extends Errand {
	readonly output?: OutputFile;
	readonly includeInputFields: boolean;
}

/** `video: get`: the videos of earlier tasks, all asked after together. */
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
	const outcomes = await fetchVideos(readable(rows), (await connect(context)).send, clock);
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
	const given = uuid(source, taskUUIDField, {
		what: 'task UUID',
		example: '762dd057-ddbc-4d3f-8afa-b2feb8f078de',
	});
	if (given !== undefined) return given.toLowerCase();
	throw refusal(
		taskUUIDField,
		MESSAGES.emptyUUID,
		"the 'taskUUID' from the output of 'Video: Generate' or 'Video: Edit'",
	);
}
