import type { INodeProperties } from 'n8n-workflow';

import { KLING_MODELS } from '../catalog/models';
import { AUTO, EDIT_MODE, INPUT_MODES } from '../catalog/modes';
import type { InputMode } from '../catalog/modes';
import { OFFERS } from '../catalog/offers';
import type { Offer } from '../catalog/offers';
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
	return { ...field, displayOptions: { show: showIn(resource, operations, others) } };
}

function showIn(resource: string, operations: readonly string[], others: Others) {
	const rest = Object.entries(others).map(([name, values]) => [name, [...values]]);
	return { resource: [resource], operation: [...operations], ...Object.fromEntries(rest) };
}

/** What may stand in a field that offers models or modes, and what it can come to. */
interface Selection<Entry> {
	/** None: an expression, whatever it gives. */
	readonly value?: string;
	readonly entries: readonly Entry[];
}

const MODEL_SELECTIONS = [
	...KLING_MODELS.map((model) => ({ value: model.value, entries: [model] })),
	{ entries: KLING_MODELS },
];
const MODE_SELECTIONS: ReadonlyArray<Selection<InputMode>> = [
	...INPUT_MODES.map((mode) => ({ value: mode.value, entries: [mode] })),
	{ value: AUTO.value, entries: INPUT_MODES },
	{ entries: INPUT_MODES },
];
const EDIT_SELECTIONS: ReadonlyArray<Selection<InputMode>> = [{ entries: [EDIT_MODE] }];

/** The field that serves all these offers; undefined where none of them has it. */
type FieldOf = (offers: readonly Offer[]) => FormField | undefined;

/**
 * A field of `video: generate` and `video: edit`, as each choice of model and mode needs it. It
 * stands in the form once for each of its forms and for each block of choices that n8n can name.
 * @param unless values of further fields that hide it
 */
export function shownByOffer(fieldOf: FieldOf, unless: Others = {}): INodeProperties[] {
	return [
		...blocks(fieldOf, MODE_SELECTIONS).map((block) => shownInBlock('generate', block, unless)),
		...blocks(fieldOf, EDIT_SELECTIONS).map((block) => shownInBlock('edit', block, unless)),
	];
}

interface Block {
	readonly field: FormField;
	readonly models: ReadonlyArray<Selection<unknown>>;
	readonly modes: ReadonlyArray<Selection<unknown>>;
	readonly allModes: ReadonlyArray<Selection<unknown>>;
}

/** For each form of the field: the models that show it in the same modes, together. */
function blocks(fieldOf: FieldOf, allModes: ReadonlyArray<Selection<InputMode>>): readonly Block[] {
	const found = new Map<string, Block>();
	for (const model of MODEL_SELECTIONS) {
		const forms = new Map<string, { field: FormField; modes: Array<Selection<InputMode>> }>();
		for (const mode of allModes) {
			const offers = OFFERS.filter(
				(offer) => model.entries.includes(offer.model) && mode.entries.includes(offer.mode),
			);
			const field = fieldOf(offers);
			if (field === undefined) continue;
			const form = forms.get(JSON.stringify(field)) ?? { field, modes: [] };
			forms.set(JSON.stringify(field), form);
			form.modes.push(mode);
		}
		for (const [words, { field, modes }] of forms) {
			const key = JSON.stringify([words, modes.map(({ value }) => value)]);
			const models = [...(found.get(key)?.models ?? []), model];
			found.set(key, { field, models, modes, allModes });
		}
	}
	return [...found.values()];
}

/**
 * A block's choices are all but some, or some. What an expression can come to is shown: `hide` takes
 * an expression for one more value that it does not name, and unlike `show` does not end at it. The
 * editor resolves expressions with the data it has, and `hide` leaves what they give to be seen.
 */
function shownInBlock(operation: string, block: Block, unless: Others): INodeProperties {
	const model = among(block.models, MODEL_SELECTIONS);
	const inputMode = among(block.modes, block.allModes);
	const hide = { model: model.hide, inputMode: inputMode.hide, ...unless };
	const named = Object.entries(hide).filter(([, values]) => values.length > 0);
	const show = showIn('video', [operation], {
		...(model.show.length > 0 ? { model: model.show } : {}),
		...(inputMode.show.length > 0 ? { inputMode: inputMode.show } : {}),
	});
	return {
		...block.field,
		displayOptions: {
			show,
			...(named.length > 0
				? { hide: Object.fromEntries(named.map(([name, values]) => [name, [...values]])) }
				: {}),
		},
	};
}

/** The values to show by; or, where an expression is among the chosen ones, the others to hide by. */
function among(chosen: ReadonlyArray<Selection<unknown>>, all: ReadonlyArray<Selection<unknown>>) {
	const isOpen = chosen.some(({ value }) => value === undefined);
	const hidden = all.filter((selection) => !chosen.includes(selection));
	return isOpen ? { show: [], hide: valuesOf(hidden) } : { show: valuesOf(chosen), hide: [] };
}

function valuesOf(selections: ReadonlyArray<Selection<unknown>>): readonly string[] {
	return selections.flatMap(({ value }) => value ?? []);
}
