import type { JsonObject } from '../../../emulator/validation/jsonObject';
import { klingNode, manualWorkflow, type Workflow, type WorkflowNode } from '../workflow';
import { session } from './session';

/**
 * One workflow with a node of its own for each test. To load the editor takes seconds, to open
 * another node in it does not.
 */

const ROWS: readonly JsonObject[] = [
	{ prompt: 'A paper boat drifts down a rain-soaked street', seconds: 5 },
	{ prompt: 'A tram climbs into snowy hills', seconds: 7 },
	{ prompt: 'A cat jumps from roof to roof under the moon', seconds: 10 },
];

const COLUMNS = 5;
const ACROSS = 240;
const DOWN = 180;

const position = (place: number): WorkflowNode['position'] => [
	((place % COLUMNS) + 1) * ACROSS,
	Math.floor(place / COLUMNS) * DOWN,
];

let workflowId: string | undefined;

/** Nodes by their names, each behind the trigger that holds the rows. */
function workflowOf(
	nodes: Readonly<Record<string, JsonObject>>,
	rows: readonly JsonObject[],
): Workflow {
	const { credential } = session();
	const sketches = Object.entries(nodes).map(([name, parameters], place) =>
		klingNode(parameters, credential, { name, position: position(place) }),
	);
	const inARow = manualWorkflow('Workbench', rows, sketches);
	const [start] = inARow.nodes;
	const targets = sketches.map(({ name }) => ({ node: name, type: 'main' as const, index: 0 }));
	return { ...inARow, connections: { [start?.name ?? '']: { main: [targets] } } };
}

/** `nodes` are parameters by the name of the node. */
export async function openWorkbench(
	nodes: Readonly<Record<string, JsonObject>>,
	rows: readonly JsonObject[] = ROWS,
): Promise<void> {
	const { n8n, editor } = session();
	const { id } = await n8n.rest.createWorkflow(workflowOf(nodes, rows));
	workflowId = id;
	await editor.openWorkflow(id);
}

/** For the end of each test. What a test that failed has left open goes away with the page. */
export async function closeNode(): Promise<void> {
	const { editor } = session();
	if (!(await editor.nodeView.isVisible())) return;
	await editor.closeNode().catch(async () => await editor.openWorkflow(workflowId ?? ''));
}
