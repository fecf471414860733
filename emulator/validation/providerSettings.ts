import { apiError } from '../apiError';
import type { Readings } from '../readings';
import { isJsonObject, type JsonObject } from './jsonObject';
import { invalid, refuseUnknown, type Refusal, type Rule } from './rule';

const PATH = 'providerSettings.klingai';
const SWITCHES = ['keepOriginalSound', 'sound'] as const;

/** Which video a setting needs or excludes, setting by setting. */
function refuseBySetting(settings: readonly string[], inputs: JsonObject): Refusal {
	const withVideo = ['video', 'referenceVideos'].find((name) => inputs[name] !== undefined);
	for (const name of settings) {
		// Undocumented without a video; the strict reading finds clients that send it needlessly.
		if (name === 'keepOriginalSound' && withVideo === undefined) {
			return apiError('unsupportedParameter', 'keepOriginalSound needs a video input.', {
				parameter: `${PATH}.${name}`,
			});
		}
		if (name !== 'keepOriginalSound' && withVideo !== undefined) {
			return apiError(
				'incompatibleParameters',
				`${name} cannot be used with inputs.${withVideo}.`,
				{ parameter: [`${PATH}.${name}`, `inputs.${withVideo}`] },
			);
		}
	}
	return undefined;
}

/** The two sentences of 3.0 Omni's page, each taken by its letter; `video` is `inputs.video`. */
function refuseByLetter(
	reading: Exclude<Readings['omniSettings'], 'by setting'>,
	settings: readonly string[],
	inputs: JsonObject,
): Refusal {
	const parameter = ['providerSettings', 'inputs.video'];
	if (reading === 'need a video') {
		return inputs['video'] === undefined
			? apiError('incompatibleParameters', 'providerSettings requires video.', { parameter })
			: undefined;
	}
	return inputs['video'] === undefined
		? refuseBySetting(settings, inputs)
		: apiError('incompatibleParameters', 'providerSettings cannot be used with video.', {
				parameter,
			});
}

export const providerSettings: Rule = (task, { model, inputs, readings }) => {
	const given = task['providerSettings'];
	if (given === undefined) return undefined;
	if (!isJsonObject(given)) {
		return invalid('providerSettings', 'It must be an object.', { type: 'object' });
	}
	const { klingai } = given;
	const stranger = refuseUnknown(given, ['klingai'], 'providerSettings.');
	if (stranger) return stranger;
	if (!isJsonObject(klingai) || Object.keys(klingai).length === 0) {
		return apiError('invalidProviderSettings', `${PATH} must be an object with a setting.`, {
			parameter: PATH,
			type: 'object',
		});
	}
	const unknownSetting = refuseUnknown(klingai, model.settings, `${PATH}.`);
	if (unknownSetting) return unknownSetting;
	for (const name of SWITCHES) {
		if (klingai[name] === undefined || typeof klingai[name] === 'boolean') continue;
		const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
		return apiError(`invalid${title}`, `${name} must be a boolean.`, {
			parameter: `${PATH}.${name}`,
			type: 'boolean',
		});
	}
	const settings = Object.keys(klingai);
	const { omniSettings } = readings;
	// The examples with O1 settle its only setting; the page of 3.0 Omni contradicts itself.
	return omniSettings === 'by setting' || !model.settings.includes('sound')
		? refuseBySetting(settings, inputs)
		: refuseByLetter(omniSettings, settings, inputs);
};
