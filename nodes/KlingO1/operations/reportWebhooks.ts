import type { IWebhookDescription } from 'n8n-workflow';

/**
 * The address of a paused execution. `restartWebhook` makes it that of the execution and not of the
 * workflow. Without `responseData`, n8n answers with words of its own.
 */
export const reportWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		path: '',
		restartWebhook: true,
		responseMode: 'onReceived',
		responseData: '',
	},
];
