import { begunSeconds } from '../../nodes/Kling/media/limits';
import { publishedPrice } from '../../nodes/Kling/request/publishedPrice';
import type { Row } from '../parameters/source';
import { generationOf, OMNI, OMNI_PRO, PRO, rowOf, STANDARD } from './rows';
import type { ModeName } from './rows';
import { modeOfSeed, rowOfSeed, SEEDS } from './seeds';

const priceOf = (mode: ModeName, row: Row) => publishedPrice(generationOf(mode, row));

describe('the published price', () => {
	it.each<[ModeName, number, number]>([
		['text', 0.42, 0.56],
		['firstFrame', 0.42, 0.56],
		['firstLastFrame', 0.42, 0.56],
		['referenceImages', 0.42, 0.56],
		['referenceVideo', 0.63, 0.84],
	])('of 5 seconds of %s is $%d, and $%d on Pro', (mode, standard, pro) => {
		expect(priceOf(mode, rowOf(mode, { model: STANDARD }))).toBe(standard);
		expect(priceOf(mode, rowOf(mode, { model: PRO }))).toBe(pro);
	});

	it.each<[ModeName, number, number, number, number]>([
		['text', 0.42, 0.56, 0.56, 0.7],
		['firstFrame', 0.42, 0.56, 0.56, 0.7],
		['firstLastFrame', 0.42, 0.56, 0.56, 0.7],
		['referenceImages', 0.42, 0.56, 0.56, 0.7],
		['referenceVideo', 0.63, 0.63, 0.84, 0.84],
	])(
		'of 5 seconds of %s by 3.0 Omni is $%d, with sound $%d, and $%d or $%d on Pro',
		(mode, standard, withSound, pro, proWithSound) => {
			expect(priceOf(mode, rowOf(mode, { model: OMNI }))).toBe(standard);
			expect(priceOf(mode, rowOf(mode, { model: OMNI, sound: true }))).toBe(withSound);
			expect(priceOf(mode, rowOf(mode, { model: OMNI_PRO }))).toBe(pro);
			expect(priceOf(mode, rowOf(mode, { model: OMNI_PRO, sound: true }))).toBe(proWithSound);
		},
	);

	it.each<[Row, number]>([
		[{ model: OMNI }, 0.588],
		[{ model: OMNI, sound: true }, 0.784],
		[{ model: OMNI_PRO }, 0.784],
		[{ model: OMNI_PRO, sound: true, 'options.numberResults': 2 }, 1.96],
	])('of shots is that of their seconds together: %j', (row, price) => {
		expect(priceOf('text', rowOf('text', { ...row, shots: '4 a\n3 b', duration: 15 }))).toBe(price);
	});

	it('of O1 does not change with the sound and the shots that it does not take', () => {
		const row = { shots: '4 a\n3 b', sound: true };
		expect(priceOf('text', rowOf('text', { ...row, model: STANDARD }))).toBe(0.42);
		expect(priceOf('text', rowOf('text', { ...row, model: PRO }))).toBe(0.56);
	});

	it('of an edit is the same for both families', () => {
		expect(priceOf('edit', rowOf('edit', { model: OMNI }))).toBe(1.26);
		expect(priceOf('edit', rowOf('edit', { model: OMNI_PRO, sound: true }))).toBe(1.68);
	});

	it.each<[ModeName, Row, number]>([
		['text', { duration: 10 }, 0.84],
		['referenceImages', { duration: 3 }, 0.252],
		['referenceImages', { duration: '7 seconds', model: PRO }, 0.784],
		['referenceVideo', { duration: 10, 'options.numberResults': 4, model: PRO }, 6.72],
		['text', { 'options.numberResults': '2' }, 0.84],
	])('grows with seconds and videos: %s %j', (mode, changes, price) => {
		expect(priceOf(mode, rowOf(mode, changes))).toBe(price);
	});

	it('of an edit is that of the longest source that is taken', () => {
		expect(priceOf('edit', rowOf('edit'))).toBe(1.26);
		expect(priceOf('edit', rowOf('edit', { model: PRO }))).toBe(1.68);
	});

	it.each([
		[3, 0.378],
		[3.003, 0.378],
		[3.04, 0.378],
		[3.1, 0.504],
		[6, 0.756],
		[9.9, 1.26],
		[10, 1.26],
		[10.05, 1.26],
	])('of an edit of a file of %d seconds counts begun seconds: $%d', (seconds, price) => {
		expect(publishedPrice(generationOf('edit'), begunSeconds(seconds))).toBe(price);
	});

	it('of a video that follows another is that of its own length', () => {
		expect(publishedPrice(generationOf('referenceVideo', { duration: 5 }), 9)).toBe(0.63);
	});

	it.each(SEEDS.map((seed) => ({ title: seed.title, seed })))(
		'is what the seed example was charged: $title',
		({ seed }) => {
			const mode = modeOfSeed(seed);
			const price = priceOf(mode, rowOfSeed(seed));
			if (mode === 'edit') expect(seed.response.cost).toBeLessThanOrEqual(price);
			else expect(price).toBe(seed.response.cost);
		},
	);
});
