/** An agent that calls the node as its tool, on both of the ways on which n8n's agents do. */
import {
	type EngineRequest,
	type EngineResponse,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';
import type { Emulator } from '../../emulator/server';
import { answersEachCall } from '../older/differences';
import { CREDENTIAL_TYPE, NODE_NAME, NODE_TYPE, runWorkflow, START_NAME } from './engine';
import { START_TYPE } from './nodeTypes';
import { credentialOf } from './videoRuns';

/** What the agent passes for the `$fromAI` of the tool's fields. */
export type Call = Readonly<Record<string, unknown>>;

export interface AgentRun {
	readonly calls: readonly Call[];
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly node?: Partial<INode>;
	readonly executionId?: string;
	readonly withoutExecutionId?: boolean;
	/** Agents of today ask the engine to run their tools as nodes; older ones call them. */
	readonly way?: Way;
}

type Way = 'called' | 'asked for';

/** Those on which every call of an agent has an answer. */
export const WAYS: readonly Way[] = answersEachCall ? ['called', 'asked for'] : ['called'];

const AGENT_TYPE = 'test.agent';
const AGENT_NAME = 'Agent';
let executions = 0;

interface Tool {
	invoke(input: Call): Promise<unknown>;
}

/** What each call brings the agent: the node's answer as text, or the words of its error. */
export async function runAgent(
	emulator: Emulator,
	{ calls, parameters, node, way = 'called', ...run }: AgentRun,
): Promise<string[]> {
	const answers: string[] = [];
	executions += 1;
	const agent: INodeType = {
		description: {
			name: AGENT_TYPE,
			displayName: AGENT_NAME,
			description: AGENT_NAME,
			group: ['transform'],
			version: 1,
			defaults: { name: AGENT_NAME },
			inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool, displayName: 'Tool' }],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute(
			this: IExecuteFunctions,
			response?: EngineResponse,
		): Promise<INodeExecutionData[][] | EngineRequest> {
			if (way === 'asked for') {
				const done = response?.actionResponses ?? [];
				answers.push(
					...done.map(({ data }) => {
						const items = data.data?.['ai_tool']?.[0] ?? [];
						return data.error?.message ?? JSON.stringify(items.map(({ json }) => json));
					}),
				);
				if (done.length > 0) return [[{ json: {} }]];
				return {
					actions: calls.map((call, index) => ({
						actionType: 'ExecutionNodeAction',
						nodeName: NODE_NAME,
						// The call as the agent's model words it.
						input: call as IDataObject,
						type: 'ai_tool',
						id: `call-${index}`,
						metadata: {},
					})),
					metadata: {},
				};
			}
			const tools: unknown = await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0);
			const [tool] = tools as Tool[]; // n8n types what a connection brings as unknown
			for (const call of calls) {
				answers.push(
					await (tool?.invoke(call) ?? Promise.reject(new Error('no tool'))).then(String, String),
				);
			}
			return [[{ json: {} }]];
		},
	};
	const plain = (name: string, type: string): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	});
	const tool = {
		...plain(NODE_NAME, `${NODE_TYPE}Tool`),
		parameters,
		credentials: { [CREDENTIAL_TYPE]: { id: 'credential-1', name: 'Runware API' } },
		...node,
	} as INode; // whatever a test puts in is stored as a parameter
	await runWorkflow({
		credential: credentialOf(emulator),
		executionId: `agent-${executions}`,
		...run,
		moreTypes: { [AGENT_TYPE]: agent },
		workflow: {
			nodes: [plain(START_NAME, START_TYPE), plain(AGENT_NAME, AGENT_TYPE), tool],
			connections: {
				[START_NAME]: { main: [[{ node: AGENT_NAME, type: 'main', index: 0 }]] },
				[NODE_NAME]: { ai_tool: [[{ node: AGENT_NAME, type: 'ai_tool', index: 0 }]] },
			},
		},
	});
	return answers;
}
