/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { deepEqual, ok } from 'node:assert/strict';
import type { EmulatedTask } from '../../emulator/server';
import { until } from '../e2e/until';
import { klingNode } from '../e2e/workflow';
import { Production } from './production';
import type { Delivery } from './receiver';
import type { Site } from './surroundings';

export interface Row {
	/** Its unique key. */
	readonly key: string;
	readonly prompt: string;
}

const SUBMITTED_WITHIN_MS = 120_000;
const DELIVERED_WITHIN_MS = 180_000;

/** Rows whose keys and prompts no other order has. */
export function rowsOf(order: string, count: number, remark = ''): readonly Row[] {
	return Array.from({ length: count }, (_, index) => {
		const key = `${order}-${index + 1}`;
		return { key, prompt: `A boat named ${key} ${remark}`.trimEnd() };
	});
}

/** The workflow: rows come in, their videos are made, and each goes on to the receiver, file and all. */
export async function publishOrders(
	{ queue, credential, receiver }: Site,
	name: string,
	completion: 'wait' | 'callback',
): Promise<Production> {
	const kling = {
		positivePrompt: '={{ $json.prompt }}',
		completion,
		options: { uniqueKey: '={{ $json.key }}' },
	};
	const query =
		"key={{ $('Rows').item.json.key }}&taskUUID={{ $json.taskUUID }}&reused={{ $json.reused }}";
	return await Production.publish(queue.main, name, [
		{
			name: 'Rows',
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'body.rows', options: {} },
		},
		klingNode(kling, credential),
		{
			name: 'Deliver',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'POST',
				url: `=${receiver.url}/?${query}`,
				sendBody: true,
				contentType: 'binaryData',
				inputDataFieldName: 'data',
				options: {},
			},
		},
	]);
}

export function chargedTasksOf({ renders }: Site, { prompt }: Row): readonly EmulatedTask[] {
	return renders.emulator.tasks.filter(
		({ request, charged }) => charged && request['positivePrompt'] === prompt,
	);
}

export function deliveriesOf({ receiver }: Site, { key }: Row): readonly Delivery[] {
	return receiver.deliveries.filter((delivery) => delivery.key === key);
}

/** The task of each row, once all of them have been submitted. */
export async function untilSubmitted(
	site: Site,
	rows: readonly Row[],
): Promise<readonly EmulatedTask[]> {
	return await until(
		`${rows.length} rows to be submitted`,
		() => {
			const tasks = rows.flatMap((row) => chargedTasksOf(site, row).slice(0, 1));
			return tasks.length === rows.length ? tasks : undefined;
		},
		SUBMITTED_WITHIN_MS,
	);
}

/** Waits until each row has been delivered so often at least. */
export async function untilDelivered(site: Site, rows: readonly Row[], times = 1): Promise<void> {
	const missing = () => rows.filter((row) => deliveriesOf(site, row).length < times);
	await until(
		`the delivery of ${rows.length} rows`,
		() => (missing().length === 0 ? true : undefined),
		DELIVERED_WITHIN_MS,
	).catch((error: unknown) => {
		const keys = missing().map(({ key }) => key);
		throw new Error(
			`${error instanceof Error ? error.message : String(error)}: ${keys.join(', ')} missing`,
		);
	});
}

/** Each row was charged once and delivered so often: its own video each time. */
export function checkRows(site: Site, rows: readonly Row[], times = 1): void {
	ok(rows.length > 0);
	const found = rows.map((row) => {
		const tasks = chargedTasksOf(site, row);
		const own = deliveriesOf(site, row).filter(({ taskUUID, file }) => {
			const task = tasks.find((candidate) => candidate.taskUUID === taskUUID);
			// The emulator's files carry the UUID of their video.
			return task?.videoUUIDs.some((videoUUID) => file.includes(videoUUID));
		});
		return {
			row: row.key,
			charged: tasks.length,
			delivered: deliveriesOf(site, row).length,
			ownVideo: own.length,
		};
	});
	const expected = rows.map(({ key }) => ({
		row: key,
		charged: 1,
		delivered: times,
		ownVideo: times,
	}));
	deepEqual(found, expected);
}
