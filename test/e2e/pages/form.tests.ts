import { eventually } from './eventually';
import {
	addOption,
	choices,
	hasIssue,
	isOn,
	labels,
	offeredOptions,
	says,
	shootForm,
	shootInputMode,
	shootOptions,
	turn,
	typeInto,
	valueOf,
} from './form';
import { session } from './session';
import { closeNode, openWorkbench } from './workbench';

/** What a form begins with, and what the forms of new and edited videos end with. */
const TOP = ['Credential', 'Resource', 'Operation'];
const BOTTOM = ['When to Continue', 'Download Video', 'Put Output File in Field', 'Options'];

/** The fields of a form between its top and its bottom, when media come as links and as files. */
interface Fields {
	readonly links: readonly string[];
	/** Only where media are taken. */
	readonly files?: readonly string[];
}

/** The fields of an input mode: its media, and its settings by what the model is called. */
interface ModeFields extends Fields {
	readonly settings: Readonly<Record<'O1' | '3.0 Omni', readonly string[]>>;
}

const MODELS = {
	O1: ['Kling O1 Standard (720p)', 'Kling O1 Pro (1080p)'],
	'3.0 Omni': ['Kling 3.0 Omni Standard (720p)', 'Kling 3.0 Omni Pro (1080p)'],
} as const;

const NO_FIELDS: ModeFields = { links: [], settings: { O1: [], '3.0 Omni': [] } };

const SOUND_AND_SHOTS = ['Generate Sound', 'Shots'];

/** In the order of the list 'Input Mode'. */
const INPUT_MODES: Readonly<Record<string, ModeFields>> = {
	Text: {
		links: [],
		settings: {
			O1: ['Aspect Ratio', 'Duration'],
			'3.0 Omni': ['Aspect Ratio', 'Duration', ...SOUND_AND_SHOTS],
		},
	},
	'First Frame': {
		links: ['First Frame From', 'First Frame'],
		files: ['First Frame From', 'First Frame Input Data Field Name'],
		settings: { O1: ['Duration'], '3.0 Omni': ['Duration', ...SOUND_AND_SHOTS] },
	},
	'First and Last Frame': {
		links: ['First Frame From', 'First Frame', 'Last Frame From', 'Last Frame'],
		files: [
			'First Frame From',
			'First Frame Input Data Field Name',
			'Last Frame From',
			'Last Frame Input Data Field Name',
		],
		settings: { O1: ['Duration'], '3.0 Omni': ['Duration', ...SOUND_AND_SHOTS] },
	},
	'Reference Images': {
		links: ['Reference Images From', 'Reference Images'],
		files: ['Reference Images From', 'Reference Images Input Data Field Names'],
		settings: {
			O1: ['Aspect Ratio', 'Duration'],
			'3.0 Omni': ['Aspect Ratio', 'Duration', ...SOUND_AND_SHOTS],
		},
	},
	'Reference Video': {
		links: ['Reference Video From', 'Reference Video', 'Reference Images From', 'Reference Images'],
		files: [
			'Reference Video From',
			'Reference Video Input Data Field Name',
			'Reference Images From',
			'Reference Images Input Data Field Names',
		],
		settings: {
			O1: ['Aspect Ratio', 'Duration', 'Keep Original Sound'],
			'3.0 Omni': ['Aspect Ratio', 'Duration', 'Keep Original Sound'],
		},
	},
	Automatic: {
		links: [
			'First Frame From',
			'First Frame',
			'Last Frame From',
			'Last Frame',
			'Reference Video From',
			'Reference Video',
			'Reference Images From',
			'Reference Images',
		],
		files: [
			'First Frame From',
			'First Frame Input Data Field Name',
			'Last Frame From',
			'Last Frame Input Data Field Name',
			'Reference Video From',
			'Reference Video Input Data Field Name',
			'Reference Images From',
			'Reference Images Input Data Field Names',
		],
		settings: {
			O1: ['Aspect Ratio', 'Duration', 'Keep Original Sound'],
			'3.0 Omni': ['Aspect Ratio', 'Duration', 'Keep Original Sound', ...SOUND_AND_SHOTS],
		},
	},
};

