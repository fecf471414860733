import type { Locator } from 'playwright-core';
import { session } from './session';

/** The panel in which a user looks for a node to add. */

const searchBar = (): Locator => session().editor.page.getByTestId('node-creator-search-bar');
const entries = (): Locator => session().editor.page.getByTestId('node-creator-item-name');

/** In a new workflow, where it is the first thing to do. */
export async function openNodeCreator(): Promise<void> {
	const { editor, n8n } = session();
	await editor.page.goto(`${n8n.url}/workflow/new`);
	await editor.page.getByTestId('canvas-add-button').click();
	await searchBar().waitFor();
}

export async function searchNode(words: string): Promise<void> {
	await searchBar().fill(words);
}

/** Nodes after a search, actions after a node was chosen. */
export async function listed(): Promise<string[]> {
	return await entries().allInnerTexts();
}

export async function chooseListed(name: string): Promise<void> {
	await entries().getByText(name, { exact: true }).click();
}
