/** When the node hands its items on. */
export const COMPLETIONS = [
	{
		name: 'When the Video Is Ready',
		value: 'wait',
		description: 'Wait here, then continue with the finished videos',
	},
	{
		name: 'When Runware Reports Back',
		value: 'callback',
		// The editor shows two lines of it, some 110 characters.
		description:
			'Pause the execution and use no n8n resources. n8n must be reachable from the internet.',
	},
	{
		name: 'Immediately',
		value: 'submit',
		description:
			"Continue with a task UUID for each video. Get the videos later with 'Video: Get'.",
	},
] as const;

export type Completion = (typeof COMPLETIONS)[number]['value'];