/** The other operations, by resource and operation. */
const OPERATIONS: Readonly<Record<string, Fields>> = {
	'Video: Edit': {
		links: [
			'Model',
			'Prompt',
			'Source Video From',
			'Source Video',
			'Reference Images From',
			'Reference Images',
			'Keep Original Sound',
			...BOTTOM,
		],
		files: [
			'Model',
			'Prompt',
			'Source Video From',
			'Source Video Input Data Field Name',
			'Reference Images From',
			'Reference Images Input Data Field Names',
			'Keep Original Sound',
			...BOTTOM,
		],
	},
	'Video: Get': {
		links: [
			'Task UUID',
			'Wait Until Ready',
			'Download Video',
			'Put Output File in Field',
			'Options',
		],
	},
	'Media: Upload': {
		links: ['Media From', 'Media'],
		files: ['Media From', 'Media Input Data Field Name'],
	},
	'Media: Delete': {
		links: ['Media UUID'],
	},
	'Account: Get': {
		links: [],
	},
};

interface Completion {
	/** From 'When to Continue' on. */
	readonly fields: readonly string[];
	/** What 'Add option' offers. */
	readonly options: readonly string[];
}

const OPTIONS = [
	...['Check Content', 'Dry Run', 'Include Input Fields', 'Link Lifetime (Seconds)'],
	...['Maximum Wait (Minutes)', 'Number of Videos', 'Output Format', 'Output Quality'],
	...['Spending Limit (USD)', 'Unique Key', 'Upload Endpoint', 'Videos at Once', 'Webhook URL'],
];
const optionsBut = (...missing: readonly string[]) =>
	OPTIONS.filter((option) => !missing.includes(option));

const WITH_FILE = ['When to Continue', 'Download Video', 'Put Output File in Field', 'Options'];

/** In the order of the list 'When to Continue'. */
const COMPLETIONS: Readonly<Record<string, Completion>> = {
	'When the Video Is Ready': { fields: WITH_FILE, options: OPTIONS },
	'When Runware Reports Back': {
		fields: WITH_FILE,
		options: optionsBut('Videos at Once', 'Webhook URL'),
	},
	Immediately: {
		fields: ['When to Continue', 'Options'],
		options: optionsBut('Maximum Wait (Minutes)', 'Videos at Once'),
	},
};

/** The entries of the lists, as they open. `Custom API Call` is n8n's own. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
	resource: ['Video', 'Media', 'Account', 'Custom API Call'],
	operation: ['Generate', 'Edit', 'Get', 'Custom API Call'],
	model: [...MODELS.O1, ...MODELS['3.0 Omni']],
	inputMode: Object.keys(INPUT_MODES),
	aspectRatio: ['16:9', '1:1', '9:16'],
	duration: ['5 Seconds', '10 Seconds'],
	completion: Object.keys(COMPLETIONS),
};

const NODES = {
	choices: 'The choices',
	frames: 'From frame to frame',
	references: 'From reference to edit',
	duration: 'A duration that does not fit',
	models: 'From model to model',
	otherModel: 'A duration that the model does not take',
	byRow: 'A model and a mode of the row',
	modelByRow: 'A model of the row',
	knownByRow: 'A model that the expression gives',
	options: 'The options',
	get: 'The options of Get',
	file: 'A file',
};

const open = async (name: string) => await session().editor.openNode(name);
const choose = async (field: string, label: string) => await session().editor.choose(field, label);

async function shows(expected: readonly string[]): Promise<void> {
	await eventually(async () => expect(await labels()).toEqual(expected));
}

/** Chooses 'File' in each field that asks where media come from. */
async function takeFiles(): Promise<void> {
	const names = await session().editor.parametersShown();
	for (const name of names.filter((shown) => shown.endsWith('Source'))) await choose(name, 'File');
}

/** 'First and Last Frame' is in fields-first-and-last-frame.png. */
const pictureOf = (form: string) => `fields-${form.toLowerCase().replace(/\W+/g, '-')}`;

