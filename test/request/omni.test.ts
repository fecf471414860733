import { parseGeneration } from '../../nodes/Kling/request/generation';
import type { Note } from '../../nodes/Kling/parameters/source';
import { rowFiles, sourceOf } from '../parameters/source';
import type { Row } from '../parameters/source';
import {
	askedOf,
	IMAGE,
	imageLinks,
	LAST,
	OMNI,
	OMNI_MODELS,
	OMNI_PRO,
	operationOf,
	PRO,
	refusal,
	requestOf,
	rowOf,
	STANDARD,
	VIDEO,
} from './rows';
import type { ModeName } from './rows';

const SHOTS = '4 The train leaves\n3s: It crosses a bridge';
const MULTI_PROMPT = [
	{ prompt: 'The train leaves', duration: 4 },
	{ prompt: 'It crosses a bridge', duration: 3 },
];

const WITHOUT_VIDEO = ['text', 'firstFrame', 'firstLastFrame', 'referenceImages'] as const;
const WITH_VIDEO = ['referenceVideo', 'edit'] as const;

/** Pixels by model and aspect ratio. */
const SIZES = {
	[OMNI]: { '16:9': [1280, 720], '1:1': [960, 960], '9:16': [720, 1280] },
	[OMNI_PRO]: { '16:9': [1920, 1080], '1:1': [1440, 1440], '9:16': [1080, 1920] },
} as const;

const INPUTS: Readonly<Record<ModeName, object | undefined>> = {
	text: undefined,
	firstFrame: { frameImages: [{ image: IMAGE, frame: 'first' }] },
	firstLastFrame: {
		frameImages: [
			{ image: IMAGE, frame: 'first' },
			{ image: LAST, frame: 'last' },
		],
	},
	referenceImages: { referenceImages: [IMAGE] },
	referenceVideo: { referenceVideos: [VIDEO] },
	edit: { video: VIDEO },
};

const HAS_SIZE: readonly ModeName[] = ['text', 'referenceImages', 'referenceVideo'];

interface Asked {
	readonly positivePrompt?: string;
	readonly duration?: number;
	readonly klingai?: object;
}

/** The whole body, keys in the order of the seed examples. */
function bodyOf(
	model: keyof typeof SIZES,
	mode: ModeName,
	ratio: '16:9' | '1:1' | '9:16',
	asked: Asked,
) {
	const [width, height] = SIZES[model][ratio];
	const { positivePrompt, duration, klingai } = asked;
	const inputs = INPUTS[mode];
	return JSON.stringify({
		taskType: 'videoInference',
		model,
		...(positivePrompt === undefined ? {} : { positivePrompt }),
		...(HAS_SIZE.includes(mode) ? { width, height } : {}),
		...(duration === undefined ? {} : { duration }),
		...(klingai === undefined ? {} : { providerSettings: { klingai } }),
		...(inputs === undefined ? {} : { inputs }),
		deliveryMethod: 'async',
		includeCost: true,
	});
}

const sent = (mode: ModeName, row: Row) => JSON.stringify(requestOf(mode, row));
const PROMPT = { positivePrompt: 'A paper boat' };

/** What a row is told of how it was read. */
function toldOf(mode: ModeName, changes: Row): readonly string[] {
	const row = rowOf(mode, changes);
	const notes: Note[] = [];
	const source = Object.assign(sourceOf(row), {
		tell: (note: Note) => notes.push(note),
		isGiven: (name: string) => name in changes,
	});
	parseGeneration(source, rowFiles(), operationOf(mode));
	return notes.map(({ what }) => what);
}

