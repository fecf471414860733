import type { INodeProperties } from 'n8n-workflow';

import { accountOperations } from './account';
import { videoFields, videoOperations } from './video';

/** The whole form, in the order in which a user reads it. */
export const form: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Account', value: 'account', description: 'What is left to spend' },
			{ name: 'Video', value: 'video', description: 'Make, change and fetch videos' },
		],
		default: 'video',
	},
	videoOperations,
	accountOperations,
	...videoFields,
];
