/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { deepEqual, ok } from 'node:assert/strict';
import { until } from '../e2e/until';
import {
	checkRows,
	deliveriesOf,
	publishOrders,
	rowsOf,
	untilDelivered,
	untilSubmitted,
} from './orders';
import { HELD } from './renders';
import type { Scenario } from './scenario';

/** n8n finds out when the worker is back, or after 60 s to 90 s, when its claim to the job ends. */
const GIVEN_UP_WITHIN_MS = 180_000;
const LOOKED_WITHIN_MS = 120_000;

export const killedWorker: Scenario = {
	name: 'killed worker',
	claim:
		'a worker is killed while it waits for a video; the next execution with the same unique key, and a retry of the lost one, get that video, charged once',

	async play(site) {
		const { queue, renders } = site;
		const { rest } = queue.main;
		const orders = await publishOrders(site, 'killed-worker', 'wait');
		const rows = rowsOf('killed-worker', 1, HELD);
		await orders.trigger({ rows });
		const tasks = await untilSubmitted(site, rows);
		const [lost] = await orders.executions();
		ok(lost);
		const worker = queue.workers.find((candidate) => candidate.taken().includes(lost.id));
		ok(worker);
		await worker.kill();
		await worker.start();

		// A schedule, or the user, runs the workflow again while the video still renders.
		const before = renders.emulator.requests.length;
		await orders.trigger({ rows });
		await until(
			'the second execution to look for the video',
			() => (renders.emulator.requests.length > before + 1 ? true : undefined),
			LOOKED_WITHIN_MS,
		);
		renders.finish(tasks);
		await untilDelivered(site, rows);
		await orders.untilCount('success', 1);
		checkRows(site, rows);

		const given = await until(
			'n8n to give up the execution of the killed worker',
			async () => {
				const { status } = await rest.execution(lost.id);
				return status === 'running' ? undefined : status;
			},
			GIVEN_UP_WITHIN_MS,
		);
		ok(['crashed', 'error'].includes(given), `The execution of the killed worker is '${given}'`);

		// The user presses 'Retry' in the list of executions.
		await rest.client.post(`executions/${lost.id}/retry`, { loadWorkflow: false });
		await untilDelivered(site, rows, 2);
		await orders.untilCount('success', 2);
		checkRows(site, rows, 2);
		const reused = rows.flatMap((row) =>
			deliveriesOf(site, row).map((delivery) => delivery.reused),
		);
		deepEqual(reused, [true, true]);
		return { rows, remarks: [`n8n says '${given}' of the execution whose worker was killed`] };
	},
};