describe.each(OMNI_MODELS)('%s', (model) => {
	it.each(WITHOUT_VIDEO)('is asked for a video of %s to the letter', (mode) => {
		expect(sent(mode, { model })).toBe(bodyOf(model, mode, '16:9', { ...PROMPT, duration: 5 }));
		expect(sent(mode, { model, duration: 15, aspectRatio: '9:16', sound: false })).toBe(
			bodyOf(model, mode, '9:16', { ...PROMPT, duration: 15 }),
		);
	});

	it.each(WITHOUT_VIDEO)('is asked for a video of %s with sound to the letter', (mode) => {
		for (const sound of [true, 'yes', 'TRUE', 1]) {
			expect(sent(mode, { model, sound, duration: 3, aspectRatio: '1:1' })).toBe(
				bodyOf(model, mode, '1:1', { ...PROMPT, duration: 3, klingai: { sound: true } }),
			);
		}
	});

	it.each(WITHOUT_VIDEO)('is asked for shots of %s to the letter, without a prompt', (mode) => {
		const expected = bodyOf(model, mode, '16:9', {
			duration: 7,
			klingai: { multiPrompt: MULTI_PROMPT },
		});
		for (const positivePrompt of ['', null, 'A paper boat', '#REF!']) {
			expect(sent(mode, { model, shots: SHOTS, positivePrompt, duration: 99 })).toBe(expected);
		}
	});

	it.each(WITHOUT_VIDEO)('is asked for shots of %s with sound to the letter', (mode) => {
		expect(sent(mode, { model, shots: SHOTS, sound: true })).toBe(
			bodyOf(model, mode, '16:9', {
				duration: 7,
				klingai: { sound: true, multiPrompt: MULTI_PROMPT },
			}),
		);
	});

	it('is asked for a video that follows another to the letter', () => {
		for (const keepOriginalSound of [true, false]) {
			expect(sent('referenceVideo', { model, duration: 12, keepOriginalSound })).toBe(
				bodyOf(model, 'referenceVideo', '16:9', {
					...PROMPT,
					duration: 12,
					klingai: { keepOriginalSound },
				}),
			);
		}
	});

	it('is asked for an edit to the letter', () => {
		expect(sent('edit', { model })).toBe(
			bodyOf(model, 'edit', '16:9', { ...PROMPT, klingai: { keepOriginalSound: true } }),
		);
	});

	it.each(WITHOUT_VIDEO)('is asked for %s when the media decide the mode', (mode) => {
		const row = { model, sound: true, shots: SHOTS };
		expect(sent(mode, { ...row, inputMode: 'auto' })).toBe(sent(mode, row));
	});

	it('is asked for a video that follows another when the media decide the mode', () => {
		const row = { model, sound: true, shots: SHOTS };
		expect(sent('referenceVideo', { ...row, inputMode: 'auto' })).toBe(
			bodyOf(model, 'referenceVideo', '16:9', {
				...PROMPT,
				duration: 5,
				klingai: { keepOriginalSound: true },
			}),
		);
	});

	it.each(WITHOUT_VIDEO)('takes shots of %s of 3 to 15 seconds together', (mode) => {
		expect(requestOf(mode, { model, shots: '1 a\n2 b' })).toHaveProperty('duration', 3);
		expect(requestOf(mode, { model, shots: '14 a\n1 b' })).toHaveProperty('duration', 15);
	});

	describe('refuses before anything is paid', () => {
		it.each<[string, ModeName, Row, string]>([
			[
				'a length of 2',
				'text',
				{ duration: 2 },
				"'Duration' is 2, but Kling 3.0 Omni only allows whole seconds from 3 to 15",
			],
			[
				'a length of 16',
				'referenceVideo',
				{ duration: '16' },
				`'Duration' is "16", but Kling 3.0 Omni only allows whole seconds from 3 to 15`,
			],
			[
				'half a second',
				'firstFrame',
				{ duration: 7.5 },
				"'Duration' is 7.5, but Kling 3.0 Omni only allows whole seconds from 3 to 15",
			],
			[
				'a sum of 16',
				'text',
				{ shots: '8 a\n8 b' },
				"The shots in 'Shots' last 16 seconds together, but Kling 3.0 Omni only allows whole seconds from 3 to 15. Change their seconds",
			],
			[
				'a sum of 2',
				'referenceImages',
				{ shots: '1 a\n1 b' },
				"The shots in 'Shots' last 2 seconds together, but Kling 3.0 Omni only allows whole seconds from 3 to 15. Change their seconds",
			],
			[
				'seven shots',
				'text',
				{ shots: Array<string>(7).fill('2 a').join('\n') },
				"'Shots' has 7 shots, but it must have 2 to 6, one per line",
			],
			[
				'a single shot',
				'firstLastFrame',
				{ shots: '5 a' },
				"'Shots' has 1 shot, but it must have 2 to 6, one per line. For a single shot, use 'Prompt' and 'Duration'",
			],
			[
				'a shot of no second',
				'text',
				{ shots: '0 a\n5 b' },
				`In 'Shots', shot 1 has "0" as its length, but it must be a whole number of seconds, 1 or more`,
			],
			[
				'a shot of 513 characters',
				'text',
				{ shots: `4 a\n3 ${'x'.repeat(513)}` },
				"In 'Shots', shot 2 has 513 characters, but it can have at most 512",
			],
			[
				'neither prompt nor shots',
				'text',
				{ positivePrompt: ' ', shots: '' },
				"'Prompt' and 'Shots' are both empty, but every video needs one of them",
			],
			[
				'shots without a prompt beside a reference video',
				'referenceVideo',
				{ positivePrompt: '', shots: SHOTS },
				"'Prompt' is empty, and 'Shots' cannot take its place, because the input mode 'Reference Video' does not use it",
			],
			[
				'eight reference images',
				'referenceImages',
				{ referenceImages: imageLinks(8).join('\n') },
				"'Reference Images' has 8 images, but the input mode 'Reference Images' allows at most 7",
			],
			[
				'five images beside a video',
				'edit',
				{ referenceImages: imageLinks(5).join('\n') },
				"'Reference Images' has 5 images, but 'Video: Edit' allows at most 4",
			],
			[
				'sound that is neither on nor off',
				'text',
				{ sound: 'loud' },
				`'Generate Sound' is "loud", but it must be true or false`,
			],
		])('%s', (_what, mode, changes, message) => {
			expect(refusal(mode, { model, ...changes })).toBe(message);
		});
	});

	it.each(WITH_VIDEO)('is never asked for sound or shots with a video: %s', (mode) => {
		const row = { model, sound: true, shots: SHOTS };
		expect(sent(mode, row)).toBe(sent(mode, { model }));
		expect([...askedOf(mode, row)]).not.toEqual(expect.arrayContaining(['sound']));
		expect([...askedOf(mode, row)]).not.toEqual(expect.arrayContaining(['shots']));
	});

	it('says what it does not use beside a reference video', () => {
		expect(toldOf('referenceVideo', { model, sound: true, shots: SHOTS })).toEqual([
			"'Generate Sound' is not used: the input mode 'Reference Video' does not use it",
			"'Shots' is not used: the input mode 'Reference Video' does not use it",
		]);
	});

	it('says that shots take the place of prompt and duration', () => {
		expect(toldOf('text', { model, shots: SHOTS, positivePrompt: 'A boat', duration: 9 })).toEqual([
			"'Prompt' is not used: 'Shots' takes its place",
			"'Duration' is not used: 'Shots' takes its place",
		]);
		expect(toldOf('text', { model, shots: SHOTS })).toEqual([]);
	});
});

describe.each([STANDARD, PRO])('%s', (model) => {
	it.each(WITHOUT_VIDEO)('is never asked for sound or shots: %s', (mode) => {
		const row = { model, sound: true, shots: SHOTS };
		expect(sent(mode, row)).toBe(sent(mode, { model }));
		expect(toldOf(mode, row)).toEqual([
			"'Generate Sound' is not used: Kling O1 does not use it",
			"'Shots' is not used: Kling O1 does not use it",
		]);
	});

	it.each(['no', false, 'FALSE'])('says nothing of sound that is off: %j', (sound) => {
		expect(toldOf('text', { model, sound })).toEqual([]);
	});

	it.each([...WITHOUT_VIDEO, ...WITH_VIDEO])('refuses shots without a prompt: %s', (mode) => {
		expect(refusal(mode, { model, positivePrompt: '', shots: SHOTS })).toBe(
			"'Prompt' is empty, and 'Shots' cannot take its place, because Kling O1 does not use it",
		);
	});
});
