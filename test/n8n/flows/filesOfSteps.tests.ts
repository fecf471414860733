import { dataUriOf, image } from '../../engine/inputMedia';
import { chain, klingNode, type NodeSketch, type Workflow } from '../workflow';
import { sendForm } from './formPage';
import { lastExecution, submitted } from './runs';
import { session } from './session';

const form = (path: string): NodeSketch => ({
	name: 'Form',
	type: 'n8n-nodes-base.formTrigger',
	typeVersion: 2.6,
	webhookId: path,
	parameters: {
		formTitle: 'A video from a photo',
		formFields: {
			values: [
				{ fieldLabel: 'Photo', fieldName: 'photo', fieldType: 'file', multipleFiles: false },
			],
		},
	},
});

/** What an AI node does as well: its items have JSON of their own, and no files. */
const PROMPT: NodeSketch = {
	name: 'Prompt',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		mode: 'raw',
		jsonOutput: '{ "prompt": "The boat drifts away" }',
		options: { stripBinary: true },
	},
};

const WAYS: ReadonlyArray<readonly [string, string, Workflow['settings'], string]> = [
	['in the ordinary binary mode', '11', {}, "={{ $('Form').item.binary.photo }}"],
	[
		'in the combined binary mode',
		'12',
		{ binaryMode: 'combined' },
		"={{ $('Form').item._files.photo }}",
	],
];

export function filesOfStepsTests(): void {
	it.each(WAYS)('is the first frame, %s', async (_mode, end, settings, expression) => {
		const { n8n, editor, credential } = session();
		const photo = image(`photo ${end}`);
		const path = `00000000-0000-4000-8000-0000000000${end}`;
		const kling = klingNode(
			{
				inputMode: 'firstFrame',
				firstFrameSource: 'binary',
				firstFrameBinaryField: expression,
				positivePrompt: '={{ $json.prompt }}',
				completion: 'submit',
			},
			credential,
		);
		const nodes = chain(`Form ${end}`, [form(path), PROMPT, kling]);
		const workflow = await n8n.rest.createWorkflow({
			...nodes,
			settings: { ...nodes.settings, ...settings },
		});
		await n8n.rest.publish(workflow);
		await sendForm(editor.page, `${n8n.url}/form/${path}`, { Photo: photo });
		await lastExecution(workflow);
		expect(submitted()).toEqual([
			expect.objectContaining({
				inputs: { frameImages: [{ image: dataUriOf(photo), frame: 'first' }] },
			}),
		]);
	});
}
