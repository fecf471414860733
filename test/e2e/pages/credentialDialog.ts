import type { Locator } from 'playwright-core';
import { session } from './session';

/** The dialog in which a user gives the API key. */

export const dialog = (): Locator => session().editor.page.getByTestId('editCredential-modal');

const part = (testId: string): Locator => session().editor.page.getByTestId(testId);

/** From the view of a node. */
export async function newCredential(): Promise<void> {
	await part('node-credentials-select').locator('input').click();
	await part('node-credentials-select-item-new').click();
	await dialog().waitFor();
}

export async function editCredential(): Promise<void> {
	await part('credential-edit-button').click();
	await dialog().waitFor();
}

/** The fields in their order; a star marks those that must be filled in. */
export async function credentialFields(): Promise<string[]> {
	const fields = await dialog().locator('label:visible').allInnerTexts();
	return fields.map((text) => text.split('\n')[0]?.trim() ?? '');
}

const field = (name: string): Locator =>
	dialog().getByTestId(`parameter-input-${name}`).locator('input');

export async function fillCredential(values: Readonly<Record<string, string>>): Promise<void> {
	for (const [name, value] of Object.entries(values)) await field(name).fill(value);
}

export async function credentialValue(name: string): Promise<string> {
	return await field(name).inputValue();
}

export async function isMasked(name: string): Promise<boolean> {
	return (await field(name).getAttribute('type')) === 'password';
}

/** n8n tests the credential when it is saved. */
export async function saveCredential(): Promise<void> {
	await part('credential-save-button').click();
}

/** What the dialog says of a failed test, once it is asked for more. */
export async function whyNot(): Promise<string> {
	await dialog().getByText('More details').click();
	return await dialog().innerText();
}

export async function closeCredential(): Promise<void> {
	await dialog().getByRole('button', { name: 'Close this dialog' }).click();
	await dialog().waitFor({ state: 'hidden' });
}

/** The name of the credential that the node uses. */
export async function chosenCredential(): Promise<string> {
	return await part('node-credentials-select').locator('input').inputValue();
}
