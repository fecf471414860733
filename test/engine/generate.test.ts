import { modeOfSeed, rowOfSeed, type Seed, SEEDS } from '../request/seeds';
import { closeEngine } from './engine';
import {
	jsonOf,
	PRO,
	type Row,
	runVideos,
	type Scenario,
	sideBySide,
	STANDARD,
	SUBMIT_PROMPTS,
	submitsOf,
	useEmulator,
	UUID_SHAPE,
	withoutIdentity,
} from './videoRuns';

afterAll(closeEngine);

const EDIT = SEEDS.filter((seed) => modeOfSeed(seed) === 'edit');
const GENERATE = SEEDS.filter((seed) => !EDIT.includes(seed));

function without(fields: Row, name: string): Row {
	return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}

function expectedTask({ request }: Seed) {
	return { ...without(request, 'taskUUID'), deliveryMethod: 'async', includeCost: true };
}

function expectedItem({ request, response }: Seed) {
	return {
		status: 'success',
		taskUUID: expect.stringMatching(UUID_SHAPE),
		videoUUID: expect.stringMatching(/^[0-9a-f-]{36}$/),
		videoURL: expect.stringMatching(/^http.*\.mp4$/),
		cost: response['cost'],
		model: request['model'],
		reused: false,
	};
}

const MEDIA = ['firstFrame', 'lastFrame', 'referenceVideo', 'referenceImages'];
const SETTINGS = ['model', 'positivePrompt', 'duration', 'aspectRatio', 'keepOriginalSound'];

/** Each of these parameters as the expression that takes it from a column of its own name. */
function fromColumns(names: readonly string[]): Row {
	return Object.fromEntries(names.map((name) => [name, `={{ $json.${name} }}`]));
}

function aloneBy(seed: Seed): Scenario {
	const { inputMode, ...fields } = rowOfSeed(seed);
	const operation = EDIT.includes(seed) ? { operation: 'edit' } : { inputMode };
	return { run: { parameters: { ...operation, ...fields } } };
}

describe('a documented example', () => {
	const byTitle = Object.fromEntries(SEEDS.map((seed) => [seed.title, aloneBy(seed)]));
	const { played } = sideBySide(byTitle);

	it.each(SEEDS)('is asked for to the letter and delivered at its price: $title', (seed) => {
		const { emulator, result } = played(seed.title);
		expect(result.status).toBe('success');
		expect(submitsOf(emulator).flat().map(withoutIdentity)).toEqual([expectedTask(seed)]);
		expect(jsonOf(result)).toEqual([expectedItem(seed)]);
		expect(jsonOf(result)[0]).toHaveProperty('taskUUID', emulator.tasks[0]?.taskUUID);
		expect(jsonOf(result)[0]).toHaveProperty('videoUUID', emulator.tasks[0]?.videoUUIDs[0]);
	});
});

describe('the documented examples as rows of one sheet', () => {
	const rows = GENERATE.map(rowOfSeed);
	const { played } = sideBySide({
		'input mode from the sheet': {
			run: { parameters: fromColumns(['inputMode', ...SETTINGS, ...MEDIA]), rows },
		},
		'automatic input mode': {
			run: {
				parameters: { inputMode: 'auto', ...fromColumns([...SETTINGS, ...MEDIA]) },
				rows: rows.map((row) => without(row, 'inputMode')),
			},
		},
		'empty cells instead of missing ones': {
			run: {
				parameters: { inputMode: 'auto', ...fromColumns([...SETTINGS, ...MEDIA]) },
				rows: rows.map((row) => ({
					...Object.fromEntries([...SETTINGS, ...MEDIA].map((name) => [name, ''])),
					...row,
				})),
			},
		},
		'numbers and switches as text': {
			run: {
				parameters: fromColumns(['inputMode', ...SETTINGS, ...MEDIA]),
				rows: rows.map((row) => ({
					...row,
					duration: String(row['duration']),
					keepOriginalSound: 'true',
				})),
			},
		},
		'edit by expression': {
			run: {
				parameters: {
					operation: 'edit',
					...fromColumns(['model', 'positivePrompt', 'video', 'keepOriginalSound']),
				},
				rows: EDIT.map(rowOfSeed),
			},
		},
	});

	it.each([
		'input mode from the sheet',
		'automatic input mode',
		'empty cells instead of missing ones',
		'numbers and switches as text',
	] as const)('become the same requests and videos with %s', (name) => {
		const { emulator, result } = played(name);
		expect(submitsOf(emulator).flat().map(withoutIdentity)).toEqual(GENERATE.map(expectedTask));
		expect(jsonOf(result)).toEqual(GENERATE.map(expectedItem));
	});

	it('become the same request and video when the row says what to edit', () => {
		const { emulator, result } = played('edit by expression');
		expect(submitsOf(emulator).flat().map(withoutIdentity)).toEqual(EDIT.map(expectedTask));
		expect(jsonOf(result)).toEqual(EDIT.map(expectedItem));
	});
});

