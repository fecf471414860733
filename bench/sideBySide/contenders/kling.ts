import { CREDENTIAL_TYPE, klingNode, manualWorkflow } from '../../../test/e2e/workflow';
import { startRunware } from '../providers/runware';
import type { Contender } from './contender';

export const kling: Contender = {
	id: 'kling',
	name: 'Kling',
	together: true,
	startProvider: startRunware,
	credential: {
		type: CREDENTIAL_TYPE,
		data: ({ apiKey, url }) => ({ apiKey, baseUrl: url }),
	},
	workflow({ title, rows, settings, download, maxConcurrent }, credential) {
		const parameters = {
			positivePrompt: '={{ $json.prompt }}',
			download,
			options: {
				uniqueKey: '={{ $json.key }}',
				...(maxConcurrent !== undefined && { maxConcurrent }),
			},
		};
		return manualWorkflow(title, rows, [klingNode(parameters, credential, settings)]);
	},
	lastNode: 'Kling',
};
