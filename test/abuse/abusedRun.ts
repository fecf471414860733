/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run outside n8n */
import type { INodeExecutionData } from 'n8n-workflow';

import { isJsonObject } from '../../emulator/validation/jsonObject';
import { type Emulator, startEmulator } from '../../emulator/server';
import { type NodeRunResult, startNode } from '../engine/engine';
import type { ParameterSet } from './parameterSet';
import { drawSet } from './parameterSet';
import { drawPlan, parametersOf } from './plan';
import type { Plan } from './plan';
import type { Known } from './validValues';

/** Rows of one run: so many sets share the time that a run takes. */
export const ROWS = 50;

/** Far beyond what a run takes on a slow machine: a hang, then. */
const LONGEST_RUN_MS = 240_000;

const EARLIER_TASK = '0dd0dd0d-0dd0-4dd0-8dd0-';

export interface AbusedRun {
	readonly plan: Plan;
	readonly sets: readonly ParameterSet[];
	readonly items: readonly INodeExecutionData[];
	readonly known: readonly Known[];
	readonly result: NodeRunResult;
	readonly emulator: Emulator;
	/** The emulator's tasks and requests that were there before the run. */
	readonly before: { readonly tasks: number; readonly requests: number };
	readonly hung: boolean;
}

/** The sets of a run, from 1: the same number is the same set forever. */
export function setsOf(run: number): readonly number[] {
	return Array.from({ length: ROWS }, (_, row) => (run - 1) * ROWS + row + 1);
}

export function runOf(set: number): number {
	return Math.ceil(set / ROWS);
}

/** Plays a run's sets, or only one of them, on an emulator of their own. */
export async function playRun<Judged>(
	run: number,
	numbers: readonly number[],
	judge: (played: AbusedRun) => Judged,
): Promise<Judged> {
	const plan = drawPlan(run);
	// Else a row that asks for an unknown task waits for half an hour, since a silent task may be running.
	const unknownTask = plan.operation.operation === 'get' ? 'taskNotFound' : 'empty';
	const emulator = await startEmulator({ renderMs: 0, readings: { unknownTask } });
	try {
		const known = await knownTo(emulator, numbers);
		const sets = numbers.map((number, row) => drawSet(number, plan, knownAt(known, row)));
		const before = { tasks: emulator.tasks.length, requests: emulator.requests.length };
		const items = itemsOf(sets);
		let hung = false;
		const { result, cancel } = startNode({
			parameters: parametersOf(plan),
			items,
			credential: { apiKey: emulator.apiKey, baseUrl: emulator.url },
			executionId: String(run),
			node: { onError: plan.onError },
		});
		const late = setTimeout(() => {
			hung = true;
			cancel();
		}, LONGEST_RUN_MS);
		const finished = await result.finally(() => clearTimeout(late));
		return judge({ plan, sets, items, known, result: finished, emulator, before, hung });
	} finally {
		await emulator.close();
	}
}

export function itemsOf(sets: readonly ParameterSet[]): INodeExecutionData[] {
	// A row may hold what no sheet would; n8n types it as JSON all the same.
	return sets.map(({ json, binary }) => ({ json: json as INodeExecutionData['json'], binary }));
}

export function knownAt(known: readonly Known[], row: number): Known {
	const found = known[row];
	if (found === undefined) throw new Error(`Nothing is known of row ${row}`);
	return found;
}

/** Gives the emulator a task and a medium for each set, for the rows that ask for such. */
async function knownTo(emulator: Emulator, numbers: readonly number[]): Promise<readonly Known[]> {
	const taskUUIDs = numbers.map((number) => EARLIER_TASK + String(number).padStart(12, '0'));
	await sent(
		emulator,
		taskUUIDs.map((taskUUID) => ({
			taskType: 'videoInference',
			taskUUID,
			model: 'klingai:kling@o1',
			positivePrompt: 'An earlier video',
			width: 1920,
			height: 1080,
			deliveryMethod: 'async',
		})),
	);
	const media = await sent(
		emulator,
		taskUUIDs.map((taskUUID) => ({
			taskType: 'mediaStorage',
			taskUUID,
			operation: 'upload',
			media: 'https://media.invalid/known.jpg',
		})),
	);
	return taskUUIDs.map((taskUUID, index) => ({
		taskUUID,
		mediaUUID: String(media[index]?.['mediaUUID']),
	}));
}

async function sent({ url, apiKey }: Emulator, tasks: readonly object[]) {
	const answer = await fetch(url, {
		method: 'POST',
		headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
		body: JSON.stringify(tasks),
	});
	const body: unknown = await answer.json();
	const data =
		isJsonObject(body) && Array.isArray(body['data']) ? body['data'].filter(isJsonObject) : [];
	if (data.length !== tasks.length) throw new Error(`The emulator refused ${JSON.stringify(body)}`);
	return data;
}
