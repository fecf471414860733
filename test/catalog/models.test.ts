import { secondsIn } from '../../nodes/Kling/catalog/lengths';
import { ASPECT_RATIOS, KLING_MODELS, STANDARD_MODEL } from '../../nodes/Kling/catalog/models';
import { EDIT_MODE, INPUT_MODES } from '../../nodes/Kling/catalog/modes';
import { offerOf, OFFERS } from '../../nodes/Kling/catalog/offers';

describe('the models', () => {
	it('are those of O1 and 3.0 Omni, the cheapest of O1 first and by default', () => {
		expect(KLING_MODELS.map(({ value }) => value)).toEqual([
			'klingai:kling@o1-standard',
			'klingai:kling@o1',
			'klingai:kling-video@o3-standard',
			'klingai:kling-video@o3-pro',
		]);
		expect(STANDARD_MODEL).toBe('klingai:kling@o1-standard');
	});

	it('have the published rates', () => {
		expect(KLING_MODELS.map(({ usdPerSecond }) => usdPerSecond)).toEqual([
			{ plain: 0.084, fromVideo: 0.126 },
			{ plain: 0.112, fromVideo: 0.168 },
			{ plain: 0.084, withSound: 0.112, fromVideo: 0.126 },
			{ plain: 0.112, withSound: 0.14, fromVideo: 0.168 },
		]);
	});

	it.each(KLING_MODELS)('have a rate for all that they can do: $name', (model) => {
		const { fromVideo, withSound } = model.usdPerSecond;
		const modes = [...INPUT_MODES, EDIT_MODE].filter((mode) => offerOf(model, mode) !== undefined);
		expect(fromVideo !== undefined).toBe(modes.some(({ videoInput }) => videoInput));
		expect(withSound !== undefined).toBe(model.settings.includes('sound'));
	});

	it.each([
		['Kling O1', '5 10', '3 4 5 6 7 8 9 10'],
		['Kling 3.0 Omni', '3 4 5 6 7 8 9 10 11 12 13 14 15', '3 4 5 6 7 8 9 10 11 12 13 14 15'],
	])('of %s take lengths of %s s, and of %s s from references', (family, plain, references) => {
		const lengths = OFFERS.filter(({ model }) => model.family === family).map((offer) => [
			offer.mode.value,
			offer.lengths && secondsIn(offer.lengths).join(' '),
		]);
		const each = [
			['text', plain],
			['firstFrame', plain],
			['firstLastFrame', plain],
			['referenceImages', references],
			['referenceVideo', references],
			['edit', undefined],
		];
		expect(lengths).toEqual([...each, ...each]);
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
		[720, 2],
		[1080, 3],
	])('are as tall as their name says: %d', (lines, index) => {
		const model = KLING_MODELS[index];
		expect(model?.name).toContain(`${lines}p`);
		expect(model?.frameSizes['16:9'].height).toBe(lines);
	});
});
