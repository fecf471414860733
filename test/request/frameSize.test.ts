import { askedOf, MODELS, PRO, refusal, requestOf, STANDARD } from './rows';

const WITH_SIZE = ['text', 'referenceImages', 'referenceVideo'] as const;
const WITHOUT_SIZE = ['firstFrame', 'firstLastFrame', 'edit'] as const;

const PIXELS = [
	[STANDARD, '16:9', 1280, 720],
	[STANDARD, '1:1', 960, 960],
	[STANDARD, '9:16', 720, 1280],
	[PRO, '16:9', 1920, 1080],
	[PRO, '1:1', 1440, 1440],
	[PRO, '9:16', 1080, 1920],
] as const;

describe.each(WITH_SIZE)('the size of %s', (mode) => {
	it.each(PIXELS)('of %s in %s is %d × %d', (model, aspectRatio, width, height) => {
		expect(requestOf(mode, { model, aspectRatio })).toMatchObject({ width, height });
	});

	it.each([
		[STANDARD, 1280, 720],
		[PRO, 1920, 1080],
	])('of %s is landscape when nothing is said', (model, width, height) => {
		for (const aspectRatio of ['', null, undefined, ' ']) {
			expect(requestOf(mode, { model, aspectRatio })).toMatchObject({ width, height });
		}
	});

	it.each([
		['4:3', '"4:3"'],
		['1280x720', '"1280x720"'],
		[1.5, '1.5'],
		['constructor', '"constructor"'],
		['__proto__', '"__proto__"'],
		[['16:9', '1:1'], 'a list with 2 entries'],
		[{ width: 1280 }, 'a group of fields'],
	])('may not be %j', (aspectRatio, found) => {
		for (const model of MODELS) {
			expect(refusal(mode, { model, aspectRatio })).toBe(
				`'Aspect Ratio' is ${found}, but it must be 16:9, 1:1 or 9:16`,
			);
		}
	});
});

describe.each(WITHOUT_SIZE)('the size of %s', (mode) => {
	it.each(MODELS)('follows from its input with %s, whatever the row says', (model) => {
		for (const aspectRatio of ['1:1', 'wrong', { a: 1 }]) {
			const request = requestOf(mode, { model, aspectRatio });
			expect(request).not.toHaveProperty('width');
			expect(request).not.toHaveProperty('height');
			expect(askedOf(mode, { model, aspectRatio })).not.toContain('aspectRatio');
		}
	});
});
