import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { ReportedTask } from '../runware/findReported';
import type { OutputEntry } from '../results/items';
import type { OutputFile } from '../n8n/binaryOutput';

/** What a paused execution knows of a row: what it has come to, or the task that it waits for. */
export type PausedRow =
	| { readonly entry: OutputEntry }
	| {
			readonly task: ReportedTask;
			readonly model: string;
			readonly output?: OutputFile;
			/** The row's own fields, where they are to come out beside the video's. */
			readonly input?: IDataObject;
			/** The video is ready, and only its file is still to be downloaded. */
			readonly isReady?: boolean;
	  };

/** The rows of one run of the node. */
export interface PausedRun {
	readonly run: string;
	readonly rows: readonly PausedRow[];
}

/**
 * n8n saves a node's context with the paused execution. Nothing else of the run is there when a
 * report comes: not the node's output, and its parameters only for the first row.
 */
const PLACE = 'paused';

export function keepPausedRun(context: IExecuteFunctions, paused: PausedRun): void {
	const rows = paused.rows.map((row) => ('input' in row ? withWritableInput(row) : row));
	context.getContext('node')[PLACE] = JSON.stringify({ ...paused, rows });
}

/** Fields nested deeper than can be written stay out: they must not cost a paid video. */
function withWritableInput<Row extends { readonly input?: IDataObject }>(row: Row): Row {
	const fields = Object.entries(row.input ?? {}).filter(([, value]) => {
		try {
			return JSON.stringify(value) !== undefined;
		} catch {
			return false;
		}
	});
	return { ...row, input: Object.fromEntries(fields) };
}

/** Undefined when the execution keeps none. */
export function keptPausedRun(context: IWebhookFunctions): PausedRun | undefined {
	const kept = context.evaluateExpression(
		`{{ $node[${literal(context.getNode().name)}].context.${PLACE} }}`,
	);
	return typeof kept === 'string' ? (JSON.parse(kept) as PausedRun) : undefined; // written above
}

/** A text within an expression, whose end n8n finds by its braces. */
function literal(name: string): string {
	return JSON.stringify(name).replaceAll('{', '\\u007b').replaceAll('}', '\\u007d');
}
