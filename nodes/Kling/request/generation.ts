import type { Completion } from '../catalog/completions';
import type { KlingModel } from '../catalog/models';
import { KLING_MODELS } from '../catalog/models';
import {
	AUTO,
	EDIT_MODE,
	inMessages,
	INPUT_MODE_CHOICES,
	INPUT_MODES,
	missingMedia,
	modeOfMedia,
} from '../catalog/modes';
import type { InputMode } from '../catalog/modes';
import { offerOf } from '../catalog/offers';
import type { Offer } from '../catalog/offers';
import { givenShots } from '../fields/shots';
import { TASK_OPTIONS } from '../fields/taskOptions';
import { SETTINGS } from '../fields/videoSettings';
import { MEDIA_SLOTS } from '../catalog/slots';
import type { SlotName } from '../catalog/slots';
import type { BinaryFields } from '../parameters/linksAndFiles/binaryFields';
import type { MediaKind } from '../parameters/linksAndFiles/mediaLinks';
import { MESSAGES, refusal } from '../parameters/messages';
import { alternatives } from '../parameters/ParameterError';
import type { InputCounts } from '../parameters/prompt';
import { choiceNames, oneOf } from '../parameters/readers';
import type { Choice, NamedField, ParameterSource } from '../parameters/source';
import type { VideoSettings } from '../runware/wire/protocol';
import { checkCounts, givenMedia } from './givenMedia';
import type { Media } from './givenMedia';
import { merged } from './merged';
import { tellUnused } from './unused';

export type VideoOperation = 'generate' | 'edit';

/** A row's wish, known to be valid. */
export interface Generation {
	readonly model: KlingModel;
	readonly mode: InputMode;
	readonly media: Media;
	readonly settings: VideoSettings;
}

const MODEL = { name: 'model', displayName: 'Model' };
const INPUT_MODE = { name: 'inputMode', displayName: 'Input Mode' };

/**
 * Reads one row's parameters and checks them against its model and mode.
 * @param when the row's completion, which some options do not go with
 * @throws ParameterError naming the field, what was found and what is allowed
 */
export function parseGeneration(
	source: ParameterSource,
	files: BinaryFields,
	operation: VideoOperation,
	when: Completion = 'wait',
): Generation {
	const model = chosen(source, MODEL, KLING_MODELS);
	const choice = operation === 'edit' ? EDIT_MODE : chosen(source, INPUT_MODE, INPUT_MODE_CHOICES);
	const media = givenMedia(source, files, choice);
	const mode = choice.value === AUTO.value ? automaticMode(media) : choice;
	const offer = offered(model, mode);
	checkCounts(media, mode);
	const inputs = inputsOf(media);
	const shots = givenShots(source, offer, inputs);
	const row = { ...offer, inputs, ...(shots === undefined ? {} : { shots }) };
	const settings = SETTINGS.filter(({ appliesTo }) => appliesTo(offer)).map(({ toTask }) =>
		toTask(source, row),
	);

	const options = TASK_OPTIONS.filter(
		({ completions }) => completions?.includes(when) !== false,
	).map(({ toTask }) => toTask(source));
	tellUnused(source, choice, row, when);
	return { model, mode, media, settings: merged<VideoSettings>([...settings, ...options]) };
}

/** @throws ParameterError when the model does not have the mode */
export function offered(model: KlingModel, mode: InputMode): Offer {
	const offer = offerOf(model, mode);
	if (offer !== undefined) return offer;
	if (mode === EDIT_MODE) {
		const able = KLING_MODELS.filter((each) => offerOf(each, mode) !== undefined);
		throw refusal(MODEL, MESSAGES.allows, model.name, inMessages(mode), choiceNames(able));
	}
	const own = INPUT_MODES.filter((each) => offerOf(model, each) !== undefined);
	throw refusal(INPUT_MODE, MESSAGES.allows, mode.name, model.family, choiceNames(own));
}

/** The media by what they are, as a prompt speaks of them. */
function inputsOf(media: Media): InputCounts {
	const count = (kind: MediaKind) =>
		Object.values(MEDIA_SLOTS)
			.filter((slot) => slot.kind === kind)
			.reduce((sum, { name }) => sum + (media[name]?.length ?? 0), 0);
	return { images: count('image'), videos: count('video') };
}

/** A choice that has no sensible default: a blank cell must not decide what is bought. */
function chosen<Entry extends Choice>(
	source: ParameterSource,
	field: NamedField,
	entries: readonly Entry[],
): Entry {
	const entry = oneOf(source, field, entries);
	if (entry !== undefined) return entry;
	throw refusal(field, MESSAGES.emptyChoice, choiceNames(entries));
}

function automaticMode(media: Media): InputMode {
	const given = new Set(Object.keys(media) as SlotName[]); // `Media` has no other keys
	const mode = modeOfMedia(given);
	if (mode !== undefined) return mode;
	const found = named(given);
	const [missing] = missingMedia(given);
	if (missing !== undefined) {
		throw refusal(INPUT_MODE, MESSAGES.lonelyMedia, found, named(missing));
	}
	const known = INPUT_MODES.map(({ name }) => name);
	throw refusal(INPUT_MODE, MESSAGES.mixedMedia, found, alternatives(known));
}

function named(slots: Iterable<SlotName>): string {
	return [...slots].map((slot) => `'${MEDIA_SLOTS[slot].displayName}'`).join(' and ');
}
