import type { JsonObject } from '../../emulator/validation/jsonObject';

export interface CredentialRef {
	readonly id: string;
	readonly name: string;
}

/** What n8n's editor copies and exports, as far as it matters here. */
export interface WorkflowNode {
	readonly id?: string;
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: readonly [number, number];
	readonly parameters: JsonObject;
	readonly credentials?: Readonly<Record<string, CredentialRef>>;
	/** `continueErrorOutput` and the like. */
	readonly onError?: string;
	readonly retryOnFail?: boolean;
	readonly maxTries?: number;
	readonly waitBetweenTries?: number;
	readonly webhookId?: string;
}

export interface Connection {
	readonly node: string;
	readonly type: 'main';
	readonly index: number;
}

export interface Workflow {
	readonly name: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Readonly<Record<string, { readonly main: readonly Connection[][] }>>;
	readonly settings?: JsonObject;
	/** Items that take the place of a node's output in manual runs. */
	readonly pinData?: Readonly<Record<string, ReadonlyArray<{ readonly json: JsonObject }>>>;
}

export const NODE_TYPE = 'n8n-nodes-runware-kling.kling';
export const CREDENTIAL_TYPE = 'runwareApi';
/** n8n names a user's first credential of our type so. */
export const CREDENTIAL_NAME = 'Runware account';

const STEP = 220;

export interface NodeSketch extends Partial<Omit<WorkflowNode, 'name' | 'type'>> {
	readonly name: string;
	readonly type: string;
}

const complete = (sketch: NodeSketch, place: number): WorkflowNode => ({
	id: `node-${place}`,
	typeVersion: 1,
	position: [place * STEP, 0],
	parameters: {},
	...sketch,
});

/** The node of this package, named as the editor names it. */
export function klingNode(
	parameters: JsonObject,
	credential: CredentialRef,
	rest: Partial<NodeSketch> = {},
): NodeSketch {
	return {
		name: 'Kling',
		type: NODE_TYPE,
		parameters,
		credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
		...rest,
	};
}

/** Nodes in a line, each with its first output into the next. */
export function chain(name: string, sketches: readonly NodeSketch[]): Workflow {
	const nodes = sketches.map(complete);
	const connections = Object.fromEntries(
		nodes.slice(0, -1).map((node, place) => {
			const next: Connection = { node: nodes[place + 1]?.name ?? '', type: 'main', index: 0 };
			return [node.name, { main: [[next]] }];
		}),
	);
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}

const START = 'Start';

/** Begins by hand, with these rows, and runs through the nodes in a line. */
export function manualWorkflow(
	name: string,
	rows: readonly JsonObject[],
	sketches: readonly NodeSketch[],
): Workflow {
	const start = { name: START, type: 'n8n-nodes-base.manualTrigger' };
	return {
		...chain(name, [start, ...sketches]),
		pinData: { [START]: rows.map((json) => ({ json })) },
	};
}
