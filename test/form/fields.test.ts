import type { INodeParameters } from 'n8n-workflow';

import { choicesOf, offeredOptions, shownField, shownFields } from './shown';

const GENERATE = { resource: 'video', operation: 'generate' };
const EDIT = { resource: 'video', operation: 'edit' };
const GET = { resource: 'video', operation: 'get' };
const UPLOAD = { resource: 'media', operation: 'upload' };

const ABOVE = ['resource', 'operation', 'model', 'inputMode', 'positivePrompt'];
const BELOW = ['completion', 'download', 'outputBinaryField', 'options'];

/** The three parameters of a media slot, of which two are shown. */
const mediaFields = (slot: string, source: string) => {
	const file = slot === 'referenceImages' ? `${slot}BinaryFields` : `${slot}BinaryField`;
	const shown = { url: [slot], binary: [file] }[source] ?? [slot, file];
	return [`${slot}Source`, ...shown];
};

/** How a slot's media may come; an expression may turn out either way. */
const SOURCES = ['url', 'binary', '={{ $json.source }}'];
const from = (source: string, ...slots: readonly string[]) =>
	Object.fromEntries(slots.map((slot) => [`${slot}Source`, source]));
const SLOTS = ['firstFrame', 'lastFrame', 'referenceVideo', 'video', 'referenceImages'];

const OPTIONS_OF_TASKS = [
	'checkContent',
	'dryRun',
	'includeInputFields',
	'ttl',
	'numberResults',
	'outputFormat',
	'outputQuality',
	'spendingLimit',
	'uniqueKey',
	'uploadEndpoint',
	'webhookURL',
];

const O1 = ['klingai:kling@o1-standard', 'klingai:kling@o1'];
const OMNI = ['klingai:kling-video@o3-standard', 'klingai:kling-video@o3-pro'];

/** The media of each mode, and its settings with O1 and with 3.0 Omni. */
const FORMS: Readonly<Record<string, readonly [string[], string[], string[]]>> = {
	text: [[], ['aspectRatio', 'duration'], ['aspectRatio', 'duration', 'sound', 'shots']],
	firstFrame: [['firstFrame'], ['duration'], ['duration', 'sound', 'shots']],
	firstLastFrame: [['firstFrame', 'lastFrame'], ['duration'], ['duration', 'sound', 'shots']],
	referenceImages: [
		['referenceImages'],
		['aspectRatio', 'duration'],
		['aspectRatio', 'duration', 'sound', 'shots'],
	],
	referenceVideo: [
		['referenceVideo', 'referenceImages'],
		['aspectRatio', 'duration', 'keepOriginalSound'],
		['aspectRatio', 'duration', 'keepOriginalSound'],
	],
	auto: [
		['firstFrame', 'lastFrame', 'referenceVideo', 'referenceImages'],
		['aspectRatio', 'duration', 'keepOriginalSound'],
		['aspectRatio', 'duration', 'keepOriginalSound', 'sound', 'shots'],
	],
};

const WAYS = Object.entries(FORMS).flatMap(([inputMode, [slots, ofO1, ofOmni]]) => [
	...O1.map((model) => ({ model, inputMode, slots, settings: ofO1 })),
	...OMNI.map((model) => ({ model, inputMode, slots, settings: ofOmni })),
]);

/** What an expression comes to in the editor: nothing without data, and what people write with them. */
const UNKNOWN = ['', 'First Frame', 'kling', null];

/** Each name once: the core, which sees the expression itself, shows a field in all of its forms. */
const namesIn = (form: INodeParameters) => [...new Set(shownFields(form))];

