/**
 * The built node inside n8n's real engine: n8n-core's WorkflowExecute with its own expressions,
 * HTTP requests, binary files, Retry On Fail, error output and Stop. No jest in here, so that the
 * demo runs on it too.
 */
import { removeUserFolder } from './environment';
import 'reflect-metadata';
import { Container } from '@n8n/di';
import {
	BinaryDataConfig,
	BinaryDataService,
	ExecutionLifecycleHooks,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	type ExecutionError,
	type ExecutionStatus,
	type IBinaryData,
	type IBinaryKeyData,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IRun,
	type IRunData,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
	NodeConnectionTypes,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { packageRoot } from './built';
import { EngineCredentials, type RunwareCredential } from './credentials';
import { EngineNodeTypes, RECORDER_TYPE, START_TYPE } from './nodeTypes';
import { loadPackage } from './package';

export const NODE_TYPE = 'n8n-nodes-runware-kling.kling';
export const CREDENTIAL_TYPE = 'runwareApi';
export const NODE_NAME = 'Kling';
export const START_NAME = 'Rows';
export const SUCCESS_NAME = 'Success';
export const ERROR_NAME = 'Error';

/** A file as it comes to n8n from a form or a download. */
export interface GivenFile {
	readonly content: Buffer;
	readonly fileName?: string;
	/** As whoever sent it says; nobody checks that it is true. */
	readonly mimeType?: string;
}

/** Files by the names of their fields. */
export type GivenFiles = Readonly<Record<string, GivenFile>>;

interface RunSettings {
	/** The items that the start node hands on. */
	items?: INodeExecutionData[];
	/** The files of each item, in the order of the items. */
	files?: readonly GivenFiles[];
	credential: RunwareCredential;
	mode?: WorkflowExecuteMode;
	executionId?: string;
	/** What runs outside of an execution, such as a tool of n8n's MCP trigger, has no id. */
	withoutExecutionId?: boolean;
	/** Receives what the node sends with `this.sendMessageToUI`; n8n passes it on in manual mode only. */
	onMessage?: (message: unknown) => void;
	/** The folder of the built package, when it is not this one. */
	rootDir?: string;
	/** Node types by their full names; a run that brings its own does not need the built package. */
	stubs?: Readonly<Record<string, INodeType>>;
	/** Node types beside those of the built package. */
	moreTypes?: Readonly<Record<string, INodeType>>;
	/** Where resume links begin. */
	webhookWaitingUrl?: string;
	/** Whether somebody has deleted the credential meanwhile. */
	isCredentialDeleted?: () => boolean;
	/** What n8n's server does when it is told that the execution waits. */
	onStatus?: () => void;
	/** Is given what n8n's server would save, at the moment when it is told to. */
	onEnd?: (run: IRun) => void;
}

export interface WorkflowJson {
	id?: string;
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

export interface WorkflowRun extends RunSettings {
	workflow: WorkflowJson;
}

export interface NodeRun extends RunSettings {
	/** As the editor stores them: what equals its default is absent, expressions begin with `=`. */
	parameters: Record<string, unknown>;
	/** Further fields of the node: onError, retryOnFail, maxTries, waitBetweenTries, id, type … */
	node?: Partial<INode>;
	workflowId?: string;
	settings?: IWorkflowSettings;
}

export interface NodeRunResult {
	status: ExecutionStatus;
	/** The node's items for each of its outputs (the second is the error output). */
	outputs: INodeExecutionData[][];
	/** The items that arrived behind each output, as the next node was given them. */
	received: INodeExecutionData[][];
	/** What stopped the execution, as the user sees it. */
	error?: ExecutionError;
	/** Time of the node alone, tries and the waits between them included. */
	executionTimeMs: number;
	runData: IRunData;
	run: IRun;
}

export interface Running<Result> {
	result: Promise<Result>;
	/** The Stop button. */
	cancel(): void;
}

let binaryData: Promise<void> | undefined;

async function startBinaryData(): Promise<BinaryDataService> {
	binaryData ??= Container.get(BinaryDataService).init();
	await binaryData;
	return Container.get(BinaryDataService);
}

/** Where n8n keeps files from now on: in the filesystem, or inside of the items. */
export async function keepFilesIn(place: 'filesystem' | 'memory'): Promise<void> {
	Container.get(BinaryDataConfig).mode = place === 'memory' ? 'default' : place;
	binaryData = undefined;
	await startBinaryData();
}

/** The bytes of an item's file, wherever n8n keeps it. */
export async function contentOf(file: IBinaryData): Promise<Buffer> {
	return await (await startBinaryData()).getAsBuffer(file);
}

/** n8n's storage of files, for tests in which it fails. */
export async function fileStorage(): Promise<BinaryDataService> {
	return await startBinaryData();
}

/** The same, piece by piece, for files in the filesystem. */
export async function streamOf({ id = '' }: IBinaryData) {
	return await (await startBinaryData()).getAsStream(id);
}

/** Items with their files in n8n's storage, as the nodes before ours leave them. */
async function itemsWithFiles(
	{ items = [{ json: {} }], files = [], executionId = '1' }: RunSettings,
	workflowId: string,
): Promise<INodeExecutionData[]> {
	const service = await startBinaryData();
	const location = { type: 'execution', workflowId, executionId } as const;
	return await Promise.all(
		items.map(async (item, index) => {
			const given = Object.entries(files[index] ?? {});
			if (given.length === 0) return item;
			const binary: IBinaryKeyData = {};
			for (const [field, { content, fileName, mimeType }] of given) {
				binary[field] = await service.store(location, content, {
					data: '',
					mimeType: mimeType ?? 'application/octet-stream',
					...(fileName !== undefined && { fileName }),
				});
			}
			return { ...item, binary };
		}),
	);
}

/** Removes the temporary n8n folder with its binary files; call it once, at the end. */
export async function closeEngine(): Promise<void> {
	binaryData = undefined;
	await removeUserFolder();
}

function additionalDataFor(
	run: WorkflowRun,
	id: string,
	credentialsHelper: EngineCredentials,
	mode: WorkflowExecuteMode,
): IWorkflowExecuteAdditionalData {
	const executionId = run.executionId ?? '1';
	const now = new Date();
	const { name = id, nodes } = run.workflow;
	const hooks = new ExecutionLifecycleHooks(mode, executionId, {
		id,
		name,
		nodes,
		connections: run.workflow.connections,
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: now,
		updatedAt: now,
	});
	hooks.addHandler('workflowExecuteAfter', (ended) => run.onEnd?.(ended));
	// Addresses are needed for n8n to build links from; nothing listens there.
	const nowhere = 'http://127.0.0.1:9';
	const data: Partial<IWorkflowExecuteAdditionalData> = {
		...(run.withoutExecutionId !== true && { executionId }),
		workflowId: id,
		hooks,
		credentialsHelper,
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: `${nowhere}/rest`,
		instanceBaseUrl: `${nowhere}/`,
		webhookBaseUrl: `${nowhere}/webhook`,
		webhookWaitingBaseUrl: run.webhookWaitingUrl ?? `${nowhere}/webhook-waiting`,
		formWaitingBaseUrl: `${nowhere}/form-waiting`,
		setExecutionStatus: () => run.onStatus?.(),
		sendDataToUI(_type, message) {
			const [messages] = [message].flat().map((entry) => entry['messages']);
			for (const each of Array.isArray(messages) ? messages : [message]) run.onMessage?.(each);
		},
	};
	// Sub-workflows, agents, task runners and forms are the server's and not used by these workflows.
	return data as IWorkflowExecuteAdditionalData;
}

/** What n8n builds anew for each part of an execution: before it pauses, for a call, and after. */
export interface ExecutionParts {
	readonly id: string;
	readonly mode: WorkflowExecuteMode;
	workflow(): Workflow;
	additionalData(): IWorkflowExecuteAdditionalData;
	/** The state in which the execution begins, with a resume token of its own. */
	firstData(workflow: Workflow): IRunExecutionData;
}

export async function executionParts(run: WorkflowRun): Promise<ExecutionParts> {
	const loader = run.stubs ? undefined : await loadPackage(run.rootDir ?? packageRoot);
	const nodeTypes = new EngineNodeTypes(loader, run.stubs ?? run.moreTypes);
	const credentials = new EngineCredentials(
		(name) => {
			if (!loader) throw new Error(`Without the built package there is no credential '${name}'`);
			return loader.getCredential(name).type;
		},
		run.credential,
		run.isCredentialDeleted,
	);
	const workflowId = run.workflow.id ?? 'workflow-1';
	const workflow = () =>
		new Workflow({
			id: workflowId,
			name: run.workflow.name ?? 'Test',
			// n8n fills in defaults on the nodes it is given.
			nodes: structuredClone(run.workflow.nodes),
			connections: run.workflow.connections,
			nodeTypes,
			active: false,
			settings: { executionOrder: 'v1', ...run.workflow.settings },
		});
	const items = await itemsWithFiles(run, workflowId);
	const mode = run.mode ?? 'manual';
	return {
		id: run.executionId ?? '1',
		mode,
		workflow,
		additionalData: () => additionalDataFor(run, workflowId, credentials, mode),
		firstData(built) {
			const node = built.getStartNode();
			if (!node) throw new Error(`The workflow has no ${START_TYPE} to start from`);
			return createRunExecutionData({
				executionData: {
					nodeExecutionStack: [{ node, data: { main: [items] }, source: null }],
				},
			});
		},
	};
}

/** A part of an execution in the engine; its promise has the Stop button. */
export function execute(parts: ExecutionParts, workflow: Workflow, data: IRunExecutionData) {
	const engine = new WorkflowExecute(parts.additionalData(), parts.mode, data);
	return engine.processRunExecutionData(workflow);
}

/** Runs a workflow of our nodes, manual trigger and NoOp, as exported from n8n's editor. */
export function startWorkflow(run: WorkflowRun): Running<IRun> {
	let stopped = false;
	let stop = () => {
		stopped = true;
	};
	const finished = async (): Promise<IRun> => {
		const parts = await executionParts(run);
		const workflow = parts.workflow();
		const execution = execute(parts, workflow, parts.firstData(workflow));
		stop = () => execution.cancel();
		if (stopped) stop();
		return await execution;
	};
	return { result: finished(), cancel: () => stop() };
}

export async function runWorkflow(run: WorkflowRun): Promise<IRun> {
	return await startWorkflow(run).result;
}

const to = (node: string) => [{ node, type: NodeConnectionTypes.Main, index: 0 }];

/** Rows → our node → Success, and → Error where the node has an error output. */
export function workflowAround(run: NodeRun): WorkflowJson {
	const node: INode = {
		id: 'kling-1',
		name: NODE_NAME,
		type: NODE_TYPE,
		typeVersion: 1,
		position: [200, 0],
		// Whatever a test puts in is stored as a parameter; judging it is the node's work.
		parameters: run.parameters as INodeParameters,
		credentials: { [CREDENTIAL_TYPE]: { id: 'credential-1', name: 'Runware API' } },
		...run.node,
	};
	const plain = (id: string, name: string, type: string): INode => ({
		id,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	});
	const outputs = [to(SUCCESS_NAME)];
	if (node.onError === 'continueErrorOutput') outputs.push(to(ERROR_NAME));
	return {
		...(run.workflowId !== undefined && { id: run.workflowId }),
		...(run.settings !== undefined && { settings: run.settings }),
		nodes: [
			plain('start', START_NAME, START_TYPE),
			node,
			plain('success', SUCCESS_NAME, RECORDER_TYPE),
			plain('error', ERROR_NAME, RECORDER_TYPE),
		],
		connections: {
			[START_NAME]: { main: [to(node.name)] },
			[node.name]: { main: outputs },
		},
	};
}

export function resultOf(run: IRun, nodeName: string): NodeRunResult {
	const { runData, error } = run.data.resultData;
	const itemsOf = (name: string) =>
		(runData[name]?.at(-1)?.data?.['main'] ?? []).map((items) => items ?? []);
	return {
		status: run.status,
		outputs: itemsOf(nodeName),
		received: [SUCCESS_NAME, ERROR_NAME].map((name) => itemsOf(name)[0] ?? []),
		...(error && { error }),
		executionTimeMs: runData[nodeName]?.at(-1)?.executionTime ?? 0,
		runData,
		run,
	};
}

/** Starts the node on its items; `cancel` is the Stop button. */
export function startNode(run: NodeRun): Running<NodeRunResult> {
	const nodeName = run.node?.name ?? NODE_NAME;
	const { result, cancel } = startWorkflow({ ...run, workflow: workflowAround(run) });
	return { result: result.then((finished) => resultOf(finished, nodeName)), cancel };
}

export async function runNode(run: NodeRun): Promise<NodeRunResult> {
	return await startNode(run).result;
}
