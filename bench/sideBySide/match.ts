import { isJsonObject } from '../../emulator/validation/jsonObject';
import { ENDED, type Execution, type Item } from '../../test/e2e/execution';
import { RestError } from '../../test/e2e/restClient';
import type { N8n } from '../../test/e2e/server';
import { until } from '../../test/e2e/until';
import { type Contender, type Row, START, type Wish } from './contenders/contender';
import type { Order, Provider } from './providers/provider';

/** A row's video that left the workflow. */
export interface Delivery {
	readonly key: string;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/** One contender with a workflow, a credential and a provider of its own, so that matches can be side by side. */
export interface Match {
	readonly contender: Contender;
	readonly provider: Provider;
	/** Starts the workflow; resolves to the execution's id. */
	start(): Promise<string>;
	/** Resolves when the execution has ended, well or not. */
	ended(executionId: string): Promise<Execution>;
	deliveries(execution: Execution): readonly Delivery[];
	/** When the contender's first node began, in milliseconds since 1970. */
	beganAt(execution: Execution): number;
	close(): Promise<void>;
}

export const rowsOf = (count: number): Row[] =>
	Array.from({ length: count }, (_, index) => ({
		key: `row ${index + 1}`,
		prompt: `A paper boat, number ${index + 1} of its kind.`,
	}));

const LOOK_EVERY_MS = 1000;
const WITHIN_MS = 2 * 3600_000;
const MOST_UNANSWERED = 30;

function rowOf(item: Item, order: Order | undefined, rows: readonly Row[]): Row | undefined {
	if (order !== undefined) return rows.find(({ prompt }) => prompt === order.prompt);
	const { pairedItem } = item;
	return isJsonObject(pairedItem) ? rows[Number(pairedItem['item'])] : undefined;
}

export async function startMatch(
	n8n: N8n,
	contender: Contender,
	wish: Wish,
	renderMs: number,
): Promise<Match> {
	const { rest } = n8n;
	const provider = await contender.startProvider({ renderMs });
	const { type, data } = contender.credential;
	const credential = await rest.createCredential(wish.title, type, data(provider.access));
	const workflow = contender.workflow(wish, credential, provider.access.url);
	const { id: workflowId } = await rest.createWorkflow(workflow);
	const [, first] = workflow.nodes;
	const firstNode = first?.name ?? '';

	let unanswered = 0;

	/** An n8n that copies a big file does not answer for seconds, and then drops idle connections. */
	async function look(executionId: string): Promise<Execution | undefined> {
		const execution = await rest.execution(executionId).catch((error: unknown) => {
			unanswered += 1;
			if (error instanceof RestError || unanswered > MOST_UNANSWERED) throw error;
			return undefined;
		});
		if (execution !== undefined) unanswered = 0;
		return execution;
	}

	function delivered(item: Item, at: number): Delivery {
		const text = JSON.stringify(item.json);
		const order = provider.orders().find(({ id }) => text.includes(id));
		const row = rowOf(item, order, wish.rows);
		if (row === undefined) throw new Error(`${contender.name} put out a video of no row: ${text}`);
		return { key: row.key, at };
	}

	return {
		contender,
		provider,
		start: async () => await rest.run(workflowId, START),
		ended: async (executionId) =>
			await until(
				`${wish.title} to end`,
				async () => {
					const execution = await look(executionId);
					return execution && ENDED.includes(execution.status) ? execution : undefined;
				},
				WITHIN_MS,
				LOOK_EVERY_MS,
			),
		deliveries: ({ runs }) =>
			(runs[contender.lastNode] ?? []).flatMap(({ startedAt, tookMs, outputs: [videos = []] }) =>
				videos
					.filter(({ json }) => json['error'] === undefined)
					.map((item) => delivered(item, startedAt + tookMs)),
			),
		beganAt: ({ runs }) => runs[firstNode]?.[0]?.startedAt ?? NaN,
		close: async () => await provider.close(),
	};
}
