/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../../../../emulator/validation/jsonObject';
import { packageRoot } from '../../../../engine/built';

export const EXAMPLES_FOLDER = join(packageRoot, 'examples');

export interface ExampleNode {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: readonly [number, number];
	readonly parameters: JsonObject;
	readonly credentials?: Readonly<Record<string, { readonly id: unknown; readonly name: string }>>;
	readonly onError?: string;
	readonly webhookId?: string;
}

export interface ExampleConnection {
	readonly node: string;
	readonly type: string;
	readonly index: number;
}

/** By source node, then by kind of connection, then by output. */
export type ExampleConnections = Readonly<
	Record<string, Readonly<Record<string, ReadonlyArray<readonly ExampleConnection[]>>>>
>;

export interface Example {
	readonly name: string;
	readonly nodes: readonly ExampleNode[];
	readonly connections: ExampleConnections;
	readonly active: boolean;
	readonly settings: JsonObject;
	readonly pinData?: JsonObject;
}

export const exampleFiles = () =>
	readdirSync(EXAMPLES_FOLDER)
		.filter((file) => file.endsWith('.json'))
		.sort();

export function readExample(file: string): Example {
	// What the interface promises is what n8n demands of a workflow, and each of them is imported.
	return JSON.parse(readFileSync(join(EXAMPLES_FOLDER, file), 'utf8')) as Example;
}

const NOTE = 'n8n-nodes-base.stickyNote';

export const isNote = ({ type }: ExampleNode) => type === NOTE;

export interface Edge {
	readonly from: ExampleNode;
	readonly to: ExampleNode;
	/** `main`, or what an AI agent is given, such as `ai_tool`. */
	readonly kind: string;
}

/** All connections; throws where one names a node that is not there. */
export function edgesOf({ nodes, connections }: Example): Edge[] {
	const nodeNamed = (name: string) => {
		const found = nodes.find((node) => node.name === name);
		if (found === undefined) throw new Error(`A connection names '${name}', which does not exist`);
		return found;
	};
	return Object.entries(connections).flatMap(([source, kinds]) =>
		Object.entries(kinds).flatMap(([kind, outputs]) =>
			outputs.flat().map(({ node }) => ({ from: nodeNamed(source), to: nodeNamed(node), kind })),
		),
	);
}