export function formTests(): void {
	beforeAll(async () => {
		const tables = [INPUT_MODES, OPERATIONS, COMPLETIONS].flatMap((table) => Object.keys(table));
		const names = [...tables, ...Object.values(NODES)];
		await openWorkbench({
			...Object.fromEntries(names.map((name) => [name, {}])),
			[NODES.byRow]: { model: '={{ $json.model }}', inputMode: '={{ $json.mode }}' },
			[NODES.modelByRow]: { model: '={{ $json.model }}', inputMode: 'firstFrame' },
			[NODES.knownByRow]: { model: '={{ "klingai:kling-video@o3-pro" }}' },
		});
	});
	afterEach(closeNode);

	it.each(Object.entries(INPUT_MODES))(
		'are exactly those of Generate from %s, with each model',
		async (mode, { links, files, settings }) => {
			const above = [...TOP, 'Model', 'Input Mode', 'Prompt'];
			await open(mode);
			await choose('inputMode', mode);
			await shows([...above, ...links, ...settings.O1, ...BOTTOM]);
			await shootInputMode(pictureOf(mode));
			if (files !== undefined) {
				await takeFiles();
				await shows([...above, ...files, ...settings.O1, ...BOTTOM]);
			}
			const media = files ?? links;
			for (const family of ['O1', '3.0 Omni'] as const) {
				for (const model of MODELS[family]) {
					await choose('model', model);
					await shows([...above, ...media, ...settings[family], ...BOTTOM]);
				}
			}
			if (mode === 'Text') await shootInputMode('fields-omni');
		},
	);

	it.each(Object.entries(OPERATIONS))('are exactly those of %s', async (name, { links, files }) => {
		const [resource = '', operation = ''] = name.split(': ');
		await open(name);
		await choose('resource', resource);
		await choose('operation', operation);
		await shows([...TOP, ...links]);
		await shootForm(pictureOf(name));
		if (files === undefined) return;
		await takeFiles();
		await shows([...TOP, ...files]);
		if (!files.includes('Model')) return;
		for (const model of [...MODELS['3.0 Omni'], ...MODELS.O1]) {
			await choose('model', model);
			await shows([...TOP, ...files]);
		}
	});

	it.each(Object.entries(COMPLETIONS))(
		'and the options are exactly those of going on %s',
		async (completion, { fields, options }) => {
			await open(completion);
			await choose('completion', completion);
			const above = [...TOP, 'Model', 'Input Mode', 'Prompt', 'Aspect Ratio', 'Duration'];
			await shows([...above, ...fields]);
			expect(await offeredOptions()).toEqual(options);
		},
	);

	it('offer for Get to hand on the fields of the row, and a longest wait only where it waits', async () => {
		await open(NODES.get);
		await choose('operation', 'Get');
		expect(await offeredOptions()).toEqual(['Include Input Fields', 'Maximum Wait (Minutes)']);
		await turn('waitUntilReady');
		await eventually(async () => {
			expect(await offeredOptions()).toEqual(['Include Input Fields']);
		});
	});

	it('say where a file may come from, in a hint below its field', async () => {
		await open(NODES.file);
		await choose('inputMode', 'First Frame');
		await choose('firstFrameSource', 'File');
		const hint =
			"The input panel shows the names under 'Binary'. For a file from an earlier node: {{ $('Form').item.binary.photo }}.";
		await eventually(async () => expect(await says(hint)).toBe(true));
		await shootInputMode('fields-file');
	});

	it('offer their choices by name, with descriptions that can be read to their end', async () => {
		await open(NODES.choices);
		for (const [field, names] of Object.entries(CHOICES)) {
			const offered = await choices(field);
			expect([field, ...offered.map(({ name }) => name)]).toEqual([field, ...names]);
			expect(offered.filter(({ cutOff }) => cutOff)).toEqual([]);
		}
	});

	it('keep what frames have in common', async () => {
		await open(NODES.frames);
		await typeInto('positivePrompt', 'A boat turns into a swan');
		await choose('aspectRatio', '9:16');
		await choose('duration', '10 Seconds');
		await choose('inputMode', 'First Frame');
		await typeInto('firstFrame', 'https://example.com/boat.jpg');
		await choose('inputMode', 'First and Last Frame');
		await typeInto('lastFrame', 'https://example.com/swan.jpg');
		expect(await valueOf('firstFrame')).toBe('https://example.com/boat.jpg');
		await choose('inputMode', 'Automatic');
		expect(await valueOf('firstFrame')).toBe('https://example.com/boat.jpg');
		expect(await valueOf('lastFrame')).toBe('https://example.com/swan.jpg');
		expect(await valueOf('positivePrompt')).toBe('A boat turns into a swan');
		expect(await valueOf('duration')).toBe('10');
	});

	it('keep what references and editing have in common', async () => {
		const images = 'https://example.com/hero.jpg\nhttps://example.com/hat.png';
		await open(NODES.references);
		await choose('model', 'Kling O1 Pro (1080p)');
		await choose('inputMode', 'Reference Images');
		await typeInto('positivePrompt', 'The hero dances');
		await typeInto('referenceImages', images);
		await typeInto('duration', '7');
		await choose('aspectRatio', '1:1');
		await choose('inputMode', 'Reference Video');
		expect(await valueOf('referenceImages')).toBe(images);
		expect(await valueOf('duration')).toBe('7');
		expect(await valueOf('aspectRatio')).toBe('1:1');
		await turn('keepOriginalSound');
		await choose('completion', 'Immediately');
		await choose('operation', 'Edit');
		expect(await valueOf('referenceImages')).toBe(images);
		expect(await isOn('keepOriginalSound')).toBe(false);
		expect(await valueOf('completion')).toBe('Immediately');
		expect(await valueOf('model')).toBe('Kling O1 Pro (1080p)');
		expect(await valueOf('positivePrompt')).toBe('The hero dances');
	});

	it('are all, each once, where model and mode are expressions that give nothing yet', async () => {
		const { links, settings } = INPUT_MODES['Automatic'] ?? NO_FIELDS;
		await open(NODES.byRow);
		const above = [...TOP, 'Model', 'Input Mode', 'Prompt'];
		await shows([...above, ...links, ...settings['3.0 Omni'], ...BOTTOM]);
	});

	it('are those of any model where only the model is an expression that gives nothing yet', async () => {
		const { links, settings } = INPUT_MODES['First Frame'] ?? NO_FIELDS;
		await open(NODES.modelByRow);
		const above = [...TOP, 'Model', 'Input Mode', 'Prompt'];
		await shows([...above, ...links, ...settings['3.0 Omni'], ...BOTTOM]);
	});

	it('are those of the model that an expression gives', async () => {
		const { links, settings } = INPUT_MODES['Text'] ?? NO_FIELDS;
		await open(NODES.knownByRow);
		const above = [...TOP, 'Model', 'Input Mode', 'Prompt'];
		await shows([...above, ...links, ...settings['3.0 Omni'], ...BOTTOM]);
	});

	it('keep what both models take when the model is another one', async () => {
		await open(NODES.models);
		await choose('model', 'Kling 3.0 Omni Standard (720p)');
		await choose('inputMode', 'First Frame');
		await typeInto('positivePrompt', 'A boat turns into a swan');
		await typeInto('firstFrame', 'https://example.com/boat.jpg');
		await typeInto('duration', '10');
		await turn('sound');
		await typeInto('shots', '4 The boat leaves\n3 A swan lands');
		await choose('completion', 'Immediately');
		const both = async () => ({
			prompt: await valueOf('positivePrompt'),
			frame: await valueOf('firstFrame'),
			duration: await valueOf('duration'),
			completion: await valueOf('completion'),
		});
		const before = await both();
		await choose('model', 'Kling 3.0 Omni Pro (1080p)');
		expect(await both()).toEqual(before);
		expect(await isOn('sound')).toBe(true);
		expect(await valueOf('shots')).toBe('4 The boat leaves\n3 A swan lands');
		await choose('model', 'Kling O1 Pro (1080p)');
		expect(await both()).toEqual({ ...before, duration: '10 Seconds' });
		await choose('model', 'Kling 3.0 Omni Standard (720p)');
		expect(await both()).toEqual(before);
	});

	it('mark a duration that the new model does not take', async () => {
		await open(NODES.otherModel);
		await choose('model', 'Kling 3.0 Omni Standard (720p)');
		await typeInto('duration', '12');
		expect(await hasIssue('duration')).toBe(false);
		await choose('model', 'Kling O1 Standard (720p)');
		await eventually(async () => expect(await hasIssue('duration')).toBe(true));
	});

	it('mark a duration that the new input mode does not take', async () => {
		await open(NODES.duration);
		await choose('inputMode', 'Reference Images');
		await typeInto('duration', '7');
		expect(await hasIssue('duration')).toBe(false);
		await choose('inputMode', 'Text');
		await eventually(async () => expect(await hasIssue('duration')).toBe(true));
		await choose('duration', '10 Seconds');
		await eventually(async () => expect(await hasIssue('duration')).toBe(false));
	});

	it('take options one by one, with a value that is meant well', async () => {
		await open(NODES.options);
		const added = [
			'Dry Run',
			'Include Input Fields',
			'Number of Videos',
			'Spending Limit (USD)',
			'Unique Key',
			'Videos at Once',
		];
		for (const label of [...added].reverse()) await addOption(label);
		await eventually(async () => expect((await labels()).slice(-added.length)).toEqual(added));
		expect(await isOn('dryRun')).toBe(true);
		expect(await isOn('includeInputFields')).toBe(true);
		expect(await valueOf('maxConcurrent')).toBe('50');
		expect(await valueOf('numberResults')).toBe('1');
		expect(await valueOf('spendingLimit')).toBe('5.00');
		await shootOptions('options');
	});
}
