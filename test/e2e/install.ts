/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- runs outside n8n */
import { ensureChromium } from './chromium';
import { install } from './installation';

async function main(): Promise<void> {
	await install();
	// Most of n8n can be tested without a browser; who needs one is told again.
	await ensureChromium().catch((error: unknown) => {
		console.warn(error instanceof Error ? error.message : error);
	});
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
