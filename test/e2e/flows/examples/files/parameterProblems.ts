import {
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';
import { isJsonObject } from '../../../../../emulator/validation/jsonObject';
import type { ExampleNode } from './exampleFiles';

/** What n8n itself puts into the values of these types; it describes them nowhere. */
const KEYS_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
	resourceLocator: ['__rl', 'mode', 'value', 'cachedResultName', 'cachedResultUrl'],
	resourceMapper: [
		'mappingMode',
		'value',
		'matchingColumns',
		'schema',
		'attemptToConvertTypes',
		'convertFieldsToString',
	],
	filter: ['options', 'conditions', 'combinator'],
	assignmentCollection: ['assignments'],
};

const isExpression = (value: unknown) => typeof value === 'string' && value.startsWith('=');

/**
 * What is wrong with a node's parameters by the description of its type: names that it does not
 * have, or does not show with these values, and entries that its lists do not offer.
 */
export function parameterProblems(node: ExampleNode, description: INodeTypeDescription): string[] {
	const { properties } = description;
	// Both shapes come from n8n's own files and hold what n8n takes.
	const parameters = node.parameters as INodeParameters;
	const n8nNode = { ...node, parameters } as unknown as INode;
	const root =
		NodeHelpers.getNodeParameters(properties, parameters, true, true, n8nNode, description) ?? {};

	const isShown = (property: INodeProperties, siblings: INodeParameters) =>
		NodeHelpers.displayParameter(siblings, property, n8nNode, description, root);

	function ofFields(
		values: INodeParameters,
		fields: readonly INodeProperties[],
		siblings: INodeParameters,
		path: string,
	): string[] {
		return Object.entries(values).flatMap(([name, value]) => {
			const here = `${path}${name}`;
			const field = fields.find((entry) => entry.name === name && isShown(entry, siblings));
			return field === undefined ? [`${here} does not exist`] : ofValue(value, field, here);
		});
	}

	function ofValue(value: unknown, field: INodeProperties, here: string): string[] {
		if (isExpression(value)) return [];
		const keys = KEYS_OF_TYPE[field.type];
		if (keys !== undefined && isJsonObject(value)) {
			const strange = Object.keys(value).filter((key) => !keys.includes(key));
			const modes = field.modes?.map(({ name }) => name);
			const wrongMode = modes !== undefined && !modes.includes(String(value['mode']));
			return [
				...strange.map((key) => `${here}.${key} does not exist`),
				...(wrongMode ? [`${here} has no mode '${String(value['mode'])}'`] : []),
			];
		}
		switch (field.type) {
			case 'options':
				return offers(field, value) ? [] : [`${here} does not offer '${String(value)}'`];
			case 'collection':
				return ofEntries(value, fieldsOf(field), here);
			case 'fixedCollection':
				return ofGroups(value, field, here);
			default:
				return [];
		}
	}

	/** The entries of a collection, or of each element where it takes several. */
	function ofEntries(value: unknown, fields: readonly INodeProperties[], here: string): string[] {
		if (Array.isArray(value)) {
			return value.flatMap((entry, place) => ofEntries(entry, fields, `${here}[${place}]`));
		}
		if (!isJsonObject(value)) return [`${here} is no group of fields`];
		// As above: what stands in a parameter of n8n is such a value.
		const values = value as INodeParameters;
		return ofFields(values, fields, { ...defaultsOf(fields), ...values }, `${here}.`);
	}

	function ofGroups(value: unknown, field: INodeProperties, here: string): string[] {
		if (!isJsonObject(value)) return [`${here} is no group of fields`];
		return Object.entries(value).flatMap(([name, entries]) => {
			const group = groupsOf(field).find((candidate) => candidate.name === name);
			return group === undefined
				? [`${here}.${name} does not exist`]
				: ofEntries(entries, group.values, `${here}.${name}`);
		});
	}

	return ofFields(parameters, properties, root, '').map((problem) => `${node.name}: ${problem}`);
}

/** Lists that are filled while the user looks at them offer anything. */
function offers({ options = [], typeOptions }: INodeProperties, value: unknown): boolean {
	const isDynamic =
		typeOptions?.loadOptionsMethod !== undefined || typeOptions?.loadOptions !== undefined;
	return isDynamic || options.some((option) => 'value' in option && option.value === value);
}

const fieldsOf = ({ options = [] }: INodeProperties) =>
	options.filter((option): option is INodeProperties => 'type' in option);

const groupsOf = ({ options = [] }: INodeProperties) =>
	options.filter((option): option is INodePropertyCollection => 'values' in option);

const defaultsOf = (fields: readonly INodeProperties[]): INodeParameters =>
	Object.fromEntries(fields.map(({ name, default: value }) => [name, value]));
