import type { JsonObject } from '../../validation/jsonObject';
import { emulatorForTests } from '../client';
import {
	edit,
	first,
	IMAGE,
	images,
	last,
	OMNI_PRO,
	OMNI_STANDARD,
	SIZELESS,
	task,
	VIDEO,
} from '../tasks';
import { itAccepts, itRefuses } from './refusals';

const client = emulatorForTests();

const kling = (settings: JsonObject) => ({ providerSettings: { klingai: settings } });
const omni = (changes: JsonObject = {}) => task({ model: OMNI_STANDARD, ...changes });
const omniEdit = (changes: JsonObject = {}, inputs: JsonObject = {}) =>
	edit(inputs, { model: OMNI_STANDARD, ...changes });

const shot = (duration: unknown, prompt: unknown = 'The train leaves') => ({ prompt, duration });
const SHOTS_PATH = 'providerSettings.klingai.multiPrompt';
/** A task of shots; its duration is their sum unless told otherwise. */
const shots = (list: unknown, changes: JsonObject = {}) =>
	omni({ positivePrompt: undefined, ...kling({ multiPrompt: list }), ...changes });

async function codeOf(sent: JsonObject): Promise<unknown> {
	return (await client.send([sent])).errors[0]?.['code'];
}

describe('The emulator, of 3.0 Omni,', () => {
	itAccepts(client, [
		['text of 3 seconds', omni({ duration: 3 })],
		['text of 15 seconds', omni({ duration: 15 })],
		['no duration', omni({ duration: undefined })],
		['the square size of Standard', omni({ width: 960, height: 960 })],
		['the square size of Pro', omni({ model: OMNI_PRO, width: 1440, height: 1440 })],
		['a first frame', omni({ ...SIZELESS, duration: 7, inputs: { frameImages: [first] } })],
		['two frames', omni({ ...SIZELESS, duration: 15, inputs: { frameImages: [first, last] } })],
		['seven reference images', omni({ duration: 15, inputs: { referenceImages: images(7) } })],
		[
			'a reference video with four images',
			omni({ duration: 11, inputs: { referenceVideos: [VIDEO], referenceImages: images(4) } }),
		],
		['a source video with four images', omniEdit({}, { referenceImages: images(4) })],
		['a source video and its resolution', omniEdit({ resolution: '720p' })],
		['sound', omni(kling({ sound: true }))],
		[
			'sound with a first frame',
			omni({ ...SIZELESS, inputs: { frameImages: [first] }, ...kling({ sound: true }) }),
		],
		['the sound of a source video kept', omniEdit(kling({ keepOriginalSound: true }))],
		[
			'the sound of a reference video left out',
			omni({ inputs: { referenceVideos: [VIDEO] }, ...kling({ keepOriginalSound: false }) }),
		],
		['one shot', shots([shot(5)])],
		[
			'six shots',
			shots(
				[1, 1, 1, 1, 1, 1].map((seconds) => shot(seconds)),
				{ duration: 6 },
			),
		],
		['a shot of 512 characters', shots([shot(5, 'x'.repeat(512))])],
		['shots of 5 seconds without a duration', shots([shot(2), shot(3)], { duration: undefined })],
		[
			'shots with sound and reference images',
			omni({
				positivePrompt: undefined,
				duration: 15,
				inputs: { referenceImages: [IMAGE] },
				...kling({ sound: true, multiPrompt: [shot(7), shot(8)] }),
			}),
		],
	]);

	itRefuses(client, [
		['2 seconds', omni({ duration: 2 }), 'unsupportedDuration', 'duration'],
		['16 seconds', omni({ duration: 16 }), 'unsupportedDuration', 'duration'],
		['half a second', omni({ duration: 5.5 }), 'invalidDuration', 'duration'],
		[
			'a Pro size for Standard',
			omni({ width: 1920, height: 1080 }),
			'unsupportedDimensions',
			['width', 'height'],
		],
		[
			'a Standard size for Pro',
			omni({ model: OMNI_PRO }),
			'unsupportedDimensions',
			['width', 'height'],
		],
		[
			'reference images without a size',
			omni({ ...SIZELESS, inputs: { referenceImages: [IMAGE] } }),
			'missingDimensionParameters',
			['width', 'height', 'inputs.frameImages', 'inputs.video'],
		],
		[
			'a size with frames',
			omni({ inputs: { frameImages: [first] } }),
			'incompatibleParameters',
			['width', 'height', 'inputs.frameImages'],
		],
		[
			'a size with a source video',
			omniEdit({ width: 1280, height: 720 }),
			'incompatibleParameters',
			['width', 'height', 'inputs.video'],
		],
		[
			'frames with a source video',
			omniEdit({}, { frameImages: [first] }),
			'incompatibleParameters',
			['inputs.frameImages', 'inputs.video'],
		],
		[
			'a duration with a source video',
			omniEdit({ duration: 5 }),
			'incompatibleParameters',
			['duration', 'inputs.video'],
		],
		[
			'eight reference images',
			omni({ inputs: { referenceImages: images(8) } }),
			'arrayTooLarge',
			'inputs.referenceImages',
		],
		[
			'five reference images with a reference video',
			omni({ inputs: { referenceVideos: [VIDEO], referenceImages: images(5) } }),
			'arrayTooLarge',
			'inputs.referenceImages',
		],
		[
			'five reference images with a source video',
			omniEdit({}, { referenceImages: images(5) }),
			'arrayTooLarge',
			'inputs.referenceImages',
		],
		['a negative prompt', omni({ negativePrompt: 'x' }), 'unsupportedParameter', 'negativePrompt'],
		['elements', omni({ inputs: { elements: [] } }), 'unsupportedParameter', 'inputs.elements'],
		[
			'a resolution without a source video',
			omni({ resolution: '720p' }),
			'incompatibleParameters',
			['resolution', 'inputs.video'],
		],
		['a resolution of 4K', omniEdit({ resolution: '4k' }), 'invalidResolution', 'resolution'],
		[
			'sound as text',
			omni(kling({ sound: 'true' })),
			'invalidSound',
			'providerSettings.klingai.sound',
		],
		[
			'sound with a source video',
			omniEdit(kling({ sound: true })),
			'incompatibleParameters',
			['providerSettings.klingai.sound', 'inputs.video'],
		],
		[
			'sound switched off with a reference video',
			omni({ inputs: { referenceVideos: [VIDEO] }, ...kling({ sound: false }) }),
			'incompatibleParameters',
			['providerSettings.klingai.sound', 'inputs.referenceVideos'],
		],
		[
			'kept sound without a video',
			omni(kling({ keepOriginalSound: true })),
			'unsupportedParameter',
			'providerSettings.klingai.keepOriginalSound',
		],
		[
			'no setting in klingai',
			omni(kling({})),
			'invalidProviderSettings',
			'providerSettings.klingai',
		],
		[
			'another setting of Kling',
			omni(kling({ asmrMode: true })),
			'unsupportedParameter',
			'providerSettings.klingai.asmrMode',
		],
		[
			'neither a prompt nor shots',
			omni({ positivePrompt: undefined }),
			'missingPositivePrompt',
			['positivePrompt', SHOTS_PATH],
		],
		[
			'a prompt and shots',
			shots([shot(5)], { positivePrompt: 'A paper boat' }),
			'incompatibleParameters',
			['positivePrompt', SHOTS_PATH],
		],
		[
			'a prompt of one character',
			omni({ positivePrompt: 'x' }),
			'invalidPositivePromptLength',
			'positivePrompt',
		],
		['shots as text', shots('4 The train leaves'), 'invalidMultiPrompt', SHOTS_PATH],
		['no shot in the list', shots([]), 'arrayTooSmall', SHOTS_PATH],
		[
			'seven shots',
			shots(
				[1, 1, 1, 1, 1, 1, 1].map((seconds) => shot(seconds)),
				{ duration: 7 },
			),
			'arrayTooLarge',
			SHOTS_PATH,
		],
		['a shot as text', shots(['The train leaves']), 'invalidMultiPrompt', `${SHOTS_PATH}[0]`],
		[
			'an unknown field of a shot',
			shots([{ ...shot(5), seconds: 5 }]),
			'unsupportedParameter',
			`${SHOTS_PATH}[0].seconds`,
		],
		[
			'a shot without a prompt',
			shots([shot(2), shot(3, '  ')]),
			'invalidMultiPromptLength',
			`${SHOTS_PATH}[1].prompt`,
		],
		[
			'a shot of 513 characters',
			shots([shot(5, 'x'.repeat(513))]),
			'invalidMultiPromptLength',
			`${SHOTS_PATH}[0].prompt`,
		],
		[
			'a shot of no seconds',
			shots([shot(5), shot(0)]),
			'invalidMultiPromptDuration',
			`${SHOTS_PATH}[1].duration`,
		],
		[
			'a shot of half a second more',
			shots([shot(2.5), shot(2.5)]),
			'invalidMultiPromptDuration',
			`${SHOTS_PATH}[0].duration`,
		],
		[
			'seconds as text',
			shots([shot('5')]),
			'invalidMultiPromptDuration',
			`${SHOTS_PATH}[0].duration`,
		],
		[
			'shots that last longer than the video',
			shots([shot(3), shot(3)]),
			'invalidMultiPromptDuration',
			[SHOTS_PATH, 'duration'],
		],
		[
			'shots of 16 seconds',
			shots([shot(8), shot(8)], { duration: 16 }),
			'unsupportedDuration',
			'duration',
		],
		[
			'shots with a source video',
			omniEdit({ positivePrompt: undefined, ...kling({ multiPrompt: [shot(5)] }) }),
			'incompatibleParameters',
			['providerSettings.klingai.multiPrompt', 'inputs.video'],
		],
		[
			'shots with a reference video',
			shots([shot(5)], { inputs: { referenceVideos: [VIDEO] } }),
			'incompatibleParameters',
			['providerSettings.klingai.multiPrompt', 'inputs.referenceVideos'],
		],
	]);

	test.each([
		[
			'shots',
			{ positivePrompt: undefined, ...kling({ multiPrompt: [shot(5)] }) },
			'missingPositivePrompt',
		],
		['shots beside a prompt', kling({ multiPrompt: [shot(5)] }), 'unsupportedParameter'],
		['sound', kling({ sound: true }), 'unsupportedParameter'],
		['a resolution', { resolution: '720p' }, 'unsupportedParameter'],
		['7 seconds', { duration: 7 }, 'unsupportedDuration'],
	])('takes %s, which O1 refuses', async (_, changes, code) => {
		expect(await codeOf(task(changes))).toBe(code);
	});

	const withVideo = { inputs: { referenceVideos: [VIDEO] } };
	const withSound = kling({ sound: true });
	test.each([
		['Standard, text', omni(), 0.42],
		['Standard, sound', omni(withSound), 0.56],
		['Standard, sound switched off', omni(kling({ sound: false })), 0.42],
		['Standard, from a video', omni(withVideo), 0.63],
		['Standard, an edit of 8 seconds', omniEdit({}, { video: `${VIDEO}?seconds=8` }), 1.008],
		['Standard, shots of 15 seconds', shots([shot(7), shot(8)], { duration: 15 }), 1.26],
		['Pro, text', { model: OMNI_PRO, width: 1920, height: 1080 }, 0.56],
		['Pro, sound', { model: OMNI_PRO, width: 1920, height: 1080, ...withSound }, 0.7],
		['Pro, from a video', { model: OMNI_PRO, width: 1920, height: 1080, ...withVideo }, 0.84],
		['Pro, two results', { model: OMNI_PRO, width: 1920, height: 1080, numberResults: 2 }, 1.12],
	])('charges by model, seconds, sound and video: %s', async (_, changes, cost) => {
		await client.send([task(changes)]);
		expect(client.emulator.charges()).toEqual({ count: 1, total: cost });
	});
});

