/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { packageRoot } from '../../engine/built';

/** The pictures of the README are renewed by SCREENSHOTS=1 only; else they land where git does not look. */
const FOLDER = join(
	packageRoot,
	process.env['SCREENSHOTS'] === '1' ? 'docs/images' : 'output/screenshots',
);
const MOST_BYTES = 250_000;
const NOTE_TIMEOUT_MS = 2000;
/** Above and below a strip, in pixels of the window. */
const MARGIN = 10;

interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** Puts away what is only there because of the last click: focus, hover, and notes in the corner. */
async function calm(page: Page): Promise<void> {
	const notes = page.locator('.el-notification__closeBtn');
	while ((await notes.count()) > 0) {
		// A note may go away by itself while the mouse is on its way.
		await notes
			.first()
			.click({ timeout: NOTE_TIMEOUT_MS })
			.catch(() => undefined);
	}
	await page.mouse.move(0, 0);
	await page.evaluate('document.activeElement?.blur()');
	await page.evaluate('document.fonts.ready.then(() => true)');
}

async function store(name: string, png: Buffer): Promise<void> {
	if (png.length > MOST_BYTES) {
		throw new Error(`${name}.png has ${png.length} bytes, which is too much for a README`);
	}
	await mkdir(FOLDER, { recursive: true });
	await writeFile(join(FOLDER, `${name}.png`), png);
}

/** What the window shows. */
export async function shootPage(page: Page, name: string): Promise<void> {
	await calm(page);
	await store(name, await page.screenshot({ animations: 'disabled' }));
}

async function boxOf(part: Locator): Promise<Box> {
	const box = await part.boundingBox();
	if (box === null) throw new Error('A part to be shot is not shown');
	return box;
}

/** A strip of a column, from the upper edge of one part of it to the lower edge of another one. */
export async function shootStrip(
	column: Locator,
	from: Locator,
	to: Locator,
	name: string,
): Promise<void> {
	const page = column.page();
	await calm(page);
	const { x, width } = await boxOf(column);
	const first = await boxOf(from);
	const last = await boxOf(to);
	const y = first.y - MARGIN;
	const clip = { x, y, width, height: last.y + last.height + MARGIN - y };
	await store(name, await page.screenshot({ animations: 'disabled', clip }));
}

/** One part of the page, such as a dialog. */
export async function shootPart(part: Locator, name: string): Promise<void> {
	await calm(part.page());
	await store(name, await part.screenshot({ animations: 'disabled' }));
}
