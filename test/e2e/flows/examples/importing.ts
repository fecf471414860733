import type { Page } from 'playwright-core';
import type { JsonObject } from '../../../../emulator/validation/jsonObject';
import { textOf } from '../../fields';
import type { StoredWorkflow } from '../../rest';
import { type Answers, sendForm } from '../formPage';
import { session } from '../session';
import { readExample } from './files/exampleFiles';
import { completed, type StandIns } from './standIns';

/** @param pinData what takes the place of a node's output in manual runs */
export async function imported(
	file: string,
	standIns: StandIns = {},
	pinData: JsonObject = {},
): Promise<StoredWorkflow> {
	const { n8n, credential } = session();
	const workflow = completed(readExample(file), credential, standIns);
	return await n8n.rest.importWorkflow({ ...workflow, pinData });
}

/** Sends the form of a published example; the page then shows what the sender sees. */
export async function fillIn(file: string, trigger: string, answers: Answers): Promise<Page> {
	const { n8n, editor } = session();
	const form = readExample(file).nodes.find(({ name }) => name === trigger);
	const path = textOf(form?.webhookId, 'webhookId');
	await sendForm(editor.page, `${n8n.url}/form/${path}`, answers);
	return editor.page;
}
