import type { JsonObject } from '../../emulator/validation/jsonObject';
import {
	ENDED,
	type Execution,
	type ExecutionStatus,
	type ExecutionSummary,
	executionOf,
	summaryOf,
} from './execution';
import { listOf, objectOf, textOf } from './fields';
import type { RestClient } from './restClient';
import { until } from './until';
import type { CredentialRef, Workflow } from './workflow';

export interface StoredWorkflow {
	readonly id: string;
	readonly name: string;
	/** What is activated is a version. */
	readonly versionId: string;
}

export interface CredentialTest {
	readonly status: string;
	readonly message: string;
}

/** Right after a start of the server, publishing has taken 25 s. */
const PUBLISHED_WITHIN_MS = 90_000;
const RUN_WITHIN_MS = 60_000;

const credentialOf = (value: unknown): CredentialRef => {
	const { id, name } = objectOf(value, 'credential');
	return { id: textOf(id, 'id of a credential'), name: textOf(name, 'name of a credential') };
};

const workflowOf = (value: unknown): StoredWorkflow => {
	const { id, name, versionId } = objectOf(value, 'workflow');
	return {
		id: textOf(id, 'id of a workflow'),
		name: textOf(name, 'name of a workflow'),
		versionId: textOf(versionId, 'versionId of a workflow'),
	};
};

/** n8n as its editor uses it: the calls behind the buttons. */
export class N8nRest {
	constructor(
		/** For calls that are not here. */
		readonly client: RestClient,
	) {}

	/** The descriptions of all node types, by their full name. */
	async nodeTypes(): Promise<ReadonlyMap<string, JsonObject>> {
		const response = await this.client.fetch('/types/nodes.json');
		const types = listOf(await response.json(), 'node types').map((type) =>
			objectOf(type, 'node type'),
		);
		return new Map(types.map((type) => [textOf(type['name'], 'name of a node type'), type]));
	}

	async credentials(): Promise<CredentialRef[]> {
		return listOf(await this.client.get('credentials'), 'credentials').map(credentialOf);
	}

	async createCredential(name: string, type: string, data: JsonObject): Promise<CredentialRef> {
		return credentialOf(await this.client.post('credentials', { name, type, data }));
	}

	async updateCredential(
		id: string,
		name: string,
		type: string,
		data: JsonObject,
	): Promise<CredentialRef> {
		return credentialOf(await this.client.patch(`credentials/${id}`, { name, type, data }));
	}

	/** As the editor does when a credential is saved. */
	async testCredential(
		{ id, name }: CredentialRef,
		type: string,
		data: JsonObject,
	): Promise<CredentialTest> {
		const credentials = { id, name, type, data };
		const answer = objectOf(
			await this.client.post('credentials/test', { credentials }),
			'test of a credential',
		);
		return {
			status: textOf(answer['status'], 'status of a test'),
			message: textOf(answer['message'], 'message of a test'),
		};
	}

	async workflows(): Promise<StoredWorkflow[]> {
		return listOf(await this.client.get('workflows'), 'workflows').map(workflowOf);
	}

	async createWorkflow(workflow: Workflow): Promise<StoredWorkflow> {
		return workflowOf(await this.client.post('workflows', workflow));
	}

	/** For a file that n8n exported; what is wrong with it, n8n says. */
	async importWorkflow(exported: JsonObject): Promise<StoredWorkflow> {
		return workflowOf(await this.client.post('workflows', exported));
	}

	/** Starts a manual run at the trigger, with what is pinned to it, and returns the execution's id. */
	async run(workflowId: string, trigger: string): Promise<string> {
		const answer = await this.client.post(`workflows/${workflowId}/run`, {
			triggerToStartFrom: { name: trigger },
		});
		return textOf(objectOf(answer, 'run')['executionId'], 'executionId');
	}

	/** Returns when the published version really is the one that runs: before, its webhooks answer 404. */
	async publish({ id, versionId }: StoredWorkflow): Promise<void> {
		await this.client.post(`workflows/${id}/activate`, { versionId });
		await until(
			`workflow ${id} to be published`,
			async () => {
				const answer = await this.client.get(`workflows/${id}/publication-status`);
				const { status } = objectOf(answer, 'publication status');
				return status === 'published' ? true : undefined;
			},
			PUBLISHED_WITHIN_MS,
		);
	}

	async unpublish(workflowId: string): Promise<void> {
		await this.client.post(`workflows/${workflowId}/deactivate`);
	}

	async execution(id: string): Promise<Execution> {
		return executionOf(await this.client.get(`executions/${id}`));
	}

	/** The newest first. */
	async executions(
		filter: { workflowId?: string; status?: ExecutionStatus[] } = {},
	): Promise<ExecutionSummary[]> {
		const query = new URLSearchParams({ filter: JSON.stringify(filter), limit: '100' });
		const answer = objectOf(await this.client.get(`executions?${query.toString()}`), 'executions');
		return listOf(answer['results'], 'executions').map(summaryOf);
	}

	/** Waits for one of these statuses; an execution that ends with another one is an error. */
	async waitForExecution(
		id: string,
		statuses: readonly ExecutionStatus[] = ENDED,
		timeoutMs = RUN_WITHIN_MS,
	): Promise<Execution> {
		return await until(
			`execution ${id} to be ${statuses.join(' or ')}`,
			async () => {
				const execution = await this.execution(id);
				if (statuses.includes(execution.status)) return execution;
				if (!ENDED.includes(execution.status)) return undefined;
				const why = String(execution.error?.['message'] ?? 'no error message');
				throw new Error(`Execution ${id} ended with '${execution.status}': ${why}`);
			},
			timeoutMs,
		);
	}

	async cancel(executionId: string): Promise<void> {
		await this.client.post(`executions/${executionId}/stop`);
	}

	/** The bytes of a file in an item. */
	async file(id: string): Promise<Buffer> {
		const query = new URLSearchParams({ id, action: 'view' });
		const response = await this.client.fetch(`/rest/binary-data?${query.toString()}`);
		return Buffer.from(await response.arrayBuffer());
	}
}
