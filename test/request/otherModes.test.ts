import { askedOf, IMAGE, LAST, MODES, requestOf, rowOf, VIDEO } from './rows';
import type { ModeName } from './rows';

/** What each mode asks for besides model, prompt, media and options. */
const SETTINGS: Readonly<Record<ModeName, readonly string[]>> = {
	text: ['inputMode', 'aspectRatio', 'duration'],
	firstFrame: ['inputMode', 'duration'],
	firstLastFrame: ['inputMode', 'duration'],
	referenceImages: ['inputMode', 'aspectRatio', 'duration'],
	referenceVideo: ['inputMode', 'aspectRatio', 'duration', 'keepOriginalSound'],
	edit: ['keepOriginalSound'],
};

const SLOTS: Readonly<Record<ModeName, readonly string[]>> = {
	text: [],
	firstFrame: ['firstFrame'],
	firstLastFrame: ['firstFrame', 'lastFrame'],
	referenceImages: ['referenceImages'],
	referenceVideo: ['referenceVideo', 'referenceImages'],
	edit: ['video', 'referenceImages'],
};

const ALWAYS = [
	'model',
	'positivePrompt',
	'options.checkContent',
	'options.ttl',
	'options.numberResults',
	'options.outputFormat',
	'options.outputQuality',
	'options.uploadEndpoint',
	'options.webhookURL',
];

const fileFieldOf = (slot: string) =>
	slot === 'referenceImages' ? 'referenceImagesBinaryFields' : `${slot}BinaryField`;

/** What a mode asks for whose media all come from `source`. */
function askedBy(mode: ModeName, source: string): readonly string[] {
	const media = SLOTS[mode].flatMap((slot) => [
		`${slot}Source`,
		source === 'url' ? slot : fileFieldOf(slot),
	]);
	return [...SETTINGS[mode], ...media];
}

/** A sheet that has a value in every column. */
const everything = (source: string) => ({
	inputMode: 'text',
	firstFrame: IMAGE,
	lastFrame: LAST,
	referenceImages: IMAGE,
	referenceVideo: VIDEO,
	video: VIDEO,
	...Object.fromEntries(
		['firstFrame', 'lastFrame', 'referenceImages', 'referenceVideo', 'video'].flatMap((slot) => [
			[`${slot}Source`, source],
			[fileFieldOf(slot), slot],
		]),
	),
	aspectRatio: '9:16',
	duration: 10,
	keepOriginalSound: false,
	negativePrompt: 'blurry',
	seed: 7,
});

const FILES = ['firstFrame', 'lastFrame', 'referenceImages', 'referenceVideo', 'video'];

const WAYS = MODES.flatMap((mode) => ['url', 'binary'].map((source) => ({ mode, source })));

describe.each(WAYS)('a row of $mode whose media come as $source', ({ mode, source }) => {
	const names = askedBy(mode, source);
	const all = everything(source);
	const own = {
		...Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))),
		...(mode === 'edit' ? {} : { inputMode: mode }),
	};
	/** Values that any reader would refuse, in every other field. */
	const nonsense = Object.fromEntries(Object.keys(all).map((name) => [name, { wrong: true }]));

	it('is asked for what its mode takes, and for nothing else', () => {
		expect([...askedOf(mode, { ...all, ...own }, FILES)].sort()).toEqual(
			[...ALWAYS, ...names].sort(),
		);
		expect(Object.keys({ ...rowOf(mode), ...own })).toEqual(expect.arrayContaining([...names]));
	});

	it('sends the same whatever stands in the fields that are not its own', () => {
		const request = requestOf(mode, own, FILES);
		expect(requestOf(mode, { ...all, ...own }, FILES)).toStrictEqual(request);
		expect(requestOf(mode, { ...nonsense, ...own }, FILES)).toStrictEqual(request);
		expect(requestOf(mode, own, [...FILES, 'data', 'other'])).toStrictEqual(request);
	});
});
