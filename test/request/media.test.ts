import { IMAGE, imageLinks, LAST, MODELS, refusal, requestOf, VIDEO } from './rows';
import type { ModeName } from './rows';

const UUID = '366d2e00-2941-4163-b7a7-4ec835fed9f9';
const PNG = 'data:image/png;base64,iVBORw0KGgo=';
const MP4 = 'data:video/mp4;base64,AAAAIGZ0eXA=';

describe.each(MODELS)('the inputs with %s', (model) => {
	it.each<[ModeName, object]>([
		['firstFrame', { frameImages: [{ image: IMAGE, frame: 'first' }] }],
		[
			'firstLastFrame',
			{
				frameImages: [
					{ image: IMAGE, frame: 'first' },
					{ image: LAST, frame: 'last' },
				],
			},
		],
		['referenceImages', { referenceImages: [IMAGE] }],
		['referenceVideo', { referenceVideos: [VIDEO] }],
		['edit', { video: VIDEO }],
	])('of %s are what the row gives', (mode, inputs) => {
		expect(requestOf(mode, { model }).inputs).toEqual(inputs);
	});

	it('of text are not in the task at all', () => {
		expect(requestOf('text', { model })).not.toHaveProperty('inputs');
	});

	it.each<[ModeName, number, object]>([
		['referenceImages', 1, {}],
		['referenceImages', 7, {}],
		['referenceVideo', 1, { referenceVideos: [VIDEO] }],
		['referenceVideo', 4, { referenceVideos: [VIDEO] }],
		['edit', 1, { video: VIDEO }],
		['edit', 4, { video: VIDEO }],
	])('of %s may have %d reference images, in the order given', (mode, count, others) => {
		const referenceImages = imageLinks(count);
		const inputs = { ...others, referenceImages };
		expect(requestOf(mode, { model, referenceImages }).inputs).toEqual(inputs);
		expect(requestOf(mode, { model, referenceImages: referenceImages.join('\n') }).inputs).toEqual(
			inputs,
		);
	});

	it.each<[ModeName]>([['referenceVideo'], ['edit']])('of %s need no reference images', (mode) => {
		for (const referenceImages of ['', null, [], ' \n ']) {
			expect(requestOf(mode, { model, referenceImages }).inputs).not.toHaveProperty(
				'referenceImages',
			);
		}
	});

	it.each<[ModeName, number, string]>([
		[
			'referenceImages',
			8,
			"'Reference Images' has 8 images, but the input mode 'Reference Images' allows at most 7",
		],
		[
			'referenceVideo',
			5,
			"'Reference Images' has 5 images, but the input mode 'Reference Video' allows at most 4",
		],
		['edit', 5, "'Reference Images' has 5 images, but 'Video: Edit' allows at most 4"],
	])('of %s may not have %d reference images', (mode, count, message) => {
		expect(refusal(mode, { model, referenceImages: imageLinks(count) })).toBe(message);
	});

	it.each<[ModeName, string, string]>([
		[
			'firstFrame',
			'firstFrame',
			"'First Frame' is empty, but the input mode 'First Frame' needs one image",
		],
		[
			'firstLastFrame',
			'firstFrame',
			"'First Frame' is empty, but the input mode 'First and Last Frame' needs one image",
		],
		[
			'firstLastFrame',
			'lastFrame',
			"'Last Frame' is empty, but the input mode 'First and Last Frame' needs one image",
		],
		[
			'referenceImages',
			'referenceImages',
			"'Reference Images' is empty, but the input mode 'Reference Images' needs 1 to 7 images",
		],
		[
			'referenceVideo',
			'referenceVideo',
			"'Reference Video' is empty, but the input mode 'Reference Video' needs one video",
		],
		['edit', 'video', "'Source Video' is empty, but 'Video: Edit' needs one video"],
	])('of %s may not go without %s', (mode, slot, message) => {
		for (const blank of ['', '  ', null, undefined, [], [''], ',']) {
			expect(refusal(mode, { model, [slot]: blank })).toBe(message);
		}
	});

	it.each<[ModeName, string, string]>([
		[
			'firstFrame',
			'firstFrame',
			"'First Frame' has 2 images, but the input mode 'First Frame' allows only one. For several images, use 'Reference Images'",
		],
		[
			'firstLastFrame',
			'firstFrame',
			"'First Frame' has 2 images, but the input mode 'First and Last Frame' allows only one. For several images, use 'Reference Images'",
		],
		[
			'firstLastFrame',
			'lastFrame',
			"'Last Frame' has 2 images, but the input mode 'First and Last Frame' allows only one. For several images, use 'Reference Images'",
		],
		[
			'referenceVideo',
			'referenceVideo',
			"'Reference Video' has 2 videos, but the input mode 'Reference Video' allows only one",
		],
		['edit', 'video', "'Source Video' has 2 videos, but 'Video: Edit' allows only one"],
	])('of %s may have no second %s', (mode, slot, message) => {
		const two = imageLinks(2);
		expect(refusal(mode, { model, [slot]: two })).toBe(message);
		expect(refusal(mode, { model, [slot]: two.join(', ') })).toBe(message);
	});
});

describe.each<[ModeName, string, string, string, string]>([
	['firstFrame', 'firstFrame', 'First Frame', PNG, MP4],
	['firstLastFrame', 'firstFrame', 'First Frame', PNG, MP4],
	['firstLastFrame', 'lastFrame', 'Last Frame', PNG, MP4],
	['referenceImages', 'referenceImages', 'Reference Images', PNG, MP4],
	['referenceVideo', 'referenceVideo', 'Reference Video', MP4, PNG],
	['referenceVideo', 'referenceImages', 'Reference Images', PNG, MP4],
	['edit', 'video', 'Source Video', MP4, PNG],
	['edit', 'referenceImages', 'Reference Images', PNG, MP4],
])('in %s the field %s', (mode, slot, label, fitting, other) => {
	it.each([UUID, fitting, 'https://media.test/any,where?x=1,2'])('takes %s', (link) => {
		const request = JSON.stringify(requestOf(mode, { [slot]: link }).inputs);
		expect(request).toContain(JSON.stringify(link));
	});

	it('takes no file name', () => {
		expect(refusal(mode, { [slot]: 'holiday.jpg' })).toBe(
			`'${label}' is "holiday.jpg", but it must be a public link (https://…) or the media UUID of an uploaded file. To use a file of this row, set '${label} From' to 'File'`,
		);
	});

	it('takes no data of the other kind', () => {
		const example = fitting === PNG ? 'data:image/png;base64,…' : 'data:video/mp4;base64,…';
		expect(refusal(mode, { [slot]: other })).toBe(
			`'${label}' is a file as text (data:…) of the kind ${other.slice(5, 10)}, but it must be a public link (https://…) or the media UUID of an uploaded file, or a complete one such as ${example}`,
		);
	});

	it('takes no object', () => {
		expect(refusal(mode, { [slot]: { caption: IMAGE } })).toBe(
			`'${label}' is a group of fields, but it must be a public link (https://…) or the media UUID of an uploaded file. Drag the one field that holds it from the input panel`,
		);
	});
});
