import { estimatedCost, inDollars, totalOf } from './estimate';
import { exampleRows, type ExampleRow } from './exampleRows';

const row = (mode: ExampleRow['mode'], model: string, duration?: number): ExampleRow => ({
	title: '',
	mode,
	fields: { model, positivePrompt: '', ...(duration !== undefined && { duration }) },
});
const STANDARD = 'klingai:kling@o1-standard';
const PRO = 'klingai:kling@o1';
const OMNI = 'klingai:kling-video@o3-standard';
const OMNI_PRO = 'klingai:kling-video@o3-pro';

it.each([
	['text', STANDARD, 5, 0.42],
	['firstLastFrame', STANDARD, 10, 0.84],
	['referenceImages', PRO, 3, 0.336],
	['referenceVideo', STANDARD, 5, 0.63],
	['referenceVideo', PRO, 10, 1.68],
	['text', PRO, undefined, 0.56],
	['edit', STANDARD, undefined, 1.26],
	['edit', PRO, undefined, 1.68],
	['text', OMNI, 15, 1.26],
	['referenceVideo', OMNI_PRO, 5, 0.84],
] as const)('prices %s with %s for %s s at $%s', (mode, model, duration, cost) => {
	expect(estimatedCost(row(mode, model, duration))).toBe(cost);
});

it.each([
	[OMNI, { duration: 5, sound: true }, 0.56],
	[OMNI_PRO, { duration: 5, sound: true }, 0.7],
	[OMNI, { shots: '4 The train leaves\n3 A hand waves' }, 0.588],
	[OMNI, { shots: '4 The train leaves\n3 A hand waves', sound: true }, 0.784],
] as const)('prices %s with %j by its sound and its shots: $%s', (model, fields, cost) => {
	expect(estimatedCost({ title: '', mode: 'text', fields: { model, ...fields } })).toBe(cost);
});

it('refuses to guess the price of a model that it does not know', () => {
	expect(() => estimatedCost(row('text', 'klingai:kling@o9'))).toThrow('klingai:kling@o9');
});

it('adds up the example rows without a binary rest', () => {
	expect(totalOf(exampleRows().map(estimatedCost))).toBe(4.13);
});

it.each([
	[0, '$0.00'],
	[0.42, '$0.42'],
	[0.756, '$0.756'],
	[0.1234, '$0.1234'],
	[12, '$12.00'],
])('writes %s as %s', (amount, written) => {
	expect(inDollars(amount)).toBe(written);
});
