/** Room for a number of tasks in progress at Runware; whoever finds none queues up. */
export interface Semaphore {
	/** Resolves, first come first served, when there is room. */
	readonly acquire: () => Promise<void>;
	/** For a task that is in progress already, room or not. */
	readonly take: () => void;
	readonly release: () => void;
}

export function createSemaphore(most: number): Semaphore {
	let taken = 0;
	const queue: (() => void)[] = [];

	function admit(): void {
		while (taken < most && queue.length > 0) {
			taken += 1;
			queue.shift()?.();
		}
	}

	return {
		acquire: async () =>
			await new Promise((resolve) => {
				queue.push(resolve);
				admit();
			}),
		take: () => {
			taken += 1;
		},
		release: () => {
			taken -= 1;
			admit();
		},
	};
}
