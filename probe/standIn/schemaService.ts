import { KLING_MODELS } from '../../nodes/Kling/catalog/models';
import { MODEL_PAGES } from '../schema/documents';
import { publishedOf } from './published';
import type { Published } from './published';
import { examplesOf, pageOf, pricesOf, resolved } from './publishedSchema';

/** The answer to a path, or undefined where there is nothing. */
export type Answers = (path: string) => unknown;

/** Runware's schema service, pages and prices in one, built from the catalogue, with changes planted. */
export function schemaService(
	plant: (published: Published) => Published = (same) => same,
): Answers {
	const models = new Map(
		KLING_MODELS.map((model) => [model.value, plant(publishedOf(model))] as const),
	);
	const answers = new Map<string, () => unknown>();
	for (const [model, published] of models) {
		const page = MODEL_PAGES[model] ?? '';
		answers.set(`/resolve/${encodeURIComponent(model)}`, () => resolved(published, page));
		answers.set(`/docs/models/${page}/schema.json`, () => pageOf(published, page));
		answers.set(`/docs/models/${page}/examples.json`, () => examplesOf(published));
		answers.set(`/models/${page}/pricing`, () => pricesOf(published));
	}
	return (path) => answers.get(path)?.();
}
