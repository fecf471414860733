import { choicesOf, offeredOptions, shownField, shownFields } from './shown';

const GENERATE = { resource: 'video', operation: 'generate' };
const EDIT = { resource: 'video', operation: 'edit' };
const GET = { resource: 'video', operation: 'get' };

const ABOVE = ['resource', 'operation', 'model', 'inputMode', 'positivePrompt'];
const BELOW = ['completion', 'options'];

const OPTIONS_OF_TASKS = [
	'checkContent',
	'dryRun',
	'ttl',
	'numberResults',
	'outputFormat',
	'outputQuality',
	'spendingLimit',
	'uniqueKey',
	'uploadEndpoint',
	'webhookURL',
];

describe('the form of a new video', () => {
	it.each([
		['text', ['aspectRatio', 'duration']],
		['firstFrame', ['firstFrame', 'duration']],
		['firstLastFrame', ['firstFrame', 'lastFrame', 'duration']],
		['referenceImages', ['referenceImages', 'aspectRatio', 'duration']],
		[
			'referenceVideo',
			['referenceVideo', 'referenceImages', 'aspectRatio', 'duration', 'keepOriginalSound'],
		],
		[
			'auto',
			[
				'firstFrame',
				'lastFrame',
				'referenceVideo',
				'referenceImages',
				'aspectRatio',
				'duration',
				'keepOriginalSound',
			],
		],
	])('shows exactly the fields of %s', (inputMode, fields) => {
		expect(shownFields({ ...GENERATE, inputMode })).toEqual([...ABOVE, ...fields, ...BELOW]);
	});

	it('is that of text at first', () => {
		expect(shownFields({})).toEqual(shownFields({ ...GENERATE, inputMode: 'text' }));
	});

	it('does not change with model and completion, but for the options', () => {
		const plain = shownFields({ ...GENERATE, inputMode: 'text' });
		for (const model of ['klingai:kling@o1', '={{ $json.model }}']) {
			for (const completion of ['wait', 'submit', '={{ $json.completion }}']) {
				expect(shownFields({ ...GENERATE, inputMode: 'text', model, completion })).toEqual(plain);
			}
		}
	});

	it.each([
		['text', 'options', [5, 10]],
		['firstFrame', 'options', [5, 10]],
		['firstLastFrame', 'options', [5, 10]],
		['referenceImages', 'number', []],
		['referenceVideo', 'number', []],
		['auto', 'number', []],
	])('asks for the duration of %s as %s %j', (inputMode, type, values) => {
		const field = shownField({ ...GENERATE, inputMode }, 'duration');
		expect([field.type, choicesOf(field), field.default]).toEqual([type, values, 5]);
		if (type === 'number') {
			expect(field.typeOptions).toMatchObject({ minValue: 3, maxValue: 10, numberPrecision: 0 });
		}
	});

	it('shows every field of every mode when the mode is an expression', () => {
		const shown = new Set(shownFields({ ...GENERATE, inputMode: '={{ $json.mode }}' }));
		expect([...shown].sort()).toEqual([...shownFields({ ...GENERATE, inputMode: 'auto' })].sort());
	});
});

describe('the forms of the other operations', () => {
	it('of editing shows its fields', () => {
		expect(shownFields(EDIT)).toEqual([
			'resource',
			'operation',
			'model',
			'positivePrompt',
			'video',
			'referenceImages',
			'keepOriginalSound',
			'completion',
			'options',
		]);
	});

	it('of editing is the same whatever input mode a new video had before', () => {
		for (const inputMode of ['text', 'auto', '={{ $json.mode }}']) {
			expect(shownFields({ ...EDIT, inputMode })).toEqual(shownFields(EDIT));
		}
	});

	it.each([
		[true, ['taskUUID', 'waitUntilReady', 'options']],
		['={{ $json.wait }}', ['taskUUID', 'waitUntilReady', 'options']],
		[false, ['taskUUID', 'waitUntilReady']],
	])('of fetching shows its fields, waiting being %j', (waitUntilReady, fields) => {
		expect(shownFields({ ...GET, waitUntilReady })).toEqual(['resource', 'operation', ...fields]);
	});

	it('of the account shows nothing to fill in', () => {
		expect(shownFields({ resource: 'account' })).toEqual(['resource', 'operation']);
		expect(choicesOf(shownField({ resource: 'account' }, 'operation'))).toEqual(['get']);
	});

	it('of videos offers its operations', () => {
		expect(choicesOf(shownField(GENERATE, 'operation'))).toEqual(['edit', 'generate', 'get']);
	});
});

describe('the options', () => {
	it.each([
		['generate', 'wait', [...OPTIONS_OF_TASKS, 'maxConcurrent', 'maxWait']],
		['generate', 'submit', OPTIONS_OF_TASKS],
		['generate', '={{ $json.completion }}', [...OPTIONS_OF_TASKS, 'maxConcurrent', 'maxWait']],
		['edit', 'wait', [...OPTIONS_OF_TASKS, 'maxConcurrent', 'maxWait']],
		['edit', 'submit', OPTIONS_OF_TASKS],
	])('of %s are those that %s can use', (operation, completion, names) => {
		const offered = offeredOptions({ resource: 'video', operation, completion });
		expect([...offered].sort()).toEqual([...names].sort());
	});

	it('are sorted by what the user reads', () => {
		expect(offeredOptions(GENERATE)).toEqual([
			'checkContent',
			'dryRun',
			'ttl',
			'maxWait',
			'numberResults',
			'outputFormat',
			'outputQuality',
			'spendingLimit',
			'uniqueKey',
			'uploadEndpoint',
			'maxConcurrent',
			'webhookURL',
		]);
	});

	it('of fetching are those of waiting, and only when it waits', () => {
		expect(offeredOptions(GET)).toEqual(['maxWait']);
		expect(offeredOptions({ ...GET, waitUntilReady: false })).toEqual([]);
	});
});
