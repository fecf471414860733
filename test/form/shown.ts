import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { form } from '../../nodes/Kling/form/form';
import { Kling } from '../../nodes/Kling/Kling.node';

const { description } = new Kling();
const NODE = { typeVersion: 1 };

/** The form's values as n8n completes them: what is not given has its default. */
function completed(given: INodeParameters): INodeParameters {
	return NodeHelpers.getNodeParameters(form, given, true, false, NODE, description) ?? {};
}

function isProperty(entry: object): entry is INodeProperties {
	return 'type' in entry;
}

/** The fields that n8n shows for such a form, in their order. */
export function shownProperties(given: INodeParameters): readonly INodeProperties[] {
	const values = completed(given);
	return form.filter((property) =>
		NodeHelpers.displayParameter(values, property, NODE, description),
	);
}

export function shownFields(given: INodeParameters): readonly string[] {
	return shownProperties(given).map(({ name }) => name);
}

/** The entries that 'Options' offers in such a form, in their order. */
export function offeredOptions(given: INodeParameters): readonly string[] {
	const values = completed(given);
	const entries = shownProperties(given).find(({ name }) => name === 'options')?.options ?? [];
	return entries
		.filter(isProperty)
		.filter((entry) => NodeHelpers.displayParameter({}, entry, NODE, description, values))
		.map(({ name }) => name);
}

/** A field as it is shown; there must be exactly one of that name. */
export function shownField(given: INodeParameters, name: string): INodeProperties {
	const [field, ...others] = shownProperties(given).filter((property) => property.name === name);
	if (field === undefined || others.length > 0) throw new Error(`'${name}' is not shown once`);
	return field;
}

export function choicesOf({ options = [] }: INodeProperties): readonly unknown[] {
	return options
		.filter((entry): entry is INodePropertyOptions => 'value' in entry)
		.map(({ value }) => value);
}
