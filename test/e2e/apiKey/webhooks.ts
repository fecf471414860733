import { ECHOES } from '../../abuse/echoes';
import type { Spoil } from '../../abuse/gateway';
import type { JsonObject } from '../../../emulator/validation/jsonObject';
import type { Emulator } from '../../../emulator/server';
import type { Place } from './places';
import { ASKED, ECHOED, ROW, SOME_ECHOES, STOP } from './runs';
import type { ApiKeyScene } from './scene';
import { ENDED } from '../execution';
import type { StoredWorkflow } from '../rest';
import { until } from '../until';
import { chain, type CredentialRef, klingNode, type NodeSketch, type Workflow } from '../workflow';

/** A webhook and the node behind it, which has the same name. */
interface Line {
	readonly name: string;
	readonly node: NodeSketch;
}

/** When the caller is answered: at once, or by what comes out. */
type ResponseMode = 'onReceived' | 'lastNode';

const SETTLED_WITHIN_MS = 90_000;

const pathOf = ({ name }: Line) => name.replaceAll(' ', '-');

/** One workflow for many webhooks, since to publish one takes its time. */
function workflowOf(name: string, responseMode: ResponseMode, lines: readonly Line[]): Workflow {
	const chains = lines.map((line) => {
		const path = pathOf(line);
		const webhook = {
			id: path,
			name: path,
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			webhookId: path,
			parameters: { httpMethod: 'POST', path, responseMode },
		};
		return chain(line.name, [webhook, { id: line.name, ...line.node }]);
	});
	return {
		name,
		nodes: chains.flatMap(({ nodes }) => nodes),
		connections: Object.fromEntries(
			chains.flatMap(({ connections }) => Object.entries(connections)),
		),
		// More is written meanwhile, and so more could be written that should not be.
		settings: { executionOrder: 'v1', saveExecutionProgress: true },
	};
}

async function publish(
	{ n8n: { rest } }: ApiKeyScene,
	workflow: Workflow,
): Promise<StoredWorkflow> {
	const stored = await rest.createWorkflow(workflow);
	await rest.publish(stored);
	return stored;
}

/** Calls a webhook, and returns all that its caller is told. */
async function call({ n8n: { url } }: ApiKeyScene, line: Line): Promise<Place> {
	const response = await fetch(`${url}/webhook/${pathOf(line)}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(ROW),
	});
	const { status, statusText, headers } = response;
	const told = [status, statusText, [...headers], await response.text()];
	return { name: `answer to a caller: ${line.name}`, content: JSON.stringify(told) };
}

async function callAll(scene: ApiKeyScene, lines: readonly Line[]): Promise<readonly Place[]> {
	const calls = lines.map(async (line) => await scene.inTurn(async () => await call(scene, line)));
	return await Promise.all(calls);
}

/** A run for each echo that stops at its error. */
export async function echoesInProduction(scene: ApiKeyScene): Promise<readonly Place[]> {
	const answers = ASKED.map(async (on) => {
		const lines = ECHOED.filter(({ asked }) => asked === on).map(({ name, parameters }) => ({
			name,
			node: klingNode({ ...parameters }, scene.gateway(name).credential, { name, ...STOP }),
		}));
		await publish(scene, workflowOf(`an echo to ${on}, in production`, 'lastNode', lines));
		return await callAll(scene, lines);
	});
	return (await Promise.all(answers)).flat();
}

/** Leaves the first answer as it is: it is about what came before the submit, not about a report. */
function afterTheFirst(echo: string): Spoil {
	let isFirst = true;
	return (exchange) => {
		if (!isFirst) return ECHOES[echo]?.(exchange);
		isFirst = false;
		exchange.response.writeHead(200, { 'content-type': 'application/json' });
		exchange.response.end(exchange.answer);
	};
}

export const PAUSED = 'paused';
export const AFTER_A_REPORT = 'after a report';

/**
 * Runs that pause until Runware reports. What n8n then asks for is answered with an echo; most of
 * these runs stay paused, since nothing was to be learnt.
 */
export async function pausedRuns(scene: ApiKeyScene): Promise<readonly Place[]> {
	const { server, credential } = await scene.addEmulator('that reports');
	const added = SOME_ECHOES.map(async (echo) => {
		const name = `${echo} ${AFTER_A_REPORT}`;
		const spoil = afterTheFirst(echo);
		const api = await scene.inTurn(async () => await scene.addGateway(name, server, 'poll', spoil));
		return pausing(name, api.credential, { download: false });
	});
	const lines = [pausing('a report', credential), ...(await Promise.all(added))];
	const { id } = await publish(scene, workflowOf(PAUSED, 'onReceived', lines));
	const answers = await callAll(scene, lines);
	await untilReported(scene, server, id, lines.length);
	return answers;
}

function pausing(name: string, credential: CredentialRef, more: JsonObject = {}): Line {
	const positivePrompt = '={{ $json.body.prompt }}';
	const parameters = { positivePrompt, completion: 'callback', ...more };
	return { name, node: klingNode(parameters, credential, { name }) };
}

/** Until each run has had a report and has either ended or waits for another one. */
async function untilReported(
	{ n8n: { rest } }: ApiKeyScene,
	{ callbacks }: Emulator,
	workflowId: string,
	count: number,
): Promise<void> {
	await until(
		'all reports to be answered',
		async () => {
			const answered = callbacks.filter(({ status }) => status !== undefined);
			if (new Set(answered.map(({ taskUUID }) => taskUUID)).size < count) return undefined;
			const executions = await rest.executions({ workflowId });
			const settled = executions.filter(({ status }) => [...ENDED, 'waiting'].includes(status));
			return settled.length === count ? true : undefined;
		},
		SETTLED_WITHIN_MS,
	);
}
