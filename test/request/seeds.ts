/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ModeName } from './rows';

interface Frame {
	readonly image: string;
	readonly frame: 'first' | 'last';
}

/** What a seed's request says of its video. */
export type AskedVideo = Readonly<{
	model: string;
	positivePrompt: string;
	width?: number;
	height?: number;
	duration?: number;
	providerSettings?: { readonly klingai: { readonly keepOriginalSound: boolean } };
	inputs?: {
		readonly frameImages?: readonly Frame[];
		readonly referenceImages?: readonly string[];
		readonly referenceVideos?: readonly string[];
		readonly video?: string;
	};
}>;

/** A real request with its real answer. */
export interface Seed {
	readonly title: string;
	readonly request: AskedVideo & {
		readonly taskType: 'videoInference';
		readonly taskUUID: string;
	};
	readonly response: {
		readonly taskType: string;
		readonly taskUUID: string;
		readonly videoUUID: string;
		readonly videoURL: string;
		readonly cost: number;
	};
}

const FOLDER = join(__dirname, '..', 'seeds');

/** Every example in test/seeds; a file that is put there is tested with no other step. */
export const SEEDS: readonly Seed[] = readdirSync(FOLDER)
	.filter((name) => name.endsWith('.json'))
	.sort()
	.map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Seed); // checked by the tests

/** The columns of a sheet whose every row is one video; all but `video` are those of `generate`. */
export type SeedRow = Readonly<{
	model: string;
	/** Missing for an edit, which is an operation of its own. */
	inputMode?: Exclude<ModeName, 'edit'>;
	positivePrompt: string;
	firstFrame?: string;
	lastFrame?: string;
	/** Links, one a line. */
	referenceImages?: string;
	referenceVideo?: string;
	video?: string;
	aspectRatio?: string;
	duration?: number;
	keepOriginalSound?: boolean;
}>;

export function modeOfSeed({ request: { inputs = {} } }: { request: AskedVideo }): ModeName {
	if (inputs.video !== undefined) return 'edit';
	if (inputs.referenceVideos !== undefined) return 'referenceVideo';
	if (inputs.referenceImages !== undefined) return 'referenceImages';
	if (inputs.frameImages !== undefined)
		return inputs.frameImages.length === 1 ? 'firstFrame' : 'firstLastFrame';
	return 'text';
}

/** What a user fills in to ask for the seed's video; what the seed does not say stays away. */
export function rowOfSeed({ request }: { request: AskedVideo }): SeedRow {
	const { model, positivePrompt, width, height, duration, providerSettings, inputs } = request;
	const mode = modeOfSeed({ request });
	const frame = (which: Frame['frame']) =>
		inputs?.frameImages?.find((entry) => entry.frame === which)?.image;
	const row = {
		model,
		inputMode: mode === 'edit' ? undefined : mode,
		positivePrompt,
		firstFrame: frame('first'),
		lastFrame: frame('last'),
		referenceImages: inputs?.referenceImages?.join('\n'),
		referenceVideo: inputs?.referenceVideos?.join('\n'),
		video: inputs?.video,
		aspectRatio: ratioOf(width, height),
		duration,
		keepOriginalSound: providerSettings?.klingai.keepOriginalSound,
	};
	const given = Object.entries(row).filter(([, value]) => value !== undefined);
	// Of each optional column, only one with a value is left.
	return Object.fromEntries(given) as unknown as SeedRow;
}

function ratioOf(width: number | undefined, height: number | undefined): string | undefined {
	if (width === undefined || height === undefined) return undefined;
	if (width === height) return '1:1';
	return width > height ? '16:9' : '9:16';
}
