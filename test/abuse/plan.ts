import { Random } from '../simulation/random';
import { OPERATIONS } from './fields';
import type { Field, Operation } from './fields';
import { hostileValue } from './hostileValues';
import { SHORT_WAIT_MINUTES, validValue } from './validValues';

export type OnError = 'continueRegularOutput' | 'continueErrorOutput' | 'stopWorkflow';

/** How a run's node gets the value of a field. */
export type Given =
	| { readonly by: 'row' }
	/** From the row too, but rows can also ask for an expression that misbehaves. */
	| { readonly by: 'odd expression'; readonly odd: string }
	| { readonly by: 'form'; readonly value: unknown; readonly hostile?: string }
	| { readonly by: 'default' };

/** What all rows of a run share: the node as a workflow holds it. */
export interface Plan {
	readonly run: number;
	readonly operation: Operation;
	readonly onError: OnError;
	/** How likely a row has anything wrong. */
	readonly spoilt: number;
	readonly given: ReadonlyMap<Field, Given>;
}

/** In place of the row's value, in the rows that ask for it. */
const ODD_EXPRESSIONS = [
	'(() => { throw new Error(String($json["VALUE"])) })()',
	'(() => { throw new Error("x".repeat(1048576)) })()',
	'(() => { throw new Error("a\\u0000b\\r\\n<b>c</b>\\u202e") })()',
	'(() => { throw undefined })()',
	'(() => { throw "text" })()',
	'(() => { throw { message: { a: 1 } } })()',
	'$json["VALUE"].nope.deeper()',
	'nobody',
	'$("Nowhere").item.json.x',
	'$(String($json["VALUE"])).item.json.x',
	'$node[String($json["VALUE"])].json',
	'$json[String($json["VALUE"])]',
	'$jmespath($json, String($json["VALUE"]))',
	'$jmespath(1)',
	'"text".toDateTime()',
	'[1].chunk("x")',
	'$("Rows").itemMatching(777).json',
	'$now',
	'DateTime.fromISO("no date")',
	'$json',
	'$input',
	'$input.all()',
	'[...Array(3)]',
	'undefined',
	'() => 1',
	'new Proxy({}, {})',
	'0 / 0',
];

/** Wrong for every row of a run, and as a whole: they do not even parse. */
const BROKEN_EXPRESSIONS = [
	'={{ $json["__proto__"] }}',
	'={{ $json.x.constructor.constructor("return process")() }}',
	'={{ ) }}',
	'={{ $json. }}',
	'={{',
	'={{ "a }}',
	'={{ }}',
	'={{ $json["x"] }',
];

const NOTHING_KNOWN = {
	taskUUID: '762dd057-ddbc-4d3f-8afa-b2feb8f078de',
	mediaUUID: '104fbb02-e409-40ee-a6f7-e8b901d2955b',
};

/** How often an operation is drawn; the more fields, the more there is to find. */
const WEIGHTS: Readonly<Record<string, number>> = {
	'video:generate': 10,
	'video:edit': 4,
	'video:get': 2,
	'media:upload': 2,
	'media:delete': 1,
	'account:get': 0.2,
};

export function drawPlan(run: number): Plan {
	const random = new Random(run, 1);
	// Each operation has its turn first, so that few sets have all of them.
	const operation =
		OPERATIONS[run - 1] ??
		random.weighted(
			OPERATIONS.map((each) => [each, WEIGHTS[`${each.resource}:${each.operation}`] ?? 1] as const),
		);
	const onError = random.weighted<OnError>([
		['continueRegularOutput', 14],
		['continueErrorOutput', 3],
		['stopWorkflow', 3],
	]);
	const spoilt = onError === 'stopWorkflow' ? random.pick([0.01, 0.3]) : 0.8;
	const given = new Map(operation.fields.map((field) => [field, drawGiven(field, random, run)]));
	keepShort(given);
	const victim =
		operation.fields.length > 0 && random.chance(0.06) ? random.pick(operation.fields) : undefined;
	if (victim !== undefined) given.set(victim, drawSpoilt(victim, random));
	return { run, operation, onError, spoilt, given };
}

const EACH_ROW_ITS_OWN = ['options.uniqueKey', 'options.uploadEndpoint'];

