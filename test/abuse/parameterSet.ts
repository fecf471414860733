import type { IBinaryKeyData, INodeProperties } from 'n8n-workflow';

import { Random } from '../simulation/random';
import { shownVariant } from './fields';
import type { Selectors } from './fields';
import { hostileValue } from './hostileValues';
import { columnOf, ODD_COLUMN } from './plan';
import type { Plan } from './plan';
import { rowFiles } from './rowFiles';
import { linksMeant } from './damage';
import { defaultIsValid, meaningOf, validValue } from './validValues';
import type { Known } from './validValues';
import { written } from './written';

/** One row of a run: everything that an item brings, and what is known of it. */
export interface ParameterSet {
	readonly number: number;
	readonly json: Readonly<Record<string, unknown>>;
	readonly binary: IBinaryKeyData;
	/** What may be wrong: the kind of value, by the field's label. */
	readonly suspects: ReadonlyMap<string, string>;
	/** Stands in the links and words of the row. */
	readonly mark: string;
	/** Whether the form promises that such a row is taken. */
	readonly isValid: boolean;
	/** Whether its mode is not what was meant, or follows from its media: then any field may be blamed. */
	readonly isUncertain: boolean;
	/**
	 * Stands in what the row has for fields that its mode does not show, and must not be sent.
	 * Absent where it is not certain which fields these are.
	 */
	readonly hiddenMark?: string;
	/** What its fields mean, by their names, however that is written. */
	readonly meant: ReadonlyMap<string, string | number | boolean>;
	/** All links that it means; undefined where what it holds may mean any. */
	readonly links: ReadonlySet<string> | undefined;
	/** Whether it holds what nobody can mean. */
	readonly mustFail: boolean;
}

/** Shows every field; a row's media then decide. */
const AUTO = 'auto';

/** Columns that no field reads, but that might disturb. */
const STRAY_COLUMNS =
	'{"__proto__":{"polluted":true},"constructor":1,"error":"no error","json":{"a":1},"binary":null,"pairedItem":7,"length":0}';

