import type { FormField } from './setting';
import type { SlotWords } from './mediaFields';

/** What `media: upload` takes; its three fields are those of any media slot. */
export const UPLOADED_MEDIA: SlotWords = {
	name: 'media',
	displayName: 'Media',
	list: false,
	description: 'Public link to the image or video to upload',
	placeholder: 'e.g. https://example.com/photo.jpg',
	hint: 'An image of up to 10 MB or a video of up to 32 MB',
};

export const mediaUUIDField: FormField = {
	displayName: 'Media UUID',
	name: 'mediaUUID',
	type: 'string',
	default: '',
	placeholder: 'e.g. 104fbb02-e409-40ee-a6f7-e8b901d2955b',
	description: "The 'mediaUUID' from the output of 'Upload'",
};
