import { manualWorkflow } from '../../../test/e2e/workflow';
import { GEMINI, MINI_MAX, OPEN_AI } from '../providers/dialects';
import { startRenderer } from '../providers/renderer';
import type { Contender } from './contender';

/** n8n's own nodes for video models. Each orders a video, waits for it, and turns to the next row. */

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

export const gemini: Contender = {
	id: 'gemini',
	name: 'Google Gemini (Veo)',
	together: false,
	startProvider: async (options) => await startRenderer(GEMINI, options),
	credential: {
		type: 'googlePalmApi',
		data: ({ apiKey, url }) => ({ apiKey, host: url }),
	},
	workflow: ({ title, rows, settings, download }, credential) =>
		manualWorkflow(title, rows, [
			{
				name: 'Gemini',
				type: '@n8n/n8n-nodes-langchain.googleGemini',
				parameters: {
					resource: 'video',
					operation: 'generate',
					modelId: byId('models/veo-3'),
					prompt: '={{ $json.prompt }}',
					returnAs: download ? 'video' : 'url',
				},
				credentials: { googlePalmApi: credential },
				...settings,
			},
		]),
	lastNode: 'Gemini',
};

export const openAi: Contender = {
	id: 'openAi',
	name: 'OpenAI (Sora)',
	together: false,
	startProvider: async (options) => await startRenderer(OPEN_AI, options),
	credential: {
		type: 'openAiApi',
		data: ({ apiKey, url }) => ({ apiKey, url: `${url}/v1` }),
	},
	workflow: ({ title, rows, settings }, credential) =>
		manualWorkflow(title, rows, [
			{
				name: 'OpenAI',
				type: '@n8n/n8n-nodes-langchain.openAi',
				typeVersion: 2,
				parameters: {
					resource: 'video',
					operation: 'generate',
					modelId: byId('sora-2'),
					prompt: '={{ $json.prompt }}',
					seconds: 4,
					size: '1280x720',
				},
				credentials: { openAiApi: credential },
				...settings,
			},
		]),
	lastNode: 'OpenAI',
};

export const miniMax: Contender = {
	id: 'miniMax',
	name: 'MiniMax (H3)',
	together: false,
	startProvider: async (options) => await startRenderer(MINI_MAX, options),
	credential: {
		type: 'minimaxApi',
		data: ({ apiKey, url }) => ({ apiKey, region: 'international', url: `${url}/v1` }),
	},
	workflow: ({ title, rows, settings, download }, credential) =>
		manualWorkflow(title, rows, [
			{
				name: 'MiniMax',
				type: '@n8n/n8n-nodes-langchain.minimax',
				typeVersion: 1.2,
				parameters: {
					resource: 'video',
					operation: 'textToVideo',
					modelId: 'MiniMax-H3',
					prompt: '={{ $json.prompt }}',
					h3Duration: 5,
					h3Resolution: '768P',
					ratio: '16:9',
					downloadVideo: download,
				},
				credentials: { minimaxApi: credential },
				...settings,
			},
		]),
	lastNode: 'MiniMax',
};
