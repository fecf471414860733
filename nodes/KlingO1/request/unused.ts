import { completionField } from '../catalog/completion';
import type { Completion } from '../catalog/completion';
import { comesAsFile, fileField } from '../catalog/mediaFields';
import { AUTO, EDIT_MODE } from '../catalog/modes';
import type { InputMode } from '../catalog/modes';
import { TASK_OPTIONS } from '../catalog/options';
import { inOptions } from '../catalog/setting';
import { SETTINGS } from '../catalog/settings';
import { MEDIA_SLOTS } from '../catalog/slots';
import type { MediaSlot } from '../catalog/slots';
import type { NamedField, ParameterSource } from '../parameters/readers';

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
		for (const field of fieldsBeside(source, mode)) {
			if (!isGiven(field.name)) continue;
			tell({
				what: `'${field.displayName}' is not used: the input mode '${mode.name}' does not take it`,
			});
		}
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

/** The fields of the other modes. */
function fieldsBeside(source: ParameterSource, mode: InputMode): readonly NamedField[] {
	const taken = new Set(
		SETTINGS.filter(({ appliesTo }) => appliesTo(mode)).map(({ field }) => field.name),
	);
	const settings = SETTINGS.map(({ field }) => field).filter(({ name }) => !taken.has(name));
	const slots = Object.values(MEDIA_SLOTS).filter(
		({ name }) => name in AUTO.media && !(name in mode.media),
	);
	const media = slots.map((slot) => (isFile(source, slot) ? fileField(slot) : slot));
	return [...new Map([...settings, ...media].map((field) => [field.name, field])).values()];
}

/** Of a field that is not used, what its choice says does not have to be right. */
function isFile(source: ParameterSource, slot: MediaSlot): boolean {
	try {
		return comesAsFile(source, slot);
	} catch {
		return false;
	}
}