export function drawSet(number: number, plan: Plan, known: Known): ParameterSet {
	const random = new Random(number, 2);
	const mark = `set-${number}`;
	const hiddenMark = `hidden-${number}`;
	const json = stray(random);
	const suspects = new Map<string, string>();
	const meanings = new Map<string, string | number | boolean>();
	const links = new Set<string>();
	let knowsLinks = true;
	let mustFail = false;
	const meant = meantSelectors(plan, random);
	const selectors = new Set(
		[...plan.given.keys()].filter(({ name }) => name in meant).map(({ label }) => label),
	);
	const isAuto = meant['inputMode'] === AUTO;
	// An automatic row has the media of some mode, or what a careless sheet has.
	const shape = isAuto ? { ...meant, inputMode: random.pick(otherModes(plan)) } : meant;

	for (const [field, how] of plan.given) {
		const shown = shownVariant(field, shape);
		const property = shown ?? random.pick(field.variants);
		if (how.by === 'form' && how.hostile !== undefined) suspects.set(field.label, how.hostile);
		if (how.by === 'default' && !defaultIsValid(field)) suspects.set(field.label, 'default');
		if (how.by === 'form' && how.hostile === undefined && isScalar(how.value)) {
			if (shown !== undefined) meanings.set(field.name, how.value);
			for (const link of linksMeant(how.value)) links.add(link);
		}
		if (how.by === 'form' && how.hostile !== undefined && meaningOf(property) === 'link') {
			knowsLinks = false;
		}
		if (how.by === 'form' || how.by === 'default') continue;
		if (shown === undefined && random.chance(0.5)) continue; // half of the sheets have only what is needed
		const value =
			field.name in meant && shown !== undefined
				? (meant[field.name] ?? '')
				: validValue(property, random, known, shown === undefined ? hiddenMark : mark);
		if (shown !== undefined) meanings.set(field.name, value);
		for (const link of linksMeant(value)) links.add(link);
		json[columnOf(field)] = written(value, property, random);
	}
	// What the form cannot say: an execution pauses for one video a row.
	for (const [{ name, label }, { by }] of plan.given) {
		const isAsked = name === 'options.numberResults' && by !== 'default';
		if (isAsked && meant['completion'] === 'callback') suspects.set(label, 'several');
	}
	if (random.chance(plan.spoilt)) spoil();
	const isUncertain = isAuto || [...suspects.keys()].some((label) => selectors.has(label));
	return {
		number,
		json,
		binary: rowFiles(random),
		suspects,
		mark,
		isValid: suspects.size === 0 && !isAuto,
		isUncertain,
		...(isUncertain ? {} : { hiddenMark }),
		meant: meanings,
		links: knowsLinks ? links : undefined,
		mustFail: mustFail && json[ODD_COLUMN] === undefined,
	};

	/** What a field means is not known any more; of a link field, which links it names. */
	function forget(name: string, property: INodeProperties | undefined): void {
		meanings.delete(name);
		if (property !== undefined && meaningOf(property) === 'link') knowsLinks = false;
	}

	function spoil(): void {
		const fields = [...plan.given].filter(([, { by }]) => by === 'row' || by === 'odd expression');
		if (fields.length === 0) return;
		const all = random.chance(0.05);
		const wanted = all ? fields.length : random.pick([1, 1, 1, 1, 2, 3]);
		for (let count = 0; count < wanted; count += 1) {
			const [field, how] = all ? (fields[count] ?? random.pick(fields)) : random.pick(fields);
			if (how.by === 'odd expression' && json[ODD_COLUMN] === undefined && random.chance(0.5)) {
				json[ODD_COLUMN] = columnOf(field);
				suspects.set(field.label, `expression ${how.odd}`);
				forget(field.name, field.variants[0]);
				continue;
			}
			const property = shownVariant(field, shape) ?? random.pick(field.variants);
			const { kind, value, links: meantLinks } = hostileValue(property, random);
			json[columnOf(field)] = value;
			forget(field.name, meantLinks === undefined ? property : undefined);
			for (const link of meantLinks ?? []) links.add(link);
			if (kind === 'broken prompt') mustFail = true;
			suspects.set(field.label, kind);
		}
	}
}

function isScalar(value: unknown): value is string | number | boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}

function stray(random: Random): Record<string, unknown> {
	if (!random.chance(0.1)) return {};
	const columns: unknown = JSON.parse(STRAY_COLUMNS);
	return columns as Record<string, unknown>; // an object a line above
}

/** The fields that others are shown by, as the row means them. */
function meantSelectors(plan: Plan, random: Random): Selectors {
	const meant: Selectors = {
		resource: plan.operation.resource,
		operation: plan.operation.operation,
	};
	const selectors = new Set(
		plan.operation.fields.flatMap(({ variants }) =>
			variants.flatMap(({ displayOptions: { show = {}, hide = {} } = {} }) =>
				Object.keys({ ...show, ...hide }),
			),
		),
	);
	for (const [field, how] of plan.given) {
		if (!selectors.has(field.name)) continue;
		const [property] = field.variants;
		if (how.by === 'form') meant[field.name] = scalar(how.value, property);
		else if (how.by === 'default') meant[field.name] = scalar(property.default, property);
		else meant[field.name] = validValue(property, random, { taskUUID: '', mediaUUID: '' }, '');
	}
	return meant;
}

function scalar(value: unknown, { default: fallback }: INodeProperties): string | number | boolean {
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
		return value;
	return typeof fallback === 'boolean' ? fallback : String(fallback);
}

function otherModes(plan: Plan): readonly string[] {
	const field = plan.operation.fields.find(({ name }) => name === 'inputMode');
	return (field?.variants[0].options ?? []).flatMap((entry) =>
		'value' in entry && entry.value !== AUTO ? [String(entry.value)] : [],
	);
}
