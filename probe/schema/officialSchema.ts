import Ajv2019 from 'ajv/dist/2019';

import { isFields } from '../../nodes/Kling/runware/wire/envelope';
import type { Fields } from '../../nodes/Kling/runware/wire/envelope';

/** A published schema, asked by what it takes: how it is written does not matter. */
export interface OfficialSchema {
	/** Why a task is refused; undefined when it is taken. */
	readonly refusal: (task: unknown) => string | undefined;
	/** The names under a path of properties, such as `inputs`. */
	readonly names: (path: readonly string[]) => ReadonlySet<string>;
	/** Every limit and value that it states for a property, as candidates to try. */
	readonly stated: (name: string) => readonly unknown[];
}

/** Where the task's schema stands in a document of the schema service, or of a model's page. */
const PLACES: ReadonlyArray<readonly string[]> = [
	['requestSchema'],
	['components', 'schemas', 'RequestBody', 'items'],
];

/** Runware's own client reads them with these settings. */
const SETTINGS = { allErrors: true, strict: false, validateFormats: false } as const;

const ROOT = 'official';

/** @throws Error when the document holds no schema, or one that cannot be compiled */
export function officialSchema(document: unknown): OfficialSchema {
	const place = PLACES.find((path) => isFields(at(document, path)));
	if (place === undefined || !isFields(document))
		throw new Error('it holds no schema of a request');
	const ajv = new Ajv2019(SETTINGS);
	ajv.addSchema(withoutIdentity(document), ROOT);
	const validate = ajv.compile({ $ref: `${ROOT}#/${place.map(encodeURIComponent).join('/')}` });
	const parts = partsOf(document, at(document, place));
	return {
		refusal: (task) => {
			if (validate(task)) return undefined;
			const [first] = validate.errors ?? [];
			return `${first?.instancePath ?? ''} ${first?.message ?? 'is invalid'}`.trim();
		},
		names: (path) => {
			const under = path.reduce<readonly Fields[]>(
				(schemas, name) => schemas.flatMap((schema) => propertyIn(document, schema, name)),
				parts,
			);
			return new Set(under.flatMap((schema) => Object.keys(fieldsOf(schema['properties']))));
		},
		stated: (name) => statedFor(name, at(document, place)),
	};
}

function at(document: unknown, path: readonly string[]): unknown {
	return path.reduce((value, name) => (isFields(value) ? value[name] : undefined), document);
}

function fieldsOf(value: unknown): Fields {
	return isFields(value) ? value : {};
}

/** Names of other drafts and inner ids would make references lead elsewhere. */
function withoutIdentity(value: unknown): Fields {
	const copy: unknown = JSON.parse(JSON.stringify(value), (key, entry: unknown) =>
		(key === '$schema' || key === '$id') && typeof entry === 'string' ? undefined : entry,
	);
	return fieldsOf(copy);
}

const COMBINING = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else'];

/** A schema with all those that it is put together from; what refers to itself is there once. */
function partsOf(document: unknown, schema: unknown, seen = new Set<unknown>()): readonly Fields[] {
	if (!isFields(schema) || seen.has(schema)) return [];
	seen.add(schema);
	const reference = schema['$ref'];
	const referred =
		typeof reference === 'string' && reference.startsWith('#/')
			? [at(document, reference.slice(2).split('/').map(decodeURIComponent))]
			: [];
	const combined = COMBINING.flatMap((word) => schema[word] ?? []);
	return [schema, ...[...referred, ...combined].flatMap((part) => partsOf(document, part, seen))];
}

function propertyIn(document: unknown, schema: Fields, name: string): readonly Fields[] {
	return partsOf(document, fieldsOf(schema['properties'])[name]);
}

const LIMITS = ['minimum', 'maximum', 'minItems', 'maxItems', 'minLength', 'maxLength', 'const'];

function statedFor(name: string, value: unknown, isInside = false): readonly unknown[] {
	if (Array.isArray(value)) return value.flatMap((entry) => statedFor(name, entry, isInside));
	if (!isFields(value)) return [];
	const own = isInside
		? [...LIMITS.flatMap((limit) => (limit in value ? [value[limit]] : [])), listIn(value['enum'])]
		: [];
	const inner = Object.entries(value).flatMap(([key, entry]) =>
		key === 'enum' ? [] : statedFor(name, entry, isInside || key === name),
	);
	return [...own.flat(), ...inner];
}

function listIn(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? (value as readonly unknown[]) : []; // Array.isArray makes it any[]
}
