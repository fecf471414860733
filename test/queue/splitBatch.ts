/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { itemsOf } from '../e2e/execution';
import { checkRows, publishOrders, rowsOf, untilDelivered } from './orders';
import type { Scenario } from './scenario';

const EXECUTIONS = 12;
const ROWS = 3;

export const splitBatch: Scenario = {
	name: 'batch',
	claim: `${EXECUTIONS} executions that wait are split over both workers; each row is charged and delivered once`,

	async play(site) {
		const { main, workers } = site.queue;
		const orders = await publishOrders(site, 'batch', 'wait');
		const batches = Array.from({ length: EXECUTIONS }, (_, index) =>
			rowsOf(`batch-${index + 1}`, ROWS),
		);
		const rows = batches.flat();
		await Promise.all(batches.map(async (batch) => await orders.trigger({ rows: batch })));
		await untilDelivered(site, rows);
		await orders.untilCount('success', EXECUTIONS);
		checkRows(site, rows);

		const ids = (await orders.executions()).map(({ id }) => id);
		const taken = workers.map((worker) => worker.taken().filter((id) => ids.includes(id)));
		deepEqual(taken.flat().sort(), [...ids].sort());
		ok(
			taken.every(({ length }) => length > 0),
			'One worker took all executions',
		);

		// Main shows a file that a worker stored.
		const [item] = itemsOf(await main.rest.execution(ids[0] ?? ''), 'Kling');
		const id = item?.files['data']?.id ?? '';
		equal(id.split(':')[0], 'database');
		ok((await main.rest.file(id)).includes(String(item?.json['videoUUID'])));
		return { rows };
	},
};
