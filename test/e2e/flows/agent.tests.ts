import { itemsOf } from '../execution';
import { objectOf } from '../fields';
import { chain, klingNode, NODE_TYPE } from '../workflow';
import { startChatModel } from './chatModel';
import { linkOf, run, submitted } from './runs';
import { session } from './session';

export function agentTests(): void {
	it('makes a video with the tool, gets its link, and it is charged once', async () => {
		const { n8n, emulator, credential } = session();
		const model = await startChatModel([
			{ tool: 'Make_Video', arguments: { prompt: 'A paper boat in the rain', seconds: 10 } },
			{ says: ([answer]) => `Here it is: ${answer ?? 'nothing'}` },
		]);
		try {
			const openAi = await n8n.rest.createCredential('OpenAI', 'openAiApi', {
				apiKey: 'any',
				url: model.baseUrl,
			});
			const start = chain('Agent', [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				{
					name: 'Agent',
					type: '@n8n/n8n-nodes-langchain.agent',
					typeVersion: 3.1,
					parameters: { promptType: 'define', text: 'A video of a paper boat, please' },
				},
			]);
			const chatModel = {
				name: 'Chat Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.3,
				position: [0, 200],
				parameters: { model: { __rl: true, mode: 'id', value: 'scripted' } },
				credentials: { openAiApi: openAi },
			};
			const tool = {
				...klingNode(
					{
						positivePrompt: "={{ $fromAI('prompt', 'What happens in the video', 'string') }}",
						duration: "={{ $fromAI('seconds', '5 or 10', 'number') }}",
						download: false,
					},
					credential,
				),
				name: 'Make Video',
				type: `${NODE_TYPE}Tool`,
				typeVersion: 1,
				position: [200, 200],
			};
			const toAgent = (type: string) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
			const workflow = await n8n.rest.importWorkflow({
				...start,
				nodes: [...start.nodes, chatModel, tool],
				connections: {
					...start.connections,
					'Chat Model': toAgent('ai_languageModel'),
					'Make Video': toAgent('ai_tool'),
				},
			});
			const execution = await run(workflow, 'Start');

			expect(submitted()).toEqual([
				expect.objectContaining({ positivePrompt: 'A paper boat in the rain', duration: 10 }),
			]);
			const [said] = itemsOf(execution, 'Agent');
			expect(said?.json['output']).toEqual(linkOf(0));
			const [offered] = model.requests;
			expect(objectOf(offered, 'first request')['tools']).toEqual([
				expect.objectContaining({ name: 'Make_Video' }),
			]);
			expect(emulator.charges().count).toBe(1);
		} finally {
			await model.close();
		}
	});
}
