import type { Point } from './camera';

interface Span {
	readonly from: number;
	readonly to: number;
}

export interface Frame extends Span {
	readonly file: string;
}

export interface Caption extends Span {
	readonly text: string;
}

export interface Stroke extends Span {
	readonly start: Point;
	readonly end: Point;
}

export interface Press {
	readonly at: number;
	readonly point: Point;
}

/** So long does nobody read less than this: a second to notice it, and its words. */
const readingTime = (text: string) => 900 + 45 * text.length;

const GLIDE_MS = { shortest: 250, longest: 650, perPixel: 0.8 };
const PRESS_MS = 150;

/** When which picture, caption and pointer is to be seen. Nothing here waits; time passes as it is told. */
export class Timeline {
	private time = 0;
	private readonly pictures: Array<{ file: string; from: number }> = [];
	private readonly texts: Array<{ text: string; from: number }> = [];
	private readonly strokes: Stroke[] = [];
	private readonly presses: Press[] = [];
	private pointer: Point;
	private readonly looped = { from: 0, to: 0 };

	constructor(pointer: Point) {
		this.pointer = pointer;
	}

	get now(): number {
		return this.time;
	}

	/** From now on, and for so long at least. */
	show(file: string, milliseconds: number): void {
		this.pictures.push({ file, from: this.time });
		this.pass(milliseconds);
	}

	/** The one before stays until it can have been read. */
	caption(text: string): void {
		const before = this.texts.at(-1);
		if (before !== undefined)
			this.pass(Math.max(0, before.from + readingTime(before.text) - this.time));
		this.texts.push({ text, from: this.time });
	}

	glide(to: Point): void {
		const { x, y } = this.pointer;
		const distance = Math.hypot(to.x - x, to.y - y);
		const { shortest, longest, perPixel } = GLIDE_MS;
		const lasting = Math.min(longest, Math.max(shortest, distance * perPixel));
		this.stroke(to, lasting);
	}

	press(): void {
		this.presses.push({ at: this.time, point: this.pointer });
		this.pass(PRESS_MS);
	}

	loop(part: 'begins' | 'ends'): void {
		this.looped[part === 'begins' ? 'from' : 'to'] = this.time;
	}

	/** Leaves the end of the film enough time for its caption. */
	end(): void {
		const last = this.texts.at(-1);
		if (last !== undefined) this.pass(Math.max(0, last.from + readingTime(last.text) - this.time));
	}

	frames(): Frame[] {
		return this.spans(this.pictures);
	}

	captions(): Caption[] {
		return this.spans(this.texts);
	}

	/** The pointer at rest and on its way, without a gap. */
	pointerTrack(): readonly Stroke[] {
		return this.strokes;
	}

	clicks(): readonly Press[] {
		return this.presses;
	}

	loopSpan(): Span {
		return this.looped;
	}

	private spans<T extends { from: number }>(entries: readonly T[]): Array<T & Span> {
		return entries.map((entry, place) => ({ ...entry, to: entries[place + 1]?.from ?? this.time }));
	}

	private pass(milliseconds: number): void {
		if (milliseconds <= 0) return;
		this.stroke(this.pointer, milliseconds);
	}

	private stroke(end: Point, milliseconds: number): void {
		const from = this.time;
		this.time += milliseconds;
		this.strokes.push({ from, to: this.time, start: this.pointer, end });
		this.pointer = end;
	}
}
