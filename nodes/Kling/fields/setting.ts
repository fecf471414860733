import type { INodeProperties } from 'n8n-workflow';

import type { InputCounts } from '../parameters/prompt';
import type { Shot } from '../parameters/shotList';
import type { NamedField, ParameterSource } from '../parameters/source';
import type { VideoSettings } from '../runware/wire/protocol';
import type { Completion } from '../catalog/completions';
import { inMessages } from '../catalog/modes';
import { OFFERS } from '../catalog/offers';
import type { Offer } from '../catalog/offers';

/** A field's words and limits; where it is shown follows from `appliesTo`. */
export type FormField = Omit<INodeProperties, 'displayOptions'>;

/**
 * A field of the form and what it becomes in the task. `appliesTo` is asked twice: by the form,
 * to show the field, and by the request, to read and send it. So what is not shown is not sent,
 * which matters because the API refuses parameters that a model or a mode does not take.
 */
export interface Setting {
	readonly field: FormField;
	readonly appliesTo: (offer: Offer) => boolean;
	/** The field where it must serve just these; as it is when absent. */
	readonly fieldFor?: (offers: readonly Offer[]) => FormField;
	readonly toTask: (source: ParameterSource, row: SettingRow) => VideoSettings;
}

/** What a setting must know of the row that it is read for. */
export interface SettingRow extends Offer {
	readonly inputs: InputCounts;
	/** In place of the prompt and the duration. */
	readonly shots?: readonly Shot[];
}

/** Who does not take a setting: the mode, where the model takes it in another one, or the model. */
export function whoRefuses({ appliesTo }: Setting, { model, mode }: Offer): string {
	const isOfModel = OFFERS.some((offer) => offer.model === model && appliesTo(offer));
	return isOfModel ? inMessages(mode) : model.family;
}

/** An entry of the collection 'Options': applies to every mode, and is sent only when set. */
export interface Option {
	readonly field: FormField;
	/** Where the option makes sense; everywhere when absent. */
	readonly completions?: readonly Completion[];
	readonly toTask: (source: ParameterSource) => VideoSettings;
}

/** n8n reads a collection's entries as 'options.<name>'. */
export function inOptions(field: FormField): NamedField {
	return { name: `options.${field.name}`, displayName: field.displayName };
}
