import { type Form, PLAIN_YES_OR_NO } from '../parameters/forms';
import { askedOf, MODELS, refusal, requestOf } from './rows';

const WITH_SOUND = ['referenceVideo', 'edit'] as const;
const WITHOUT_SOUND = ['text', 'firstFrame', 'firstLastFrame', 'referenceImages'] as const;

describe.each(WITH_SOUND)('the sound of %s', (mode) => {
	it.each<Form<boolean>>([
		...PLAIN_YES_OR_NO,
		['none', true],
		['', true],
		[null, true],
		[undefined, true],
	])('is always sent, %j as %j', (given, keepOriginalSound) => {
		for (const model of MODELS) {
			expect(requestOf(mode, { model, keepOriginalSound: given })).toHaveProperty(
				'providerSettings',
				{ klingai: { keepOriginalSound } },
			);
		}
	});

	it.each([
		['loud', '"loud"'],
		[2, '2'],
		[[true, false], 'a list with 2 entries'],
		[{ keep: true }, 'a group of fields'],
	])('may not be %j', (keepOriginalSound, found) => {
		for (const model of MODELS) {
			expect(refusal(mode, { model, keepOriginalSound })).toBe(
				`'Keep Original Sound' is ${found}, but it must be true or false`,
			);
		}
	});
});

describe.each(WITHOUT_SOUND)('the sound of %s', (mode) => {
	it.each(MODELS)('is not sent with %s, since there is none to keep', (model) => {
		for (const keepOriginalSound of [true, false, 'wrong']) {
			const row = { model, keepOriginalSound };
			expect(requestOf(mode, row)).not.toHaveProperty('providerSettings');
			expect(askedOf(mode, row)).not.toContain('keepOriginalSound');
		}
	});
});
