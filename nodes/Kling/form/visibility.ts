import type { INodeProperties } from 'n8n-workflow';

import { EDIT_MODE, INPUT_MODE_CHOICES } from '../catalog/modes';
import type { ModeShape } from '../catalog/modes';
import type { FormField } from '../fields/setting';

/** Values of further fields, one of which must be chosen. */
type Others = Readonly<Record<string, readonly (string | boolean)[]>>;

/**
 * A field as n8n shows it. In `show`, resource and operation come before all others: n8n walks the
 * keys in order and takes the rest as met at the first one that holds an expression, and these two
 * take none.
 */
export function shownIn(
	resource: string,
	operations: readonly string[],
	field: FormField,
	others: Others = {},
): INodeProperties {
	const show = { resource: [resource], operation: [...operations] };
	const rest = Object.entries(others).map(([name, values]) => [name, [...values]]);
	return { ...field, displayOptions: { show: { ...show, ...Object.fromEntries(rest) } } };
}

/**
 * A field of `video: generate` and `video: edit`, wherever a mode takes it. n8n can not say "this
 * mode or that operation", so a field of some modes and of editing stands there twice.
 */
export function shownForModes(
	field: FormField,
	takenBy: (shape: ModeShape) => boolean,
	others: Others = {},
): INodeProperties[] {
	const choices = INPUT_MODE_CHOICES;
	const modes = choices.filter(takenBy).map(({ value }) => value);
	const everyMode = modes.length === choices.length;
	const edit = takenBy(EDIT_MODE);
	if (everyMode && edit) return [shownIn('video', ['generate', 'edit'], field, others)];
	return [
		...(modes.length > 0
			? [
					shownIn(
						'video',
						['generate'],
						field,
						everyMode ? others : { inputMode: modes, ...others },
					),
				]
			: []),
		...(edit ? [shownIn('video', ['edit'], field, others)] : []),
	];
}
