import { exampleRows, rowsOfSeeds } from './exampleRows';

const request = { model: 'klingai:kling@o1', positivePrompt: 'A paper boat' };

it('has one row for each input mode and for edit, all of O1, from the plainest to the richest', () => {
	const rows = exampleRows().slice(0, 6);
	expect(rows.every(({ fields }) => fields.model.startsWith('klingai:kling@o1'))).toBe(true);
	expect(rows.map(({ mode }) => mode)).toEqual([
		'text',
		'firstFrame',
		'firstLastFrame',
		'referenceImages',
		'referenceVideo',
		'edit',
	]);
});

it('ends with two shots of 3.0 Omni, with sound and without a prompt', () => {
	const last = exampleRows().slice(6);
	expect(last).toEqual([
		expect.objectContaining({
			fields: {
				model: 'klingai:kling-video@o3-standard',
				inputMode: 'text',
				shots: expect.stringMatching(/^3 .+\n2 .+$/) as string,
				aspectRatio: '16:9',
				sound: true,
			},
		}),
	]);
});

it('gives a row the fields that its request shows, and no others', () => {
	const seed = {
		title: 'Boat',
		request: {
			...request,
			width: 1080,
			height: 1920,
			duration: 7,
			providerSettings: { klingai: { keepOriginalSound: false } },
			inputs: { referenceVideos: ['https://a.invalid/v.mp4'], referenceImages: ['i.jpg', 'j.jpg'] },
		},
	};
	expect(rowsOfSeeds([seed])).toEqual([
		{
			title: 'Boat',
			mode: 'referenceVideo',
			fields: {
				inputMode: 'referenceVideo',
				...request,
				referenceImages: 'i.jpg\nj.jpg',
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
	] as const;
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
