/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a test server, never part of the package */

/** Timers that all end together, so that closing the emulator leaves nothing behind. */
export class Timers {
	private readonly pending = new Set<ReturnType<typeof setTimeout>>();

	after(milliseconds: number, run: () => void): void {
		const timer = setTimeout(() => {
			this.pending.delete(timer);
			run();
		}, milliseconds);
		this.pending.add(timer);
	}

	clear(): void {
		for (const timer of this.pending) clearTimeout(timer);
		this.pending.clear();
	}
}
