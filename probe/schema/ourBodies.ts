import { EDIT_MODE } from '../../nodes/Kling/catalog/modes';
import type { InputMode } from '../../nodes/Kling/catalog/modes';
import { OFFERS } from '../../nodes/Kling/catalog/offers';
import type { Offer } from '../../nodes/Kling/catalog/offers';
import { MEDIA_SLOTS } from '../../nodes/Kling/catalog/slots';
import { ParameterError } from '../../nodes/Kling/parameters/ParameterError';
import { parseGeneration } from '../../nodes/Kling/request/generation';
import type { Generation } from '../../nodes/Kling/request/generation';
import { publishedPrice } from '../../nodes/Kling/request/publishedPrice';
import { videoRequest } from '../../nodes/Kling/request/videoRequest';
import type { VideoInferenceTask } from '../../nodes/Kling/runware/wire/protocol';

/** The parameters of a row, as n8n hands them over. */
export type Row = Readonly<Record<string, unknown>>;

/** A model in one of its modes: what a row chooses first. */
export type Way = Offer;

export const WAYS = OFFERS;

const LINKS = {
	image: 'https://media.example.com/1.jpg',
	video: 'https://media.example.com/1.mp4',
};

export function imageLinks(count: number): readonly string[] {
	return Array.from({ length: count }, (_, index) => `https://media.example.com/${index + 1}.jpg`);
}

/** A valid row of the way, with no more than it needs. */
export function plainRow({ model, mode }: Way): Row {
	const media = Object.values(MEDIA_SLOTS).flatMap(({ name, kind }) =>
		(mode.media[name]?.min ?? 0) > 0 ? [[name, LINKS[kind]] as const] : [],
	);
	return {
		model: model.value,
		...(mode === EDIT_MODE ? {} : { inputMode: mode.value }),
		positivePrompt: 'A paper boat drifts down a rain-soaked street at dusk',
		...Object.fromEntries(media),
	};
}

/** The task that the node sends for a row. @throws ParameterError as the node does */
export function taskOfRow(
	row: Row,
	mode: InputMode,
	taskUUID = '5f2b9a3e-0c14-4d6b-8e57-3a9c1d7f2b60',
): VideoInferenceTask {
	return { ...videoRequest(generationOf(row, mode), linkOf), taskUUID };
}

/** USD by the published rates. */
export function priceOfRow(row: Row, mode: InputMode, sourceSeconds?: number): number {
	return publishedPrice(generationOf(row, mode), sourceSeconds);
}

/** The same, or undefined where the node refuses the row. */
export function takenTask(row: Row, mode: InputMode): VideoInferenceTask | undefined {
	try {
		return taskOfRow(row, mode);
	} catch (error) {
		if (error instanceof ParameterError) return undefined;
		// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- outside n8n
		throw error;
	}
}

function generationOf(row: Row, mode: InputMode): Generation {
	return parseGeneration(
		(name) => row[name] ?? null,
		{ get: () => undefined, names: [], runNames: [] },
		mode === EDIT_MODE ? 'edit' : 'generate',
	);
}

function linkOf(media: { readonly link: string } | { readonly file: unknown }): string {
	return 'link' in media ? media.link : '';
}
