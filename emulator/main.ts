/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- a test server, never part of the package */
import { faultList } from './faults/faultKinds';
import { startEmulator } from './server';

const DEFAULT_PORT = 8787;
const DEFAULT_RENDER_MS = 20_000;

/** Stand-alone start; settings come from the environment. */
async function main(): Promise<void> {
	const { EMULATOR_PORT, EMULATOR_KEY, EMULATOR_RENDER_MS } = process.env;
	const emulator = await startEmulator({
		port: Number(EMULATOR_PORT ?? DEFAULT_PORT),
		renderMs: Number(EMULATOR_RENDER_MS ?? DEFAULT_RENDER_MS),
		...(EMULATOR_KEY !== undefined && { apiKey: EMULATOR_KEY }),
	});
	const { origin } = emulator;
	console.log(`Runware emulator, for the Runware API credential of n8n:
  Base URL  ${emulator.url}
  API Key   ${emulator.apiKey}

Arm a fault:     curl -X POST ${origin}/emulator/faults -d '{"name":"status503","on":"submit","times":2}'
Disarm all:      curl -X DELETE ${origin}/emulator/faults
What happened:   curl ${origin}/emulator/state
Other readings:  curl -X PATCH ${origin}/emulator/readings -d '{"unknownTask":"taskNotFound"}'
Forget all:      curl -X POST ${origin}/emulator/reset
Settings: EMULATOR_PORT, EMULATOR_KEY, EMULATOR_RENDER_MS. Ctrl+C ends it.

Faults (on: submit, dryRun, poll, upload, account, download, any; also times, skip, match, retryAfterSeconds, accepted):`);
	for (const { name, about } of faultList()) console.log(`  ${name.padEnd(22)} ${about}`);

	const end = () => {
		void emulator.close().then(() => process.exit(0));
	};
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
