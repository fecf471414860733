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

interface Way {
	readonly how: string;
	readonly settings: Workflow['settings'];
	/** Of the photo; without nodes between, the row has it. */
	readonly field: string;
	readonly between: readonly NodeSketch[];
}

const COMBINED = { binaryMode: 'combined' };

const WAYS: readonly Way[] = [
	{
		how: "by the hint's expression",
		settings: {},
		field: "={{ $('Form').item.binary.photo }}",
		between: [PROMPT],
	},
	{
		how: 'by expression in the combined binary mode',
		settings: COMBINED,
		field: "={{ $('Form').item._files.photo }}",
		between: [PROMPT],
	},
	{
		how: "by the hint's expression in the combined binary mode",
		settings: COMBINED,
		field: "={{ $('Form').item.binary.photo }}",
		between: [PROMPT],
	},
	{
		how: 'by its name in the combined binary mode, next to the form',
		settings: COMBINED,
		field: 'photo',
		between: [],
	},
];

const FIRST_PATH = 11;

export function filesOfStepsTests(): void {
	it.each([...WAYS.entries()].map(([place, way]) => ({ ...way, end: FIRST_PATH + place })))(
		'is the first frame $how',
		async ({ end, settings, field, between }) => {
			const { n8n, editor, credential } = session();
			const photo = image(`photo ${end}`);
			const path = `00000000-0000-4000-8000-0000000000${end}`;
			const kling = klingNode(
				{
					inputMode: 'firstFrame',
					firstFrameSource: 'binary',
					firstFrameBinaryField: field,
					positivePrompt: 'The boat drifts away',
					completion: 'submit',
				},
				credential,
			);
			const nodes = chain(`Form ${end}`, [form(path), ...between, kling]);
			const workflow = await n8n.rest.createWorkflow({
				...nodes,
				settings: { ...nodes.settings, ...settings },
			});
			await n8n.rest.publish(workflow);
			await sendForm(editor.page, `${n8n.url}/form/${path}`, { Photo: photo });
			await lastExecution(workflow, { statuses: ['success'] });
			expect(submitted()).toEqual([
				expect.objectContaining({
					inputs: { frameImages: [{ image: dataUriOf(photo), frame: 'first' }] },
				}),
			]);
		},
	);
}
