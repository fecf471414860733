/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- part of a program for a terminal, outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SEEDS = join(__dirname, '..', 'seeds');

/** As a user reads them: from the plainest mode to the richest. */
const MODES = [
	'text',
	'firstFrame',
	'firstLastFrame',
	'referenceImages',
	'referenceVideo',
	'edit',
] as const;

export type Mode = (typeof MODES)[number];

/** The columns of a sheet whose every row is one video; all but `video` are those of `generate`. */
export interface RowFields {
	readonly inputMode?: Mode;
	readonly model: string;
	readonly positivePrompt: string;
	readonly firstFrame?: string;
	readonly lastFrame?: string;
	readonly referenceImages?: readonly string[];
	readonly referenceVideo?: string;
	readonly video?: string;
	readonly aspectRatio?: string;
	readonly duration?: number;
	readonly keepOriginalSound?: boolean;
}

export interface ExampleRow {
	readonly title: string;
	readonly mode: Mode;
	readonly fields: RowFields;
}

/** A request to the API with the answer it got, as the customer handed it over. */
export interface Seed {
	readonly title: string;
	readonly request: {
		readonly model: string;
		readonly positivePrompt: string;
		readonly width?: number;
		readonly height?: number;
		readonly duration?: number;
		readonly providerSettings?: { readonly klingai: { readonly keepOriginalSound: boolean } };
		readonly inputs?: {
			readonly frameImages?: ReadonlyArray<{ readonly image: string; readonly frame: string }>;
			readonly referenceImages?: readonly string[];
			readonly referenceVideos?: readonly string[];
			readonly video?: string;
		};
	};
}

export function exampleRows(): readonly ExampleRow[] {
	const files = readdirSync(SEEDS).filter((file) => file.endsWith('.json'));
	return rowsOfSeeds(
		// The files are part of this repository, and the tests read every one of them.
		files.sort().map((file) => JSON.parse(readFileSync(join(SEEDS, file), 'utf8')) as Seed),
	);
}

/** One row for each mode that the seeds show, in the order of the modes. */
export function rowsOfSeeds(seeds: readonly Seed[]): readonly ExampleRow[] {
	const rows = seeds.map(rowOfSeed);
	return MODES.flatMap((mode) => rows.find((row) => row.mode === mode) ?? []);
}

function rowOfSeed({ title, request }: Seed): ExampleRow {
	const { model, positivePrompt, width, height, duration, inputs = {}, providerSettings } = request;
	const mode = modeOf(inputs);
	const frame = (wanted: string) =>
		inputs.frameImages?.find((entry) => entry.frame === wanted)?.image;
	const fields = {
		inputMode: mode === 'edit' ? undefined : mode,
		model,
		positivePrompt,
		firstFrame: frame('first'),
		lastFrame: frame('last'),
		referenceImages: inputs.referenceImages,
		referenceVideo: inputs.referenceVideos?.[0],
		video: inputs.video,
		aspectRatio: aspectRatioOf(width, height),
		duration,
		keepOriginalSound: providerSettings?.klingai.keepOriginalSound,
	};
	const given = Object.entries(fields).filter(([, value]) => value !== undefined);
	// Only what has a value is left of each optional field.
	return { title, mode, fields: Object.fromEntries(given) as unknown as RowFields };
}

function modeOf(inputs: NonNullable<Seed['request']['inputs']>): Mode {
	if (inputs.video !== undefined) return 'edit';
	if (inputs.referenceVideos !== undefined) return 'referenceVideo';
	if (inputs.referenceImages !== undefined) return 'referenceImages';
	if (inputs.frameImages === undefined) return 'text';
	return inputs.frameImages.length > 1 ? 'firstLastFrame' : 'firstFrame';
}

function aspectRatioOf(width?: number, height?: number): string | undefined {
	if (width === undefined || height === undefined) return undefined;
	if (width === height) return '1:1';
	return width > height ? '16:9' : '9:16';
}
