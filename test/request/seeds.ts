/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Row } from '../parameters/source';
import type { ModeName } from './rows';

interface Frame {
	readonly image: string;
	readonly frame: 'first' | 'last';
}

interface SeedRequest {
	readonly taskType: 'videoInference';
	readonly taskUUID: string;
	readonly model: string;
	readonly positivePrompt: string;
	readonly width?: number;
	readonly height?: number;
	readonly duration?: number;
	readonly providerSettings?: { readonly klingai: { readonly keepOriginalSound: boolean } };
	readonly inputs?: {
		readonly frameImages?: readonly Frame[];
		readonly referenceImages?: readonly string[];
		readonly referenceVideos?: readonly string[];
		readonly video?: string;
	};
}

/** A real request with its real answer. */
export interface Seed {
	readonly title: string;
	readonly request: SeedRequest;
	readonly response: {
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
	.map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Seed); // checked by the tests

export function modeOfSeed({ request: { inputs = {} } }: Seed): ModeName {
	if (inputs.video !== undefined) return 'edit';
	if (inputs.referenceVideos !== undefined) return 'referenceVideo';
	if (inputs.referenceImages !== undefined) return 'referenceImages';
	if (inputs.frameImages !== undefined)
		return inputs.frameImages.length === 1 ? 'firstFrame' : 'firstLastFrame';
	return 'text';
}

/** What a user fills in to ask for the seed's video; what the seed does not say stays away. */
export function rowOfSeed(seed: Seed): Row {
	const { model, positivePrompt, width, height, duration, providerSettings, inputs } = seed.request;
	const mode = modeOfSeed(seed);
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
	return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

function ratioOf(width: number | undefined, height: number | undefined): string | undefined {
	if (width === undefined || height === undefined) return undefined;
	if (width === height) return '1:1';
	return width > height ? '16:9' : '9:16';
}
