import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { maxWaitMs, taskUUIDField, waitUntilReady } from '../catalog/completion';
import { isUUID } from '../parameters/links';
import { ParameterError, quoted } from '../parameters/ParameterError';
import { text } from '../parameters/readers';
import type { ParameterSource } from '../parameters/readers';
import type { TaskUUID } from '../runware/protocol';
import { fetchVideos } from '../runware/fetchVideos';
import type { Errand } from '../runware/fetchVideos';
import { createClock, createSend } from './connection';
import { rowResult, toItems } from './items';
import { RowFailure } from './RowFailure';
import { readable, readRows, stopAtBadRows } from './rows';

/** `video: get`: the videos of earlier tasks, all asked after together. */
export async function getVideos(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const rows = readRows(context, (source): Errand => {
		const wait = waitUntilReady(source);
		return { taskUUID: taskUUID(source), maxWaitMs: wait ? maxWaitMs(source) : 0 };
	});
	stopAtBadRows(context, rows);
	const errands = readable(rows);
	const outcomes = await fetchVideos(errands, await createSend(context), createClock(context));
	return toItems(
		context,
		rows.map((row, index) => {
			if (row instanceof RowFailure) return row;
			const outcome = outcomes.get(row);
			return outcome === undefined ? [] : rowResult(index, outcome);
		}),
	);
}

function taskUUID(source: ParameterSource): TaskUUID {
	const { displayName } = taskUUIDField;
	const given = text(source, taskUUIDField)?.trim().toLowerCase();
	if (given !== undefined && isUUID(given)) return given;
	throw new ParameterError(
		displayName,
		given === undefined
			? `'${displayName}' is empty; it takes the 'taskUUID' of an earlier task`
			: `'${displayName}' is ${quoted(given)}, but a task UUID looks like 762dd057-ddbc-4d3f-8afa-b2feb8f078de`,
	);
}
