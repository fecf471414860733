import type { Locator } from 'playwright-core';
import { shootStrip } from './screenshots';
import { session } from './session';

/** The parameters in the view of a node. Fields are named as n8n stores them, and read as users read them. */

const form = (): Locator => session().editor.page.getByTestId('node-parameters').first();
const dropdown = (): Locator => session().editor.page.locator('.el-select-dropdown__item:visible');

/** The labels of all fields that are shown, from top to bottom. */
export async function labels(): Promise<string[]> {
	const texts = await form().locator('label:visible').allInnerTexts();
	// Below the label of a field that the mouse is over stand the buttons of that field.
	return texts.map((text) => text.split('\n')[0]?.trim() ?? '');
}

const control = (field: string): Locator =>
	session().editor.parameter(field).locator('input, textarea').first();

export async function typeInto(field: string, text: string): Promise<void> {
	await control(field).fill(text);
	await control(field).blur();
}

/** What stands in a text field, or the chosen entry of a dropdown. */
export async function valueOf(field: string): Promise<string> {
	return await control(field).inputValue();
}

export async function isOn(field: string): Promise<boolean> {
	return (await control(field).getAttribute('aria-checked')) === 'true';
}

export async function turn(field: string): Promise<void> {
	await session().editor.parameter(field).locator('.el-switch__core').click();
}

/** An entry of a dropdown. */
export interface Choice {
	readonly name: string;
	readonly description: string;
	/** Whether a part of the entry is not to be seen, since it is too long. */
	readonly cutOff: boolean;
}

async function choiceOf(entry: Locator): Promise<Choice> {
	const [name = '', ...description] = (await entry.innerText()).split('\n');
	const cutOff = await entry.evaluate((element) => {
		const parts = [...element.querySelectorAll('*')];
		return parts.some(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1);
	});
	return { name, description: description.join(' '), cutOff };
}

async function readDropdown(opener: Locator): Promise<Choice[]> {
	await opener.click();
	await dropdown().first().waitFor();
	const choices: Choice[] = [];
	for (const entry of await dropdown().all()) choices.push(await choiceOf(entry));
	await session().editor.page.keyboard.press('Escape');
	await dropdown().first().waitFor({ state: 'hidden' });
	return choices;
}

export async function choices(field: string): Promise<Choice[]> {
	return await readDropdown(control(field));
}

const optionAdder = (): Locator => form().getByTestId('collection-parameter-add').locator('input');

/** The labels under 'Add option'. */
export async function offeredOptions(): Promise<string[]> {
	return (await readDropdown(optionAdder())).map(({ name }) => name);
}

export async function addOption(label: string): Promise<void> {
	await optionAdder().click();
	await dropdown().getByText(label, { exact: true }).click();
	await dropdown().first().waitFor({ state: 'hidden' });
}

/** Whether n8n marks the field, since its value is not in the list. */
export async function hasIssue(field: string): Promise<boolean> {
	const parameter = form()
		.getByTestId('parameter-input')
		.filter({
			has: session().editor.parameter(field),
		});
	return await parameter.getByTestId('parameter-issues').isVisible();
}

const itemOf = (field: string): Locator =>
	form()
		.locator('[data-test-id=parameter-item]:visible')
		.filter({ has: session().editor.parameter(field) });

/** Whether a sentence stands in the form, such as a hint below a field. */
export async function says(sentence: string): Promise<boolean> {
	return await form().getByText(sentence, { exact: true }).isVisible();
}

/** Of the longest form, 'Automatic', with some room. */
const TALL_WINDOW = { width: 1440, height: 2000 };

/** A picture of the form from one part down to another, in a window that needs no scroll bar for it. */
async function shoot(name: string, from: Locator, to = from): Promise<void> {
	const { page } = session().editor;
	const usual = page.viewportSize() ?? TALL_WINDOW;
	await page.setViewportSize(TALL_WINDOW);
	await shootStrip(form(), from, to, name);
	await page.setViewportSize(usual);
}

export async function shootForm(name: string): Promise<void> {
	await shoot(name, form().locator('.parameter-input-list-wrapper').first());
}

/** The input mode and what it asks for. */
export async function shootInputMode(name: string): Promise<void> {
	const shown = await session().editor.parametersShown();
	const last = shown[shown.indexOf('completion') - 1] ?? 'inputMode';
	await shoot(name, itemOf('inputMode'), itemOf(last));
}

export async function shootOptions(name: string): Promise<void> {
	const adder = session().editor.page.getByTestId('collection-parameter-add');
	await shoot(name, form().getByTestId('parameter-item').filter({ has: adder }));
}
