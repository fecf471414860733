import type { BrowserContextOptions } from 'playwright-core';
import { type Emulator, startEmulator } from '../../emulator/server';
import { launchBrowser } from './browser';
import { EditorPage } from './editorPage';
import { type N8n, startN8n } from './server';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE, type CredentialRef } from './workflow';

export interface EditorSession {
	readonly emulator: Emulator;
	readonly n8n: N8n;
	/** Signed in to n8n; its page visits forms too. */
	readonly editor: EditorPage;
	/** With the emulator's key and address. */
	readonly credential: CredentialRef;
}

const RENDER_MS = 1000;

/** What has to be ended, last started first. */
const started: Array<() => Promise<void>> = [];
let current: EditorSession | undefined;

/** One n8n, one emulator and one browser for all tests of a file, since starting them takes its time. */
export async function startEditorSession(
	stepTimeoutMs: number,
	window: BrowserContextOptions = {},
): Promise<void> {
	const emulator = await startEmulator({ renderMs: RENDER_MS });
	started.push(async () => await emulator.close());
	const n8n = await startN8n();
	started.push(async () => await n8n.close());
	const browser = await launchBrowser();
	started.push(async () => await browser.close());
	const editor = await EditorPage.open(browser, n8n, window);
	editor.page.setDefaultTimeout(stepTimeoutMs);
	const credential = await n8n.rest.createCredential(CREDENTIAL_NAME, CREDENTIAL_TYPE, {
		apiKey: emulator.apiKey,
		baseUrl: emulator.url,
	});
	current = { emulator, n8n, editor, credential };
}

export async function endEditorSession(): Promise<void> {
	current = undefined;
	for (const end of started.splice(0).reverse()) await end();
}

export function editorSession(): EditorSession {
	if (current === undefined) throw new Error('The session has not been started');
	return current;
}
