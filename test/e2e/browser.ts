/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { ensureChromium } from './chromium';
import { install, subPackage } from './installation';

const CHROMIUM_FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

const PAGE: BrowserContextOptions = {
	viewport: { width: 1440, height: 900 },
	// Screenshots stay sharp where a README shows them smaller.
	deviceScaleFactor: 2,
	colorScheme: 'light',
	reducedMotion: 'reduce',
	locale: 'en-US',
};

/** Loaded when it is used, from the sub-package: without it, the rest of the repository still works. */
function playwright(): typeof import('playwright-core') {
	const load = createRequire(join(subPackage, 'package.json'));
	// The type of the very package that is loaded; a require by name has none.
	return load('playwright-core') as typeof import('playwright-core');
}

export async function launchBrowser(): Promise<Browser> {
	await install();
	const executablePath = await ensureChromium();
	const { chromium, selectors } = playwright();
	// The attribute that n8n's editor marks its parts with.
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
}

/** A window of its own, whose pages reach nothing but this machine. */
export async function newWindow(
	browser: Browser,
	options: BrowserContextOptions = {},
): Promise<BrowserContext> {
	const context = await browser.newContext({ ...PAGE, ...options });
	await context.route('**/*', async (route) => {
		const { protocol, hostname } = new URL(route.request().url());
		// data: and blob: stay in the page. The editor asks the npm registry about the package.
		const local = !protocol.startsWith('http') || hostname === '127.0.0.1';
		await (local ? route.continue() : route.abort());
	});
	return context;
}
