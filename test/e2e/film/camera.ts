import type { Page } from 'playwright-core';

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** What scenes ask of whoever films them. All times are those of the film, in milliseconds. */
export interface Camera {
	/** Below the picture, until the next one. */
	caption(text: string): void;
	/** What the window shows once it is at rest, for so long. */
	look(page: Page, milliseconds: number): Promise<void>;
	/** What the window shows right now. */
	snap(page: Page, milliseconds: number): Promise<void>;
	/** The pointer moves there, over what was seen last. */
	glide(to: Point): void;
	/** A ring around the pointer. */
	press(): void;
	/** Begins what the README's loop shows, or ends it. */
	loop(part: 'begins' | 'ends'): void;
}

/** n8n's dialogs and menus take a moment to come and go; a camera waits for that by itself. */
const REST_MS = 400;

/** For a rehearsal: the scenes are played, and nobody films them. */
export const NO_CAMERA: Camera = {
	caption: () => undefined,
	look: async (page) => await page.waitForTimeout(REST_MS),
	snap: async () => await Promise.resolve(),
	glide: () => undefined,
	press: () => undefined,
	loop: () => undefined,
};
