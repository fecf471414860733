import { KLING_MODELS } from '../../nodes/Kling/catalog/models';
import { isFields } from '../../nodes/Kling/runware/wire/envelope';
import { differencesOf, differentNames } from './compare';
import { documentsOf, inDocument } from './documents';
import type { DocumentName, GetJson, ModelDocuments } from './documents';
import { together } from './difference';
import type { Difference } from './difference';
import { differentExample, distinctExamples, examplesIn } from './examples';
import type { Example } from './examples';
import { officialSchema } from './officialSchema';
import type { OfficialSchema } from './officialSchema';
import { WAYS } from './ourBodies';
import { differentPrices } from './prices';
import { differentTasks } from './testedTasks';

/** What the published documents say of a model, beside the catalogue. */
export interface SchemaPart {
	readonly differences: readonly Difference[];
	/** What could not be compared, and why. */
	readonly notCompared: ReadonlyArray<{ readonly what: string; readonly why: string }>;
	/** What was compared, for the reader of an empty list. */
	readonly compared: readonly string[];
}

export async function comparePublished(
	get: GetJson,
	base?: string,
	catalogue = KLING_MODELS,
): Promise<SchemaPart> {
	const models = await Promise.all(
		catalogue.map(async ({ value }) => await documentsOf(value, get, base)),
	);
	const parts = models.map(comparedModel);
	return {
		differences: parts.flatMap(({ differences }) => differences),
		notCompared: parts.flatMap(({ notCompared }) => notCompared),
		compared: parts.flatMap(({ compared }) => compared),
	};
}

function comparedModel({ model, documents }: ModelDocuments): SchemaPart {
	const notCompared = Object.entries(documents).flatMap(([name, fetched]) =>
		'missing' in fetched ? [{ what: `${model} · ${name}`, why: fetched.missing }] : [],
	);
	const compared: string[] = [];
	const ways = WAYS.filter((way) => way.model.value === model);
	const examples = distinctExamples([
		...examplesIn(inDocument(documents.examples)),
		...examplesIn(infoOf(inDocument(documents['model page']))),
	]);
	const differences: Difference[] = [];
	for (const name of ['schema service', 'model page'] as const) {
		const fetched = documents[name];
		if ('missing' in fetched) continue;
		const schema = schemaOr(fetched.json, (why) => {
			notCompared.push({ what: `${model} · ${name}`, why });
		});
		if (schema === undefined) continue;
		compared.push(`${model} · ${name}`);
		const found = [
			...ways.flatMap((way) =>
				differencesOf(way, schema).map((one) => ({ ...one, mode: way.mode.name })),
			),
			...differentNames(ways, schema).map((one) => ({ ...one, mode: '' })),
			...differentTasks(model, schema),
			...refusedExamples(examples, schema),
		];
		differences.push(...found.map((one) => ({ ...one, model, saidBy: [name] })));
	}
	const other = [
		...examples
			.filter(({ request }) => request['model'] === model)
			.flatMap((one) => said(differentExample(one, model), 'examples')),
		...ways
			.slice(0, 1)
			.flatMap((way) => said(differentPrices(way.model, inDocument(documents.prices)), 'prices')),
	];
	if (examples.length > 0) compared.push(`${model} · ${examples.length} examples`);
	if ('json' in documents.prices) compared.push(`${model} · prices`);
	return {
		differences: together([...differences, ...other], ways.length),
		notCompared,
		compared,
	};
}

/** Runware's own examples against its own schema: where they disagree, the examples win. */
function refusedExamples(examples: readonly Example[], schema: OfficialSchema) {
	return examples.flatMap(({ title, request }) => {
		const refusal = schema.refusal({ ...request, deliveryMethod: 'async' });
		if (refusal === undefined) return [];
		return [
			{
				mode: '',
				what: `example '${title}'`,
				ours: 'the example counts',
				theirs: `the schema refuses it: ${refusal}`,
				where: 'nodes/Kling/catalog/modes.ts',
				kind: 'not offered' as const,
			},
		];
	});
}

function said(
	differences: ReadonlyArray<Omit<Difference, 'saidBy'>>,
	by: DocumentName,
): readonly Difference[] {
	return differences.map((one) => ({ ...one, saidBy: [by] }));
}

function schemaOr(document: unknown, tell: (why: string) => void): OfficialSchema | undefined {
	try {
		return officialSchema(document);
	} catch (error) {
		tell(error instanceof Error ? error.message : String(error));
		return undefined;
	}
}

function infoOf(document: unknown): unknown {
	const info = isFields(document) ? document['info'] : undefined;
	return isFields(info) ? info['x-examples'] : undefined;
}
