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
		return this.loader.getNode(type.slice(prefix.length)).type;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}
