import { randomUUID } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import type { RunwareCredential } from '../engine/credentials';
import { startNode } from '../engine/engine';
import { loadPackage } from '../engine/package';
import type { ExampleRow } from './exampleRows';
import { countIn, type Count } from './progress';

type Operation = 'generate' | 'edit';

/** The fields that each row fills in for itself, by expression. */
const FIELDS: Readonly<Record<Operation, readonly string[]>> = {
	generate: [
		'inputMode',
		'model',
		'positivePrompt',
		'firstFrame',
		'lastFrame',
		'referenceImages',
		'referenceVideo',
		'aspectRatio',
		'duration',
		'keepOriginalSound',
		'sound',
		'shots',
	],
	edit: ['model', 'positivePrompt', 'video', 'referenceImages', 'keepOriginalSound'],
};

/** An output item of the node for its row, or why the run brought none. */
export interface RowOutcome {
	readonly row: ExampleRow;
	readonly item?: INodeExecutionData;
	readonly error?: string;
}

/** One video more is ready; n8n is told how many, not which. */
export interface Report {
	readonly at: number;
	readonly operation: Operation;
}

export interface FinishedRuns {
	readonly startedAt: number;
	readonly endedAt: number;
	/** In the order of the rows. */
	readonly outcomes: readonly RowOutcome[];
	readonly reports: readonly Report[];
}

const operationOf = ({ mode }: ExampleRow): Operation => (mode === 'edit' ? 'edit' : 'generate');

/** Loads the built node before the clock of a run starts. */
export async function prepareNode(): Promise<void> {
	await loadPackage();
}

/** Both operations in n8n executions of their own that start together, since n8n runs the nodes of one workflow in turn. */
export async function runRows(
	rows: readonly ExampleRow[],
	credential: RunwareCredential,
	onStart: (startedAt: number) => void,
	onCount: (count: Count) => void,
): Promise<FinishedRuns> {
	const counts = new Map<Operation, Count>();
	const reports: Report[] = [];
	const startedAt = Date.now();
	onStart(startedAt);

	async function run(operation: Operation): Promise<readonly RowOutcome[]> {
		const own = rows.filter((row) => operationOf(row) === operation);
		if (own.length === 0) return [];
		const { outputs, error } = await startNode({
			parameters: {
				operation,
				...Object.fromEntries(FIELDS[operation].map((name) => [name, `={{ $json.${name} }}`])),
			},
			items: own.map(({ fields }) => ({ json: { ...fields } as INodeExecutionData['json'] })), // plain data, read-only
			credential,
			node: { onError: 'continueRegularOutput' },
			workflowId: `demo-${operation}`,
			executionId: randomUUID(),
			onMessage: (message) => {
				const count = countIn(message);
				if (count === undefined) return;
				if (count.ready > (counts.get(operation)?.ready ?? 0)) {
					reports.push({ at: Date.now(), operation });
				}
				counts.set(operation, count);
				onCount(sum([...counts.values()]));
			},
		}).result;
		const items = outputs[0] ?? [];
		return own.map((row, index) => {
			const item = items[index];
			return item ? { row, item } : { row, error: error?.message ?? 'The node gave no item' };
		});
	}

	const outcomes = (await Promise.all([run('generate'), run('edit')])).flat();
	return {
		startedAt,
		endedAt: Date.now(),
		outcomes: rows.flatMap((row) => outcomes.find((outcome) => outcome.row === row) ?? []),
		reports,
	};
}

function sum(counts: readonly Count[]): Count {
	return {
		ready: counts.reduce((total, { ready }) => total + ready, 0),
		failed: counts.reduce((total, { failed }) => total + failed, 0),
	};
}
