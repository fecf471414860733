/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs outside n8n */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

const SYSTEM_CHROMIUM = '/usr/bin/chromium';
const APT_GET = '/usr/bin/apt-get';

/** The path of Chromium; installs Debian's package where that can be done. */
export async function ensureChromium(): Promise<string> {
	const chosen = process.env['CHROMIUM_PATH'];
	if (chosen !== undefined) {
		if (existsSync(chosen)) return chosen;
		throw new Error(`CHROMIUM_PATH is ${chosen}, and there is no such file.`);
	}
	if (existsSync(SYSTEM_CHROMIUM)) return SYSTEM_CHROMIUM;
	if (!existsSync(APT_GET) || process.getuid?.() !== 0) {
		throw new Error(
			`Tests in the editor need Chromium: install it as ${SYSTEM_CHROMIUM}, or say in CHROMIUM_PATH where it is.`,
		);
	}
	console.log('Installing Chromium …');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await run(APT_GET, ['update'], { env });
	await run(APT_GET, ['install', '--yes', '--no-install-recommends', 'chromium'], { env });
	return SYSTEM_CHROMIUM;
}
