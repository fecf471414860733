import { randomUUID } from 'node:crypto';
import { emulatorForTests } from '../client';
import { edit, first, frames, IMAGE, images, last, PNG, SIZELESS, task, VIDEO } from '../tasks';
import { itAccepts, itRefuses } from './refusals';

const client = emulatorForTests();

describe('The emulator, of the inputs,', () => {
	itRefuses(client, [
		['inputs that are a list', task({ inputs: [] }), 'invalidInputs', 'inputs'],
		['an unknown input', task({ inputs: { mask: IMAGE } }), 'unsupportedParameter', 'inputs.mask'],
		['no frame in the list', frames(), 'arrayTooSmall', 'inputs.frameImages'],
		['three frames', frames(first, last, last), 'arrayTooLarge', 'inputs.frameImages'],
		['a bare link as frame', frames(IMAGE), 'invalidFrameImages', 'inputs.frameImages[0]'],
		[
			'an unknown field of a frame',
			frames({ ...first, inputImage: IMAGE }),
			'unsupportedParameter',
			'inputs.frameImages[0].inputImage',
		],
		[
			'a frame in the middle',
			frames({ ...first, frame: 'middle' }),
			'invalidFrameImages',
			'inputs.frameImages[0].frame',
		],
		['two first frames', frames(first, first), 'invalidFrameImages', 'inputs.frameImages[1].frame'],
		['a last frame alone', frames(last), 'missingFirstFrame', 'inputs.frameImages'],
		[
			'eight reference images',
			task({ inputs: { referenceImages: images(8) } }),
			'arrayTooLarge',
			'inputs.referenceImages',
		],
		[
			'five reference images with a reference video',
			task({ inputs: { referenceImages: images(5), referenceVideos: [VIDEO] } }),
			'arrayTooLarge',
			'inputs.referenceImages',
		],
		[
			'five reference images with a source video',
			edit({ referenceImages: images(5) }),
			'arrayTooLarge',
			'inputs.referenceImages',
		],
		[
			'two reference videos',
			task({ inputs: { referenceVideos: [VIDEO, VIDEO] } }),
			'arrayTooLarge',
			'inputs.referenceVideos',
		],
		[
			'frames with reference images',
			task({ ...SIZELESS, inputs: { frameImages: [first], referenceImages: [IMAGE] } }),
			'incompatibleParameters',
			['inputs.frameImages', 'inputs.referenceImages'],
		],
		[
			'frames with a reference video',
			task({ ...SIZELESS, inputs: { frameImages: [first], referenceVideos: [VIDEO] } }),
			'incompatibleParameters',
			['inputs.frameImages', 'inputs.referenceVideos'],
		],
		[
			'frames with a source video',
			edit({ frameImages: [first] }),
			'incompatibleParameters',
			['inputs.frameImages', 'inputs.video'],
		],
		[
			'a source video with a reference video',
			edit({ referenceVideos: [VIDEO] }),
			'incompatibleParameters',
			['inputs.video', 'inputs.referenceVideos'],
		],
		['a list as source video', edit({ video: [VIDEO] }), 'invalidInputVideo', 'inputs.video'],
		['a file path as medium', edit({ video: '/tmp/a.mp4' }), 'invalidInputVideo', 'inputs.video'],
		[
			'an image as source video',
			edit({ video: `data:image/png;base64,${PNG}` }),
			'invalidInputVideo',
			'inputs.video',
		],
		[
			'a video as frame',
			frames({ ...first, image: 'data:video/mp4;base64,AAAA' }),
			'invalidInputImage',
			'inputs.frameImages[0].image',
		],
	]);

	itAccepts(client, [
		[
			'references by UUID and data URI',
			task({ inputs: { referenceImages: [randomUUID(), `data:image/png;base64,${PNG}`] } }),
		],
	]);
});