describe('a request', () => {
	const emulator = useEmulator();

	it('has the size that the model makes of the aspect ratio, row by row', async () => {
		const models = [STANDARD, PRO];
		const rows = models.flatMap((model) =>
			['16:9', '1:1', '9:16'].map((aspectRatio) => ({ model, aspectRatio, prompt: 'A boat' })),
		);
		await runVideos(emulator.current, {
			parameters: { ...SUBMIT_PROMPTS, ...fromColumns(['model', 'aspectRatio']) },
			rows,
		});
		const tasks = submitsOf(emulator.current).flat();
		expect(tasks.map(({ model, width, height }) => `${model} ${width}x${height}`)).toEqual([
			`${STANDARD} 1280x720`,
			`${STANDARD} 960x960`,
			`${STANDARD} 720x1280`,
			`${PRO} 1920x1080`,
			`${PRO} 1440x1440`,
			`${PRO} 1080x1920`,
		]);
		expect(emulator.current.charges().count).toBe(6);
	});

	it('holds every option that was set, by the names of the API', async () => {
		await runVideos(emulator.current, {
			parameters: {
				...SUBMIT_PROMPTS,
				positivePrompt: 'A boat',
				options: {
					outputFormat: 'WEBM',
					outputQuality: 80,
					ttl: 600,
					checkContent: false,
					webhookURL: 'http://127.0.0.1:9/hook',
					uploadEndpoint: 'http://127.0.0.1:9/put',
				},
			},
		});
		expect(submitsOf(emulator.current).flat().map(withoutIdentity)).toEqual([
			{
				taskType: 'videoInference',
				model: STANDARD,
				positivePrompt: 'A boat',
				width: 1280,
				height: 720,
				duration: 5,
				outputFormat: 'WEBM',
				outputQuality: 80,
				ttl: 600,
				safety: { checkContent: false },
				webhookURL: 'http://127.0.0.1:9/hook',
				uploadEndpoint: 'http://127.0.0.1:9/put',
				deliveryMethod: 'async',
				includeCost: true,
			},
		]);
	});

	it('holds none of what a row has for other modes', async () => {
		const everything = {
			firstFrame: 'https://media.invalid/a.jpg',
			lastFrame: 'https://media.invalid/b.jpg',
			referenceVideo: 'https://media.invalid/c.mp4',
			referenceImages: 'https://media.invalid/d.jpg',
			duration: 5,
			aspectRatio: '1:1',
			keepOriginalSound: false,
			positivePrompt: 'A boat',
		};
		const modes = ['text', 'firstFrame', 'firstLastFrame', 'referenceImages', 'referenceVideo'];
		const result = await runVideos(emulator.current, {
			parameters: {
				completion: 'submit',
				inputMode: '={{ $json.inputMode }}',
				...fromColumns(Object.keys(everything)),
			},
			rows: modes.map((inputMode) => ({ ...everything, inputMode })),
		});
		expect(result.error).toBeUndefined();
		expect(emulator.current.charges().count).toBe(modes.length);
		const inputs = submitsOf(emulator.current)
			.flat()
			.map((task) => Object.keys(Object(task['inputs'])));
		expect(inputs).toEqual([
			[],
			['frameImages'],
			['frameImages'],
			['referenceImages'],
			['referenceVideos', 'referenceImages'],
		]);
	});
});

describe('an API key', () => {
	const emulator = useEmulator();

	it('may have been pasted with blanks around it', async () => {
		const { apiKey, url } = emulator.current;
		const result = await runVideos(emulator.current, {
			credential: { apiKey: ` ${apiKey}\n`, baseUrl: url },
			parameters: SUBMIT_PROMPTS,
			rows: [{ prompt: 'A boat' }],
		});
		expect(jsonOf(result)).toEqual([expect.objectContaining({ status: 'processing' })]);
	});
});
