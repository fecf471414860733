import { itemsOf } from '../execution';
import { chain, klingNode } from '../workflow';
import { bytesAt, lastExecution } from './runs';
import { session } from './session';
import { upload } from './upload';

export function webhookTests(): void {
	it('is answered at once, and the file comes when Runware has called back', async () => {
		const { n8n, emulator, store, credential } = session();
		const webhook = {
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			webhookId: '00000000-0000-4000-8000-000000000002',
			parameters: { httpMethod: 'POST', path: 'make-a-video' },
		};
		const kling = klingNode(
			{ positivePrompt: '={{ $json.body.prompt }}', completion: 'callback' },
			credential,
		);
		const workflow = await n8n.rest.createWorkflow(
			chain('Webhook', [webhook, kling, { name: 'Upload', ...upload(`${store.url}/webhook`) }]),
		);
		await n8n.rest.publish(workflow);

		const answer = await fetch(`${n8n.url}/webhook/make-a-video`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ prompt: 'A lighthouse in a storm' }),
		});
		expect(await answer.json()).toEqual({ message: 'Workflow was started' });

		const execution = await lastExecution(workflow, { statuses: ['success'] });
		expect(emulator.callbacks.map(({ method, url, status }) => [method, url, status])).toEqual([
			['POST', expect.stringContaining(`${n8n.url}/webhook-waiting/${execution.id}`), 200],
		]);
		const [video] = itemsOf(execution, 'Kling');
		expect(video?.json).toMatchObject({ status: 'success', reused: false });
		const [stored, ...more] = store.at('/webhook');
		expect(more).toEqual([]);
		expect(stored?.body.equals(await bytesAt(video?.json['videoURL']))).toBe(true);
		expect(emulator.charges().count).toBe(1);
	});
}
