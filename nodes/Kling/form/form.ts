import type { INodeProperties } from 'n8n-workflow';

import { accountOperations } from './accountForm';
import { mediaFields, mediaOperations } from './mediaForm';
import { videoFields, videoOperations } from './videoForm';

/** The whole form, in the order in which a user reads it. */
export const form: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Video', value: 'video', description: 'Generate, edit and get videos' },
			{
				name: 'Media',
				value: 'media',
				description: 'Upload images and videos to Runware, or delete them',
			},
			{
				name: 'Account',
				value: 'account',
				description: 'Check the balance of your Runware account',
			},
		],
		default: 'video',
	},
	videoOperations,
	mediaOperations,
	accountOperations,
	...videoFields,
	...mediaFields,
];
