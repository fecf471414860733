import { isJsonObject, type JsonObject } from '../../emulator/validation/jsonObject';
import { choiceOf, listOf, objectOf, textOf } from './fields';
import { fromFlatted } from './flatted';

const STATUSES = [
	'new',
	'running',
	'waiting',
	'success',
	'error',
	'crashed',
	'canceled',
	'unknown',
] as const;

export type ExecutionStatus = (typeof STATUSES)[number];

export const ENDED: readonly ExecutionStatus[] = ['success', 'error', 'crashed', 'canceled'];

export interface ExecutionSummary {
	readonly id: string;
	readonly workflowId: string;
	readonly status: ExecutionStatus;
	/** `manual`, `webhook`, `trigger` … */
	readonly mode: string;
}

/** A file as n8n describes it; `id` is for `N8nRest.file`. */
export interface ItemFile {
	readonly mimeType: string;
	readonly fileName: string | undefined;
	readonly id: string | undefined;
}

export interface Item {
	readonly json: JsonObject;
	readonly files: Readonly<Record<string, ItemFile>>;
	/** The position of the row that it came from. */
	readonly pairedItem: unknown;
}

export interface NodeRun {
	readonly status: string | undefined;
	/** Milliseconds since 1970. */
	readonly startedAt: number;
	readonly tookMs: number;
	readonly error: JsonObject | undefined;
	/** By output. */
	readonly outputs: ReadonlyArray<readonly Item[]>;
}

export interface Execution extends ExecutionSummary {
	/** By node name; a node in a loop runs more than once. */
	readonly runs: Readonly<Record<string, readonly NodeRun[]>>;
	readonly lastNode: string | undefined;
	readonly error: JsonObject | undefined;
	/** What nodes noted of it; shown as its highlighted data. */
	readonly customData: JsonObject;
}

const textOrNone = (value: unknown) => (typeof value === 'string' ? value : undefined);
const objectOrNone = (value: unknown) => (isJsonObject(value) ? value : undefined);

/** Where `field` is no object, there are no entries. */
function mapFields<T>(field: unknown, map: (value: unknown, key: string) => T): Record<string, T> {
	const entries = Object.entries(objectOrNone(field) ?? {});
	return Object.fromEntries(entries.map(([key, value]) => [key, map(value, key)]));
}

function fileOf(value: unknown, name: string): ItemFile {
	const { mimeType, fileName, id } = objectOf(value, `file '${name}'`);
	return {
		mimeType: textOf(mimeType, 'mimeType'),
		fileName: textOrNone(fileName),
		id: textOrNone(id),
	};
}

function itemOf(value: unknown): Item {
	const { json, binary, pairedItem } = objectOf(value, 'item');
	return {
		json: objectOf(json, 'json of an item'),
		files: mapFields(binary, fileOf),
		pairedItem,
	};
}

function nodeRunOf(value: unknown): NodeRun {
	const { executionStatus, startTime, executionTime, error, data } = objectOf(
		value,
		'run of a node',
	);
	const main = objectOrNone(data)?.['main'] ?? [];
	return {
		status: textOrNone(executionStatus),
		startedAt: Number(startTime),
		tookMs: Number(executionTime),
		error: objectOrNone(error),
		// An output that got nothing may be null.
		outputs: listOf(main, 'outputs').map((items) => listOf(items ?? [], 'output').map(itemOf)),
	};
}

export function summaryOf(value: unknown): ExecutionSummary {
	const { id, workflowId, status, mode } = objectOf(value, 'execution');
	return {
		id: textOf(id, 'id of an execution'),
		workflowId: textOf(workflowId, 'workflowId'),
		status: choiceOf(STATUSES, status, 'status of an execution'),
		mode: textOf(mode, 'mode of an execution'),
	};
}

export function executionOf(value: unknown): Execution {
	const { data, customData } = objectOf(value, 'execution');
	const stored = objectOrNone(fromFlatted(textOf(data, 'data of an execution')));
	const result = objectOrNone(stored?.['resultData']);
	return {
		...summaryOf(value),
		runs: mapFields(result?.['runData'], (runs, node) => listOf(runs, node).map(nodeRunOf)),
		lastNode: textOrNone(result?.['lastNodeExecuted']),
		error: objectOrNone(result?.['error']),
		customData: objectOrNone(customData) ?? {},
	};
}

/** What the node put out in its last run. */
export function itemsOf(execution: Execution, node: string, output = 0): readonly Item[] {
	return execution.runs[node]?.at(-1)?.outputs[output] ?? [];
}
