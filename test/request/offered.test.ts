import { KLING_MODELS } from '../../nodes/Kling/catalog/models';
import type { KlingModel } from '../../nodes/Kling/catalog/models';
import { EDIT_MODE, INPUT_MODES } from '../../nodes/Kling/catalog/modes';
import type { InputMode } from '../../nodes/Kling/catalog/modes';
import { offered } from '../../nodes/Kling/request/generation';
import { refusalOf } from '../parameters/source';

const TEN = { kind: 'list', seconds: [5, 10] } as const;

/** A model that has not every mode, as later ones may. */
function textModel(): KlingModel {
	const [model] = KLING_MODELS;
	if (model === undefined) throw new Error('There are no models');
	const modes = { text: { lengths: TEN }, firstFrame: { lengths: TEN } };
	return { ...model, name: 'Kling X (720p)', family: 'Kling X', modes };
}

function mode(value: string): InputMode {
	const found = [...INPUT_MODES, EDIT_MODE].find((each) => each.value === value);
	if (found === undefined) throw new Error(`There is no mode '${value}'`);
	return found;
}

describe('a model that has not every mode', () => {
	it('offers its own with their lengths', () => {
		const model = textModel();
		expect(offered(model, mode('text'))).toEqual({ model, mode: mode('text'), lengths: TEN });
	});

	it.each(['firstLastFrame', 'referenceImages', 'referenceVideo'])(
		'refuses %s with the modes that it has',
		(value) => {
			expect(refusalOf(() => offered(textModel(), mode(value)))).toBe(
				`'Input Mode' is ${mode(value).name}, but Kling X only allows Text or First Frame`,
			);
		},
	);

	it('refuses an edit with the models that make one', () => {
		expect(refusalOf(() => offered(textModel(), EDIT_MODE))).toBe(
			"'Model' is Kling X (720p), but 'Video: Edit' only allows Kling O1 Standard (720p), Kling O1 Pro (1080p), Kling 3.0 Omni Standard (720p) or Kling 3.0 Omni Pro (1080p)",
		);
	});
});
