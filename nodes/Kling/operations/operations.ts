import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { getAccount } from './getAccount';
import { getVideos } from './getVideos';
import { generateVideos } from './generateVideos';
import type { PaidTasks } from '../results/paidTasks';
import { deleteMedia } from './deleteMedia';
import { uploadMedia } from './uploadMedia';

/** Works on all rows of a run, not on one. */
export type Operation = (
	context: IExecuteFunctions,
	tasks?: PaidTasks,
) => Promise<INodeExecutionData[]>;

/** By resource and operation, as the form names them. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
	['video:generate', async (context, tasks) => await generateVideos(context, 'generate', tasks)],
	['video:edit', async (context, tasks) => await generateVideos(context, 'edit', tasks)],
	['video:get', getVideos],
	['media:upload', uploadMedia],
	['media:delete', deleteMedia],
	['account:get', getAccount],
]);