describe('the form of a new video', () => {
	it.each(WAYS)(
		'shows exactly the fields of $inputMode with $model',
		({ model, inputMode, slots, settings }) => {
			for (const source of SOURCES) {
				const media = slots.flatMap((slot) => mediaFields(slot, source));
				expect(shownFields({ ...GENERATE, model, inputMode, ...from(source, ...SLOTS) })).toEqual([
					...ABOVE,
					...media,
					...settings,
					...BELOW,
				]);
			}
			expect(shownFields({ ...GENERATE, model, inputMode })).toEqual(
				shownFields({ ...GENERATE, model, inputMode, ...from('url', ...SLOTS) }),
			);
		},
	);

	it('shows for each slot what its own source asks for', () => {
		const form = { ...GENERATE, inputMode: 'auto', ...from('binary', 'lastFrame') };
		expect(shownFields(form)).toEqual([
			...ABOVE,
			'firstFrameSource',
			'firstFrame',
			'lastFrameSource',
			'lastFrameBinaryField',
			'referenceVideoSource',
			'referenceVideo',
			'referenceImagesSource',
			'referenceImages',
			'aspectRatio',
			'duration',
			'keepOriginalSound',
			...BELOW,
		]);
	});

	it('is that of text with O1 Standard at first', () => {
		const [model = ''] = O1;
		expect(shownFields({})).toEqual(shownFields({ ...GENERATE, model, inputMode: 'text' }));
	});

	it.each(Object.keys(FORMS))(
		'shows what any model takes when the model of %s is an expression',
		(inputMode) => {
			const [slots = [], , settings = []] = FORMS[inputMode] ?? [];
			const media = slots.flatMap((slot) => mediaFields(slot, 'url'));
			const fields = [...ABOVE, ...media, ...settings, ...BELOW];
			expect(namesIn({ ...GENERATE, inputMode, model: '={{ $json.model }}' })).toEqual(fields);
			for (const model of UNKNOWN) {
				expect(shownFields({ ...GENERATE, inputMode, model })).toEqual(fields);
			}
		},
	);

	it.each([...O1, ...OMNI, '={{ $json.model }}'])(
		'shows every field of every mode when the mode is an expression, with %s',
		(model) => {
			for (const source of ['url', 'binary']) {
				const form = { ...GENERATE, model, ...from(source, ...SLOTS) };
				const fields = namesIn({ ...form, inputMode: 'auto' });
				const raw = namesIn({ ...form, inputMode: '={{ $json.mode }}' });
				expect(raw).toEqual(expect.arrayContaining([...fields]));
				if (source === 'url') expect(raw).toEqual(fields);
				if (model.startsWith('=')) continue;
				for (const inputMode of UNKNOWN) {
					expect(shownFields({ ...form, inputMode })).toEqual(fields);
				}
			}
		},
	);

	it.each([
		['text', 'options', [5, 10]],
		['firstFrame', 'options', [5, 10]],
		['firstLastFrame', 'options', [5, 10]],
		['referenceImages', 'number', []],
		['referenceVideo', 'number', []],
		['auto', 'number', []],
	])('asks for the duration of %s with O1 as %s %j', (inputMode, type, values) => {
		for (const model of O1) {
			const field = shownField({ ...GENERATE, inputMode, model }, 'duration');
			expect([field.type, choicesOf(field), field.default]).toEqual([type, values, 5]);
			if (type === 'number') {
				expect(field.typeOptions).toMatchObject({ minValue: 3, maxValue: 10, numberPrecision: 0 });
			}
		}
	});

	it.each(Object.keys(FORMS))('asks for the duration of %s with 3.0 Omni as a number', (mode) => {
		for (const model of [...OMNI, '']) {
			const field = shownField({ ...GENERATE, inputMode: mode, model }, 'duration');
			expect([field.type, field.default]).toEqual(['number', 5]);
			expect(field.typeOptions).toMatchObject({ minValue: 3, maxValue: 15, numberPrecision: 0 });
		}
	});

	it.each<[string, string, string]>([
		['klingai:kling@o1', 'referenceImages', 'Seconds, from 3 to 10'],
		[
			'klingai:kling@o1',
			'auto',
			'In seconds: 5 or 10 for text or frames, 3 to 10 for reference images or a reference video',
		],
		['klingai:kling-video@o3-pro', 'text', 'Seconds, from 3 to 15'],
		['klingai:kling-video@o3-pro', 'auto', 'Seconds, from 3 to 15'],
		['', 'text', 'In seconds: 5 or 10 with Kling O1; 3 to 15 with Kling 3.0 Omni'],
		[
			'',
			'auto',
			'In seconds: 5 or 10 for text or frames, 3 to 10 for reference images or a reference video with Kling O1; 3 to 15 with Kling 3.0 Omni',
		],
	])('says which lengths "%s" takes for %s', (model, inputMode, hint) => {
		expect(shownField({ ...GENERATE, model, inputMode }, 'duration').hint).toBe(hint);
	});

	it('says where shots can take the place of the prompt', () => {
		const needed = (model: string, inputMode: string) =>
			shownField({ ...GENERATE, model, inputMode }, 'positivePrompt').description;
		for (const { model, inputMode, settings } of WAYS) {
			expect(needed(model, inputMode)).toMatch(
				settings.includes('shots') ? /Needed unless 'Shots' is filled in\.$/ : /Always needed\.$/,
			);
		}
	});
});

