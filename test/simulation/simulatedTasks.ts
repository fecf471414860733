import { identityOf } from './identity';
import type { Random } from './random';
import type { World } from './world';

/** One video of a render; decided at the acceptance, told when it has ended. */
export interface RenderedVideo {
	readonly endsAt: number;
	/** Absent when it fails. */
	readonly videoUUID?: string;
	readonly failure?: string;
}

/** One acceptance of a task. It is charged unless all of its videos fail. */
export interface Render {
	readonly taskUUID: string;
	/** The run whose request was accepted. */
	readonly run: number;
	readonly acceptedAt: number;
	readonly endsAt: number;
	readonly videos: readonly RenderedVideo[];
	readonly charged: boolean;
}

const SHORTEST_RENDER_MS = 4_000;

/** The provider's rate limit and its time-out: the next try may do. */
const PASSING = ['timeoutProvider', 'providerRateLimitExceeded'];

export function hasFailedInPassing({ videos, charged }: Render): boolean {
	return !charged && videos.every(({ failure = '' }) => PASSING.includes(failure));
}

export const MODERATED = 'moderated';
export const REFUSED = 'refused';

/** The tasks that the API has, each with its renders. */
export class SimulatedTasks {
	private readonly renders = new Map<string, Render[]>();

	constructor(
		private readonly world: World,
		private readonly random: Random,
	) {}

	all(): readonly Render[] {
		return [...this.renders.values()].flat();
	}

	of(taskUUID: string): readonly Render[] {
		return this.renders.get(taskUUID) ?? [];
	}

	/** How many tasks are in progress. */
	inProgress(now: number): number {
		return this.all().filter(({ endsAt }) => endsAt > now).length;
	}

	/** What polls know of a task. */
	visible(taskUUID: string, now: number): Render | undefined {
		const render = this.latest(taskUUID);
		if (render === undefined || this.isForgotten(render, now)) return undefined;
		// A task that is made anew under its UUID was visible before.
		const fresh = this.of(taskUUID).length === 1;
		return fresh && now < render.acceptedAt + this.world.invisibleMs ? undefined : render;
	}

	/** Whether a submit under this UUID is refused because of the task that is or was there. */
	isTaken(taskUUID: string, now: number): boolean {
		const render = this.latest(taskUUID);
		if (render === undefined) return false;
		if (now < render.endsAt) return true;
		if (this.isForgotten(render, now)) return this.world.forgottenUUID === 'conflict';
		return (render.charged ? this.world.finishedUUID : this.world.failedUUID) === 'conflict';
	}

	isForgotten({ endsAt }: Render, now: number): boolean {
		return now >= endsAt + this.world.retentionMs;
	}

	accept(
		taskUUID: string,
		run: number,
		prompt: string,
		numberResults: number,
		now: number,
	): Render {
		const healed = now >= this.world.healedAt;
		const { random } = this;
		const slowest = random.weighted([
			[20_000, 75],
			[90_000, healed ? 25 : 20],
			[600_000, healed ? 0 : 5],
		] as const);
		const longest = random.between(SHORTEST_RENDER_MS, slowest);
		const sole = prompt.startsWith(MODERATED)
			? 'invalidProviderContent'
			: !healed && random.chance(0.12)
				? random.pick([...PASSING, 'providerError'])
				: this.endsInPassing(taskUUID)
					? random.pick(PASSING)
					: undefined;
		const number = this.of(taskUUID).length + 1;
		const videos = Array.from({ length: numberResults }, (_, index): RenderedVideo => {
			const endsAt =
				now +
				(index === 0 || sole !== undefined ? longest : random.between(SHORTEST_RENDER_MS, longest));
			const failure =
				sole ??
				(numberResults > 1 && !healed && random.chance(0.3) ? 'invalidProviderContent' : undefined);
			return failure === undefined
				? { endsAt, videoUUID: `${taskUUID}:${number}:${index}` }
				: { endsAt, failure };
		});
		const render = {
			taskUUID,
			run,
			acceptedAt: now,
			endsAt: now + longest,
			videos,
			charged: videos.some(({ videoUUID }) => videoUUID !== undefined),
		};
		this.renders.set(taskUUID, [...this.of(taskUUID), render]);
		return render;
	}

	/** What is not marked as an end cannot be told from a trouble of the poll, and is not tried again. */
	private endsInPassing(taskUUID: string): boolean {
		const { failureIn, failureMarked, passingEnds } = this.world;
		if (failureIn === 'errors' && !failureMarked) return false;
		const { key } = identityOf(taskUUID);
		const earlier = this.all().filter(
			(render) => identityOf(render.taskUUID).key === key && hasFailedInPassing(render),
		);
		return earlier.length < passingEnds;
	}

	/** The task as it was made last, however long ago. */
	latest(taskUUID: string): Render | undefined {
		return this.of(taskUUID).at(-1);
	}
}
