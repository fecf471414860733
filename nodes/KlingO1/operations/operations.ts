import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { getAccount } from './getAccount';
import { getVideos } from './getVideos';
import { makeVideos } from './makeVideos';
import { removeMedia, storeMedia } from './storeMedia';

/** Works on all rows of a run, not on one. */
export type Operation = (context: IExecuteFunctions) => Promise<INodeExecutionData[]>;

/** By resource and operation, as the form names them. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
	['video:generate', async (context) => await makeVideos(context, 'generate')],
	['video:edit', async (context) => await makeVideos(context, 'edit')],
	['video:get', getVideos],
	['media:upload', storeMedia],
	['media:delete', removeMedia],
	['account:get', getAccount],
]);