describe('the forms of the other operations', () => {
	it.each(SOURCES)('of editing shows its fields, the media coming as %s', (source) => {
		for (const model of [...O1, ...OMNI, ...UNKNOWN, '={{ $json.model }}']) {
			expect(shownFields({ ...EDIT, model, ...from(source, ...SLOTS) })).toEqual([
				'resource',
				'operation',
				'model',
				'positivePrompt',
				...mediaFields('video', source),
				...mediaFields('referenceImages', source),
				'keepOriginalSound',
				...BELOW,
			]);
		}
	});

	it('of editing is the same whatever input mode a new video had before', () => {
		for (const inputMode of ['text', 'auto', '={{ $json.mode }}']) {
			expect(shownFields({ ...EDIT, inputMode })).toEqual(shownFields(EDIT));
		}
	});

	it.each([true, false, '={{ $json.wait }}'])(
		'of fetching shows its fields, waiting being %j',
		(waitUntilReady) => {
			const fields = ['taskUUID', 'waitUntilReady', 'download', 'outputBinaryField', 'options'];
			expect(shownFields({ ...GET, waitUntilReady })).toEqual(['resource', 'operation', ...fields]);
		},
	);

	it('of the account shows nothing to fill in', () => {
		expect(shownFields({ resource: 'account' })).toEqual(['resource', 'operation']);
		expect(choicesOf(shownField({ resource: 'account' }, 'operation'))).toEqual(['get']);
	});

	it.each(SOURCES)('of uploading media shows its slot, coming as %s', (source) => {
		expect(shownFields({ ...UPLOAD, mediaSource: source })).toEqual([
			'resource',
			'operation',
			...mediaFields('media', source),
		]);
	});

	it('of media is that of uploading a link at first', () => {
		expect(shownFields({ resource: 'media' })).toEqual(
			shownFields({ ...UPLOAD, mediaSource: 'url' }),
		);
		expect(choicesOf(shownField({ resource: 'media' }, 'operation'))).toEqual(['upload', 'delete']);
	});

	it('of deleting media asks for its UUID alone', () => {
		expect(shownFields({ resource: 'media', operation: 'delete' })).toEqual([
			'resource',
			'operation',
			'mediaUUID',
		]);
	});

	it('of videos offers its operations', () => {
		expect(choicesOf(shownField(GENERATE, 'operation'))).toEqual(['generate', 'edit', 'get']);
	});
});

