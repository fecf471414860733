import { emulatorForTests } from '../client';
import { edit, first, IMAGE, images, PRO, SIZELESS, task, VIDEO } from '../tasks';
import { itAccepts, itRefuses } from './refusals';

const client = emulatorForTests();

describe('The emulator, of O1,', () => {
	itRefuses(client, [
		['an unknown parameter', task({ seed: 1 }), 'unsupportedParameter', 'seed'],
		['a negative prompt', task({ negativePrompt: 'x' }), 'unsupportedParameter', 'negativePrompt'],
		['no prompt', task({ positivePrompt: undefined }), 'missingPositivePrompt', 'positivePrompt'],
		['a number as prompt', task({ positivePrompt: 5 }), 'invalidPositivePrompt', 'positivePrompt'],
		[
			'a prompt of one character',
			task({ positivePrompt: 'x' }),
			'invalidPositivePromptLength',
			'positivePrompt',
		],
		[
			'a prompt of 2501 characters',
			task({ positivePrompt: 'x'.repeat(2501) }),
			'invalidPositivePromptLength',
			'positivePrompt',
		],
		[
			'text without a size',
			task(SIZELESS),
			'missingDimensionParameters',
			['width', 'height', 'referenceImages'],
		],
		[
			'a width alone',
			task({ height: undefined }),
			'missingDimensionParameters',
			['width', 'height'],
		],
		['a size as text', task({ width: '1280' }), 'invalidWidth', 'width'],
		[
			'a Pro size for Standard',
			task({ width: 1920, height: 1080 }),
			'unsupportedDimensions',
			['width', 'height'],
		],
		['a Standard size for Pro', task({ model: PRO }), 'unsupportedDimensions', ['width', 'height']],
		[
			'a size with frames',
			task({ inputs: { frameImages: [first] } }),
			'incompatibleParameters',
			['width', 'height', 'inputs.frameImages'],
		],
		[
			'a size with a source video',
			edit({}, { width: 1280, height: 720 }),
			'incompatibleParameters',
			['width', 'height', 'inputs.video'],
		],
		['a fraction as duration', task({ duration: 5.5 }), 'invalidDuration', 'duration'],
		['a duration as text', task({ duration: '5' }), 'invalidDuration', 'duration'],
		['7 seconds for text', task({ duration: 7 }), 'unsupportedDuration', 'duration'],
		[
			'2 seconds for references',
			task({ duration: 2, inputs: { referenceImages: [IMAGE] } }),
			'unsupportedDuration',
			'duration',
		],
		[
			'a duration with a source video',
			edit({}, { duration: 5 }),
			'incompatibleParameters',
			['duration', 'inputs.video'],
		],
		[
			'a source video said to last 20 seconds',
			edit({ video: `${VIDEO}?seconds=20` }),
			'invalidInputVideoDuration',
			'inputs.video',
		],
		[
			'settings of another provider',
			task({ providerSettings: { bytedance: {} } }),
			'unsupportedParameter',
			'providerSettings.bytedance',
		],
		[
			'an unknown setting of Kling',
			edit({}, { providerSettings: { klingai: { sound: true } } }),
			'unsupportedParameter',
			'providerSettings.klingai.sound',
		],
		[
			'keepOriginalSound as text',
			edit({}, { providerSettings: { klingai: { keepOriginalSound: 'true' } } }),
			'invalidKeepOriginalSound',
			'providerSettings.klingai.keepOriginalSound',
		],
		[
			'keepOriginalSound without a video',
			task({ providerSettings: { klingai: { keepOriginalSound: true } } }),
			'unsupportedParameter',
			'providerSettings.klingai.keepOriginalSound',
		],
	]);

	itAccepts(client, [
		[
			'references of 3 seconds without a size',
			task({ ...SIZELESS, duration: 3, inputs: { referenceImages: images(7) } }),
		],
		[
			'a reference video with four images',
			task({
				duration: 10,
				inputs: { referenceVideos: [VIDEO], referenceImages: images(4) },
			}),
		],
		['the square size of Pro', task({ model: PRO, width: 1440, height: 1440 })],
	]);
});
