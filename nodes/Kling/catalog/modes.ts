import { MOST_WITH_VIDEO } from './slots';
import type { Count, SlotName } from './slots';

export const FIVE_OR_TEN: readonly number[] = [5, 10];
export const THREE_TO_TEN: readonly number[] = [3, 4, 5, 6, 7, 8, 9, 10];
/** Where a row's media decide: 5 or 10 for some, 3 to 10 for others. */
export const EITHER_DURATION: readonly number[] = [...THREE_TO_TEN];

const ONE: Count = { min: 1, max: 1 };

/** What a mode takes. The form shows exactly this, and the request sends exactly this. */
export interface ModeShape {
	readonly media: Readonly<Partial<Record<SlotName, Count>>>;
	/** Seconds; absent where the source video's own length decides. */
	readonly durations?: readonly number[];
	/** Whether width and height are sent; elsewhere the input's own shape decides. */
	readonly frameSize: boolean;
	/** Whether it starts from a video: then there is sound to keep, and the price is higher. */
	readonly videoInput: boolean;
}

export interface InputMode extends ModeShape {
	readonly value: string;
	readonly name: string;
	readonly description: string;
}

/**
 * The modes of `generate`, from the plainest to the richest. Which inputs go together, sizes and
 * durations: the seed examples first, then the model pages. The API knows no `mode` field: it
 * follows from the inputs.
 */
export const INPUT_MODES = [
	{
		name: 'Text',
		value: 'text',
		description: 'Only a prompt',
		media: {},
		durations: FIVE_OR_TEN,
		frameSize: true,
		videoInput: false,
	},
	{
		name: 'First Frame',
		value: 'firstFrame',
		description: 'The video starts with your image',
		media: { firstFrame: ONE },
		durations: FIVE_OR_TEN,
		frameSize: false,
		videoInput: false,
	},
	{
		name: 'First and Last Frame',
		value: 'firstLastFrame',
		description: 'The video starts with one image and ends with another',
		media: { firstFrame: ONE, lastFrame: ONE },
		durations: FIVE_OR_TEN,
		frameSize: false,
		videoInput: false,
	},
	{
		name: 'Reference Images',
		value: 'referenceImages',
		description: 'Up to 7 images of people, things or places to show in the video',
		media: { referenceImages: { min: 1, max: 7 } },
		durations: THREE_TO_TEN,
		frameSize: true,
		videoInput: false,
	},
	{
		name: 'Reference Video',
		value: 'referenceVideo',
		description: 'A video whose motion or style to follow, plus up to 4 images',
		media: { referenceVideo: ONE, referenceImages: { min: 0, max: MOST_WITH_VIDEO } },
		durations: THREE_TO_TEN,
		frameSize: true,
		videoInput: true,
	},
] as const satisfies readonly InputMode[];

/** The one mode of the operation `edit`: size and length are those of the source video. */
export const EDIT_MODE: InputMode = {
	name: 'Edit',
	value: 'edit',
	description: 'A source video changed by instruction',
	media: { video: ONE, referenceImages: { min: 0, max: MOST_WITH_VIDEO } },
	frameSize: false,
	videoInput: true,
};

/** Not a mode of its own: the form shows everything, and each row's media decide its mode. */
export const AUTO = {
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
	durations: EITHER_DURATION,
	frameSize: true,
	videoInput: true,
} as const satisfies InputMode;

/** The entries of the field 'Input Mode'. */
export const INPUT_MODE_CHOICES: readonly InputMode[] = [...INPUT_MODES, AUTO];

/** The one mode whose slots fit what a row has, or undefined for a mixture that fits none. */
export function modeOfMedia(given: ReadonlySet<SlotName>): InputMode | undefined {
	return INPUT_MODES.find(({ media }: InputMode) => {
		const takesAll = [...given].every((slot) => slot in media);
		return takesAll && slotsOf(media).every((slot) => media[slot]?.min === 0 || given.has(slot));
	});
}

/** For media that fit no mode: what the modes that take them all would need besides. */
export function missingMedia(given: ReadonlySet<SlotName>): readonly (readonly SlotName[])[] {
	return INPUT_MODES.map(({ media }: InputMode) => media)
		.filter((media) => [...given].every((slot) => slot in media))
		.map((media) => slotsOf(media).filter((slot) => media[slot]?.min !== 0 && !given.has(slot)));
}

function slotsOf(media: ModeShape['media']): readonly SlotName[] {
	return Object.keys(media) as SlotName[]; // a key of `media` is a slot's name
}
