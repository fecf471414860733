import { NodeHelpers } from 'n8n-workflow';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { form } from '../../nodes/Kling/form/form';

/** A parameter of an operation. */
export interface Field {
	/** As the node reads it: an entry of a collection with the collection before it. */
	readonly name: string;
	readonly label: string;
	/** The same parameter may stand in the form several times, for different modes. */
	readonly variants: readonly [INodeProperties, ...INodeProperties[]];
}

export interface Operation {
	readonly resource: string;
	readonly operation: string;
	/** In the order of the form; whatever the form gains is abused too. */
	readonly fields: readonly Field[];
}

export const OPERATIONS: readonly Operation[] = form
	.filter(({ name }) => name === 'operation')
	.flatMap((selector) =>
		shownFor(selector, 'resource').flatMap((resource) =>
			choicesOf(selector).map((operation) => ({
				resource: String(resource),
				operation: String(operation),
				fields: fieldsOf(String(resource), String(operation)),
			})),
		),
	);

/** What the form calls its fields, wherever they are shown. */
export const LABELS: ReadonlySet<string> = new Set(
	OPERATIONS.flatMap(({ fields }) => fields.map(({ label }) => label)),
);

export function choicesOf({
	options = [],
}: INodeProperties): readonly INodePropertyOptions['value'][] {
	return options.flatMap((entry) => ('value' in entry ? [entry.value] : []));
}

function shownFor({ displayOptions }: INodeProperties, name: string): readonly unknown[] {
	return displayOptions?.show?.[name] ?? [];
}

function fieldsOf(resource: string, operation: string): readonly Field[] {
	const properties = form
		.filter(({ name }) => name !== 'operation')
		.filter(
			(property) =>
				shownFor(property, 'resource').includes(resource) &&
				shownFor(property, 'operation').includes(operation),
		)
		.flatMap((property) => entriesOf(property));
	const fields = new Map<string, Field>();
	for (const [name, property] of properties) {
		const known = fields.get(name);
		const variants: Field['variants'] =
			known === undefined ? [property] : [...known.variants, property];
		fields.set(name, { name, label: property.displayName, variants });
	}
	return [...fields.values()];
}

function entriesOf(property: INodeProperties): readonly (readonly [string, INodeProperties])[] {
	if (property.type !== 'collection') return [[property.name, property]];
	return (property.options ?? []).flatMap((entry) =>
		'type' in entry ? [[`${property.name}.${entry.name}`, entry] as const] : [],
	);
}

/** The values that other fields are shown by. */
export type Selectors = Record<string, string | number | boolean>;

/** The variant of a field that n8n shows beside such values, if any. */
export function shownVariant(
	{ variants }: Field,
	selectors: Selectors,
): INodeProperties | undefined {
	const shown = shownBeside(selectors);
	return variants.find((variant) => shown.has(variant));
}

const NODE = { typeVersion: 1 };
const shownSets = new Map<string, ReadonlySet<INodeProperties>>();

/** Asked for every field of every row, and there are few combinations. */
function shownBeside(selectors: Selectors): ReadonlySet<INodeProperties> {
	const key = JSON.stringify(selectors);
	const known = shownSets.get(key);
	if (known !== undefined) return known;
	const values = NodeHelpers.getNodeParameters(form, selectors, true, false, NODE, null) ?? {};
	const properties = form.filter((property) =>
		NodeHelpers.displayParameter(values, property, NODE, null),
	);
	// An entry of a collection is shown by what stands outside of the collection.
	const entries = properties
		.flatMap((property) => entriesOf(property))
		.map(([, entry]) => entry)
		.filter((entry) => NodeHelpers.displayParameter({}, entry, NODE, null, values));
	const shown = new Set([...properties, ...entries]);
	shownSets.set(key, shown);
	return shown;
}
