import { completionField } from '../fields/waiting';
import type { Completion } from '../catalog/completions';
import { duration } from '../fields/duration';
import { fileField, sourceField } from '../fields/mediaFields';
import { AUTO, EDIT_MODE, inMessages } from '../catalog/modes';
import type { InputMode } from '../catalog/modes';
import { TASK_OPTIONS } from '../fields/taskOptions';
import { inOptions, whoRefuses } from '../fields/setting';
import type { FormField, SettingRow } from '../fields/setting';
import { shots } from '../fields/shots';
import { prompt, SETTINGS } from '../fields/videoSettings';
import { MEDIA_SLOTS } from '../catalog/slots';
import { yesOrNo } from '../parameters/readers';
import type { NamedField, ParameterSource } from '../parameters/source';

/** Tells of values that the row gives, although it has no use for them as it is. */
export function tellUnused(
	source: ParameterSource,
	choice: InputMode | typeof AUTO,
	row: SettingRow,
	when: Completion,
): void {
	const { tell } = source;
	if (tell === undefined) return;
	const notUsed = (label: string, why: string) => tell({ what: `'${label}' is not used: ${why}` });
	for (const { displayName } of replacedByShots(source, row)) {
		notUsed(displayName, `'${shots.field.displayName}' takes its place`);
	}
	// The form of editing has no fields of other modes.
	if (choice !== EDIT_MODE) {
		for (const [label, refuser] of fieldsBeside(source, row)) {
			notUsed(label, `${refuser} does not use it`);
		}
	}
	for (const { field, completions } of TASK_OPTIONS) {
		if (completions?.includes(when) !== false || !isUsed(source, inOptions(field))) continue;
		const { name } = completionField.options?.find(
			(each) => 'value' in each && each.value === when,
		) ?? {
			name: when,
		};
		notUsed(field.displayName, `'${completionField.displayName}' is '${name}'`);
	}
}

function replacedByShots(source: ParameterSource, row: SettingRow): readonly NamedField[] {
	if (row.shots === undefined) return [];
	return [prompt, duration].map(({ field }) => field).filter((field) => isUsed(source, field));
}

/** The fields that the row gives but its model or mode does not take, by their labels, and which. */
function fieldsBeside(source: ParameterSource, row: SettingRow): ReadonlyMap<string, string> {
	const settings = SETTINGS.filter(
		({ field, appliesTo }) => !appliesTo(row) && isUsed(source, field),
	).map((setting) => [setting.field.displayName, whoRefuses(setting, row)] as const);
	const slots = Object.values(MEDIA_SLOTS)
		.filter(({ name }) => name in AUTO.media && !(name in row.mode.media))
		.filter(
			(slot) =>
				isUsed(source, slot) ||
				(isUsed(source, sourceField(slot)) && isUsed(source, fileField(slot))),
		)
		.map(({ displayName }) => [displayName, inMessages(row.mode)] as const);
	return new Map([...settings, ...slots]);
}

/** Whether the row wants something with a field: what is off by default can only be turned on. */
function isUsed(source: ParameterSource, field: UsedField): boolean {
	if (source.isGiven?.(field.name) !== true) return false;
	return field.type !== 'boolean' || field.default !== false || !isOff(source(field.name), field);
}

function isOff(value: unknown, field: UsedField): boolean {
	try {
		return yesOrNo(() => value, field) === false;
	} catch {
		return false; // neither on nor off
	}
}

type UsedField = NamedField & Partial<Pick<FormField, 'type' | 'default'>>;
