import { itemsOf } from '../../execution';
import { startChatModel } from '../chatModel';
import { linkOf, run, submitted } from '../runs';
import { session } from '../session';
import { imported } from './importing';

export function aiAgentTests(): void {
	it('makes the video that the model asks for, and tells its link', async () => {
		const { n8n, emulator } = session();
		const model = await startChatModel([
			{ tool: 'Make_Video', arguments: { prompt: 'A paper boat', shape: '9:16', seconds: 10 } },
			{ says: ([answer]) => `Here it is: ${answer ?? 'nothing'}` },
		]);
		try {
			const openAi = await n8n.rest.createCredential('OpenAI', 'openAiApi', {
				apiKey: 'any',
				url: model.baseUrl,
			});
			const chatInput = 'Make an upright video of a paper boat';
			const workflow = await imported(
				'5-ai-agent.json',
				{ 'OpenAI Chat Model': () => ({ credentials: { openAiApi: openAi } }) },
				{ Chat: [{ json: { sessionId: 'one', action: 'sendMessage', chatInput } }] },
			);
			const execution = await run(workflow, 'Chat');
			expect(submitted()).toEqual([
				expect.objectContaining({
					positivePrompt: 'A paper boat',
					duration: 10,
					width: 720,
					height: 1280,
				}),
			]);
			const [said] = itemsOf(execution, 'Video Agent');
			expect(said?.json['output']).toEqual(linkOf(0));
			expect(emulator.charges().count).toBe(1);
		} finally {
			await model.close();
		}
	});
}
