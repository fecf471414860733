import { emulatorForTests } from '../client';
import { task } from '../tasks';
import { itAccepts, itRefuses } from './refusals';

const client = emulatorForTests();

describe('The emulator, whatever the model,', () => {
	itRefuses(client, [
		['no UUID', task({ taskUUID: undefined }), 'missingTaskUUID', 'taskUUID'],
		[
			'a UUID that is not of version 4',
			task({ taskUUID: '366d2e00-2941-1163-b7a7-4ec835fed9f9' }),
			'invalidTaskUUID',
			'taskUUID',
		],
		['no model', task({ model: undefined }), 'missingModel', 'model'],
		['another model', task({ model: 'klingai:5@3' }), 'invalidModel', 'model'],
		['base64 output', task({ outputType: 'base64Data' }), 'invalidOutputType', 'outputType'],
		['a lower-case format', task({ outputFormat: 'mp4' }), 'invalidOutputFormat', 'outputFormat'],
		['a quality of 19', task({ outputQuality: 19 }), 'invalidOutputQuality', 'outputQuality'],
		['a quality of 100', task({ outputQuality: 100 }), 'invalidOutputQuality', 'outputQuality'],
		['a lifetime of 59 seconds', task({ ttl: 59 }), 'invalidTtl', 'ttl'],
		['no results', task({ numberResults: 0 }), 'invalidNumberResults', 'numberResults'],
		['five results', task({ numberResults: 5 }), 'invalidNumberResults', 'numberResults'],
		[
			'no delivery method',
			task({ deliveryMethod: undefined }),
			'missingDeliveryMethod',
			'deliveryMethod',
		],
		['sync delivery', task({ deliveryMethod: 'sync' }), 'invalidDeliveryMethod', 'deliveryMethod'],
		['includeCost as text', task({ includeCost: 'true' }), 'invalidIncludeCost', 'includeCost'],
		['safety as a boolean', task({ safety: true }), 'invalidSafety', 'safety'],
		[
			'an unknown field of safety',
			task({ safety: { level: 1 } }),
			'unsupportedParameter',
			'safety.level',
		],
		[
			'checkContent as text',
			task({ safety: { checkContent: 'true' } }),
			'invalidSafetyCheckContent',
			'safety.checkContent',
		],
		[
			'an unknown mode of safety',
			task({ safety: { mode: 'slow' } }),
			'invalidSafetyMode',
			'safety.mode',
		],
		['a webhook that is no link', task({ webhookURL: 'me' }), 'invalidWebhookURL', 'webhookURL'],
		[
			'an upload endpoint that is no http link',
			task({ uploadEndpoint: 'ftp://media.invalid/' }),
			'invalidUploadEndpoint',
			'uploadEndpoint',
		],
	]);

	itAccepts(client, [
		[
			'every optional parameter',
			task({
				outputType: 'URL',
				outputFormat: 'WEBM',
				outputQuality: 99,
				ttl: 60,
				numberResults: 4,
				safety: { checkContent: true, mode: 'fast' },
				webhookURL: 'https://hooks.invalid/a',
				uploadEndpoint: 'https://files.invalid/a',
			}),
		],
	]);
});
