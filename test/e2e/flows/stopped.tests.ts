import type { Execution } from '../execution';
import { textOf } from '../fields';
import { until } from '../until';
import { klingNode, manualWorkflow, type Workflow } from '../workflow';
import { session } from './session';

/** What n8n itself keeps of a run that it ended, in an n8n without workers. */

const ROWS = ['one', 'two', 'three'].map((name) => ({ prompt: `A film without end, ${name}` }));
const SUBMITTED_WITHIN_MS = 30_000;
const TIMEOUT_SECONDS = 5;

/** Starts the rows, whose videos never become ready, and returns once all are paid. */
async function startRows(name: string, settings: Workflow['settings']): Promise<string> {
	const { n8n, emulator, credential } = session();
	emulator.fail({ name: 'neverEnds', match: 'A film without end', times: ROWS.length });
	const workflow = manualWorkflow(name, ROWS, [
		klingNode({ positivePrompt: '={{ $json.prompt }}' }, credential),
	]);
	const { id } = await n8n.rest.createWorkflow({
		...workflow,
		settings: { ...workflow.settings, ...settings },
	});
	const executionId = await n8n.rest.run(id, 'Start');
	await until(
		'all rows to be submitted',
		() => emulator.tasks.length === ROWS.length || undefined,
		SUBMITTED_WITHIN_MS,
	);
	return executionId;
}

const taskUUIDs = () => session().emulator.tasks.map(({ request }) => String(request['taskUUID']));

const toldIn = ({ customData }: Execution) =>
	textOf(customData['runware_tasks'], 'runware_tasks').split(',').sort();

/** n8n's log, from the execution's own line on. */
function expectLogged(executionId: string): void {
	const log = session().n8n.log();
	const line = log.split('\n').find((each) => taskUUIDs().every((task) => each.includes(task)));
	expect([executionId, line]).toEqual([
		executionId,
		expect.stringContaining('The run ended early'),
	]);
}

export function stopTests(): void {
	it('by Stop names the paid tasks in its custom data and in the log', async () => {
		const { rest } = session().n8n;
		const executionId = await startRows('Stopped', {});
		await rest.cancel(executionId);
		const execution = await rest.waitForExecution(executionId, ['canceled']);
		expect(toldIn(execution)).toEqual(taskUUIDs().sort());
		expectLogged(executionId);
	});

	it("by the workflow's time-out names them in its error as well", async () => {
		const { rest } = session().n8n;
		const executionId = await startRows('Timed out', { executionTimeout: TIMEOUT_SECONDS });
		const execution = await rest.waitForExecution(executionId, ['canceled']);
		expect(toldIn(execution)).toEqual(taskUUIDs().sort());
		const { description } = execution.runs['Kling']?.at(-1)?.error ?? {};
		for (const task of taskUUIDs()) expect(description).toContain(task);
		expectLogged(executionId);
	});
}
