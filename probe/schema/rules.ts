import { imageLinks } from './ourBodies';
import type { Way } from './ourBodies';

/** What the node never sends, although a schema may take it: what goes with what. */
export interface Rule {
	readonly name: string;
	readonly where: string;
	readonly appliesTo: (way: Way) => boolean;
	/** What makes the task of a plain row break the rule; undefined takes a parameter out. */
	readonly breaks: (way: Way) => Readonly<Record<string, unknown>>;
	/** Parts of `inputs` to add. */
	readonly inputs?: Readonly<Record<string, unknown>>;
}

const MODES = 'nodes/Kling/catalog/modes.ts';
const ENVELOPE = 'nodes/Kling/request/videoRequest.ts';

const inModes =
	(...values: readonly string[]) =>
	({ mode }: Way) =>
		values.includes(mode.value);

const nothing = () => ({});
const sixteenToNine = ({ model }: Way) => ({ ...model.frameSizes['16:9'] });
const without =
	(...names: readonly string[]) =>
	() =>
		Object.fromEntries(names.map((name) => [name, undefined]));

const [image] = imageLinks(1);
const video = 'https://media.example.com/1.mp4';

const SHOTS = {
	providerSettings: {
		klingai: {
			multiPrompt: [
				{ prompt: 'The train waits', duration: 2 },
				{ prompt: 'It leaves', duration: 3 },
			],
		},
	},
};

export const RULES: readonly Rule[] = [
	{
		name: 'no width and height',
		where: MODES,
		appliesTo: ({ mode }) => mode.frameSize,
		breaks: without('width', 'height'),
	},
	{
		name: 'a width without a height',
		where: MODES,
		appliesTo: ({ mode }) => mode.frameSize,
		breaks: without('height'),
	},
	{
		name: 'width and height',
		where: MODES,
		appliesTo: ({ mode }) => !mode.frameSize,
		breaks: sixteenToNine,
	},
	{
		name: 'a duration',
		where: MODES,
		appliesTo: ({ lengths }) => lengths === undefined,
		breaks: () => ({ duration: 5 }),
	},
	{
		name: 'reference images beside frames',
		where: MODES,
		appliesTo: inModes('firstFrame', 'firstLastFrame'),
		breaks: nothing,
		inputs: { referenceImages: [image] },
	},
	{
		name: 'a reference video beside frames',
		where: MODES,
		appliesTo: inModes('firstFrame', 'firstLastFrame'),
		breaks: nothing,
		inputs: { referenceVideos: [video] },
	},
	{
		name: 'a source video beside frames',
		where: MODES,
		appliesTo: inModes('firstFrame', 'firstLastFrame'),
		breaks: nothing,
		inputs: { video },
	},
	{
		name: 'a reference video beside the source video',
		where: MODES,
		appliesTo: inModes('edit'),
		breaks: nothing,
		inputs: { referenceVideos: [video] },
	},
	{
		name: 'two reference videos',
		where: MODES,
		appliesTo: inModes('referenceVideo'),
		breaks: nothing,
		inputs: { referenceVideos: [video, video] },
	},
	{
		name: 'three frames',
		where: MODES,
		appliesTo: inModes('firstLastFrame'),
		breaks: nothing,
		inputs: {
			frameImages: ['first', 'last', 'last'].map((frame) => ({ image, frame })),
		},
	},
	{
		name: 'keepOriginalSound without a video',
		where: 'nodes/Kling/fields/videoSettings.ts',
		appliesTo: ({ model, mode }) =>
			model.settings.includes('keepOriginalSound') && !mode.videoInput,
		breaks: () => ({ providerSettings: { klingai: { keepOriginalSound: true } } }),
	},
	{
		name: 'sound with a video',
		where: 'nodes/Kling/fields/videoSettings.ts',
		appliesTo: ({ model, mode }) => model.settings.includes('sound') && mode.videoInput,
		breaks: () => ({ providerSettings: { klingai: { sound: true } } }),
	},
	{
		name: 'shots with a video',
		where: 'nodes/Kling/fields/shots.ts',
		appliesTo: ({ model, mode }) => model.settings.includes('multiPrompt') && mode.videoInput,
		breaks: () => ({ ...SHOTS, positivePrompt: undefined }),
	},
	{
		name: 'a prompt beside shots',
		where: 'nodes/Kling/fields/videoSettings.ts',
		appliesTo: ({ model, mode }) => model.settings.includes('multiPrompt') && !mode.videoInput,
		breaks: () => ({ ...SHOTS }),
	},
	{
		name: 'neither prompt nor shots',
		where: 'nodes/Kling/parameters/prompt.ts',
		appliesTo: () => true,
		breaks: without('positivePrompt'),
	},
	{
		name: "deliveryMethod 'sync'",
		where: ENVELOPE,
		appliesTo: inModes('text'),
		breaks: () => ({ deliveryMethod: 'sync' }),
	},
	{
		name: 'a duration of 5.5',
		where: 'nodes/Kling/parameters/readers.ts',
		appliesTo: inModes('referenceImages'),
		breaks: () => ({ duration: 5.5 }),
	},
	{
		name: 'a parameter that nobody knows',
		where: 'nodes/Kling/runware/wire/protocol.ts',
		appliesTo: () => true,
		breaks: () => ({ nobodyKnows: true }),
	},
];
