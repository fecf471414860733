import type { TaskPrice } from '../../nodes/Kling/runware/priceTasks';
import { keyOf, rendersOf } from './invariants';
import type { Report } from './invariants';
import type { Run } from './run';
import type { SimulatedTasks } from './simulatedTasks';

/** What a dry run may say of its rows, given what the API has made of them. */
export function checkTaskPrices(
	run: Run,
	prices: readonly TaskPrice[],
	api: SimulatedTasks,
	report: Report,
): void {
	if (prices.length !== run.jobs.length) report('order', 'prices are missing');
	const made = api.all().filter((render) => render.run === run.index);
	prices.forEach((price, index) => {
		const key = keyOf(run.jobs[index]?.taskUUID(1) ?? '');
		const own = made.filter(({ taskUUID }) => keyOf(taskUUID) === key);
		const said = 'error' in price ? price.charged : price.reused ? 'reused' : 'no';
		if (said === 'no' && own.some(({ charged }) => charged)) {
			const why = 'error' in price ? price.error.details.code : 'valid';
			report('dry', `key ${key} was made, but 'no' said (${why})`);
		}
		const isThere = rendersOf(key, api).length > 0;
		if (said === 'reused' && (own.length > 0 || !isThere)) {
			report('dry', `key ${key} was to be there, and ${isThere ? 'was made just now' : 'is not'}`);
		}
		if (said === 'yes' && !isThere) report('dry', `key ${key} was not made, but 'yes' said`);
	});
}
