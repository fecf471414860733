import { editorSession, endEditorSession, startEditorSession } from '../editorSession';

/** For one step in the browser; on an idle machine none takes three seconds. */
const STEP_TIMEOUT_MS = 60_000;

/** Just wide enough for n8n not to cut its own headings off, so that pictures can be read in a README. */
const WINDOW = { width: 1440, height: 860 };

export const startSession = async (): Promise<void> =>
	await startEditorSession(STEP_TIMEOUT_MS, { viewport: WINDOW });

export const endSession = endEditorSession;
export const session = editorSession;
