import { refusedBodies } from '../../probe/standIn/officialBodies';
import { parseGeneration } from '../../nodes/Kling/request/generation';
import type { MediaRef } from '../../nodes/Kling/request/givenMedia';
import { videoRequest } from '../../nodes/Kling/request/videoRequest';
import { recordingSource, refusalOf, rowFiles, sourceOf } from '../parameters/source';
import type { Row } from '../parameters/source';

export const STANDARD = 'klingai:kling@o1-standard';
export const PRO = 'klingai:kling@o1';
export const MODELS = [STANDARD, PRO] as const;

export const OMNI = 'klingai:kling-video@o3-standard';
export const OMNI_PRO = 'klingai:kling-video@o3-pro';
export const OMNI_MODELS = [OMNI, OMNI_PRO] as const;

export const MODES = [
	'text',
	'firstFrame',
	'firstLastFrame',
	'referenceImages',
	'referenceVideo',
	'edit',
] as const;
export type ModeName = (typeof MODES)[number];

/** Every mode with every model of O1. */
export const EVERY_WAY = MODES.flatMap((mode) => MODELS.map((model) => ({ mode, model })));

export const IMAGE = 'https://media.test/a.jpg';
export const LAST = 'https://media.test/z.jpg';
export const VIDEO = 'https://media.test/a.mp4';

/** Different links, one a line. */
export function imageLinks(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `https://media.test/${index + 1}.jpg`);
}

const MEDIA: Readonly<Record<ModeName, Row>> = {
	text: {},
	firstFrame: { firstFrame: IMAGE },
	firstLastFrame: { firstFrame: IMAGE, lastFrame: LAST },
	referenceImages: { referenceImages: IMAGE },
	referenceVideo: { referenceVideo: VIDEO },
	edit: { video: VIDEO },
};

/** A valid row of a mode, with no more than it needs. */
export function rowOf(mode: ModeName, changes: Row = {}): Row {
	return {
		model: STANDARD,
		...(mode === 'edit' ? {} : { inputMode: mode }),
		positivePrompt: 'A paper boat',
		...MEDIA[mode],
		...changes,
	};
}

export function operationOf(mode: ModeName) {
	return mode === 'edit' ? 'edit' : 'generate';
}

/** What such a row asks for; `files` are the names of the file fields that it has. */
export function generationOf(mode: ModeName, changes: Row = {}, files: readonly string[] = []) {
	return parseGeneration(sourceOf(rowOf(mode, changes)), rowFiles(...files), operationOf(mode));
}

/** What stands for a medium in the tests' requests: a link as it is, and a file by its field. */
export function linkOf(ref: MediaRef): string {
	if ('link' in ref) return ref.link;
	return typeof ref.file === 'string' ? `file ${ref.file}` : `a file of ${ref.file.mimeType}`;
}

export function requestOf(mode: ModeName, changes: Row = {}, files: readonly string[] = []) {
	const request = videoRequest(generationOf(mode, changes, files), linkOf);
	// Whatever a test is about, what comes out has the shape of the published schemas.
	expect(refusedBodies([{ ...request, taskUUID: ANY_UUID }])).toEqual([]);
	return request;
}

const ANY_UUID = '0c8a5f0e-7d0b-4a57-9f5e-2b6f0e1a7c44';

/** Why such a row is refused. */
export function refusal(mode: ModeName, changes: Row, files: readonly string[] = []): string {
	return refusalOf(() => requestOf(mode, changes, files));
}

/** The names of the parameters that such a row was asked for. */
export function askedOf(
	mode: ModeName,
	changes: Row = {},
	files: readonly string[] = [],
): ReadonlySet<string> {
	const { source, asked } = recordingSource(rowOf(mode, changes));
	parseGeneration(source, rowFiles(...files), operationOf(mode));
	return asked;
}
