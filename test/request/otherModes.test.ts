import { askedOf, IMAGE, LAST, MODES, requestOf, rowOf, VIDEO } from './rows';
import type { ModeName } from './rows';

/** What each mode asks for besides model, prompt and options. */
const ASKED: Readonly<Record<ModeName, readonly string[]>> = {
	text: ['inputMode', 'aspectRatio', 'duration'],
	firstFrame: ['inputMode', 'firstFrame', 'duration'],
	firstLastFrame: ['inputMode', 'firstFrame', 'lastFrame', 'duration'],
	referenceImages: ['inputMode', 'referenceImages', 'aspectRatio', 'duration'],
	referenceVideo: [
		'inputMode',
		'referenceVideo',
		'referenceImages',
		'aspectRatio',
		'duration',
		'keepOriginalSound',
	],
	edit: ['video', 'referenceImages', 'keepOriginalSound'],
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

/** A sheet that has a value in every column. */
const EVERYTHING = {
	inputMode: 'text',
	firstFrame: IMAGE,
	lastFrame: LAST,
	referenceImages: IMAGE,
	referenceVideo: VIDEO,
	video: VIDEO,
	aspectRatio: '9:16',
	duration: 10,
	keepOriginalSound: false,
	negativePrompt: 'blurry',
	seed: 7,
};

/** Values that any reader would refuse. */
const NONSENSE = Object.fromEntries(Object.keys(EVERYTHING).map((name) => [name, { wrong: true }]));

describe.each(MODES)('a row of %s', (mode) => {
	const own = rowOf(mode, Object.fromEntries(ASKED[mode].map((name) => [name, undefined])));
	const filled = Object.fromEntries(
		Object.entries(EVERYTHING).filter(([name]) => ASKED[mode].includes(name)),
	);
	const row = { ...filled, ...(mode === 'edit' ? {} : { inputMode: mode }) };

	it('is asked for what its mode takes, and for nothing else', () => {
		expect([...askedOf(mode, { ...EVERYTHING, ...row })].sort()).toEqual(
			[...ALWAYS, ...ASKED[mode]].sort(),
		);
		expect(Object.keys(own)).toEqual(expect.arrayContaining([...ASKED[mode]]));
	});

	it('sends the same whatever stands in the fields of other modes', () => {
		const request = requestOf(mode, row);
		expect(requestOf(mode, { ...EVERYTHING, ...row })).toStrictEqual(request);
		expect(requestOf(mode, { ...NONSENSE, ...row })).toStrictEqual(request);
	});
});
