import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { keyIn } from './pastedKey';

export class RunwareApi implements ICredentialType {
	name = 'runwareApi';

	displayName = 'Runware API';

	icon = { light: 'file:runwareApi.svg', dark: 'file:runwareApi.dark.svg' } as const;

	documentationUrl = 'https://runware.ai/docs/models-api/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: "Create an API key in your Runware account under 'API Keys', then paste it here",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.runware.ai/v1',
			description: 'Keep the default, unless your company has its own gateway to Runware',
		},
	];

	/** In code: an expression, which most credentials have here, fails in n8n 2.41's combined binary mode. */
	authenticate: IAuthenticate = async ({ apiKey }, request) => ({
		...request,
		headers: { ...request.headers, Authorization: `Bearer ${keyIn(String(apiKey))}` },
	});

	/** The account task costs nothing and is refused without a good key. */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			url: '={{ $credentials.baseUrl.trim() }}',
			// The API takes a list of tasks, and wants a new UUID of version 4 for each.
			body: [
				{
					taskType: 'accountManagement',
					taskUUID: '={{ "4f1a2b7e-6c0d-4e57-9a3b-" + Date.now().toString(16).padStart(12, "0") }}',
					operation: 'getDetails',
				},
			],
			json: true,
			// A refusal is read below; n8n by itself would only say "Unauthorized".
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'errors[0].code',
					value: 'invalidApiKey',
					message: 'Runware did not accept this API key. Copy it again from your Runware account.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					// Whatever the status and the refusal: without the account in it, the key is not proven.
					key: 'data[0].taskUUID',
					value: undefined,
					message:
						'n8n could not read your Runware account. Check the API Key, its permissions and the Base URL.',
				},
			},
		],
	};
}