describe('What 3.0 Omni says of providerSettings and video', () => {
	const cases: Array<[string, JsonObject]> = [
		['sound, text', omni(kling({ sound: true }))],
		['shots, text', shots([shot(5)])],
		[
			'kept sound, reference video',
			omni({ inputs: { referenceVideos: [VIDEO] }, ...kling({ keepOriginalSound: true }) }),
		],
		['kept sound, source video', omniEdit(kling({ keepOriginalSound: true }))],
		['sound, source video', omniEdit(kling({ sound: true }))],
		['no settings, source video', omniEdit()],
	];
	test.each([
		[
			'by setting',
			['sound, text', 'shots, text', 'kept sound, reference video', 'kept sound, source video'],
		],
		['never with video', ['sound, text', 'shots, text', 'kept sound, reference video']],
		['need a video', ['kept sound, source video', 'sound, source video']],
	] as const)('is read as %j', async (reading, taken) => {
		client.emulator.readings.omniSettings = reading;
		const accepted: string[] = [];
		for (const [name, sent] of cases) {
			if ((await client.send([sent])).errors.length === 0) accepted.push(name);
		}
		expect(accepted).toEqual([...taken, 'no settings, source video']);
	});

	test('does not concern O1, whose examples settle it', async () => {
		const kept = edit({}, kling({ keepOriginalSound: true }));
		client.emulator.readings.omniSettings = 'never with video';
		expect(await codeOf(kept)).toBeUndefined();
	});
});
