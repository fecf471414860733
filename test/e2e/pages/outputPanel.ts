import type { Locator } from 'playwright-core';
import { shootStrip } from './screenshots';
import { session } from './session';

/** The right-hand side of the view of a node: what it put out, or why it did not. */

export const output = (): Locator => session().editor.page.getByTestId('output-panel');

const executeButton = (): Locator => session().editor.page.getByTestId('node-execute-button');

export async function executeStep(): Promise<void> {
	await executeButton().click();
}

/** While the node runs, the button turns instead of saying something. */
export async function stepHasEnded(): Promise<void> {
	await executeButton().getByText('Execute step').waitFor();
}

const NOTE_WITHIN_MS = 10_000;

/** n8n tells of a failed run in a corner too, some time after its end. */
export async function noteAppears(): Promise<void> {
	await session()
		.editor.page.locator('.el-notification')
		.first()
		.waitFor({ timeout: NOTE_WITHIN_MS })
		.catch(() => undefined);
}

/** n8n's ways to show items. */
export async function showOutputAs(way: 'schema' | 'table' | 'json' | 'binary'): Promise<void> {
	await output().getByTestId(`radio-button-${way}`).click();
}

/** The names of the columns, when the output is shown as a table. */
export async function columns(): Promise<string[]> {
	const names = await output().locator('thead th').allInnerTexts();
	return names.map((name) => name.trim()).filter((name) => name !== '');
}

/** One button a file, when the output is shown as files. */
export const viewButtons = (): Locator => output().getByTestId('ndv-view-binary-data');

const video = (): Locator => output().locator('video');

export interface Playback {
	readonly seconds: number;
	/** Width over height. */
	readonly shape: number;
	/** Whether it has been played to its end. */
	readonly ended: boolean;
	readonly error: string | undefined;
}

/** What has become of the video that the panel plays; n8n starts it by itself. */
export async function playback(): Promise<Playback> {
	return await video().evaluate(
		({ duration, videoWidth, videoHeight, ended, error }): Playback => ({
			seconds: duration,
			shape: videoWidth / videoHeight,
			ended,
			error: error?.message,
		}),
	);
}

/** The panel as far down as the video goes. */
export async function shootVideo(name: string): Promise<void> {
	await shootStrip(output(), output().getByTestId('run-data-pane-header'), video(), name);
}

/** The panel down to the end of its table. */
export async function shootItems(name: string): Promise<void> {
	const table = output().locator('table').first();
	await shootStrip(output(), output().getByTestId('run-data-pane-header'), table, name);
}

/** n8n adds the position of the row, counted from 0, if it remembers more than one. */
const POSITION = / \[item \d+\]$/;

/** Why the node failed. */
export async function complaint(): Promise<{ message: string; description: string }> {
	const textOf = async (part: string) => (await output().getByTestId(part).innerText()).trim();
	return {
		message: (await textOf('node-error-message')).replace(POSITION, ''),
		description: await textOf('node-error-description'),
	};
}

/** What the node says above its items, line by line. */
export async function hints(): Promise<string[][]> {
	const texts = await output().getByTestId('node-hint').allInnerTexts();
	return texts.map((text) => text.trim().split(/\s*\n\s*/));
}
