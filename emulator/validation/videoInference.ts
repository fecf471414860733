import { apiError } from '../apiError';
import { MODELS, PARAMETERS } from '../models';
import type { Readings } from '../readings';
import { DELIVERY } from './delivery';
import { inputs } from './inputs';
import { isJsonObject, type JsonObject } from './jsonObject';
import { prompt, shots } from './prompt';
import { providerSettings } from './providerSettings';
import { invalid, refuseUnknown, type KnownMedia, type Refusal, type Rule } from './rule';
import { duration, editedLength, resolution, size } from './sizeAndLength';

const RULES: readonly Rule[] = [
	(task, { model }) => refuseUnknown(task, [...PARAMETERS, ...model.parameters], ''),
	prompt,
	inputs,
	size,
	resolution,
	duration,
	editedLength,
	providerSettings,
	shots,
	...DELIVERY,
];

function refuseModel(model: unknown): Refusal {
	return model === undefined
		? apiError('missingModel', 'The model parameter is required.', {
				parameter: 'model',
				type: 'string',
			})
		: invalid('model', `It must be one of: ${[...MODELS.keys()].join(', ')}.`, {
				type: 'string',
				allowedValues: [...MODELS.keys()],
			});
}

/** The first reason to refuse a videoInference task; its taskUUID was checked before. */
export function refuseVideoInference(
	task: JsonObject,
	media: KnownMedia,
	readings: Readings,
): Refusal {
	const model = MODELS.get(String(task['model']));
	if (model === undefined) return refuseModel(task['model']);
	const given = task['inputs'];
	if (given !== undefined && !isJsonObject(given)) {
		return invalid('inputs', 'It must be an object.', { type: 'object' });
	}
	const context = { model, inputs: given ?? {}, media, readings };
	for (const rule of RULES) {
		const refusal = rule(task, context);
		if (refusal) return refusal;
	}
	return undefined;
}
