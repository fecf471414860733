import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Outcome } from '../runware/outcome';
import { nodeErrorOf } from './nodeError';
import { RowFailure } from './RowFailure';

/** What a row has come to: its videos or pending task, or why there is none. */
export type RowResult = RowFailure | readonly IDataObject[];

/**
 * A row's outcome as output fields, one entry a video, or its failure.
 * @param model the model's name where the row knows it; an answer may carry it too
 */
export function rowResult(row: number, outcome: Outcome, model?: string): RowResult {
	switch (outcome.status) {
		case 'failed':
			return RowFailure.ofRunware(row, outcome.error, outcome);
		case 'processing':
			return [
				{
					status: 'processing',
					taskUUID: outcome.taskUUID,
					...(model === undefined ? {} : { model }),
				},
			];
		case 'finished':
			return outcome.videos.map((video) => {
				const made = model ?? video.model;
				return {
					status: 'success',
					taskUUID: outcome.taskUUID,
					...(video.videoUUID === undefined ? {} : { videoUUID: video.videoUUID }),
					videoURL: video.videoURL,
					...(video.cost === undefined ? {} : { cost: video.cost }),
					...(made === undefined ? {} : { model: made }),
					reused: outcome.reused,
				};
			});
	}
}

/**
 * The output items, in the order of the rows and paired to them. A failed row becomes an item when
 * On Error says to continue, and else stops the workflow.
 */
export function toItems(
	context: IExecuteFunctions,
	results: readonly RowResult[],
): INodeExecutionData[] {
	const failures = results.filter((result) => result instanceof RowFailure);
	if (failures.length > 0 && !context.continueOnFail()) {
		const fields = results.flatMap((result) => (result instanceof RowFailure ? [] : result));
		const finished = fields.filter(({ status }) => status === 'success');
		const taskUUIDs = new Set(finished.map(({ taskUUID }) => String(taskUUID)));
		throw nodeErrorOf(context.getNode(), failures, [...taskUUIDs], results.length);
	}
	return results.flatMap((result, item) =>
		(result instanceof RowFailure ? [failedItem(result)] : result).map((json) => ({
			json,
			pairedItem: { item },
		})),
	);
}

/** Exactly these keys: n8n sends an item with any other to the success output. */
function failedItem({ message, details }: RowFailure): IDataObject {
	return { error: message, details: { ...details } };
}
