interface Event {
	readonly at: number;
	readonly order: number;
	readonly life: Life | undefined;
	readonly act: () => void;
}

/**
 * Time that passes only from event to event. `step` makes one event happen; the caller must let
 * all promises settle before the next one, for which a turn of the real event loop is enough,
 * however many `await`s a chain has. Many clocks can share the turn: see many.ts.
 */
export class VirtualClock {
	now = 0;
	/** The next one last. */
	private readonly events: Event[] = [];
	private order = 0;

	/** Of events for the same moment the first one registered happens first. */
	at(time: number, act: () => void, life?: Life): void {
		if (!Number.isFinite(time)) throw new Error(`An event at ${time}`);
		const event = { at: Math.max(time, this.now), order: (this.order += 1), life, act };
		let index = this.events.length;
		while (index > 0 && (this.events[index - 1]?.at ?? Infinity) <= event.at) index -= 1;
		this.events.splice(index, 0, event);
	}

	/** False when nothing is left that could happen. */
	step(): boolean {
		for (;;) {
			const event = this.events.pop();
			if (event === undefined) return false;
			if (event.life?.isOver === true) continue;
			this.now = event.at;
			event.act();
			return true;
		}
	}
}

/** The execution was cancelled by the user: what a run waits for rejects with this. */
export class Cancelled extends Error {}

/**
 * One execution of the node. Killed, nothing that belongs to it happens any more: its sleeps do
 * not end and the answers to its requests go to nobody. Cancelled, all of that rejects.
 */
export class Life {
	private ending: 'killed' | 'cancelled' | undefined;
	private readonly waiting = new Set<(cause: Cancelled) => void>();

	constructor(private readonly clock: VirtualClock) {}

	get isOver(): boolean {
		return this.ending !== undefined;
	}

	kill(): void {
		this.ending ??= 'killed';
		this.waiting.clear();
	}

	cancel(): void {
		if (this.isOver) return;
		this.ending = 'cancelled';
		for (const reject of this.waiting) reject(new Cancelled('The execution was canceled'));
		this.waiting.clear();
	}

	/** A promise that this life can lose; `begin` gets what resolves it. */
	async until<Result>(begin: (resolve: (result: Result) => void) => void): Promise<Result> {
		return await new Promise<Result>((resolve, reject) => {
			if (this.ending === 'killed') return;
			if (this.ending === 'cancelled') {
				reject(new Cancelled('The execution was canceled'));
				return;
			}
			this.waiting.add(reject);
			begin((result) => {
				this.waiting.delete(reject);
				resolve(result);
			});
		});
	}

	/** As the core's clock wants it. */
	readonly sleep = async (ms: number): Promise<void> => {
		await this.until<void>((resolve) => {
			this.clock.at(this.clock.now + Math.max(0, ms), resolve, this);
		});
	};
}
