import { MOST_WITH_VIDEO } from './slots';
import type { Count, SlotName } from './slots';

const ONE: Count = { min: 1, max: 1 };

export type ModeName =
	| 'text'
	| 'firstFrame'
	| 'firstLastFrame'
	| 'referenceImages'
	| 'referenceVideo'
	| 'edit';

/** A way to make a video, which follows from what it is made of. Not every model has every mode. */
export interface InputMode {
	readonly value: ModeName;
	readonly name: string;
	readonly description: string;
	/** What the video is made of, for a hint about several modes. */
	readonly madeOf: string;
	readonly media: Readonly<Partial<Record<SlotName, Count>>>;
	/** Whether width and height are sent; elsewhere the input's own shape decides. */
	readonly frameSize: boolean;
	/** Whether it starts from a video: then there is sound to keep, and the price is higher. */
	readonly videoInput: boolean;
}

/**
 * The modes of `generate`, from the plainest to the richest. Which inputs go together: the seed
 * examples first, then the model pages. The API knows no `mode` field: it follows from the inputs.
 */
export const INPUT_MODES: readonly InputMode[] = [
	{
		name: 'Text',
		value: 'text',
		description: 'Only a prompt',
		madeOf: 'text',
		media: {},
		frameSize: true,
		videoInput: false,
	},
	{
		name: 'First Frame',
		value: 'firstFrame',
		description: 'The video starts with your image',
		madeOf: 'frames',
		media: { firstFrame: ONE },
		frameSize: false,
		videoInput: false,
	},
	{
		name: 'First and Last Frame',
		value: 'firstLastFrame',
		description: 'The video starts with one image and ends with another',
		madeOf: 'frames',
		media: { firstFrame: ONE, lastFrame: ONE },
		frameSize: false,
		videoInput: false,
	},
	{
		name: 'Reference Images',
		value: 'referenceImages',
		description: 'Up to 7 images of people, things or places to show in the video',
		madeOf: 'reference images',
		media: { referenceImages: { min: 1, max: 7 } },
		frameSize: true,
		videoInput: false,
	},
	{
		name: 'Reference Video',
		value: 'referenceVideo',
		description: 'A video whose motion or style to follow, plus up to 4 images',
		madeOf: 'a reference video',
		media: { referenceVideo: ONE, referenceImages: { min: 0, max: MOST_WITH_VIDEO } },
		frameSize: true,
		videoInput: true,
	},
];

/** The one mode of the operation `edit`: size and length are those of the source video. */
export const EDIT_MODE: InputMode = {
	name: 'Edit',
	value: 'edit',
	description: 'A source video changed by instruction',
	madeOf: 'a source video',
	media: { video: ONE, referenceImages: { min: 0, max: MOST_WITH_VIDEO } },
	frameSize: false,
	videoInput: true,
};

/** What a field that offers modes needs to know of one. */
interface ModeChoice<Value> extends Pick<InputMode, 'name' | 'description' | 'media'> {
	readonly value: Value;
}

/** Not a mode of its own: the form shows everything, and each row's media decide its mode. */
export const AUTO: ModeChoice<'auto'> = {
	name: 'Automatic',
	value: 'auto',
	description:
		'The images and videos in each row decide its mode. A missing file counts as left empty.',
	media: {
		firstFrame: { min: 0, max: 1 },
		lastFrame: { min: 0, max: 1 },
		referenceVideo: { min: 0, max: 1 },
		referenceImages: { min: 0, max: 7 },
	},
};

/** The entries of the field 'Input Mode'. */
export const INPUT_MODE_CHOICES: readonly (InputMode | typeof AUTO)[] = [...INPUT_MODES, AUTO];

/** As a message names it. */
export function inMessages(mode: InputMode): string {
	return mode === EDIT_MODE ? "'Video: Edit'" : `the input mode '${mode.name}'`;
}

/** The one mode whose slots fit what a row has, or undefined for a mixture that fits none. */
export function modeOfMedia(given: ReadonlySet<SlotName>): InputMode | undefined {
	return INPUT_MODES.find(({ media }) => {
		const takesAll = [...given].every((slot) => slot in media);
		return takesAll && slotsOf(media).every((slot) => media[slot]?.min === 0 || given.has(slot));
	});
}

/** For media that fit no mode: what the modes that take them all would need besides. */
export function missingMedia(given: ReadonlySet<SlotName>): readonly (readonly SlotName[])[] {
	return INPUT_MODES.map(({ media }) => media)
		.filter((media) => [...given].every((slot) => slot in media))
		.map((media) => slotsOf(media).filter((slot) => media[slot]?.min !== 0 && !given.has(slot)));
}

function slotsOf(media: InputMode['media']): readonly SlotName[] {
	return Object.keys(media) as SlotName[]; // a key of `media` is a slot's name
}
