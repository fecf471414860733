import { SEEDS } from '../../test/request/seeds';
import type { OfficialSchema } from './officialSchema';

/** The real requests among our tests, as the node sends them: a schema that refuses one is wrong of it. */
export function differentTasks(model: string, schema: OfficialSchema) {
	return SEEDS.filter(({ request }) => request.model === model).flatMap(({ title, request }) => {
		const refusal = schema.refusal({ ...request, deliveryMethod: 'async', includeCost: true });
		if (refusal === undefined) return [];
		return [
			{
				mode: '',
				what: `seed '${title}'`,
				ours: 'a real request that was served',
				theirs: `refuses it: ${refusal}`,
				where: 'test/seeds',
				kind: 'refused' as const,
			},
		];
	});
}
