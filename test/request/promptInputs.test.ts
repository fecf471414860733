import { IMAGE, imageLinks, LAST, refusal, requestOf, VIDEO } from './rows';
import type { ModeName } from './rows';
import type { Row } from '../parameters/source';

const FILE = { referenceImagesSource: 'binary', referenceImagesBinaryFields: 'a, b' };

describe('a prompt that speaks of its inputs', () => {
	it.each<[ModeName, Row, string]>([
		['firstFrame', {}, '<<<image_1>>> smiles'],
		['firstLastFrame', {}, '<<<image_1>>> becomes <<<image_2>>>'],
		['referenceImages', { referenceImages: imageLinks(3) }, '<<<image_3>>> waves'],
		['referenceImages', FILE, '<<<image_2>>> waves'],
		['referenceVideo', {}, 'as in <<<video_1>>>'],
		['referenceVideo', { referenceImages: imageLinks(2) }, '<<<image_2>>> as in <<<video_1>>>'],
		['edit', { referenceImages: IMAGE }, '<<<image_1>>> joins <<<video_1>>>'],
	])('may name those that the row has: %s %j', (mode, media, positivePrompt) => {
		expect(requestOf(mode, { ...media, positivePrompt }, ['a', 'b']).positivePrompt).toBe(
			positivePrompt,
		);
	});

	it.each<[ModeName, Row, string, string]>([
		['text', { firstFrame: IMAGE, referenceVideo: VIDEO }, 'image_1', 'no image'],
		['text', { firstFrame: IMAGE, referenceVideo: VIDEO }, 'video_1', 'no video'],
		['firstFrame', { lastFrame: LAST }, 'image_2', '1 image'],
		['firstLastFrame', {}, 'image_3', '2 images'],
		['firstLastFrame', {}, 'video_1', 'no video'],
		['referenceImages', FILE, 'image_3', '2 images'],
		['referenceVideo', {}, 'image_1', 'no image'],
		['referenceVideo', { referenceImages: IMAGE }, 'video_2', '1 video'],
		['edit', {}, 'image_1', 'no image'],
	])('may not name others: %s %j %s', (mode, media, input, has) => {
		const row = { ...media, positivePrompt: `<<<${input}>>> smiles` };
		expect(refusal(mode, row, ['a', 'b'])).toBe(
			`'Prompt' mentions "<<<${input}>>>", but this row has ${has}. Add what is missing, or delete "<<<${input}>>>" from the prompt`,
		);
	});
});
