import type { INodeProperties } from 'n8n-workflow';

import { accountOperations } from './account';
import { mediaFields, mediaOperations } from './media';
import { videoFields, videoOperations } from './video';

/** The whole form, in the order in which a user reads it. */
export const form: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Video', value: 'video', description: 'Make, change and fetch videos' },
			{ name: 'Media', value: 'media', description: 'Images and videos kept at Runware' },
			{ name: 'Account', value: 'account', description: 'What is left to spend' },
		],
		default: 'video',
	},
	videoOperations,
	mediaOperations,
	accountOperations,
	...videoFields,
	...mediaFields,
];
