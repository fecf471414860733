import type { Hand } from '../hand';
import type { Stage } from '../stage';

/** The credential, which n8n tests when it is saved. */
export async function connect(hand: Hand, { emulator, page }: Stage): Promise<void> {
	await hand.say('Paste the API key of your Runware account');
	await hand.click(page.getByTestId('node-credentials-empty-state').getByRole('button'));
	const dialog = page.getByTestId('editCredential-modal');
	const field = (name: string) => dialog.getByTestId(`parameter-input-${name}`).locator('input');
	await hand.type(field('apiKey'), emulator.apiKey);
	await hand.say('In this film an emulator stands in for Runware: nothing is paid');
	await hand.type(field('baseUrl'), emulator.url);
	await hand.say('Saving tests the key, for free');
	await hand.click(page.getByTestId('credential-save-button'), 200);
	await dialog.waitFor({ state: 'hidden' });
	await page.getByTestId('node-credentials-select').waitFor();
	await page.getByText('Credential successfully created').first().waitFor();
	await hand.look(700);
	await hand.click(page.getByTestId('credential-edit-button'), 300);
	const tested = dialog.getByText('Connection tested successfully');
	await tested.waitFor();
	await hand.goTo(tested);
	await hand.look(1000);
	await hand.click(dialog.getByRole('button', { name: 'Close this dialog' }), 200);
	await dialog.waitFor({ state: 'hidden' });
}
