/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Camera, Point } from './camera';
import { Timeline } from './timeline';

/** A page that is not at rest after so many looks moves for good, as a spinner does. */
const MOST_LOOKS = 5;
const BETWEEN_LOOKS_MS = 120;

/** Takes a picture of every change; how long it takes for that is not to be seen in the film. */
export class Recording implements Camera {
	readonly timeline: Timeline;
	private pictures = 0;

	constructor(
		private readonly folder: string,
		pointer: Point,
	) {
		this.timeline = new Timeline(pointer);
	}

	caption(text: string): void {
		this.timeline.caption(text);
	}

	glide(to: Point): void {
		this.timeline.glide(to);
	}

	press(): void {
		this.timeline.press();
	}

	loop(part: 'begins' | 'ends'): void {
		this.timeline.loop(part);
	}

	async look(page: Page, milliseconds: number): Promise<void> {
		let picture = await page.screenshot();
		for (let looks = 1; looks < MOST_LOOKS; looks += 1) {
			await page.waitForTimeout(BETWEEN_LOOKS_MS);
			const next = await page.screenshot();
			const atRest = next.equals(picture);
			picture = next;
			if (atRest) break;
		}
		await this.keep(picture, milliseconds);
	}

	async snap(page: Page, milliseconds: number): Promise<void> {
		await this.keep(await page.screenshot(), milliseconds);
	}

	private async keep(picture: Buffer, milliseconds: number): Promise<void> {
		this.pictures += 1;
		const file = join(this.folder, `${String(this.pictures).padStart(5, '0')}.png`);
		await writeFile(file, picture);
		this.timeline.show(file, milliseconds);
	}
}
