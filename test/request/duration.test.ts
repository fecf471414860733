import { askedOf, MODELS, refusal, requestOf } from './rows';

const FIVE_OR_TEN = ['text', 'firstFrame', 'firstLastFrame'] as const;
const THREE_TO_TEN = ['referenceImages', 'referenceVideo'] as const;

/** As the form names the modes. */
const NAMES = {
	text: 'Text',
	firstFrame: 'First Frame',
	firstLastFrame: 'First and Last Frame',
	referenceImages: 'Reference Images',
	referenceVideo: 'Reference Video',
} as const;

const SAID: readonly (readonly [unknown, number])[] = [
	[5, 5],
	[5.0, 5],
	[10, 10],
	['5', 5],
	['10', 10],
	[' 5 ', 5],
	['5.0', 5],
	['5 seconds', 5],
	['10 Seconds', 10],
	['5 Second', 5],
	['5 sec', 5],
	['5s', 5],
	['10 S', 10],
	['5,0', 5],
	['0:05', 5],
	['00:00:10', 10],
	[[5], 5],
	['N/A', 5],
	['', 5],
	['  ', 5],
	[null, 5],
	[undefined, 5],
];

const NO_NUMBERS: readonly (readonly [unknown, string])[] = [
	[5.5, '5.5'],
	['5.5', '"5.5"'],
	['five', '"five"'],
	['5 minutes', '"5 minutes"'],
	['1e1', '"1e1"'],
	[0, '0'],
	[-5, '-5'],
	[NaN, 'not a number (the calculation has no result)'],
	[Infinity, 'not a number (the calculation has no result)'],
	[true, 'true'],
	[[5, 10], 'a list with 2 entries'],
	[{ seconds: 5 }, 'a group of fields'],
	['__proto__', '"__proto__"'],
];

describe.each(FIVE_OR_TEN)('the duration of %s', (mode) => {
	it.each(SAID)('may be said as %j and is sent as the number %d', (duration, expected) => {
		for (const model of MODELS) {
			expect(requestOf(mode, { model, duration })).toHaveProperty('duration', expected);
		}
	});

	it.each([6, 7, 8, 9, '7'])('may not lie between the two lengths: %j', (duration) => {
		for (const model of MODELS) {
			expect(refusal(mode, { model, duration })).toBe(
				`'Duration' is ${JSON.stringify(duration)}, but the input mode '${NAMES[mode]}' of Kling O1 only allows 5 or 10 seconds`,
			);
		}
	});

	// "5 to 10" would send the user to 6 next, which is refused as well.
	it.each([[3, '3'], [4, '4'], [11, '11'], ...NO_NUMBERS] as const)(
		'may not be %p, and the message offers only what is taken',
		(duration, found) => {
			for (const model of MODELS) {
				expect(refusal(mode, { model, duration })).toBe(
					`'Duration' is ${found}, but the input mode '${NAMES[mode]}' of Kling O1 only allows 5 or 10 seconds`,
				);
			}
		},
	);
});

describe.each(THREE_TO_TEN)('the duration of %s', (mode) => {
	it.each([...SAID, [3, 3], [4, 4], [6, 6], ['7 seconds', 7], [8, 8], ['9', 9]] as const)(
		'may be said as %j and is sent as the number %d',
		(duration, expected) => {
			for (const model of MODELS) {
				expect(requestOf(mode, { model, duration })).toHaveProperty('duration', expected);
			}
		},
	);

	it.each([[2, '2'], [11, '11'], ['2', '"2"'], ...NO_NUMBERS] as const)(
		'may not be %p',
		(duration, found) => {
			for (const model of MODELS) {
				expect(refusal(mode, { model, duration })).toBe(
					`'Duration' is ${found}, but the input mode '${NAMES[mode]}' of Kling O1 only allows whole seconds from 3 to 10`,
				);
			}
		},
	);
});

describe('a unit without a number', () => {
	it.each(['s', 'seconds', ' sec '])('is no duration: %j', (duration) => {
		expect(refusal('text', { duration })).toBe(
			`'Duration' is "${duration.trim()}", but the input mode 'Text' of Kling O1 only allows 5 or 10 seconds`,
		);
	});
});

describe('the duration of edit', () => {
	it.each(MODELS)('is that of the source video with %s, whatever the row says', (model) => {
		for (const duration of [5, 7, 'wrong']) {
			expect(requestOf('edit', { model, duration })).not.toHaveProperty('duration');
			expect(askedOf('edit', { model, duration })).not.toContain('duration');
		}
	});
});