describe('the options', () => {
	const reporting = OPTIONS_OF_TASKS.filter((name) => name !== 'webhookURL');

	it.each([
		['generate', 'wait', [...OPTIONS_OF_TASKS, 'maxConcurrent', 'maxWait']],
		['generate', 'callback', [...reporting, 'maxWait']],
		['generate', 'submit', OPTIONS_OF_TASKS],
		['generate', '={{ $json.completion }}', [...OPTIONS_OF_TASKS, 'maxConcurrent', 'maxWait']],
		['edit', 'wait', [...OPTIONS_OF_TASKS, 'maxConcurrent', 'maxWait']],
		['edit', 'callback', [...reporting, 'maxWait']],
		['edit', 'submit', OPTIONS_OF_TASKS],
	])('of %s are those that %s can use', (operation, completion, names) => {
		const offered = offeredOptions({ resource: 'video', operation, completion });
		expect([...new Set(offered)].sort()).toEqual([...names].sort());
	});

	it('are sorted by what the user reads', () => {
		expect(offeredOptions(GENERATE)).toEqual([
			'checkContent',
			'dryRun',
			'includeInputFields',
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

	it('of fetching are the input fields, and how long it waits when it does', () => {
		expect(offeredOptions(GET)).toEqual(['includeInputFields', 'maxWait']);
		expect(offeredOptions({ ...GET, waitUntilReady: false })).toEqual(['includeInputFields']);
	});
});

describe('the fields of a media slot', () => {
	const shown = { ...GENERATE, inputMode: 'auto' };

	it.each<[string, object]>([
		['firstFrame', shown],
		['lastFrame', shown],
		['referenceVideo', shown],
		['referenceImages', shown],
		['video', EDIT],
		['referenceImages', EDIT],
		['media', UPLOAD],
	])('of %s are a choice of link or file, a link, and a file field', (slot, form) => {
		const [sourceName = '', linkName = ''] = mediaFields(slot, 'url');
		const [, fileName = ''] = mediaFields(slot, 'binary');
		const source = shownField({ ...form }, sourceName);
		expect([source.type, choicesOf(source), source.default]).toEqual([
			'options',
			['url', 'binary'],
			'url',
		]);
		const link = shownField({ ...form, [sourceName]: 'url' }, linkName);
		expect([link.type, link.default]).toEqual(['string', '']);
		const file = shownField({ ...form, [sourceName]: 'binary' }, fileName);
		expect([file.type, file.default]).toEqual(['string', 'data']);
		for (const field of [source, link, file]) {
			expect(field.displayName.startsWith(link.displayName)).toBe(true);
			expect(field.required).not.toBe(true);
			expect(field.noDataExpression).not.toBe(true);
			expect(field.description).toEqual(expect.any(String));
		}
	});
});

describe('the file of the finished video', () => {
	const asked = (form: INodeParameters) =>
		shownFields(form).filter((name) => ['download', 'outputBinaryField'].includes(name));
	const both = ['download', 'outputBinaryField'];

	it.each([
		['wait', true, both],
		['wait', false, ['download']],
		['wait', '={{ $json.download }}', both],
		['callback', true, both],
		['callback', false, ['download']],
		['submit', true, []],
		['submit', false, []],
		['={{ $json.completion }}', true, both],
		['={{ $json.completion }}', false, both],
	])(
		'is asked for when the node goes on at %s and download is %j',
		(completion, download, fields) => {
			for (const operation of ['generate', 'edit']) {
				expect(asked({ resource: 'video', operation, completion, download })).toEqual(fields);
			}
		},
	);

	it.each([
		[true, both],
		[false, ['download']],
		['={{ $json.download }}', both],
	])('is asked for when a video is fetched and download is %j', (download, fields) => {
		for (const waitUntilReady of [true, false]) {
			expect(asked({ ...GET, waitUntilReady, download })).toEqual(fields);
		}
	});

	it('is wanted at first, in the field "data"', () => {
		for (const form of [GENERATE, EDIT, GET]) {
			expect(shownField(form, 'download')).toMatchObject({ type: 'boolean', default: true });
			expect(shownField(form, 'outputBinaryField')).toMatchObject({
				type: 'string',
				default: 'data',
			});
		}
	});

	it.each(['media', 'account'])('is not asked for by %s', (resource) => {
		expect(asked({ resource })).toEqual([]);
	});
});
