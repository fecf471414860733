/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { isDeepStrictEqual } from 'node:util';

import { itemsOf, knownAt } from './abusedRun';
import type { AbusedRun } from './abusedRun';
import { unclearInDescription, unclearInMessage } from './clarity';
import { drawSet } from './parameterSet';
import { judgeSet, rowOf } from './setVerdict';
import { stopErrorOf } from './stopError';
import type { RunVerdict } from './verdict';

const PROTOTYPES = [Object, Array, Function, String, Number, Boolean, Promise, Map, RegExp].map(
	({ prototype }): object => prototype,
);
const UNTOUCHED = prototypeNames();

function prototypeNames(): readonly string[] {
	return PROTOTYPES.map((prototype) => Reflect.ownKeys(prototype).map(String).join());
}

export function judge(run: AbusedRun): RunVerdict {
	const { resource, operation } = run.plan.operation;
	return {
		run: run.plan.run,
		operation: `${resource}: ${operation}`,
		sets: run.sets.map((set, row) => judgeSet(run, set, row)),
		complaints: [
			...(run.hung ? ['hangs'] : []),
			...complaintsOfStop(run),
			...(isInOrder(run) ? [] : ['its items are not in the order of its rows']),
			...(isDeepStrictEqual(prototypeNames(), UNTOUCHED) ? [] : ['changes a prototype']),
			...(areUntouched(run) ? [] : ['changes input items']),
			...complaintsOfCharges(run),
			...complaintsOfRequests(run),
		],
	};
}

function isInOrder(run: AbusedRun): boolean {
	if (stopErrorOf(run) !== undefined) return true;
	const outputs = run.result.outputs.map((items) => items.map(rowOf).map(Number));
	const rows = new Set(outputs.flat());
	return (
		rows.size === run.sets.length &&
		run.sets.every((_, row) => rows.has(row)) &&
		outputs.every((output) => output.every((row, index) => row >= (output[index - 1] ?? 0)))
	);
}

/** The sets are drawn once more: what the run had must still be that. */
function areUntouched({ plan, sets, items, known }: AbusedRun): boolean {
	const anew = itemsOf(sets.map(({ number }, row) => drawSet(number, plan, knownAt(known, row))));
	return items.every(({ json, binary }, row) =>
		isDeepStrictEqual({ json, binary }, { json: anew[row]?.json, binary: anew[row]?.binary }),
	);
}

function complaintsOfStop(run: AbusedRun): readonly string[] {
	const stopped = stopErrorOf(run);
	if (stopped === undefined) return [];
	const { message, description, code } = stopped;
	const isOfRow = /^(Row \d+|Rows \d+.*|All \d+ rows): /.test(message);
	const sent = run.emulator.requests.length - run.before.requests;
	const reason = /^[^:]*: (.*)$/s.exec(message)?.[1] ?? message;
	return [
		...(run.plan.onError === 'stopWorkflow'
			? []
			: [`stops although it shall continue: ${message}`]),
		...(isOfRow ? [] : [`stops without a row: ${message}`]),
		...unclearInMessage(`Row 1: ${reason}`, 0).map((unclear) => `its message ${unclear}`),
		...unclearInDescription(description).map((unclear) => `its description ${unclear}`),
		...(code === undefined ? ['stops without a code'] : []),
		...(code === 'invalidParameter' && sent > 0 ? ['sends requests although a row is bad'] : []),
	].map((complaint) => complaint.slice(0, 500));
}

/** Each accepted task is told of, and charged once. */
function complaintsOfCharges(run: AbusedRun): readonly string[] {
	const { emulator, before, result } = run;
	const told = new Set([
		...result.outputs.flat().map(({ json }) => json['taskUUID']),
		...(stopErrorOf(run)?.tasks ?? []),
	]);
	const made = emulator.tasks.slice(before.tasks).map(({ taskUUID }) => taskUUID);
	const untold = made.filter((taskUUID) => !told.has(taskUUID));
	return [
		...(untold.length === 0 ? [] : [`tells nothing of ${untold.length} accepted tasks`]),
		...(new Set(made).size === made.length ? [] : ['makes a task twice']),
		...(emulator.charges().count === emulator.tasks.length ? [] : ['charges otherwise than once']),
	];
}

/** Nothing is tried again that cannot get better, and nothing is asked without end. */
function complaintsOfRequests({ emulator, before, sets }: AbusedRun): readonly string[] {
	const sent = emulator.requests.length - before.requests;
	return sent <= 2 * sets.length + LOOKS_AND_BATCHES ? [] : [`sends ${sent} requests`];
}

const LOOKS_AND_BATCHES = 40;
