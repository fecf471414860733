import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

type Entry = INodeProperties | INodePropertyCollection | INodePropertyOptions;

/** A property with those around it: `options.spendingLimit`. */
export interface PlacedProperty {
	path: string;
	property: INodeProperties;
}

export interface PlacedOption {
	path: string;
	option: INodePropertyOptions;
}

const isProperty = (entry: Entry): entry is INodeProperties => 'type' in entry;
const isGroup = (entry: Entry): entry is INodePropertyCollection => 'values' in entry;
const isOption = (entry: Entry): entry is INodePropertyOptions =>
	!isProperty(entry) && !isGroup(entry);

/** All properties, those inside collections included. */
export function allProperties(properties: INodeProperties[], prefix = ''): PlacedProperty[] {
	return properties.flatMap((property) => {
		const path = prefix + property.name;
		const entries: Entry[] = property.options ?? [];
		const inside = entries.filter(isProperty);
		const grouped = entries
			.filter(isGroup)
			.flatMap(({ name, values }) => allProperties(values, `${path}.${name}.`));
		return [{ path, property }, ...allProperties(inside, `${path}.`), ...grouped];
	});
}

/** The entries of all dropdowns. */
export function allOptions(properties: INodeProperties[]): PlacedOption[] {
	return allProperties(properties).flatMap(({ path, property }) => {
		const entries: Entry[] = property.options ?? [];
		return entries.filter(isOption).map((option) => ({ path: `${path}=${option.value}`, option }));
	});
}

const sortedList = (values: unknown) =>
	[values]
		.flat()
		.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
		.sort()
		.join(' | ');

const conditions = (word: string, fields: object | undefined) =>
	Object.entries(fields ?? {})
		.map(([name, values]) => `${word} ${name} = ${sortedList(values)}`)
		.sort();

function describeProperty({ path, property }: PlacedProperty): string {
	const { type, default: fallback, displayOptions, noDataExpression, typeOptions } = property;
	const entries: Entry[] = property.options ?? [];
	const values = entries.filter(isOption).map(({ value }) => value);
	const lines = [
		`${path}: ${type}${type === 'collection' ? '' : ` = ${JSON.stringify(fallback)}`}`,
		values.length > 0 && `one of ${sortedList(values)}`,
		property.required === true && 'required',
		noDataExpression === true && 'no expressions',
		typeOptions?.password === true && 'masked',
		...conditions('when', displayOptions?.show),
		...conditions('not when', displayOptions?.hide),
	];
	return lines.filter((line) => line !== false).join('\n    ');
}

/** What saved workflows depend on, in lines that a person can compare: no labels, no order. */
export function contractOf(properties: INodeProperties[]): string {
	return allProperties(properties).map(describeProperty).sort().join('\n');
}

const SMALL_WORDS = new Set([
	'a',
	'an',
	'and',
	'at',
	'by',
	'for',
	'from',
	'in',
	'of',
	'on',
	'or',
	'to',
	'when',
	'with',
]);

/** `Put Output File in Field`, `When to Continue`, `Spending Limit (USD)`, `16:9`. */
export function isTitleCase(label: string): boolean {
	const words = label.split(/[\s/(),-]+/).filter((word) => word !== '');
	return (
		words.length > 0 &&
		words.every(
			(word, index) => /^[^a-z]/.test(word) || (index > 0 && SMALL_WORDS.has(word.toLowerCase())),
		)
	);
}

const path = (name: string) => name.replace(/^\//, '');

/**
 * n8n tests the conditions of a `show` in the order in which they are written and stops at the
 * first expression, so those that can be none come first: resource, operation, then the others.
 */
export function isShownInOrder({
	displayOptions,
}: INodeProperties | INodePropertyOptions): boolean {
	const names = Object.keys(displayOptions?.show ?? {}).map(path);
	const wanted = ['resource', 'operation', 'model', 'inputMode'].filter((name) =>
		names.includes(name),
	);
	return wanted.every((name, index) => names[index] === name);
}

/** Fields of `video` that depend on values which may be expressions; n8n must not demand them. */
export function isRowField({ displayOptions, name }: INodeProperties): boolean {
	const show = new Map(
		Object.entries(displayOptions?.show ?? {}).map(([key, values]) => [path(key), values ?? []]),
	);
	const operations = show.get('operation') ?? [];
	return (
		name !== 'resource' &&
		name !== 'operation' &&
		(show.has('inputMode') || operations.includes('generate') || operations.includes('edit'))
	);
}
