import { type AskedVideo, modeOfSeed, rowOfSeed, SEEDS, type SeedRow } from '../request/seeds';
import type { ModeName } from '../request/rows';

/** As a user reads them: from the plainest mode to the richest. */
const MODES = [
	'text',
	'firstFrame',
	'firstLastFrame',
	'referenceImages',
	'referenceVideo',
	'edit',
] as const satisfies readonly ModeName[];

/** The columns of a sheet whose every row is one video. */
export type RowFields = Omit<SeedRow, 'positivePrompt'> &
	Readonly<{
		/** Missing where there are shots. */
		positivePrompt?: string;
		sound?: boolean;
		/** One a line, each beginning with its seconds. */
		shots?: string;
	}>;

export interface ExampleRow {
	readonly title: string;
	readonly mode: ModeName;
	readonly fields: RowFields;
}

/** What the seeds, which are all of O1, do not show. */
const SHOTS_WITH_SOUND: ExampleRow = {
	title: 'Lighthouse at dusk, in two shots with sound',
	mode: 'text',
	fields: {
		model: 'klingai:kling-video@o3-standard',
		inputMode: 'text',
		shots: [
			'3 Dusk on a rocky coast: waves break below a white lighthouse, gulls cry, wind in the grass.',
			'2 Inside, close: the keeper turns a brass key, the great lamp hums and lights up.',
		].join('\n'),
		aspectRatio: '16:9',
		sound: true,
	},
};

/** The seeds' videos, then one of 3.0 Omni. */
export function exampleRows(): readonly ExampleRow[] {
	return [...rowsOfSeeds(SEEDS), SHOTS_WITH_SOUND];
}

/** One row for each mode that the seeds show, in the order of the modes. */
export function rowsOfSeeds(
	seeds: ReadonlyArray<{ readonly title: string; readonly request: AskedVideo }>,
): readonly ExampleRow[] {
	const rows = seeds.map((seed) => ({
		title: seed.title,
		mode: modeOfSeed(seed),
		fields: rowOfSeed(seed),
	}));
	return MODES.flatMap((mode) => rows.find((row) => row.mode === mode) ?? []);
}
