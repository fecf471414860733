import type { GivenFile } from '../../engine/engine';
import { dataUriOf, image } from '../../engine/inputMedia';
import { chain, klingNode, manualWorkflow, type NodeSketch } from '../workflow';
import { sendForm } from './formPage';
import { lastExecution, run, submitted } from './runs';
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

/** n8n 2.41 activates no form in the combined binary mode, whatever comes behind it. */
const COMBINED = { binaryMode: 'combined' };

const PHOTO: NodeSketch = {
	name: 'Photo',
	type: 'n8n-nodes-base.convertToFile',
	typeVersion: 1.1,
	parameters: {
		operation: 'toBinary',
		sourceProperty: 'photo',
		binaryPropertyName: 'photo',
		options: { fileName: 'photo.png', mimeType: 'image/png' },
	},
};

/** @param field whose file becomes the first frame */
const kling = (field: string): NodeSketch =>
	klingNode(
		{
			inputMode: 'firstFrame',
			firstFrameSource: 'binary',
			firstFrameBinaryField: field,
			positivePrompt: 'The boat drifts away',
			completion: 'submit',
		},
		session().credential,
	);

const startingFrom = (photo: GivenFile): unknown =>
	expect.objectContaining({
		inputs: { frameImages: [{ image: dataUriOf(photo), frame: 'first' }] },
	});

export function filesOfStepsTests(): void {
	it("is the first frame by the hint's expression, behind a form", async () => {
		const { n8n, editor } = session();
		const photo = image('photo of a form');
		const path = '00000000-0000-4000-8000-000000000011';
		const workflow = await n8n.rest.createWorkflow(
			chain('Photo of a form', [form(path), PROMPT, kling("={{ $('Form').item.binary.photo }}")]),
		);
		await n8n.rest.publish(workflow);
		await sendForm(editor.page, `${n8n.url}/form/${path}`, { Photo: photo });
		await lastExecution(workflow, { statuses: ['success'] });
		expect(submitted()).toEqual([startingFrom(photo)]);
	});

	it.each<[string, readonly NodeSketch[]]>([
		["={{ $('Photo').item._files.photo }}", [PROMPT]],
		['={{ $json._files.photo }}', []],
		['photo', []],
		['*', []],
	])('is the first frame by %s in the combined binary mode', async (field, between) => {
		const photo = image(`photo by ${field}`);
		const rows = [{ photo: photo.content.toString('base64') }];
		const line = manualWorkflow(`By ${field}`, rows, [PHOTO, ...between, kling(field)]);
		const workflow = await session().n8n.rest.createWorkflow({
			...line,
			settings: { ...line.settings, ...COMBINED },
		});
		await run(workflow, 'Start');
		expect(submitted()).toEqual([startingFrom(photo)]);
	});
}
