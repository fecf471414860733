import {
	type EditorSession,
	editorSession,
	endEditorSession,
	startEditorSession,
} from '../editorSession';
import { type FileStore, startFileStore } from './fileStore';

interface Session extends EditorSession {
	/** What uploads go to. */
	readonly store: FileStore;
}

/** To load the editor takes seconds, and on a busy machine half a minute. */
const STEP_TIMEOUT_MS = 90_000;

let store: FileStore | undefined;

export async function startSession(): Promise<void> {
	store = await startFileStore();
	await startEditorSession(STEP_TIMEOUT_MS);
}

export async function endSession(): Promise<void> {
	await endEditorSession();
	await store?.close();
	store = undefined;
}

export function session(): Session {
	if (store === undefined) throw new Error('The file store has not been started');
	return { ...editorSession(), store };
}

/** Between tests: nothing was asked, bought or stored. */
export function forgetAll(): void {
	const { emulator, store: files } = session();
	emulator.reset();
	files.reset();
}
