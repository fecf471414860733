/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { equal } from 'node:assert/strict';
import type { CallbackTry } from '../../emulator/api/callbacks';
import { until } from '../e2e/until';
import { useAllSlots } from './allSlots';
import { answersTo } from './answers';
import { inGroups } from './inGroups';
import { checkRows, publishOrders, rowsOf, untilDelivered, untilSubmitted } from './orders';
import { HELD } from './renders';
import type { Scenario } from './scenario';

const EXECUTIONS = 20;
/** A report that is not answered within 5 s is repeated, which keeps a busy main even busier. */
const READY_AT_ONCE = 5;
const REPORTED_WITHIN_MS = 180_000;

const wasHeard = ({ status }: CallbackTry) => typeof status === 'number' && status < 300;

export const killedMain: Scenario = {
	name: 'killed main',
	claim: `main is killed while ${EXECUTIONS} executions are paused and reports come in; when it is back, each row is delivered, charged once`,

	async play(site) {
		const { queue, renders } = site;
		const { reports, emulator } = renders;
		const orders = await publishOrders(site, 'killed-main', 'callback');
		const batches = Array.from({ length: EXECUTIONS }, (_, index) =>
			rowsOf(`killed-main-${index + 1}`, 2, HELD),
		);
		const rows = batches.flat();
		await Promise.all(batches.map(async (batch) => await orders.trigger({ rows: batch })));
		await untilSubmitted(site, rows);
		await orders.untilCount('waiting', EXECUTIONS);

		const asked = emulator.requests.length;
		await useAllSlots(site, 'the-pause');
		equal(await orders.count('waiting'), EXECUTIONS);
		equal(emulator.requests.length, asked, 'Paused executions have asked the API');

		// The first videos of one half: main is killed while it answers their reports.
		const firstRows = batches.map(([first]) => first).filter((row) => row !== undefined);
		const [early = [], late = []] = inGroups(firstRows, EXECUTIONS / 2);
		renders.finish(await untilSubmitted(site, early));
		await until('a report to be heard', () => reports.find(wasHeard), REPORTED_WITHIN_MS);
		await queue.main.kill();
		const killedAt = Date.now();
		// Those of the other half: nobody is there.
		const unheard = await untilSubmitted(site, late);
		renders.finish(unheard);
		await until(
			'every report to fail',
			() => {
				const failed = reports.filter(({ status }) => status === 'failed');
				const tried = new Set(failed.map(({ taskUUID }) => taskUUID));
				return unheard.every(({ taskUUID }) => tried.has(taskUUID)) ? true : undefined;
			},
			REPORTED_WITHIN_MS,
		);
		await queue.main.start();
		const away = reports.filter(({ at }) => at >= killedAt);
		const swallowed = away.filter(wasHeard).length;

		// Main is back: the last videos.
		for (const group of inGroups(batches, READY_AT_ONCE)) {
			renders.finish(
				await untilSubmitted(
					site,
					group.flatMap((batch) => batch.slice(-1)),
				),
			);
			await untilDelivered(site, group.flat());
		}
		await orders.untilCount('success', EXECUTIONS);
		checkRows(site, rows);
		return {
			rows,
			remarks: [
				`answers to reports while main was away or starting: ${answersTo(away)}`,
				`of these, answered with 200 by a main that forgot them: ${swallowed}`,
				`answers to all tries of ${rows.length} reports: ${answersTo(reports)}`,
			],
		};
	},
};
