import { apiError } from '../apiError';
import { OUTPUT_FORMATS } from '../models';
import { isJsonObject } from './jsonObject';
import { invalid, link, oneOf, refuseUnknown, wholeNumber, type Rule } from './rule';

const deliveryMethod: Rule = (task, context) =>
	task['deliveryMethod'] === undefined
		? apiError('missingDeliveryMethod', "This model needs the deliveryMethod 'async'.", {
				parameter: 'deliveryMethod',
				type: 'string',
				allowedValues: ['async'],
			})
		: oneOf('deliveryMethod', ['async'])(task, context);

const includeCost: Rule = (task) =>
	task['includeCost'] === undefined || typeof task['includeCost'] === 'boolean'
		? undefined
		: invalid('includeCost', 'It must be a boolean.', { type: 'boolean' });

const safety: Rule = (task) => {
	const value = task['safety'];
	if (value === undefined) return undefined;
	if (!isJsonObject(value)) return invalid('safety', 'It must be an object.', { type: 'object' });
	const stranger = refuseUnknown(value, ['checkContent', 'mode'], 'safety.');
	if (stranger) return stranger;
	if (value['checkContent'] !== undefined && typeof value['checkContent'] !== 'boolean') {
		return apiError('invalidSafetyCheckContent', 'safety.checkContent must be a boolean.', {
			parameter: 'safety.checkContent',
			type: 'boolean',
		});
	}
	const modes = ['none', 'fast', 'full'];
	return value['mode'] === undefined || modes.some((mode) => mode === value['mode'])
		? undefined
		: apiError('invalidSafetyMode', 'Invalid value for safety.mode parameter.', {
				parameter: 'safety.mode',
				allowedValues: modes,
			});
};

/** How the videos come out and where they go: the same for every model. */
export const DELIVERY: readonly Rule[] = [
	oneOf('outputType', ['URL']),
	oneOf('outputFormat', OUTPUT_FORMATS),
	wholeNumber('outputQuality', 20, 99),
	wholeNumber('ttl', 60),
	wholeNumber('numberResults', 1, 4),
	deliveryMethod,
	includeCost,
	safety,
	link('webhookURL'),
	link('uploadEndpoint'),
];
