import { ENDED, type Execution, type ExecutionStatus } from '../execution';
import { textOf } from '../fields';
import type { StoredWorkflow } from '../rest';
import { until } from '../until';
import { session } from './session';

const WITHIN_MS = 60_000;

/** A manual run that has to succeed. */
export async function run({ id }: Pick<StoredWorkflow, 'id'>, trigger: string): Promise<Execution> {
	const { rest } = session().n8n;
	return await rest.waitForExecution(await rest.run(id, trigger), ['success']);
}

/** The newest execution of a workflow, when it has ended; something other than the test started it. */
export async function lastExecution(
	{ id: workflowId }: StoredWorkflow,
	{
		statuses = ENDED,
		withinMs = WITHIN_MS,
	}: { statuses?: readonly ExecutionStatus[]; withinMs?: number } = {},
): Promise<Execution> {
	const { rest } = session().n8n;
	const { id } = await until(
		'an execution to begin',
		async () => (await rest.executions({ workflowId }))[0],
		WITHIN_MS,
	);
	return await rest.waitForExecution(id, statuses, withinMs);
}

/** The file behind a link that the node gave out. */
export async function bytesAt(link: unknown): Promise<Buffer> {
	const response = await fetch(textOf(link, 'videoURL'));
	expect(response.status).toBe(200);
	return Buffer.from(await response.arrayBuffer());
}

/** What was asked of Runware for each accepted task. */
export const submitted = () => session().emulator.tasks.map(({ request }) => request);

/** Matches the link to the video of an accepted task. */
export const linkOf = (place: number): string =>
	expect.stringContaining(`${session().emulator.tasks[place]?.videoUUIDs[0]}.mp4`) as string;
