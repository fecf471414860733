import type { INodeProperties } from 'n8n-workflow';

import { fileField, linkField, sourceField } from '../fields/mediaFields';
import { mediaUUIDField, UPLOADED_MEDIA } from '../fields/storedMedia';
import { shownIn } from './visibility';

export const mediaOperations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['media'] } },
	options: [
		{
			name: 'Upload',
			value: 'upload',
			action: 'Upload media',
			description: 'Upload an image or video to Runware, to use it in several videos',
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete media',
			description: 'Delete an image or video from Runware',
		},
	],
	default: 'upload',
};

const source = sourceField(UPLOADED_MEDIA);

export const mediaFields: INodeProperties[] = [
	shownIn('media', ['upload'], source),
	shownIn('media', ['upload'], linkField(UPLOADED_MEDIA), { [source.name]: ['url'] }),
	shownIn('media', ['upload'], fileField(UPLOADED_MEDIA), { [source.name]: ['binary'] }),
	shownIn('media', ['delete'], mediaUUIDField),
];
