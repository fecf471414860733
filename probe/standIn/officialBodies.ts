import { KLING_MODELS } from '../../nodes/Kling/catalog/models';
import { isFields } from '../../nodes/Kling/runware/wire/envelope';
import { officialSchema } from '../schema/officialSchema';
import type { OfficialSchema } from '../schema/officialSchema';
import { publishedOf } from './published';
import { resolved } from './publishedSchema';

const SCHEMAS = new Map<string, OfficialSchema>();

/** The schema that the stand-in publishes of a model. */
function schemaOfModel(model: unknown): OfficialSchema | undefined {
	const entry = KLING_MODELS.find(({ value }) => value === model);
	if (entry === undefined) return undefined;
	const known = SCHEMAS.get(entry.value) ?? officialSchema(resolved(publishedOf(entry), ''));
	SCHEMAS.set(entry.value, known);
	return known;
}

/** Of the orders among what was sent, those that the published schema of their model refuses, and why. */
export function refusedBodies(tasks: readonly unknown[]): readonly string[] {
	return tasks.filter(isFields).flatMap((task) => {
		if (task['taskType'] !== 'videoInference') return [];
		const schema = schemaOfModel(task['model']);
		const refusal =
			schema === undefined ? `no schema of ${String(task['model'])}` : schema.refusal(task);
		return refusal === undefined ? [] : [`${refusal}: ${JSON.stringify(task).slice(0, 500)}`];
	});
}
