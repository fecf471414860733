import { type Example, type ExampleNode, edgesOf, isNote } from './exampleFiles';

/** Pixels of n8n's canvas at its natural size. */
interface Box {
	readonly name: string;
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

const NODE = 96;
/** An AI agent holds its name inside. */
const AGENT = { type: '@n8n/n8n-nodes-langchain.agent', width: 256 };
/** Name and subtitle of a node stand below it, and are wider than it. */
const LABEL = { height: 48, overhang: 32 };

function boxOf(node: ExampleNode): Box {
	const { name, type, position, parameters } = node;
	const [left, top] = position;
	if (isNote(node)) {
		const right = left + Number(parameters['width']);
		return { name, left, top, right, bottom: top + Number(parameters['height']) };
	}
	if (type === AGENT.type) {
		return { name, left, top, right: left + AGENT.width, bottom: top + NODE };
	}
	return {
		name,
		left: left - LABEL.overhang,
		top,
		right: left + NODE + LABEL.overhang,
		bottom: top + NODE + LABEL.height,
	};
}

const overlap = (one: Box, other: Box) =>
	one.left < other.right &&
	other.left < one.right &&
	one.top < other.bottom &&
	other.top < one.bottom;

/** What a reader would stumble over: things that lie on each other, and ways that lead back. */
export function layoutProblems(example: Example): string[] {
	const boxes = example.nodes.map(boxOf);
	const overlaps = boxes.flatMap((one, place) =>
		boxes
			.slice(place + 1)
			.filter((other) => overlap(one, other))
			.map((other) => `'${one.name}' and '${other.name}' overlap`),
	);
	const backwards = edgesOf(example)
		.filter(({ kind }) => kind === 'main')
		.filter(({ from, to }) => to.position[0] < from.position[0] + NODE)
		.map(({ from, to }) => `The way from '${from.name}' to '${to.name}' does not lead right`);
	return [...overlaps, ...backwards];
}
