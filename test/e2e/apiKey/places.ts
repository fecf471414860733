/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { keyFormsIn } from '../../abuse/keyForms';
import { textsIn } from '../../abuse/textsIn';
import type { ApiKeyScene } from './scene';
import type { ExecutionSummary } from '../execution';
import { objectOf, textOf } from '../fields';
import { fromFlatted } from '../flatted';
import type { N8nRest } from '../rest';

/** Something that was stored, printed or told, and that could hold the key. */
export interface Place {
	readonly name: string;
	readonly content: string | Buffer;
}

/** The places that hold a secret, with the forms in which they do. */
export function placesOf(secret: string, places: readonly Place[]): readonly string[] {
	return places.flatMap(({ name, content }) => {
		const forms = keyFormsIn(content, secret);
		return forms.length === 0 ? [] : [`${name}: ${forms.join(', ')}`];
	});
}

/**
 * Whatever lies in a folder, byte by byte. SQLite cuts long texts where a page ends, which can hide
 * one key but hardly all of many; `storedExecutions` has the texts whole.
 */
export async function filesIn(folder: string): Promise<readonly Place[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name));
	return await Promise.all(
		paths.map(async (path) => ({
			name: relative(folder, path).split(sep).join('/'),
			content: await readFile(path),
		})),
	);
}

export interface StoredExecution extends Place {
	readonly id: number;
	readonly workflow: string;
	/** How it was started, and how it ended. */
	readonly kind: string;
}

async function storedExecution(
	{ client }: N8nRest,
	{ id, mode, status }: ExecutionSummary,
	workflow: string,
): Promise<StoredExecution> {
	const stored = objectOf(await client.get(`executions/${id}`), 'execution');
	const unpacked = fromFlatted(textOf(stored['data'], 'data of an execution'));
	const kind = `${mode}, ${status}`;
	const name = `execution ${id} of '${workflow}' (${kind})`;
	return { id: Number(id), workflow, kind, name, content: textsIn([stored, unpacked]) };
}

/** All executions as n8n gives them to its editor, also with what their data says when unpacked. */
export async function storedExecutions({
	inTurn,
	n8n: { rest },
}: ApiKeyScene): Promise<readonly StoredExecution[]> {
	const found = (await rest.workflows()).map(async ({ id: workflowId, name }) => {
		const summaries = await inTurn(async () => await rest.executions({ workflowId }));
		const stored = summaries.map(
			async (summary) => await inTurn(async () => await storedExecution(rest, summary, name)),
		);
		return await Promise.all(stored);
	});
	return (await Promise.all(found)).flat();
}
