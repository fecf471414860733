/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { equal } from 'node:assert/strict';
import { useAllSlots } from './allSlots';
import { answersTo } from './answers';
import { inGroups } from './inGroups';
import { checkRows, publishOrders, rowsOf, untilDelivered, untilSubmitted } from './orders';
import { HELD } from './renders';
import type { Scenario } from './scenario';

const EXECUTIONS = 200;
const STARTED_AT_ONCE = 20;
/** A report that is not answered within 5 s is repeated, which keeps a busy main even busier. */
const READY_AT_ONCE = 5;

export const manyPaused: Scenario = {
	name: 'many paused',
	claim: `${EXECUTIONS} paused executions hold no worker slot: all slots are free for others; then each row is delivered, charged once`,

	async play(site) {
		const { renders } = site;
		const earlier = renders.reports.length;
		const orders = await publishOrders(site, 'many-paused', 'callback');
		const rows = rowsOf('many-paused', EXECUTIONS, HELD);
		for (const group of inGroups(rows, STARTED_AT_ONCE)) {
			await Promise.all(group.map(async (row) => await orders.trigger({ rows: [row] })));
			await untilSubmitted(site, group);
		}
		await orders.untilCount('waiting', EXECUTIONS);

		const asked = renders.emulator.requests.length;
		await useAllSlots(site, 'many-pauses');
		equal(await orders.count('waiting'), EXECUTIONS);
		equal(renders.emulator.requests.length, asked, 'Paused executions have asked the API');

		for (const group of inGroups(rows, READY_AT_ONCE)) {
			renders.finish(await untilSubmitted(site, group));
			await untilDelivered(site, group);
		}
		await orders.untilCount('success', EXECUTIONS);
		checkRows(site, rows);
		const tries = renders.reports.slice(earlier);
		return {
			rows,
			remarks: [`answers to all tries of ${rows.length} reports: ${answersTo(tries)}`],
		};
	},
};
