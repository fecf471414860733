import { dataUriOf, image } from '../../../engine/inputMedia';
import { itemsOf } from '../../execution';
import type { StoredWorkflow } from '../../rest';
import { bytesAt, lastExecution, linkOf, submitted } from '../runs';
import { session } from '../session';
import { fillIn, imported } from './importing';
import { uploadTo } from './standIns';

const FILE = '1-form-to-google-drive.json';
const DRIVE_LINK = 'https://drive.google.com/file/d/one/view';
const photos = [image('boat'), image('lake')] as const;
let workflow: StoredWorkflow;

const send = async (prompt: string) =>
	await fillIn(FILE, 'Video Form', { Photos: photos, 'What should happen?': prompt });

export function formToGoogleDriveTests(): void {
	beforeAll(async () => {
		const { n8n, store } = session();
		workflow = await imported(FILE, { 'Save to Google Drive': uploadTo(`${store.url}/drive`) });
		await n8n.rest.publish(workflow);
	});

	afterAll(async () => await session().n8n.rest.unpublish(workflow.id));

	it('makes the video, saves it, and shows the link to who sent the form', async () => {
		session().store.answer('/drive', { webViewLink: DRIVE_LINK });
		const page = await send('The boat drifts away');
		await page.getByText('Your video is ready').waitFor();
		const link = page.getByRole('link', { name: 'Open it in Google Drive' });
		expect(await link.getAttribute('href')).toBe(DRIVE_LINK);

		expect(submitted()).toEqual([
			expect.objectContaining({
				positivePrompt: 'The boat drifts away',
				duration: 5,
				width: 1280,
				height: 720,
				inputs: { referenceImages: photos.map(dataUriOf) },
			}),
		]);
		const [saved] = session().store.at('/drive');
		const [made] = itemsOf(await lastExecution(workflow), 'Make Video');
		expect(saved?.body.equals(await bytesAt(made?.json['videoURL']))).toBe(true);
	});

	it('shows the reason when there is no video, and nothing is paid', async () => {
		const page = await send('x');
		await page.getByText('Your video could not be made').waitFor();
		await page.getByText("'Prompt' has 1 character").waitFor();
		expect(session().emulator.charges().count).toBe(0);
	});

	it('shows the link of the video itself when it cannot be saved', async () => {
		session().store.answer('/drive', { message: 'No space left' }, 507);
		const page = await send('The boat sinks');
		await page.getByText('Your video is made, but could not be saved').waitFor();
		const link = page.getByRole('link', { name: 'Download it here' });
		expect(await link.getAttribute('href')).toEqual(linkOf(0));
	});
}
