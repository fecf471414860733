import type { Lengths } from './lengths';
import { KLING_MODELS } from './models';
import type { KlingModel } from './models';
import { EDIT_MODE, INPUT_MODES } from './modes';
import type { InputMode } from './modes';

/** A model in one of its modes: what a row asks for, and what fields, request and price follow from. */
export interface Offer {
	readonly model: KlingModel;
	readonly mode: InputMode;
	/** None where the source video's own length decides. */
	readonly lengths?: Lengths;
}

/** Undefined where the model does not have the mode. */
export function offerOf(model: KlingModel, mode: InputMode): Offer | undefined {
	const own = model.modes[mode.value];
	return own === undefined ? undefined : { model, mode, ...own };
}

/** Every model in each of its modes, in the order of the form. */
export const OFFERS: readonly Offer[] = KLING_MODELS.flatMap((model) =>
	[...INPUT_MODES, EDIT_MODE].flatMap((mode) => offerOf(model, mode) ?? []),
);
