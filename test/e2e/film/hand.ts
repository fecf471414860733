import type { Locator, Page } from 'playwright-core';
import type { Camera, Point } from './camera';

const CHARACTERS_AT_ONCE = 3;
const TYPING_MS = 90;
const AFTER_MS = 450;
/** Between two pictures of something that takes long, in the film and by the clock. */
const LAPSE = { filmMs: 120, clockMs: 400, mostFilmMs: 3000 };
const DRAG_STEPS = 6;
const WAIT_WITHIN_MS = 180_000;

async function middleOf(target: Locator): Promise<Point> {
	await target.scrollIntoViewIfNeeded();
	const box = await target.boundingBox();
	if (box === null) throw new Error(`not to be seen: ${String(target)}`);
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A user's hand, in front of a camera. */
export class Hand {
	constructor(
		readonly page: Page,
		private readonly camera: Camera,
	) {}

	/** What is going to happen, and why. */
	async say(text: string, milliseconds = AFTER_MS): Promise<void> {
		this.camera.caption(text);
		await this.look(milliseconds);
	}

	async look(milliseconds = AFTER_MS): Promise<void> {
		await this.camera.look(this.page, milliseconds);
	}

	/** What is there at this moment, though it moves on. */
	async snap(milliseconds: number): Promise<void> {
		await this.camera.snap(this.page, milliseconds);
	}

	async goTo(target: Locator): Promise<Point> {
		await target.waitFor();
		const point = await middleOf(target);
		this.camera.glide(point);
		await this.page.mouse.move(point.x, point.y);
		return point;
	}

	async click(target: Locator, milliseconds = AFTER_MS): Promise<void> {
		await this.goTo(target);
		this.camera.press();
		await target.click();
		await this.look(milliseconds);
	}

	async doubleClick(target: Locator, milliseconds = AFTER_MS): Promise<void> {
		await this.goTo(target);
		this.camera.press();
		await target.dblclick();
		await this.look(milliseconds);
	}

	/** Into what has the focus. */
	async typeOn(text: string): Promise<void> {
		for (let place = 0; place < text.length; place += CHARACTERS_AT_ONCE) {
			await this.page.keyboard.type(text.slice(place, place + CHARACTERS_AT_ONCE));
			await this.camera.snap(this.page, TYPING_MS);
		}
	}

	/** Into a field, in place of what stands there. */
	async type(field: Locator, text: string): Promise<void> {
		await this.click(field, 150);
		await this.page.keyboard.press('ControlOrMeta+a');
		await this.typeOn(text);
		await this.look();
	}

	async press(key: string): Promise<void> {
		await this.page.keyboard.press(key);
		await this.look();
	}

	async drag(from: Locator, to: Locator): Promise<void> {
		const start = await this.goTo(from);
		this.camera.press();
		await this.page.mouse.down();
		const end = await middleOf(to);
		for (let step = 1; step <= DRAG_STEPS; step += 1) {
			const part = step / DRAG_STEPS;
			const point = {
				x: start.x + (end.x - start.x) * part,
				y: start.y + (end.y - start.y) * part,
			};
			await this.page.mouse.move(point.x, point.y, { steps: 4 });
			this.camera.glide(point);
			await this.camera.snap(this.page, TYPING_MS);
		}
		await this.page.mouse.up();
		await this.look();
	}

	/** Films what happens until this is there; the film runs faster than the clock, and then stops. */
	async waitFor(target: Locator, milliseconds = AFTER_MS): Promise<void> {
		const state = { over: false };
		const end = target.waitFor({ timeout: WAIT_WITHIN_MS }).finally(() => {
			state.over = true;
		});
		// Whoever fails says so below; in the meantime nobody listens.
		end.catch(() => undefined);
		for (let shown = 0; !state.over && shown < LAPSE.mostFilmMs; shown += LAPSE.filmMs) {
			await this.camera.snap(this.page, LAPSE.filmMs);
			await this.page.waitForTimeout(LAPSE.clockMs);
		}
		await end;
		await this.look(milliseconds);
	}

	loop(part: 'begins' | 'ends'): void {
		this.camera.loop(part);
	}
}
