import { KLING_MODELS } from '../../nodes/Kling/catalog/models';
import { MEDIA_SLOTS } from '../../nodes/Kling/catalog/slots';
import type { SlotName } from '../../nodes/Kling/catalog/slots';
import { shots } from '../../nodes/Kling/fields/shots';
import { imageLinks, plainRow, taskOfRow } from './ourBodies';
import type { Row, Way } from './ourBodies';

/** Something that the catalogue limits: each candidate is put to the node and to the schema. */
export interface Limit {
	readonly name: string;
	/** Where it stands in our code. */
	readonly where: string;
	readonly appliesTo: (way: Way) => boolean;
	/** What the schema states it for; its numbers and their neighbors are tried too. */
	readonly stated: string;
	readonly candidates: readonly Candidate[];
	/** What is stated beyond that is not tried. */
	readonly most?: number;
	/** The row that wishes for a candidate. */
	readonly row: (candidate: Candidate) => Row;
	/** The same in a task, where the node refuses to write it. */
	readonly inTask: (candidate: Candidate, way: Way) => Readonly<Record<string, unknown>>;
}

export type Candidate = number | string | boolean;

function numbers(from: number, to: number): readonly number[] {
	return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function always(): boolean {
	return true;
}

/** A value of the collection 'Options', which goes into the task under its own name. */
function option(name: string, candidates: readonly Candidate[]): Limit {
	return {
		name,
		where: 'nodes/Kling/fields/taskOptions.ts',
		appliesTo: always,
		stated: name,
		candidates,
		row: (value) => ({ [`options.${name}`]: value }),
		inTask: (value) => ({ [name]: value }),
	};
}

const DAY = 86_400;

function imageCount(slot: SlotName): Limit {
	return {
		name: `number of ${MEDIA_SLOTS[slot].displayName}`,
		where: 'nodes/Kling/catalog/modes.ts',
		appliesTo: ({ mode }) => mode.media[slot] !== undefined,
		stated: slot,
		candidates: numbers(1, 16),
		most: 30,
		row: (count) => ({ [slot]: imageLinks(Number(count)) }),
		inTask: (count, way) => ({
			inputs: {
				...taskOfRow(plainRow(way), way.mode).inputs,
				...MEDIA_SLOTS[slot].toInputs(imageLinks(Number(count))),
			},
		}),
	};
}

export const LIMITS: readonly Limit[] = [
	{
		name: 'length in seconds',
		where: 'nodes/Kling/catalog/models.ts',
		appliesTo: ({ lengths }) => lengths !== undefined,
		stated: 'duration',
		candidates: numbers(0, 30),
		row: (duration) => ({ duration }),
		inTask: (duration) => ({ duration }),
	},
	{
		name: 'frame size',
		where: 'nodes/Kling/catalog/models.ts',
		appliesTo: ({ mode }) => mode.frameSize,
		stated: 'size',
		candidates: [
			...new Set(
				KLING_MODELS.flatMap(({ frameSizes }) =>
					Object.values(frameSizes).map(({ width, height }) => `${width}x${height}`),
				),
			),
		],
		row: (size) => ({ aspectRatio: ratioOf(String(size)) }),
		inTask: (size) => sizeOf(String(size)),
	},
	{
		name: 'characters of the prompt',
		where: 'nodes/Kling/parameters/prompt.ts',
		appliesTo: always,
		stated: 'positivePrompt',
		candidates: [...numbers(1, 4), ...numbers(2499, 2501)],
		most: 100_000,
		row: (length) => ({ positivePrompt: 'x'.repeat(Number(length)) }),
		inTask: (length) => ({ positivePrompt: 'x'.repeat(Number(length)) }),
	},
	imageCount('referenceImages'),
	option('numberResults', [...numbers(0, 6), 20, 21]),
	option('outputFormat', ['MP4', 'WEBM', 'MOV', 'GIF']),
	option('outputQuality', [0, 1, ...numbers(19, 21), 50, ...numbers(98, 101)]),
	option('ttl', [1, 30, 59, 60, 61, 3600, DAY, 7 * DAY, 30 * DAY, 365 * DAY]),
	{
		...option('checkContent', [true, false]),
		inTask: (checkContent) => ({ safety: { checkContent } }),
	},
	{
		name: 'keepOriginalSound',
		where: 'nodes/Kling/fields/videoSettings.ts',
		appliesTo: ({ model, mode }) => model.settings.includes('keepOriginalSound') && mode.videoInput,
		stated: 'keepOriginalSound',
		candidates: [true, false],
		row: (keepOriginalSound) => ({ keepOriginalSound }),
		inTask: (keepOriginalSound) => ({ providerSettings: { klingai: { keepOriginalSound } } }),
	},
	{
		name: 'sound',
		where: 'nodes/Kling/fields/videoSettings.ts',
		appliesTo: ({ model, mode }) => model.settings.includes('sound') && !mode.videoInput,
		stated: 'sound',
		candidates: [true],
		row: (sound) => ({ sound }),
		inTask: (sound) => ({ providerSettings: { klingai: { sound } } }),
	},
	{
		name: 'number of shots',
		where: 'nodes/Kling/parameters/shotList.ts',
		appliesTo: shots.appliesTo,
		stated: 'multiPrompt',
		candidates: numbers(1, 7),
		most: 7,
		row: (count) => shotsOf(equalShots(Number(count))).row,
		inTask: (count) => shotsOf(equalShots(Number(count))).task,
	},
	{
		name: 'characters of a shot',
		where: 'nodes/Kling/parameters/shotList.ts',
		appliesTo: shots.appliesTo,
		stated: 'multiPrompt',
		candidates: [...numbers(1, 3), ...numbers(511, 513)],
		most: 10_000,
		row: (length) => shotsOf(longShot(Number(length))).row,
		inTask: (length) => shotsOf(longShot(Number(length))).task,
	},
];

/** A size that the model of the row does not have reads as no ratio, and is refused. */
function ratioOf(size: string): string {
	const { width, height } = sizeOf(size);
	return width === height ? '1:1' : width > height ? '16:9' : '9:16';
}

export function sizeOf(size: string): { readonly width: number; readonly height: number } {
	const [width = 0, height = 0] = size.split('x').map(Number);
	return { width, height };
}

interface Shot {
	readonly prompt: string;
	readonly duration: number;
}

/** As many shots as fit a video of 15 seconds, and a single one of 5. */
function equalShots(count: number): readonly Shot[] {
	return Array.from({ length: count }, () => ({
		prompt: 'The train leaves',
		duration: count === 1 ? 5 : 2,
	}));
}

function longShot(length: number): readonly Shot[] {
	return [
		{ prompt: 'x'.repeat(length), duration: 2 },
		{ prompt: 'The train leaves', duration: 3 },
	];
}

/** Shots as a row has them, and as they stand in a task in place of the prompt. */
function shotsOf(list: readonly Shot[]) {
	return {
		row: { shots: list.map(({ prompt, duration }) => `${duration} ${prompt}`).join('\n') },
		task: {
			positivePrompt: undefined,
			duration: list.reduce((sum, shot) => sum + shot.duration, 0),
			providerSettings: { klingai: { multiPrompt: list } },
		},
	};
}
