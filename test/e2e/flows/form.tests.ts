import { dataUriOf, image } from '../../engine/inputMedia';
import { itemsOf } from '../execution';
import { chain, klingNode } from '../workflow';
import { sendForm } from './formPage';
import { bytesAt, lastExecution, submitted } from './runs';
import { session } from './session';
import { upload } from './upload';

export function formTests(): void {
	it('becomes a video that starts with the photo, and is uploaded byte for byte', async () => {
		const { n8n, store, editor, credential } = session();
		const photo = image('photo');
		const form = {
			name: 'Form',
			type: 'n8n-nodes-base.formTrigger',
			typeVersion: 2.6,
			webhookId: '00000000-0000-4000-8000-000000000001',
			parameters: {
				formTitle: 'A video from a photo',
				formFields: {
					values: [
						{ fieldLabel: 'Photo', fieldName: 'photo', fieldType: 'file', multipleFiles: false },
						{ fieldLabel: 'What happens', fieldName: 'prompt', fieldType: 'textarea' },
					],
				},
			},
		};
		const kling = klingNode(
			{
				inputMode: 'firstFrame',
				firstFrameSource: 'binary',
				firstFrameBinaryField: 'photo',
				positivePrompt: '={{ $json.prompt }}',
			},
			credential,
		);
		const workflow = await n8n.rest.createWorkflow(
			chain('Form', [form, kling, { name: 'Upload', ...upload(`${store.url}/form`) }]),
		);
		await n8n.rest.publish(workflow);

		const { page } = editor;
		await sendForm(page, `${n8n.url}/form/${form.webhookId}`, {
			Photo: photo,
			'What happens': 'The boat drifts away from the camera',
		});
		await page.getByText('Your response has been recorded').waitFor();

		const execution = await lastExecution(workflow);
		expect(submitted()).toEqual([
			expect.objectContaining({
				positivePrompt: 'The boat drifts away from the camera',
				inputs: { frameImages: [{ image: dataUriOf(photo), frame: 'first' }] },
			}),
		]);
		const [video] = itemsOf(execution, 'Kling');
		const [stored] = store.at('/form');
		expect(stored).toMatchObject({ method: 'PUT', contentType: 'video/mp4' });
		expect(stored?.body.equals(await bytesAt(video?.json['videoURL']))).toBe(true);
	});
}
