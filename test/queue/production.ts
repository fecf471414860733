import { type ExecutionStatus, type ExecutionSummary } from '../e2e/execution';
import { objectOf } from '../e2e/fields';
import type { N8n } from '../e2e/server';
import { until } from '../e2e/until';
import { chain, type NodeSketch } from '../e2e/workflow';

const STATUS_WITHIN_MS = 180_000;

/** A published workflow that begins with a webhook, as production workflows do. */
export class Production {
	private constructor(
		readonly workflowId: string,
		private readonly n8n: N8n,
		private readonly path: string,
	) {}

	static async publish(
		n8n: N8n,
		path: string,
		sketches: readonly NodeSketch[],
	): Promise<Production> {
		const trigger = {
			name: 'Order',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
		};
		const workflow = await n8n.rest.createWorkflow(chain(path, [trigger, ...sketches]));
		await n8n.rest.publish(workflow);
		return new Production(workflow.id, n8n, path);
	}

	/** Starts an execution. */
	async trigger(body: unknown = {}): Promise<void> {
		await this.n8n.rest.client.fetch(`/webhook/${this.path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	}

	/** The newest hundred. */
	async executions(): Promise<readonly ExecutionSummary[]> {
		return await this.n8n.rest.executions({ workflowId: this.workflowId });
	}

	/** How many executions have this status. n8n's pages are no way to count them: they overlap. */
	async count(status: ExecutionStatus): Promise<number> {
		const filter = JSON.stringify({ workflowId: this.workflowId, status: [status] });
		const query = new URLSearchParams({ filter, limit: '1' });
		const answer = await this.n8n.rest.client.get(`executions?${query.toString()}`);
		return Number(objectOf(answer, 'executions')['count']);
	}

	async untilCount(status: ExecutionStatus, count: number): Promise<void> {
		let last = 0;
		await until(
			`${count} executions to be '${status}'`,
			async () => {
				last = await this.count(status);
				return last === count ? true : undefined;
			},
			STATUS_WITHIN_MS,
		).catch((error: unknown) => {
			throw new Error(`${error instanceof Error ? error.message : String(error)}: ${last} are`);
		});
	}
}
