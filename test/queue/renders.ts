import { Callbacks, type CallbackTry } from '../../emulator/api/callbacks';
import { type EmulatedTask, type Emulator, startEmulator } from '../../emulator/server';

const RENDER_MS = 3000;
/** Longer than the whole test. */
const HELD_MS = 3_600_000;
/** In a prompt: the video is ready when the test says so, however slow the machine is. */
export const HELD = '(held)';

/** Runware, with renders that last until the test ends them. */
export class Renders {
	private constructor(
		readonly emulator: Emulator,
		private readonly callbacks: Callbacks,
	) {}

	static async start(): Promise<Renders> {
		const emulator = await startEmulator({
			renderMs: ({ positivePrompt }) =>
				String(positivePrompt).includes(HELD) ? HELD_MS : RENDER_MS,
		});
		return new Renders(emulator, new Callbacks(emulator.readings, () => emulator.origin));
	}

	/** Every try to report a held video. */
	get reports(): readonly CallbackTry[] {
		return this.callbacks.tries;
	}

	/** The videos are ready now, and are reported where that was asked for. */
	finish(tasks: readonly EmulatedTask[]): void {
		for (const task of tasks) {
			// Hides the getter that counts from the render time.
			Object.defineProperty(task, 'readyAt', { value: Date.now() });
			this.callbacks.schedule(task);
		}
	}

	async close(): Promise<void> {
		this.callbacks.stop();
		await this.emulator.close();
	}
}
