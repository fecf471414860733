import { ASPECT_RATIOS, KLING_MODELS, STANDARD_MODEL } from '../../nodes/Kling/catalog/models';

describe('the models', () => {
	it('are the two of Kling, the cheaper one first and by default', () => {
		expect(KLING_MODELS.map(({ value }) => value)).toEqual([
			'klingai:kling@o1-standard',
			'klingai:kling@o1',
		]);
		expect(STANDARD_MODEL).toBe('klingai:kling@o1-standard');
	});

	it('have the published rates', () => {
		expect(KLING_MODELS.map(({ usdPerSecond }) => usdPerSecond)).toEqual([
			{ withoutVideoInput: 0.084, withVideoInput: 0.126 },
			{ withoutVideoInput: 0.112, withVideoInput: 0.168 },
		]);
	});

	it.each(KLING_MODELS)('have pixels of the shape that is named: $name', ({ frameSizes }) => {
		expect(Object.keys(frameSizes)).toEqual([...ASPECT_RATIOS]);
		for (const ratio of ASPECT_RATIOS) {
			const [across = NaN, down = NaN] = ratio.split(':').map(Number);
			const { width, height } = frameSizes[ratio];
			expect(width * down).toBe(height * across);
		}
	});

	it.each([
		[720, 0],
		[1080, 1],
	])('are as tall as their name says: %d', (lines, index) => {
		const model = KLING_MODELS[index];
		expect(model?.name).toContain(`${lines}p`);
		expect(model?.frameSizes['16:9'].height).toBe(lines);
	});
});