function drawGiven(field: Field, random: Random, run: number): Given {
	const [property] = field.variants;
	if (field.name === 'completion') {
		// Most rules have nothing to do with waiting, which takes seconds.
		const by = random.weighted([
			['submit', 6],
			['wait', 2],
			['callback', 2],
			['row', 2],
		]);
		return by === 'row' ? { by } : { by: 'form', value: by };
	}
	const isEntry = field.name.includes('.');
	// The same for several rows, these are bad rows; that has tests of its own.
	if (EACH_ROW_ITS_OWN.includes(field.name)) {
		return random.chance(0.5) ? { by: 'row' } : { by: 'default' };
	}
	return random.weighted<() => Given>([
		[() => ({ by: 'row' }), isEntry ? 3 : 6],
		[() => ({ by: 'odd expression', odd: random.pick(ODD_EXPRESSIONS) }), 2],
		[() => ({ by: 'form', value: validValue(property, random, NOTHING_KNOWN, `run-${run}`) }), 1],
		[() => ({ by: 'default' }), isEntry ? 6 : 0.5],
	])();
}

/** More than a run has rows: they all render at the same time. */
const MANY_TOGETHER = 100;

/** A row that asks for one video at a time makes its run wait for each: it is read all the same. */
function keepShort(given: Map<Field, Given>): void {
	const fieldOf = (name: string) => [...given.keys()].find((field) => field.name === name);
	const maxWait = fieldOf('options.maxWait');
	if (maxWait !== undefined && given.get(maxWait)?.by === 'default') {
		given.set(maxWait, { by: 'form', value: SHORT_WAIT_MINUTES });
	}
	// A paused execution goes on with one video a row, and an address takes one file.
	const [, completion] = [...given].find(([{ name }]) => name === 'completion') ?? [];
	const numberResults = fieldOf('options.numberResults');
	const mayPause =
		completion?.by === 'row' || (completion?.by === 'form' && completion.value === 'callback');
	const endpoint = fieldOf('options.uploadEndpoint');
	const isOneFile = mayPause || (endpoint !== undefined && given.get(endpoint)?.by === 'row');
	if (isOneFile && numberResults !== undefined) given.set(numberResults, { by: 'default' });
	const together = fieldOf('options.maxConcurrent');
	const dryRun = fieldOf('options.dryRun');
	if (together === undefined || dryRun === undefined) return;
	if (['row', 'odd expression'].includes(given.get(together)?.by ?? '')) {
		given.set(dryRun, { by: 'form', value: true });
	} else given.set(together, { by: 'form', value: MANY_TOGETHER });
}

/** What is typed into the form is data of a saved workflow, so that nothing but JSON can stand there. */
function drawSpoilt({ variants: [property] }: Field, random: Random): Given {
	if (random.chance(0.4)) {
		return { by: 'form', value: random.pick(BROKEN_EXPRESSIONS), hostile: 'broken expression' };
	}
	const { kind, value } = hostileValue(property, random);
	if (kind === 'deep') return { by: 'row' }; // deeper than n8n itself can copy a workflow
	const saved: unknown = asSaved(value);
	return { by: 'form', value: saved, hostile: kind };
}

function asSaved(value: unknown): unknown {
	try {
		const text = JSON.stringify(value);
		return text === undefined ? null : JSON.parse(text);
	} catch {
		return null;
	}
}

/** The row's column of a field. */
export function columnOf({ name }: Field): string {
	return name;
}

/** The column by which a row asks for a field's odd expression. */
export const ODD_COLUMN = 'odd';

/** The node's parameters as the editor stores them. */
export function parametersOf({ operation, given }: Plan): Record<string, unknown> {
	const parameters: Record<string, unknown> = {
		resource: operation.resource,
		operation: operation.operation,
	};
	const options: Record<string, unknown> = {};
	for (const [field, how] of given) {
		if (how.by === 'default') continue;
		const entry = /^options\.(.+)$/.exec(field.name)?.[1];
		(entry === undefined ? parameters : options)[entry ?? field.name] =
			how.by === 'form' ? how.value : expressionOf(field, how);
	}
	return { ...parameters, ...(Object.keys(options).length === 0 ? {} : { options }) };
}

function expressionOf(field: Field, how: Given): string {
	const column = JSON.stringify(columnOf(field));
	const plain = `$json[${column}]`;
	if (how.by !== 'odd expression') return `={{ ${plain} }}`;
	const odd = how.odd.replaceAll('"VALUE"', column);
	return `={{ $json["${ODD_COLUMN}"] === ${column} ? ${odd} : ${plain} }}`;
}
