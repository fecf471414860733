import type { PackageDirectoryLoader } from 'n8n-core';
import {
	type IDataObject,
	type INodeType,
	type INodeTypes,
	NodeConnectionTypes,
	NodeHelpers,
} from 'n8n-workflow';

const passThrough = (name: string, group: 'trigger' | 'input'): INodeType => ({
	description: {
		name,
		displayName: name,
		description: name,
		group: [group],
		version: 1,
		defaults: { name },
		inputs: group === 'trigger' ? [] : [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
});

/** Hands on the JSON alone, as an AI node or an HTTP request does, which lose the files. */
const losesFiles = (name: string): INodeType => ({
	...passThrough(name, 'input'),
	async execute() {
		return [this.getInputData().map(({ json }, item) => ({ json, pairedItem: { item } }))];
	},
});

export const START_TYPE = 'n8n-nodes-base.manualTrigger';
export const RECORDER_TYPE = 'n8n-nodes-base.noOp';
export const FILE_LOSER_TYPE = 'n8n-nodes-base.set';

/** Stand-ins for the built-in nodes that a test workflow needs around ours. */
const STAND_INS: Record<string, INodeType> = {
	[START_TYPE]: passThrough('manualTrigger', 'trigger'),
	[RECORDER_TYPE]: passThrough('noOp', 'input'),
	[FILE_LOSER_TYPE]: losesFiles('set'),
};

/** What n8n's server makes of a node that may be used as a tool: the same code, another shape. */
function asTool(nodeType: INodeType): INodeType {
	const tool: INodeType = Object.create(nodeType);
	const { description } = nodeType;
	tool.description = {
		...description,
		name: `${description.name}Tool`,
		displayName: `${description.displayName} Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties: [
			...description.properties,
			{ displayName: 'Description', name: 'toolDescription', type: 'string', default: '' },
		],
	};
	return tool;
}

/** Our built node types by their full names, those that a test brings, and the stand-ins. */
export class EngineNodeTypes implements INodeTypes {
	constructor(
		private readonly loader: PackageDirectoryLoader | undefined,
		private readonly stubs: Readonly<Record<string, INodeType>> = {},
	) {}

	getByName(type: string) {
		const plain = this.stubs[type] ?? STAND_INS[type];
		if (plain) return plain;
		const prefix = `${this.loader?.packageName}.`;
		if (!this.loader || !type.startsWith(prefix)) {
			throw new Error(`The test engine has no node type '${type}'`);
		}
		const name = type.slice(prefix.length);
		return name.endsWith('Tool')
			? asTool(NodeHelpers.getVersionedNodeType(this.loader.getNode(name.slice(0, -4)).type))
			: this.loader.getNode(name).type;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}
