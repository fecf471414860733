import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { form } from './form/form';
import { collectVideos } from './pause/collectVideos';
import { everyWayOut } from './results/everyWayOut';
import { OPERATIONS } from './operations/operations';
import { reportWebhooks } from './pause/collectVideos';
import { quoted } from './parameters/ParameterError';

export class Kling implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kling',
		name: 'kling',
		icon: { light: 'file:kling.svg', dark: 'file:kling.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Make and edit videos with Kling O1 and Kling 3.0 Omni on Runware',
		defaults: { name: 'Kling' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'runwareApi', required: true }],
		properties: form,
		webhooks: reportWebhooks,
		waitingNodeTooltip: 'The execution continues when Runware reports that all videos are ready',
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const resource: unknown = this.getNodeParameter('resource', 0);
		const operation: unknown = this.getNodeParameter('operation', 0);
		const perform = OPERATIONS.get(`${String(resource)}:${String(operation)}`);
		if (perform === undefined) {
			throw new NodeOperationError(
				this.getNode(),
				`The resource ${quoted(resource)} has no operation ${quoted(operation)}`,
			);
		}
		return [await everyWayOut(this, async (tasks) => await perform(this, tasks))];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await collectVideos(this);
	}
}
