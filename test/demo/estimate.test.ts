import { estimatedCost, inDollars, totalOf } from './estimate';
import { exampleRows, type ExampleRow, type Mode } from './exampleRows';

const row = (mode: Mode, model: string, duration?: number): ExampleRow => ({
	title: '',
	mode,
	fields: { model, positivePrompt: '', ...(duration !== undefined && { duration }) },
});
const STANDARD = 'klingai:kling@o1-standard';
const PRO = 'klingai:kling@o1';

it.each([
	['text', STANDARD, 5, 0.42],
	['firstLastFrame', STANDARD, 10, 0.84],
	['referenceImages', PRO, 3, 0.336],
	['referenceVideo', STANDARD, 5, 0.63],
	['referenceVideo', PRO, 10, 1.68],
	['text', PRO, undefined, 0.56],
	['edit', STANDARD, undefined, 1.26],
	['edit', PRO, undefined, 1.68],
] as const)('prices %s with %s for %s s at $%s', (mode, model, duration, cost) => {
	expect(estimatedCost(row(mode, model, duration))).toBe(cost);
});

it('refuses to guess the price of a model that it does not know', () => {
	expect(() => estimatedCost(row('text', 'klingai:kling@o9'))).toThrow('klingai:kling@o9');
});

it('adds up the example rows without a binary rest', () => {
	expect(totalOf(exampleRows().map(estimatedCost))).toBe(3.57);
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
