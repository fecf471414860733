import { refusalOf } from '../parameters/source';
import {
	askedOf,
	generationOf,
	MODES,
	OMNI,
	OMNI_PRO,
	PRO,
	refusal,
	requestOf,
	STANDARD,
} from './rows';

const MODEL_TAKES =
	'but it must be Kling O1 Standard (720p), Kling O1 Pro (1080p), Kling 3.0 Omni Standard (720p) or Kling 3.0 Omni Pro (1080p)';
const MODE_TAKES =
	'but it must be Text, First Frame, First and Last Frame, Reference Images, Reference Video or Automatic';

const WRONG = [
	['another', '"another"'],
	['constructor', '"constructor"'],
	['__proto__', '"__proto__"'],
	['toString', '"toString"'],
	['hasOwnProperty', '"hasOwnProperty"'],
	[1, '1'],
	[false, 'false'],
	[{ value: 'text' }, 'a group of fields'],
	[['text', 'text'], 'a list with 2 entries'],
	[[STANDARD, STANDARD], 'a list with 2 entries'],
] as const;

const BLANKS = ['', '  ', null, undefined];

describe.each(MODES)('the model of %s', (mode) => {
	it.each([
		[STANDARD, STANDARD],
		[PRO, PRO],
		['Kling O1 Standard (720p)', STANDARD],
		['Kling O1 Pro (1080p)', PRO],
		['KLINGAI:KLING@O1', PRO],
		['Kling O1 Pro', PRO],
		[[PRO], PRO],
		['kling o1 standard (720P)', STANDARD],
		[` ${PRO}\n`, PRO],
		[OMNI, OMNI],
		[OMNI_PRO, OMNI_PRO],
		['Kling 3.0 Omni Standard (720p)', OMNI],
		['kling 3.0 omni pro', OMNI_PRO],
		['KLINGAI:KLING-VIDEO@O3-PRO', OMNI_PRO],
		['kling_o1_pro', PRO],
		['Kling-O1-Standard', STANDARD],
		['Kling  3.0  Omni  Pro', OMNI_PRO],
		['Kling O1 Pro, 1080p', PRO],
		['"Kling 3.0 Omni Standard"', OMNI],
	])('can be said as %j', (model, expected) => {
		expect(requestOf(mode, { model })).toHaveProperty('model', expected);
	});

	it.each([...WRONG, ['klingai:kling@o1-pro', '"klingai:kling@o1-pro"'] as const])(
		'may not be %j',
		(model, found) => {
			expect(refusal(mode, { model })).toBe(`'Model' is ${found}, ${MODEL_TAKES}`);
		},
	);

	it.each(BLANKS)('may not be blank, since it decides the cost: %j', (model) => {
		expect(refusal(mode, { model })).toBe(
			`'Model' is empty. ${MODEL_TAKES.replace('but it must be', 'Choose')}`,
		);
	});
});

describe('the input mode', () => {
	const modeOf = (inputMode: unknown, mode: (typeof MODES)[number]) =>
		generationOf(mode, { inputMode }).mode.value;

	it.each([
		['text', 'text'],
		['Text', 'text'],
		['TEXT', 'text'],
		[' text ', 'text'],
		['firstFrame', 'firstFrame'],
		['First Frame', 'firstFrame'],
		['firstframe', 'firstFrame'],
		['first_frame', 'firstFrame'],
		['First  Frame\u200b', 'firstFrame'],
		['firstLastFrame', 'firstLastFrame'],
		['First and Last Frame', 'firstLastFrame'],
		['FIRST AND LAST FRAME', 'firstLastFrame'],
		['referenceImages', 'referenceImages'],
		['reference images', 'referenceImages'],
		['referenceVideo', 'referenceVideo'],
		['Reference Video', 'referenceVideo'],
	] as const)('can be said as %j', (inputMode, expected) => {
		expect(modeOf(inputMode, expected)).toBe(expected);
	});

	it.each(['auto', 'Automatic', 'AUTO'])('can be left to the media: %j', (inputMode) => {
		expect(modeOf(inputMode, 'referenceVideo')).toBe('referenceVideo');
	});

	it.each([...WRONG.slice(0, 9), ['edit', '"edit"'] as const, ['first', '"first"'] as const])(
		'may not be %j',
		(inputMode, found) => {
			expect(refusal('text', { inputMode })).toBe(`'Input Mode' is ${found}, ${MODE_TAKES}`);
		},
	);

	it.each(BLANKS)('may not be blank, since it decides what is made: %j', (inputMode) => {
		expect(refusal('text', { inputMode })).toBe(
			`'Input Mode' is empty. ${MODE_TAKES.replace('but it must be', 'Choose')}`,
		);
	});

	it.each(['klingai:kling-video@o3', 'klingai:kling-video@o3-4k', 'Kling 3.0 Omni'])(
		'of 3.0 Omni is one of the two: %s',
		(model) => {
			expect(refusal('text', { model })).toBe(`'Model' is "${model}", ${MODEL_TAKES}`);
		},
	);

	it('is not asked for when a video is edited', () => {
		expect(askedOf('edit', { inputMode: 'wrong' })).not.toContain('inputMode');
	});

	it('is checked before anything that depends on it', () => {
		const row = { inputMode: 'wrong', positivePrompt: '', firstFrame: 'wrong' };
		expect(refusalOf(() => requestOf('firstFrame', row))).toBe(
			`'Input Mode' is "wrong", ${MODE_TAKES}`,
		);
	});
});
