/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject, type JsonObject } from '../../emulator/validation/jsonObject';
import { packageRoot } from '../engine/built';
import { listOf, objectOf, textOf } from './fields';
import type { N8nRest, StoredWorkflow } from './rest';
import { CREDENTIAL_TYPE, type CredentialRef } from './workflow';

const FOLDER = join(packageRoot, 'examples');

/** The node, with this credential where it wants one of our type. */
function withCredential(node: unknown, { id, name }: CredentialRef): JsonObject {
	const { credentials, ...rest } = objectOf(node, 'node of an example');
	if (!isJsonObject(credentials)) return rest;
	if (!(CREDENTIAL_TYPE in credentials)) return { ...rest, credentials };
	return { ...rest, credentials: { ...credentials, [CREDENTIAL_TYPE]: { id, name } } };
}

/** The workflows of the folder, as a user would import them. */
export async function readExamples(
	credential: CredentialRef,
	folder = FOLDER,
): Promise<JsonObject[]> {
	if (!existsSync(folder)) return [];
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (file) => {
			const parsed: unknown = JSON.parse(await readFile(join(folder, file), 'utf8'));
			const { name, nodes, connections, settings, pinData } = objectOf(parsed, file);
			return {
				name: textOf(name, `name in ${file}`),
				nodes: listOf(nodes, `nodes in ${file}`).map((node) => withCredential(node, credential)),
				connections: objectOf(connections, `connections in ${file}`),
				settings: isJsonObject(settings) ? settings : {},
				...(isJsonObject(pinData) && { pinData }),
			};
		}),
	);
}

/** Adds the examples that n8n has no workflow of that name for: the user's changes stay. */
export async function importExamples(
	rest: N8nRest,
	credential: CredentialRef,
	folder = FOLDER,
): Promise<StoredWorkflow[]> {
	const names = new Set((await rest.workflows()).map(({ name }) => name));
	const missing = (await readExamples(credential, folder)).filter(
		({ name }) => !names.has(String(name)),
	);
	const imported: StoredWorkflow[] = [];
	for (const workflow of missing) imported.push(await rest.importWorkflow(workflow));
	return imported;
}
