import type { Browser } from 'playwright-core';
import { type Emulator, startEmulator } from '../../../emulator/server';
import { launchBrowser } from '../browser';
import { EditorPage } from '../editorPage';
import { type N8n, startN8n } from '../server';
import { CREDENTIAL_TYPE, type CredentialRef } from '../workflow';

export interface Session {
	readonly emulator: Emulator;
	readonly n8n: N8n;
	readonly editor: EditorPage;
	/** With the emulator's key and address. */
	readonly credential: CredentialRef;
}

const RENDER_MS = 1000;
/** For one step in the browser; on an idle machine none takes three seconds. */
const STEP_TIMEOUT_MS = 60_000;

/** Just wide enough for n8n not to cut its own headings off, so that pictures can be read in a README. */
const WINDOW = { width: 1440, height: 860 };

/** What has to be ended, last started first. */
const started: Array<() => Promise<void>> = [];
let current: Session | undefined;

/** One n8n, one emulator and one browser for all tests in the editor, since starting them takes its time. */
export async function startSession(): Promise<void> {
	const emulator = await startEmulator({ renderMs: RENDER_MS });
	started.push(async () => await emulator.close());
	const n8n = await startN8n();
	started.push(async () => await n8n.close());
	const browser: Browser = await launchBrowser();
	started.push(async () => await browser.close());
	const editor = await EditorPage.open(browser, n8n, { viewport: WINDOW });
	editor.page.setDefaultTimeout(STEP_TIMEOUT_MS);
	const credential = await n8n.rest.createCredential('Runware account', CREDENTIAL_TYPE, {
		apiKey: emulator.apiKey,
		baseUrl: emulator.url,
	});
	current = { emulator, n8n, editor, credential };
}

export async function endSession(): Promise<void> {
	current = undefined;
	for (const end of started.splice(0).reverse()) await end();
}

export function session(): Session {
	if (current === undefined) throw new Error('The session has not been started');
	return current;
}
