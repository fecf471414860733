import { type Emulator, startEmulator } from '../../../emulator/server';
import { launchBrowser } from '../browser';
import { EditorPage } from '../editorPage';
import { type N8n, startN8n } from '../server';
import { CREDENTIAL_TYPE, type CredentialRef } from '../workflow';
import { type FileStore, startFileStore } from './fileStore';

export interface Session {
	readonly emulator: Emulator;
	/** What uploads go to. */
	readonly store: FileStore;
	readonly n8n: N8n;
	/** Signed in to n8n; its page visits forms too. */
	readonly editor: EditorPage;
	/** With the emulator's key and address. */
	readonly credential: CredentialRef;
}

/** n8n names a user's first credential of our type so. */
export const CREDENTIAL_NAME = 'Runware account';

const RENDER_MS = 1000;
/** To load the editor takes seconds, and on a busy machine half a minute. */
const STEP_TIMEOUT_MS = 90_000;

/** What has to be ended, last started first. */
const started: Array<() => Promise<void>> = [];
let current: Session | undefined;

/** One of each for all tests of a file, since starting them takes its time. */
export async function startSession(): Promise<void> {
	const emulator = await startEmulator({ renderMs: RENDER_MS });
	started.push(async () => await emulator.close());
	const store = await startFileStore();
	started.push(async () => await store.close());
	const n8n = await startN8n();
	started.push(async () => await n8n.close());
	const browser = await launchBrowser();
	started.push(async () => await browser.close());
	const editor = await EditorPage.open(browser, n8n);
	editor.page.setDefaultTimeout(STEP_TIMEOUT_MS);
	const credential = await n8n.rest.createCredential(CREDENTIAL_NAME, CREDENTIAL_TYPE, {
		apiKey: emulator.apiKey,
		baseUrl: emulator.url,
	});
	current = { emulator, store, n8n, editor, credential };
}

export async function endSession(): Promise<void> {
	current = undefined;
	for (const end of started.splice(0).reverse()) await end();
}

export function session(): Session {
	if (current === undefined) throw new Error('The session has not been started');
	return current;
}

/** Between tests: nothing was asked, bought or stored. */
export function forgetAll(): void {
	const { emulator, store } = session();
	emulator.reset();
	store.reset();
}
