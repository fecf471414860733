import { video } from '../../../engine/inputMedia';
import { itemsOf } from '../../execution';
import type { StoredWorkflow } from '../../rest';
import { bytesAt, lastExecution, linkOf, submitted } from '../runs';
import { session } from '../session';
import { fillIn, imported } from './importing';
import { type StandIn, type StandIns, uploadTo } from './standIns';

const FILE = '3-edit-with-callback-to-s3.json';
/** n8n checks once a minute which executions have been paused long enough. */
const REST_ENDS_WITHIN_MS = 150_000;
/** In minutes, as the option is. */
const FIVE_SECONDS = 5 / 60;
const source = video('holiday');
let workflow: StoredWorkflow;

async function publish(standIns: StandIns = {}): Promise<void> {
	const { n8n, store } = session();
	workflow = await imported(FILE, { 'Save to S3': uploadTo(`${store.url}/s3`), ...standIns });
	await n8n.rest.publish(workflow);
}

/** The node as it is, but for the option Maximum Wait. */
const restingFor =
	(maxWait: number): StandIn =>
	({ parameters }) => ({ parameters: { ...parameters, options: { maxWait } } });

async function send(prompt: string): Promise<void> {
	const page = await fillIn(FILE, 'Video to Edit', {
		Video: source,
		'What should change?': prompt,
	});
	await page.getByText('Your video is being made').waitFor();
}

export function editWithCallbackTests(): void {
	afterEach(async () => await session().n8n.rest.unpublish(workflow.id));

	it('goes on when Runware calls back, and saves the new video', async () => {
		await publish();
		await send('Make it winter');
		const execution = await lastExecution(workflow);
		expect(execution.status).toBe('success');
		expect(session().emulator.callbacks.map(({ status }) => status)).toEqual([200]);
		expect(submitted()).toEqual([
			expect.objectContaining({
				positivePrompt: 'Make it winter',
				inputs: { video: expect.any(String) as string },
			}),
		]);
		const [edited] = itemsOf(execution, 'Edit Video');
		const [saved] = session().store.at('/s3');
		expect(saved?.body.equals(await bytesAt(edited?.json['videoURL']))).toBe(true);
	});

	it('ends as failed, with the reason, when the video fails', async () => {
		await publish();
		session().emulator.fail({ name: 'moderation' });
		await send('Something forbidden');
		const { status, error } = await lastExecution(workflow);
		expect(status).toBe('error');
		expect(error?.['message']).toContain('content check');
		expect(session().emulator.charges().count).toBe(0);
	});

	it('fetches the video itself when the rest is over and Runware has not called', async () => {
		await publish({ 'Edit Video': restingFor(FIVE_SECONDS) });
		session().emulator.fail({ name: 'webhookLost' });
		await send('Make it autumn');
		const execution = await lastExecution(workflow, { withinMs: REST_ENDS_WITHIN_MS });
		expect(execution.status).toBe('success');
		const [edited] = itemsOf(execution, 'Try to Get It Anyway');
		expect(edited?.json['videoURL']).toEqual(linkOf(0));
		expect(session().store.at('/s3')).toHaveLength(1);
		expect(session().emulator.charges().count).toBe(1);
	});
}
