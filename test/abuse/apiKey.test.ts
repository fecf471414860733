import { recordLogs, type RecordedLogs } from './recordedLogs';
import { type FaultName, type FaultPoint, startEmulator } from '../../emulator/server';
import { closeEngine, type NodeRun, startNode } from '../engine/engine';
import type { Spoil } from './gateway';
import { gatewayBefore } from './gateway';
import { keyFormsIn } from './keyForms';
import { ECHO_RUNS, FAULT_RUNS, KEY } from './keyRuns';
import { textsIn } from './textsIn';

let logs: RecordedLogs;

beforeAll(() => {
	logs = recordLogs();
});

afterAll(async () => {
	logs.stop();
	await closeEngine();
});

const ON_ERROR = ['stopWorkflow', 'continueRegularOutput'] as const;

let executions = 0;

/** The forms of the key in all that a run leaves behind: its data, and what the editor is sent. */
async function leaksOf(run: Pick<NodeRun, 'parameters' | 'credential' | 'node'>) {
	const messages: unknown[] = [];
	executions += 1;
	const { result } = startNode({
		...run,
		executionId: String(executions),
		onMessage: (message) => messages.push(message),
	});
	return keyFormsIn(textsIn([await result, messages]), KEY);
}

type Parameters = Readonly<Record<string, unknown>>;

interface EchoRun {
	readonly forms: readonly string[];
	readonly spoilt: number;
	readonly strays: number;
}

async function playEcho(on: FaultPoint, parameters: Parameters, spoil: Spoil): Promise<EchoRun> {
	const emulator = await startEmulator({ renderMs: 0, apiKey: KEY });
	const gateway = await gatewayBefore(emulator, on, spoil);
	try {
		const run = {
			parameters: { ...parameters },
			credential: { apiKey: KEY, baseUrl: gateway.url },
		};
		const leaks = ON_ERROR.map(async (onError) => await leaksOf({ ...run, node: { onError } }));
		const forms = (await Promise.all(leaks)).flat();
		return { forms, spoilt: gateway.spoilt, strays: gateway.strays.length };
	} finally {
		await gateway.close();
		await emulator.close();
	}
}

interface FaultRun {
	readonly forms: readonly string[];
	readonly happened: boolean;
}

async function playFault(name: FaultName, parameters: Parameters): Promise<FaultRun> {
	const emulator = await startEmulator({ renderMs: 0, apiKey: KEY });
	try {
		emulator.fail({ name, on: 'any', times: 2 });
		const credential = { apiKey: KEY, baseUrl: emulator.url };
		const forms = await leaksOf({ parameters: { ...parameters }, credential });
		const { requests, downloads } = emulator;
		return {
			// The file host is another one than the API, and is not to have the key either.
			forms: [...forms, ...keyFormsIn(textsIn(downloads), KEY)],
			happened: [...requests, ...downloads].some(({ fault }) => fault !== undefined),
		};
	} finally {
		await emulator.close();
	}
}

const echoes = new Map<string, EchoRun>();
const faults = new Map<string, FaultRun>();

/** They wait far more than they compute, so all play at the same time. */
beforeAll(async () => {
	await Promise.all([
		...ECHO_RUNS.map(async ({ name, on, parameters, spoil }) => {
			echoes.set(name, await playEcho(on, parameters, spoil));
		}),
		...FAULT_RUNS.map(async ({ name, fault, parameters }) => {
			faults.set(name, await playFault(fault, parameters));
		}),
	]);
}, 300_000);

describe('an answer that repeats the key', () => {
	it.each(ECHO_RUNS)('does not bring it into the execution: $name', ({ name }) => {
		expect(echoes.get(name)?.spoilt).toBeGreaterThan(0);
		expect(echoes.get(name)?.forms).toEqual([]);
	});

	it('does not lead the key elsewhere', () => {
		expect([...echoes].filter(([, { strays }]) => strays > 0)).toEqual([]);
	});
});

describe('a fault of the API or of the file host', () => {
	it.each(FAULT_RUNS)('does not bring the key into the execution: $name', ({ name }) => {
		expect(faults.get(name)?.forms).toEqual([]);
	});

	it('has happened in most runs', () => {
		const happened = [...faults.values()].filter((run) => run.happened);
		expect(happened.length).toBeGreaterThan(FAULT_RUNS.length / 2);
	});
});

/** As Runware's keys are: letters and digits. */
const PLAIN_KEY = KEY.replace(/\W/g, '');

describe('a credential', () => {
	it.each([
		['the key as its address', PLAIN_KEY],
		['the key within its address', `http://127.0.0.1:9/v1?key=${PLAIN_KEY}`],
		['the key as a host', `http://${PLAIN_KEY}.invalid/`],
		['the key and more', `${PLAIN_KEY} and more`],
	])('is not quoted with %s', async (_what, baseUrl) => {
		const operations = [
			{ resource: 'account', operation: 'get' },
			{ positivePrompt: 'A boat', completion: 'callback' },
		];
		const credential = { apiKey: PLAIN_KEY, baseUrl };
		const webhookWaitingUrl = 'https://n8n.invalid/webhook-waiting';
		const runs = operations.map(
			async (parameters) => await startNode({ parameters, credential, webhookWaitingUrl }).result,
		);
		for (const run of await Promise.all(runs)) {
			expect(run.error?.message).toContain('n8n could not reach Runware');
			expect(keyFormsIn(textsIn(run), PLAIN_KEY)).toEqual([]);
		}
	});
});

describe('the search for the key', () => {
	it('finds it where it belongs', async () => {
		const emulator = await startEmulator({ apiKey: KEY });
		const credential = { apiKey: KEY, baseUrl: emulator.url };
		expect(
			await leaksOf({ parameters: { resource: 'account', operation: 'get' }, credential }),
		).toEqual([]);
		expect(keyFormsIn(textsIn(emulator.requests), KEY)).toContain('plain');
		await emulator.close();
	});
});

/** The last, since it is about all runs above. */
describe("n8n's logs and folder", () => {
	it('were written, and do not have the key', () => {
		const text = logs.text();
		expect(text).toContain('Start executing node');
		expect(keyFormsIn(text, KEY)).toEqual([]);
	});
});
