import { exampleRows, rowsOfSeeds, type Seed } from './exampleRows';

const request = { model: 'klingai:kling@o1', positivePrompt: 'A paper boat' };

it('has one row for each input mode and for edit, from the plainest to the richest', () => {
	expect(exampleRows().map(({ mode }) => mode)).toEqual([
		'text',
		'firstFrame',
		'firstLastFrame',
		'referenceImages',
		'referenceVideo',
		'edit',
	]);
});

it('gives a row the fields that its request shows, and no others', () => {
	const seed: Seed = {
		title: 'Boat',
		request: {
			...request,
			width: 1080,
			height: 1920,
			duration: 7,
			providerSettings: { klingai: { keepOriginalSound: false } },
			inputs: { referenceVideos: ['https://a.invalid/v.mp4'], referenceImages: ['i.jpg'] },
		},
	};
	expect(rowsOfSeeds([seed])).toEqual([
		{
			title: 'Boat',
			mode: 'referenceVideo',
			fields: {
				inputMode: 'referenceVideo',
				...request,
				referenceImages: ['i.jpg'],
				referenceVideo: 'https://a.invalid/v.mp4',
				aspectRatio: '9:16',
				duration: 7,
				keepOriginalSound: false,
			},
		},
	]);
});

it('tells first and last frame apart, whatever their order', () => {
	const frameImages = [
		{ image: 'z.jpg', frame: 'last' },
		{ image: 'a.jpg', frame: 'first' },
	];
	const [row] = rowsOfSeeds([{ title: '', request: { ...request, inputs: { frameImages } } }]);
	expect(row?.fields).toMatchObject({
		inputMode: 'firstLastFrame',
		firstFrame: 'a.jpg',
		lastFrame: 'z.jpg',
	});
});

it('names no input mode for an edit, which is an operation of its own', () => {
	const [row] = rowsOfSeeds([{ title: '', request: { ...request, inputs: { video: 'v.mp4' } } }]);
	expect(row?.mode).toBe('edit');
	expect(row?.fields).not.toHaveProperty('inputMode');
});
