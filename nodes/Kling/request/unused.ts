import { completionField } from '../fields/completion';
import type { Completion } from '../catalog/completions';
import { fileField, sourceField } from '../fields/mediaFields';
import { AUTO, EDIT_MODE } from '../catalog/modes';
import type { InputMode } from '../catalog/modes';
import { TASK_OPTIONS } from '../fields/taskOptions';
import { inOptions } from '../fields/setting';
import { SETTINGS } from '../fields/videoSettings';
import { MEDIA_SLOTS } from '../catalog/slots';
import type { ParameterSource } from '../parameters/source';

/** Tells of values that the row gives, although its mode or its way to continue has no use for them. */
export function tellUnused(
	source: ParameterSource,
	choice: InputMode,
	mode: InputMode,
	when: Completion,
): void {
	const { tell, isGiven } = source;
	if (tell === undefined || isGiven === undefined) return;
	if (choice !== EDIT_MODE) {
		const why = `is not used: the input mode '${mode.name}' does not use it`;
		for (const displayName of fieldsBeside(isGiven, mode))
			tell({ what: `'${displayName}' ${why}` });
	}
	for (const { field, completions } of TASK_OPTIONS) {
		if (completions?.includes(when) !== false || !isGiven(inOptions(field).name)) continue;
		const { name } = completionField.options?.find(
			(each) => 'value' in each && each.value === when,
		) ?? {
			name: when,
		};
		tell({
			what: `'${field.displayName}' is not used: '${completionField.displayName}' is '${name}'`,
		});
	}
}

/** The fields of other modes that the row gives, by their labels. */
function fieldsBeside(isGiven: (name: string) => boolean, mode: InputMode): ReadonlySet<string> {
	const taken = new Set(
		SETTINGS.filter(({ appliesTo }) => appliesTo(mode)).map(({ field }) => field.name),
	);
	const settings = SETTINGS.filter(({ field: { name } }) => !taken.has(name) && isGiven(name));
	const slots = Object.values(MEDIA_SLOTS)
		.filter(({ name }) => name in AUTO.media && !(name in mode.media))
		.filter(
			(slot) =>
				isGiven(slot.name) || (isGiven(sourceField(slot).name) && isGiven(fileField(slot).name)),
		);
	return new Set([
		...settings.map(({ field }) => field.displayName),
		...slots.map(({ displayName }) => displayName),
	]);
}
