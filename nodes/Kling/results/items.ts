import { given } from '../given';
import * as n8n from 'n8n-workflow';
import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';

import type { Outcome } from '../runware/tasks/outcome';
import type { TaskUUID, Video } from '../runware/wire/protocol';
import { nodeErrorOf } from './nodeError';
import type { FileOf } from '../n8n/binaryOutput';
import type { SafeTasks } from './paidTasks';
import { RowFailure } from './RowFailure';

/** An output item without its pairing. */
export interface OutputEntry {
	readonly json: IDataObject;
	readonly binary?: IBinaryKeyData;
}

/** What a row has come to: an entry for each video or pending task, or why there is none. */
export type RowResult = readonly (OutputEntry | RowFailure)[];

export interface RowOutput {
	/** The model's name where the row knows it; an answer may carry it too. */
	readonly model?: string;
	/** Brings a video's file, where the row wants one. */
	readonly fileOf: FileOf | undefined;
	/** Whether the row asks for an earlier task by its UUID. */
	readonly fetched?: boolean;
}

/** A row's outcome as output entries. */
export async function rowResult(
	row: number,
	outcome: Outcome,
	{ model, fileOf, fetched = false }: RowOutput,
): Promise<RowResult> {
	switch (outcome.status) {
		case 'failed':
			return [RowFailure.ofRunware(row, outcome.error, outcome)];
		case 'processing': {
			const { status, taskUUID } = outcome;
			return [{ json: { status, taskUUID, ...given({ model }) } }];
		}
		case 'finished':
			return await Promise.all(
				outcome.videos.map(async (video) => {
					const json = videoFields(outcome, video, model);
					const file = await fileOf?.(video);
					if (file === undefined) return { json };
					if ('binary' in file) return { json, binary: file.binary };
					const origin = fetched ? 'fetched' : outcome.reused ? 'reused' : 'made';
					return RowFailure.ofDownload(row, outcome.taskUUID, video, file, origin);
				}),
			);
	}
}

function videoFields(
	{ taskUUID, reused, attempts }: Outcome & { readonly status: 'finished' },
	{ videoUUID, videoURL, cost, model: told }: Video,
	known: string | undefined,
): IDataObject {
	const model = known ?? told;
	return {
		status: 'success',
		taskUUID,
		...given({ videoUUID }),
		videoURL,
		...given({ cost, model }),
		reused,
		...given({ attempts }),
	};
}

/**
 * The output items, in the order of the rows and paired to them. A failed row becomes an item when
 * On Error says to continue, and else stops the workflow.
 */
export function toItems(
	context: IExecuteFunctions,
	results: readonly RowResult[],
): INodeExecutionData[] {
	stopAtFailures(context, results);
	return rowItems(context.getNode(), results);
}

/**
 * Throws when a row failed and On Error says to stop.
 * @param stops which failures are a reason to stop
 */
export function stopAtFailures(
	context: IExecuteFunctions,
	results: readonly RowResult[],
	stops: (failure: RowFailure) => boolean = () => true,
): void {
	const failures = results.flat().filter((entry) => entry instanceof RowFailure);
	if (!failures.some(stops) || context.continueOnFail()) return;
	throw nodeErrorOf(context.getNode(), failures, safeTasks(results), results.length);
}

/** What the rows have come to as items, failures included. */
export function rowItems(node: INode, results: readonly RowResult[]): INodeExecutionData[] {
	return results.flatMap((result, item) =>
		result.map((entry) => ({
			...(entry instanceof RowFailure ? { json: failedItem(node, entry) } : entry),
			pairedItem: { item },
		})),
	);
}

function safeTasks(results: readonly RowResult[]): SafeTasks {
	const entries = results.flat().flatMap((entry) => (entry instanceof RowFailure ? [] : entry));
	const tasks = (status: string): readonly TaskUUID[] => [
		...new Set(
			entries
				.filter(({ json }) => json['status'] === status)
				.map(({ json }) => String(json['taskUUID'])),
		),
	];
	return { finished: tasks('success'), processing: tasks('processing') };
}

/**
 * n8n sends an item to the error output by its keys. `details` may be among them since 2.34.4,
 * 2.35.2 and 2.36; before, an item that has more than `error` leaves through the success output.
 * n8n tells a node no version, so these are looked for, which came with 2.36 and 2.39.
 */
const KNOWS_DETAILS = ['redactedHeaders', 'N8N_NODES_API_VERSION'].some((name) => name in n8n);

/** The fields of a failed row's item. With any other key n8n takes it for a good one. */
export function failedItem({ onError }: INode, { message, details }: RowFailure): IDataObject {
	if (onError === 'continueErrorOutput' && !KNOWS_DETAILS) return { error: message };
	return { error: message, details: { ...details } };
}
