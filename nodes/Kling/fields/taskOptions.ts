import { webAddress } from '../parameters/linksAndFiles/link';
import { oneOf, wholeNumber, yesOrNo } from '../parameters/readers';
import { inOptions } from './setting';
import type { Option } from './setting';

const numberResults: Option = {
	field: {
		displayName: 'Number of Videos',
		name: 'numberResults',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 4, numberPrecision: 0 },
		default: 1,
		description: 'How many videos to make from each row, 1 to 4. You pay for each one.',
	},
	toTask: (source) =>
		set('numberResults', wholeNumber(source, inOptions(numberResults.field), { min: 1, max: 4 })),
};

const OUTPUT_FORMATS = [
	{ name: 'MP4', value: 'MP4', description: 'Plays on almost any device' },
	{ name: 'WEBM', value: 'WEBM', description: 'Small files for web pages' },
	{ name: 'MOV', value: 'MOV', description: 'For editing on a Mac' },
];

const outputFormat: Option = {
	field: {
		displayName: 'Output Format',
		name: 'outputFormat',
		type: 'options',
		options: OUTPUT_FORMATS,
		default: 'MP4',
		description: 'File format of the video',
	},
	toTask: (source) =>
		set('outputFormat', oneOf(source, inOptions(outputFormat.field), OUTPUT_FORMATS)?.value),
};

const outputQuality: Option = {
	field: {
		displayName: 'Output Quality',
		name: 'outputQuality',
		type: 'number',
		typeOptions: { minValue: 20, maxValue: 99, numberPrecision: 0 },
		default: 95,
		description: 'From 20 (smallest file) to 99 (best picture)',
	},
	toTask: (source) =>
		set(
			'outputQuality',
			wholeNumber(source, inOptions(outputQuality.field), { min: 20, max: 99, unit: 'percent' }),
		),
};

const ttl: Option = {
	field: {
		displayName: 'Link Lifetime (Seconds)',
		name: 'ttl',
		type: 'number',
		typeOptions: { minValue: 60, numberPrecision: 0 },
		default: 86400,
		description: 'How long the link to the finished video works. At least 60; 86400 is one day.',
	},
	toTask: (source) =>
		set('ttl', wholeNumber(source, inOptions(ttl.field), { min: 60, unit: 'seconds' })),
};

const checkContent: Option = {
	field: {
		displayName: 'Check Content',
		name: 'checkContent',
		type: 'boolean',
		default: true,
		description: "Whether Runware's content check looks at the prompt and the video",
	},
	toTask: (source) => {
		const wanted = yesOrNo(source, inOptions(checkContent.field));
		return wanted === undefined ? {} : { safety: { checkContent: wanted } };
	},
};

const webhookURL: Option = {
	field: {
		displayName: 'Webhook URL',
		name: 'webhookURL',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/video-ready',
		description: 'A web address of yours that Runware also notifies of each finished video',
	},
	completions: ['wait', 'submit'], // else the report goes to the paused execution
	toTask: (source) => set('webhookURL', webAddress(source, inOptions(webhookURL.field))),
};

const uploadEndpoint: Option = {
	field: {
		displayName: 'Upload Endpoint',
		name: 'uploadEndpoint',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://storage.example.com/my.mp4',
		description:
			'Web address to which Runware also uploads the finished file (with HTTP PUT). Give each row its own address.',
	},
	toTask: (source) => set('uploadEndpoint', webAddress(source, inOptions(uploadEndpoint.field))),
};

/** Task fields of the collection 'Options', sorted by label as n8n sorts collections. */
export const TASK_OPTIONS: readonly Option[] = [
	checkContent,
	ttl,
	numberResults,
	outputFormat,
	outputQuality,
	uploadEndpoint,
	webhookURL,
];

/** A field that was not set is not in the task at all. */
function set<Name extends string, Value>(name: Name, value: Value | undefined) {
	return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value }; // a computed key widens to string
}
