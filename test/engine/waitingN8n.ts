/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
/**
 * The part of an n8n server that pauses executions and lets callers resume them over HTTP. Facts
 * from n8n 2.41: its waiting webhooks, its wait tracker, and how it starts.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IRun } from 'n8n-workflow';
import {
	executionParts,
	NODE_NAME,
	type NodeRun,
	workflowAround,
	type WorkflowRun,
} from './engine';
import { PausedExecution } from './waitingExecution';
import { playResumeCall } from './resumeCall';
import { webhookRequest, webhookResponse } from './webhookExchange';

/**
 * How n8n is away. `down`: nothing listens on its port. While it starts it first answers every
 * call with 200 and drops it (`migrating` its database: a tenth of a second, or seconds after an
 * upgrade), then with 404 (`starting`, for seconds).
 */
export type Absence = 'down' | 'migrating' | 'starting';

export interface N8n {
	/** Where resume links begin. */
	readonly webhookWaitingUrl: string;
	/** Starts the node on its items, under an id of its own; `inspect` sees all that n8n stores of it. */
	start(run: NodeRun, inspect?: (run: IRun) => void): Promise<PausedExecution>;
	/** The same with a workflow of the test's own; the result is told of the node `nodeName`. */
	startWorkflow(
		run: WorkflowRun,
		nodeName: string,
		inspect?: (run: IRun) => void,
	): Promise<PausedExecution>;
	leave(how: Absence): Promise<void>;
	comeBack(): Promise<void>;
	/** Stops and forgets all executions, and comes back. */
	reset(): Promise<void>;
	close(): Promise<void>;
}

const HOST = '127.0.0.1';
const ABSENT_STATUS = { migrating: 200, starting: 404 } as const;
const LINK = /^\/webhook-waiting\/(?<id>[^/?]+)(?:\/(?<suffix>[^/?]+))?(?:\?|$)/;

export async function startN8n(): Promise<N8n> {
	const executions = new Map<string, PausedExecution>();
	let absence: Absence | undefined;
	let started = 0;

	async function play(plainRequest: IncomingMessage, plainResponse: ServerResponse): Promise<void> {
		const request = webhookRequest(plainRequest);
		const response = webhookResponse(plainResponse);
		if (absence === 'migrating' || absence === 'starting') {
			response.status(ABSENT_STATUS[absence]).send(absence);
			return;
		}
		const link = LINK.exec(request.originalUrl)?.groups;
		const execution = executions.get(link?.['id'] ?? '');
		await playResumeCall(execution, link?.['suffix'] ?? '', request, response).catch(
			(error: unknown) => {
				if (!response.headersSent) response.status(500).json({ code: 0, message: String(error) });
			},
		);
	}

	const server = createServer((request, response) => void play(request, response));
	const listen = async (port: number) =>
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(port, HOST, () => {
				server.off('error', reject);
				resolve();
			});
		});
	const hangUp = async () =>
		await new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});

	await listen(0);
	const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
	const webhookWaitingUrl = `http://${HOST}:${port}/webhook-waiting`;

	async function comeBack(): Promise<void> {
		absence = undefined;
		if (!server.listening) await listen(port);
	}

	async function stopAll(): Promise<void> {
		const left = [...executions.values()];
		executions.clear();
		for (const execution of left) execution.cancel();
		await Promise.allSettled(left.map(async (execution) => await execution.finished()));
	}

	async function startWorkflow(
		run: WorkflowRun,
		nodeName: string,
		inspect?: (run: IRun) => void,
	): Promise<PausedExecution> {
		started += 1;
		const { executionId = String(started) } = run;
		if (executions.has(executionId)) throw new Error(`There is an execution ${executionId}`);
		const parts = await executionParts({ ...run, executionId, webhookWaitingUrl });
		const execution = new PausedExecution(parts, nodeName, webhookWaitingUrl, inspect);
		executions.set(executionId, execution);
		return execution;
	}

	return {
		webhookWaitingUrl,
		start: async (run, inspect) =>
			await startWorkflow(
				{ ...run, workflow: workflowAround(run) },
				run.node?.name ?? NODE_NAME,
				inspect,
			),
		startWorkflow,
		async leave(how) {
			absence = how;
			if (how === 'down' && server.listening) await hangUp();
		},
		comeBack,
		async reset() {
			await stopAll();
			await comeBack();
		},
		async close() {
			await stopAll();
			if (server.listening) await hangUp();
		},
	};
}
