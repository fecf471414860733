import { ECHOES } from '../../abuse/echoes';
import { ECHO_RUNS } from '../../abuse/keyRuns';
import type { JsonObject } from '../../../emulator/validation/jsonObject';
import type { FaultRequest } from '../../../emulator/server';
import { inGroups } from '../../queue/inGroups';
import type { ApiKeyScene } from './scene';
import { ENDED } from '../execution';
import { klingNode, manualWorkflow, type NodeSketch } from '../workflow';

/** Texts that are as hard to find as the key, and that n8n does keep. */
export const MARKERS = {
	row: 'a/row+that=says&"4c1d"<58>-is-kept',
	answer: 'an/answer+that=says&"2e7b"<36>-is-kept',
	node: 'a/node+that=says&"8d5f"<14>-is-kept',
} as const;

export const ROW: JsonObject = { prompt: MARKERS.row };

export const GO_ON = { onError: 'continueRegularOutput' } as const;
export const STOP = { onError: 'stopWorkflow' } as const;
type OnError = typeof GO_ON | typeof STOP;

const named = (name: string, settings: OnError) => ({
	name: `${name}: ${settings.onError}`,
	...settings,
});

/** An execution takes n8n more work than a node, but only some of those side by side can be long. */
const ECHOES_IN_LINE = 21;
const FAULTS_IN_LINE = 5;

export const ASKED = ['a look', 'a submit', 'the account'] as const;

/** Every echo in the answers to what the node asks for most. */
export const ECHOED = Object.keys(ECHOES).flatMap((echo) =>
	ASKED.flatMap((asked) =>
		ECHO_RUNS.filter(({ name }) => name === `${echo} to ${asked}`).map((run) => ({
			...run,
			asked,
		})),
	),
);

/** One of each kind, for what takes n8n longer. */
export const SOME_ECHOES = [
	'a refused key',
	'a debug page',
	'a redirect',
	'the status line',
	'escapes of JSON',
	'half an answer',
	'no HTTP at all',
	'known fields',
];

/** What can happen to the connection, to an answer, to a task, and to a file. */
const FAULTS: readonly FaultRequest[] = [
	{ name: 'resetBeforeAcceptance', on: 'poll' },
	{ name: 'resetAfterAcceptance', on: 'submit' },
	{ name: 'status401', on: 'submit' },
	{ name: 'status502Html', on: 'submit' },
	{ name: 'garbage', on: 'submit' },
	{ name: 'truncatedJson', on: 'poll' },
	{ name: 'nullData', on: 'submit' },
	{ name: 'errorsWith200', on: 'poll' },
	{ name: 'prototypeNames', on: 'any' },
	{ name: 'moderation' },
	{ name: 'insufficientCredits' },
	{ name: 'acceptedThenLost' },
	{ name: 'file404' },
	{ name: 'fileCut' },
	{ name: 'fileRedirect' },
];

const VIDEO: JsonObject = {
	positivePrompt: "={{ $('Start').first().json.prompt }}",
	options: { maxWait: 0.02 },
};

/** On a machine that does other things too. */
const RUN_WITHIN_MS = 150_000;

async function runByHand(
	{ n8n: { rest } }: ApiKeyScene,
	name: string,
	nodes: readonly NodeSketch[],
): Promise<void> {
	const { id } = await rest.createWorkflow(manualWorkflow(name, [ROW], nodes));
	const executionId = await rest.run(id, 'Start');
	const { runs } = await rest.waitForExecution(executionId, ENDED, RUN_WITHIN_MS);
	const left = nodes.filter((node) => runs[node.name] === undefined);
	if (left.length > 0) {
		throw new Error(`In '${name}' did not run: ${left.map((node) => node.name).join(', ')}`);
	}
}

/** A gateway for each echo. */
export async function addEchoes(scene: ApiKeyScene): Promise<void> {
	const { server } = await scene.addEmulator('behind the gateways');
	const added = ECHOED.map(
		async ({ name, on, spoil }) =>
			await scene.inTurn(async () => await scene.addGateway(name, server, on, spoil)),
	);
	await Promise.all(added);
}

/** Runs that go on after many errors, until one stops them. */
export async function echoesByHand(scene: ApiKeyScene): Promise<void> {
	const runs = inGroups(ECHOED, ECHOES_IN_LINE).map(async (group, place) => {
		const nodeFor = ({ name, parameters }: (typeof ECHOED)[number], settings: OnError) =>
			klingNode({ ...parameters }, scene.gateway(name).credential, named(name, settings));
		const nodes = [
			...group.map((run) => nodeFor(run, GO_ON)),
			...group.slice(0, 1).map((run) => nodeFor(run, STOP)),
		];
		await scene.inTurn(async () => await runByHand(scene, `echoes ${place}`, nodes));
	});
	await Promise.all(runs);
}

/** Each fault twice in a row, for a node that goes on and for one that stops. */
export async function faultsByHand(scene: ApiKeyScene): Promise<void> {
	const goingOn = inGroups(await faultyNodes(scene, GO_ON), FAULTS_IN_LINE);
	const stopping = inGroups(await faultyNodes(scene, STOP), 1);
	const runs = [...goingOn, ...stopping].map(async (nodes, place) => {
		await scene.inTurn(async () => await runByHand(scene, `faults ${place}`, nodes));
	});
	await Promise.all(runs);
}

async function faultyNodes(scene: ApiKeyScene, settings: OnError): Promise<readonly NodeSketch[]> {
	const nodes = FAULTS.map(async (fault) => {
		const node = named(fault.name, settings);
		const { credential } = await scene.inTurn(
			async () => await scene.addEmulator(node.name, { ...fault, times: 2 }),
		);
		return klingNode(VIDEO, credential, node);
	});
	return await Promise.all(nodes);
}

/** A run whose answers and whose node have the markers where the key could be. */
export async function markersByHand(scene: ApiKeyScene): Promise<void> {
	const { server } = await scene.addEmulator('behind the markers');
	const { credential } = await scene.addGateway('markers', server, 'submit', (exchange) => {
		ECHOES['a refusal']?.({ ...exchange, authorization: MARKERS.answer });
	});
	const node = klingNode(VIDEO, credential, { name: MARKERS.node });
	await scene.inTurn(async () => await runByHand(scene, 'markers', [node]));
}
