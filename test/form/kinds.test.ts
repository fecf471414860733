import type { INodeProperties } from 'n8n-workflow';

import { form } from '../../nodes/Kling/form/form';
import { choicesOf } from './shown';

/** Every field, also those of the collections. */
const FIELDS = form.flatMap((field) => [
	field,
	...(field.type === 'collection' ? ((field.options ?? []) as INodeProperties[]) : []), // a collection's options are fields
]);

const named = (name: string) => FIELDS.filter((field) => field.name === name);

describe('a field of the form', () => {
	it.each<[string, string, unknown]>([
		['positivePrompt', 'string', ''],
		['firstFrame', 'string', ''],
		['firstFrameSource', 'options', 'url'],
		['firstFrameBinaryField', 'string', 'data'],
		['aspectRatio', 'options', '16:9'],
		['keepOriginalSound', 'boolean', true],
		['completion', 'options', 'wait'],
		['taskUUID', 'string', ''],
		['waitUntilReady', 'boolean', true],
		['download', 'boolean', true],
		['outputBinaryField', 'string', 'data'],
		['mediaUUID', 'string', ''],
		['checkContent', 'boolean', true],
		['dryRun', 'boolean', true],
		['includeInputFields', 'boolean', true],
		['ttl', 'number', 86_400],
		['maxConcurrent', 'number', 50],
		['maxWait', 'number', 30],
		['numberResults', 'number', 1],
		['outputFormat', 'options', 'MP4'],
		['outputQuality', 'number', 95],
		['spendingLimit', 'number', 5],
		['uniqueKey', 'string', ''],
		['uploadEndpoint', 'string', ''],
		['webhookURL', 'string', ''],
	])('%s is of the kind %s, and at first %j', (name, type, first) => {
		const fields = named(name);
		expect(fields.length).toBeGreaterThan(0);
		for (const field of fields) expect([field.type, field.default]).toEqual([type, first]);
	});

	it.each([
		['maxConcurrent', { minValue: 1, numberPrecision: 0 }],
		['maxWait', { minValue: 1, maxValue: 10_080 }],
		['numberResults', { minValue: 1, maxValue: 4, numberPrecision: 0 }],
		['outputQuality', { minValue: 20, maxValue: 99, numberPrecision: 0 }],
		['spendingLimit', { minValue: 0, numberPrecision: 2 }],
		['ttl', { minValue: 60, numberPrecision: 0 }],
	])('%s takes numbers within %j', (name, limits) => {
		for (const { typeOptions } of named(name)) expect(typeOptions).toEqual(limits);
	});

	it.each(['positivePrompt', 'referenceImages'])('%s has room for several lines', (name) => {
		for (const { typeOptions } of named(name)) expect(typeOptions?.rows).toBeGreaterThan(1);
	});

	it.each(['firstFrame', 'lastFrame', 'referenceVideo', 'media'])('%s has one line', (name) => {
		for (const { typeOptions } of named(name)) expect(typeOptions).toBeUndefined();
	});

	it.each([
		['aspectRatio', ['16:9', '1:1', '9:16']],
		['outputFormat', ['MP4', 'WEBM', 'MOV']],
		['completion', ['wait', 'callback', 'submit']],
	])('%s offers %j', (name, choices) => {
		for (const field of named(name)) expect(choicesOf(field)).toEqual(choices);
	});
});

describe('a link that Runware is to open', () => {
	it.each(['firstFrame', 'referenceVideo', 'video'])('has to be public: %s', (name) => {
		const fields = named(name).filter(({ hint }) => hint !== undefined);
		expect(fields.length).toBeGreaterThan(0);
		for (const { hint } of fields) {
			expect(hint).toContain('Runware must be able to open the link without signing in.');
		}
	});

	it('of a reference video is spoken of in the prompt by its number', () => {
		for (const { hint } of named('referenceVideo')) {
			expect(hint).toContain('refer to it as &lt;&lt;&lt;video_1&gt;&gt;&gt;.');
		}
	});
});
