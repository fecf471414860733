/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a program for a terminal, outside n8n */
import { join } from 'node:path';
import { startEmulator } from '../../emulator/server';
import { packageRoot } from '../engine/built';
import { importExamples } from './examples';
import { preferredPort } from './freePorts';
import { OWNER } from './owner';
import type { N8nRest } from './rest';
import { startN8n } from './server';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE, type CredentialRef } from './workflow';

const RUNWARE_URL = 'https://api.runware.ai/v1';
const PORT = 5678;
const EMULATOR_PORT = 8787;
const RENDER_MS = 15_000;

/** Kept from one time to the next, so that the user finds his workflows again. */
const USER_FOLDER = join(packageRoot, 'output/editor');

/** What Ctrl-C has to end, last started first. */
const running: Array<() => Promise<void>> = [];

async function endAll(): Promise<void> {
	for (const end of running.splice(0).reverse()) await end();
}

interface Runware {
	readonly apiKey: string;
	readonly baseUrl: string;
}

/** The real one with the user's key, else an emulator in this process. */
async function runware(): Promise<Runware> {
	const apiKey = process.env['RUNWARE_API_KEY']?.trim() ?? '';
	if (apiKey !== '') return { apiKey, baseUrl: RUNWARE_URL };
	const emulator = await startEmulator({
		port: await preferredPort(EMULATOR_PORT),
		renderMs: RENDER_MS,
	});
	running.push(async () => await emulator.close());
	return { apiKey: emulator.apiKey, baseUrl: emulator.url };
}

/** The credential of an earlier time gets today's key and address. */
async function storeCredential(rest: N8nRest, access: Runware): Promise<CredentialRef> {
	const data = { ...access };
	const earlier = (await rest.credentials()).find(({ name }) => name === CREDENTIAL_NAME);
	return earlier
		? await rest.updateCredential(earlier.id, CREDENTIAL_NAME, CREDENTIAL_TYPE, data)
		: await rest.createCredential(CREDENTIAL_NAME, CREDENTIAL_TYPE, data);
}

async function main(): Promise<void> {
	const access = await runware();
	console.log('Starting n8n …');
	const starting = startN8n({ userFolder: USER_FOLDER, port: await preferredPort(PORT) });
	// Before it has started, so that a signal in the meantime ends it too.
	running.push(async () => await (await starting).close());
	const n8n = await starting;
	const credential = await storeCredential(n8n.rest, access);
	await importExamples(n8n.rest, credential);
	const paid = access.baseUrl === RUNWARE_URL;
	console.log(`
n8n       ${n8n.url}
Sign in   ${OWNER.email}
Password  ${OWNER.password}
Runware   ${access.baseUrl}, in the credential '${CREDENTIAL_NAME}'
${
	paid
		? 'RUNWARE_API_KEY is set: videos are real, and charged.'
		: 'Nothing is paid: an emulator stands in for Runware. Set RUNWARE_API_KEY for real videos.'
}
Workflows are kept in ${USER_FOLDER}. Ctrl-C ends it all.`);
}

function stopOn(signal: NodeJS.Signals, exitCode: number): void {
	process.once(signal, () => {
		console.log('\nStopping …');
		void endAll().finally(() => process.exit(exitCode));
	});
}

stopOn('SIGINT', 130);
stopOn('SIGTERM', 143);
main().catch(async (error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
	await endAll().catch(() => undefined);
});
