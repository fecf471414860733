import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { completion, maxConcurrent, maxWaitMs } from '../catalog/completion';
import type { Completion } from '../catalog/completion';
import { parseGeneration } from '../request/generation';
import type { VideoOperation } from '../request/generation';
import { videoRequest } from '../request/videoRequest';
import { render } from '../runware/render';
import type { Job } from '../runware/job';
import type { Outcome } from '../runware/outcome';
import { createClock, createSend } from './connection';
import { taskUUIDOf } from './identity';
import { rowResults, toItems } from './items';
import { reportProgress } from './progress';
import { readable, readRows, stopAtBadRows } from './rows';

interface Wish extends Job {
	readonly completion: Completion;
	readonly maxConcurrent: number;
}

/** `video: generate` and `video: edit`: all rows are read, then all render, then all are items. */
export async function makeVideos(
	context: IExecuteFunctions,
	operation: VideoOperation,
): Promise<INodeExecutionData[]> {
	const rows = readRows(context, (source, row): Wish => {
		const request = videoRequest(parseGeneration(source, operation));
		return {
			request,
			taskUUID: taskUUIDOf(context, row, request),
			completion: completion(source),
			maxConcurrent: maxConcurrent(source),
			maxWaitMs: maxWaitMs(source),
		};
	});
	stopAtBadRows(context, rows);
	const wishes = readable(rows);
	const outcomes = new Map<Wish, Outcome>();
	// What is not waited for goes first, so that it waits for nobody.
	for (const until of ['submit', 'wait'] as const) {
		const group = wishes.filter((wish) => wish.completion === until);
		const made = await renderGroup(context, group, until);
		made.forEach((outcome, index) => {
			const wish = group[index];
			if (wish !== undefined) outcomes.set(wish, outcome);
		});
	}
	return toItems(
		context,
		rowResults(rows, outcomes, ({ request }) => request.model),
	);
}

async function renderGroup(
	context: IExecuteFunctions,
	wishes: readonly Wish[],
	until: Completion,
): Promise<readonly Outcome[]> {
	if (wishes.length === 0) return [];
	const progress = reportProgress(context, wishes.length);
	return await render(
		wishes,
		{ send: await createSend(context), clock: createClock(context), random: Math.random },
		until === 'submit'
			? // What is not waited for can not wait for a place either.
				{ maxConcurrent: Infinity, until: 'accepted' }
			: {
					maxConcurrent: Math.min(...wishes.map((wish) => wish.maxConcurrent)),
					until: 'finished',
					onOutcome: progress,
				},
	);
}
