import { EVERY_WAY, MODES, refusal, requestOf } from './rows';

const OPTIONS = [
	'checkContent',
	'ttl',
	'numberResults',
	'outputFormat',
	'outputQuality',
	'uploadEndpoint',
	'webhookURL',
] as const;

const HOOK = 'https://example.com/hook?token=a,b';

const LINK = 'but it must be a link that starts with http:// or https://';
const ONE_TO_FOUR = 'but it must be a whole number, 1 to 4';
const QUALITY = 'but it must be a whole number, 20 to 99';
const LIFETIME = 'but it must be a whole number of seconds, 60 or more';

describe.each(EVERY_WAY)('an option of $mode with $model', ({ mode, model }) => {
	const plain = requestOf(mode, { model });
	const row = (name: string, value: unknown) => ({ model, [`options.${name}`]: value });

	it.each(OPTIONS)('is not in the task when it is not set: %s', (name) => {
		for (const blank of [null, undefined, '', '  ']) {
			expect(requestOf(mode, row(name, blank))).toStrictEqual(plain);
		}
	});

	it.each([
		['numberResults', 1, { numberResults: 1 }],
		['numberResults', 4, { numberResults: 4 }],
		['numberResults', '3', { numberResults: 3 }],
		['outputFormat', 'MP4', { outputFormat: 'MP4' }],
		['outputFormat', 'webm', { outputFormat: 'WEBM' }],
		['outputFormat', ' mov ', { outputFormat: 'MOV' }],
		['outputQuality', 20, { outputQuality: 20 }],
		['outputQuality', 99, { outputQuality: 99 }],
		['outputQuality', '95', { outputQuality: 95 }],
		['ttl', 60, { ttl: 60 }],
		['ttl', '86400', { ttl: 86_400 }],
		['checkContent', true, { safety: { checkContent: true } }],
		['checkContent', false, { safety: { checkContent: false } }],
		['checkContent', 'false', { safety: { checkContent: false } }],
		['webhookURL', HOOK, { webhookURL: HOOK }],
		['webhookURL', ` ${HOOK} `, { webhookURL: HOOK }],
		['uploadEndpoint', HOOK, { uploadEndpoint: HOOK }],
		['uploadEndpoint', 'http://localhost:9000/x', { uploadEndpoint: 'http://localhost:9000/x' }],
	])('is sent as what it says: %s %j', (name, value, sent) => {
		expect(requestOf(mode, row(name, value))).toStrictEqual({ ...plain, ...sent });
	});
});

describe.each(MODES)('a wrong option of %s', (mode) => {
	it.each([
		['numberResults', 0, `'Number of Videos' is 0, ${ONE_TO_FOUR}`],
		['numberResults', 5, `'Number of Videos' is 5, ${ONE_TO_FOUR}`],
		['numberResults', 1.5, `'Number of Videos' is 1.5, ${ONE_TO_FOUR}`],
		['numberResults', 'two', `'Number of Videos' is "two", ${ONE_TO_FOUR}`],
		['numberResults', [2, 3], `'Number of Videos' is a list with 2 entries, ${ONE_TO_FOUR}`],
		['outputFormat', 'AVI', `'Output Format' is "AVI", but it must be MP4, WEBM or MOV`],
		['outputFormat', 4, `'Output Format' is 4, but it must be MP4, WEBM or MOV`],
		[
			'outputFormat',
			'constructor',
			`'Output Format' is "constructor", but it must be MP4, WEBM or MOV`,
		],
		['outputQuality', 19, `'Output Quality' is 19, ${QUALITY}`],
		['outputQuality', 100, `'Output Quality' is 100, ${QUALITY}`],
		['outputQuality', '95 dpi', `'Output Quality' is "95 dpi", ${QUALITY}`],
		['outputQuality', 50.5, `'Output Quality' is 50.5, ${QUALITY}`],
		['ttl', 59, `'Link Lifetime (Seconds)' is 59, ${LIFETIME}`],
		['ttl', -60, `'Link Lifetime (Seconds)' is -60, ${LIFETIME}`],
		['ttl', '1 moon', `'Link Lifetime (Seconds)' is "1 moon", ${LIFETIME}`],
		[
			'ttl',
			Infinity,
			`'Link Lifetime (Seconds)' is not a number (the calculation has no result), ${LIFETIME}`,
		],
		['checkContent', 'later', `'Check Content' is "later", but it must be true or false`],
		['checkContent', 2, `'Check Content' is 2, but it must be true or false`],
		['webhookURL', 'example.com', `'Webhook URL' is "example.com", ${LINK}`],
		['webhookURL', 'ftp://example.com', `'Webhook URL' is "ftp://example.com", ${LINK}`],
		['webhookURL', 'https://', `'Webhook URL' is "https://", ${LINK}`],
		['webhookURL', 'https://a b', `'Webhook URL' is "https://a b", ${LINK}`],
		['webhookURL', 80, `'Webhook URL' is "80", ${LINK}`],
		[
			'webhookURL',
			{ url: HOOK },
			"'Webhook URL' is a group of fields, but it must be text. Drag the one field that you need from the input panel onto it",
		],
		['uploadEndpoint', 's3://bucket/x', `'Upload Endpoint' is "s3://bucket/x", ${LINK}`],
		['uploadEndpoint', 'C:\\videos', `'Upload Endpoint' is "C:\\videos", ${LINK}`],
		['uploadEndpoint', true, "'Upload Endpoint' is true, but it must be text"],
	])('is refused: %s %j', (name, value, message) => {
		expect(refusal(mode, { [`options.${name}`]: value })).toBe(message);
	});
});

describe('all options together', () => {
	it('are all in the task, beside what the mode sends', () => {
		const all = {
			'options.numberResults': 2,
			'options.outputFormat': 'MOV',
			'options.outputQuality': 80,
			'options.ttl': 3600,
			'options.checkContent': true,
			'options.webhookURL': HOOK,
			'options.uploadEndpoint': HOOK,
		};
		expect(requestOf('referenceVideo', all)).toStrictEqual({
			...requestOf('referenceVideo'),
			numberResults: 2,
			outputFormat: 'MOV',
			outputQuality: 80,
			ttl: 3600,
			safety: { checkContent: true },
			webhookURL: HOOK,
			uploadEndpoint: HOOK,
		});
	});

	it('are looked for in the collection, not beside it', () => {
		expect(requestOf('text', { ttl: 3600, numberResults: 2 })).toStrictEqual(requestOf('text'));
	});
});
