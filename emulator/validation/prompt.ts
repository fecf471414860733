import { apiError } from '../apiError';
import { DEFAULT_DURATION, PROMPT_LENGTH, SHOTS } from '../models';
import { klingSetting } from './taskFields';
import { isJsonObject } from './jsonObject';
import { invalid, refuseUnknown, type Refusal, type Rule } from './rule';

const SHOTS_PATH = 'providerSettings.klingai.multiPrompt';

/** A model that cuts shots takes either `positivePrompt` or them; the others need `positivePrompt`. */
export const prompt: Rule = (task, { model }) => {
	const text = task['positivePrompt'];
	const parameter = 'positivePrompt';
	const takesShots = model.settings.includes('multiPrompt');
	const shots = takesShots ? klingSetting(task, 'multiPrompt') : undefined;
	if (shots !== undefined) {
		return text === undefined
			? undefined
			: apiError('incompatibleParameters', 'positivePrompt and multiPrompt exclude each other.', {
					parameter: [parameter, SHOTS_PATH],
				});
	}
	if (text === undefined) {
		return takesShots
			? apiError('missingPositivePrompt', 'Either positivePrompt or multiPrompt is required.', {
					parameter: [parameter, SHOTS_PATH],
					type: 'string|array',
				})
			: apiError('missingPositivePrompt', 'The positivePrompt parameter is required.', {
					parameter,
					type: 'string',
				});
	}
	if (typeof text !== 'string') {
		return invalid(parameter, 'It must be a string.', { type: 'string' });
	}
	return text.trim().length < PROMPT_LENGTH.min || text.length > PROMPT_LENGTH.max
		? apiError(
				'invalidPositivePromptLength',
				`The positivePrompt must have between ${PROMPT_LENGTH.min} and ${PROMPT_LENGTH.max} characters.`,
				{ parameter, type: 'string', ...PROMPT_LENGTH },
			)
		: undefined;
};

function refuseShot(shot: unknown, path: string): Refusal {
	if (!isJsonObject(shot)) {
		return apiError('invalidMultiPrompt', `${path} must be an object.`, {
			parameter: path,
			type: 'object',
		});
	}
	const stranger = refuseUnknown(shot, ['prompt', 'duration'], `${path}.`);
	if (stranger) return stranger;
	const { prompt: text, duration: seconds } = shot;
	if (typeof text !== 'string' || text.trim() === '' || text.length > SHOTS.promptLength) {
		return apiError(
			'invalidMultiPromptLength',
			`The prompt of a shot must be a string of 1 to ${SHOTS.promptLength} characters.`,
			{ parameter: `${path}.prompt`, type: 'string', min: 1, max: SHOTS.promptLength },
		);
	}
	return typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= SHOTS.seconds
		? undefined
		: apiError('invalidMultiPromptDuration', 'A shot must last a whole second or more.', {
				parameter: `${path}.duration`,
				type: 'integer',
				min: SHOTS.seconds,
			});
}

/** Which models take shots is checked with the other settings. */
export const shots: Rule = (task) => {
	const list = klingSetting(task, 'multiPrompt');
	if (list === undefined) return undefined;
	if (!Array.isArray(list)) {
		return apiError('invalidMultiPrompt', 'multiPrompt must be an array.', {
			parameter: SHOTS_PATH,
			type: 'array',
		});
	}
	const { min, max } = SHOTS;
	if (list.length < min || list.length > max) {
		return apiError(
			list.length < min ? 'arrayTooSmall' : 'arrayTooLarge',
			`multiPrompt takes ${min} to ${max} shots.`,
			{ parameter: SHOTS_PATH, min, max },
		);
	}
	let sum = 0;
	for (const [index, shot] of list.entries()) {
		const refusal = refuseShot(shot, `${SHOTS_PATH}[${index}]`);
		if (refusal) return refusal;
		sum += isJsonObject(shot) ? Number(shot['duration']) : 0;
	}
	const length = task['duration'] ?? DEFAULT_DURATION;
	return sum === length
		? undefined
		: apiError(
				'invalidMultiPromptDuration',
				`The shots last ${sum} seconds together, and the video ${String(length)}.`,
				{ parameter: [SHOTS_PATH, 'duration'] },
			);
};
