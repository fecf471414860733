import { secondsIn } from '../catalog/lengths';
import type { Offer } from '../catalog/offers';
import { MESSAGES, refusal } from '../parameters/messages';
import type { InputCounts } from '../parameters/prompt';
import { shotList, SHOTS } from '../parameters/shotList';
import type { Shot } from '../parameters/shotList';
import type { ParameterSource } from '../parameters/source';
import { secondsOf, takerOf, wantedOf } from './duration';
import type { Setting } from './setting';

export const shots: Setting = {
	field: {
		displayName: 'Shots',
		name: 'shots',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. 4 The train leaves the station',
		description: `For a video of ${SHOTS.min} to ${SHOTS.max} shots: a line for each, with its seconds and then its prompt. Used in place of 'Prompt' and 'Duration'. If there are none, leave it empty.`,
		hint: "Optional, in place of 'Prompt' and 'Duration'. One shot per line, beginning with its seconds.",
	},
	appliesTo: ({ model, mode }) => model.settings.includes('multiPrompt') && !mode.videoInput,
	toTask: (_source, row) => {
		if (row.shots === undefined) return {};
		const multiPrompt = row.shots.map(({ prompt, seconds }) => ({ prompt, duration: seconds }));
		return { providerSettings: { klingai: { multiPrompt } } };
	},
};

/**
 * The shots of a row whose model and mode take them. Undefined when not given.
 * @throws ParameterError also when they last longer or shorter than a video may
 */
export function givenShots(
	source: ParameterSource,
	offer: Offer,
	inputs: InputCounts,
): readonly Shot[] | undefined {
	if (!shots.appliesTo(offer)) return undefined;
	const given = shotList(source, shots.field, inputs);
	if (given === undefined || offer.lengths === undefined) return given;
	const seconds = secondsOf(given);
	if (secondsIn(offer.lengths).includes(seconds)) return given;
	const wanted = wantedOf(offer.lengths);
	throw refusal(shots.field, MESSAGES.shotsTogether, seconds, takerOf(offer), wanted);
}
