import { given } from '../../nodes/Kling/given';
import { count } from './coverage';
import type { Coverage } from './coverage';
import type { Random } from './random';

/**
 * How the API of one schedule reads what its documentation leaves open (runware-api.md §4 and
 * §11). What is never drawn, and why, stands in assumptions.md.
 */
export interface World {
	readonly acknowledgement: 'placeholder' | 'empty' | 'with cost';
	/** What is said of a task that the API does not have. */
	readonly unknownTask: 'silence' | 'taskNotFound';
	readonly unknownStatus: 200 | 400 | 404;
	/** What is said of a task none of whose videos has ended. */
	readonly running: 'status' | 'silence' | 'progress';
	/** Of several videos, whether the running ones are told beside the ready ones. */
	readonly runningBesideReady: 'told' | 'left out';
	/** A submit under the UUID of a finished task: refused, or made and charged again. */
	readonly finishedUUID: 'conflict' | 'rerun';
	/** The same for a failed one, which was not charged. */
	readonly failedUUID: 'conflict' | 'rerun';
	/** In `errors`, or as an item of `data` with the error nested or flat. */
	readonly failureIn: 'errors' | 'data' | 'data, flat';
	readonly failureStatus: 200 | 400;
	/** Whether an entry of `errors` about a failed task has `status: "error"`. */
	readonly failureMarked: boolean;
	/** Of a task none of whose several videos came out: one error, or one for each. */
	readonly failureEach: 'task' | 'video';
	readonly pollBatch: 'served' | 'refused' | 'first only';
	readonly pollBatchRefusal: 400 | 413;
	readonly submitBatch: 'served' | 'refused' | 'bad one refuses all';
	/** With 'bad one refuses all': whether the others were accepted in truth. */
	readonly neighborsAccepted: boolean;
	/** An accepted task is unknown to polls for this long. */
	readonly invisibleMs: number;
	/** An ended task is unknown after this long, and its UUID is free or still taken. */
	readonly retentionMs: number;
	readonly forgottenUUID: 'free' | 'conflict';
	/** A price, none, or what the dry run itself costs. */
	readonly dryRun: 'cost' | 'silent' | 'zero';
	/** Whether something on the way drops the word that a dry run is one. */
	readonly dryRunHeader: 'heeded' | 'dropped';
	/** What the archive tells of a task, however old: its result, or what was stored over that. */
	readonly archive: 'result' | 'one a request' | 'conflict' | 'not permitted' | 'silence' | 'fault';
	/** How many tasks are in progress at most, and how one more is refused. */
	readonly capacity: number;
	readonly full: 'named' | '429' | '503';
	/** How many tasks of a row end in a trouble of the provider that passes, healed or not. */
	readonly passingEnds: number;
	/** The chance of a fault in a request, until the world heals. */
	readonly faultRate: number;
	readonly healedAt: number;
	/** When nothing comes through, in one piece; a request may have its effect all the same. */
	readonly away?: { readonly from: number; readonly until: number };
	/** The longest way of a request to the API. */
	readonly longestWayMs: number;
}

const HALF_AN_HOUR = 1_800_000;

export function drawWorld(random: Random): World {
	const finishedUUID = random.pick(['conflict', 'rerun'] as const);
	const failedUUID = random.pick(['conflict', 'rerun'] as const);
	const unknownTask = random.pick(['silence', 'taskNotFound'] as const);
	const running =
		finishedUUID === 'rerun'
			? random.pick(['status', 'progress'] as const)
			: random.pick(['status', 'silence', 'progress'] as const);
	const isMadeAgain = finishedUUID === 'rerun' || failedUUID === 'rerun';
	const hidesDryRuns =
		finishedUUID === 'rerun' || (failedUUID === 'rerun' && running === 'silence');
	const silent = unknownTask === 'silence' || running === 'silence';
	const faultRate = random.weighted([
		[0, 2],
		[0.03, 2],
		[0.1, 3],
		[0.25, 2],
		[0.5, 1],
	] as const);
	const from = random.between(0, random.pick([1_000, 5_000, 20_000]));
	const away =
		faultRate > 0 && random.chance(0.35)
			? { from, until: from + random.between(3_000, random.pick([10_000, 90_000])) }
			: undefined;
	const capacity = random.chance(0.25) ? random.between(1, 4) : Infinity;
	return {
		acknowledgement: random.pick([
			'placeholder',
			'empty',
			running === 'silence' ? 'placeholder' : 'with cost',
		] as const),
		unknownTask,
		unknownStatus: random.pick([200, 400, 404]),
		running,
		finishedUUID,
		runningBesideReady: random.pick(['told', 'left out']),
		failedUUID,
		failureIn: random.weighted([
			['errors', 3],
			['data', 2],
			['data, flat', 1],
		] as const),
		failureStatus: random.pick([200, 400]),
		failureMarked: random.chance(0.5),
		failureEach: random.pick(['task', 'video']),
		pollBatch: random.weighted([
			['served', 3],
			['refused', 1],
			['first only', silent ? 0 : 1],
		] as const),
		pollBatchRefusal: random.pick([400, 413]),
		submitBatch: random.pick(['served', 'refused', 'bad one refuses all']),
		neighborsAccepted: random.chance(0.5),
		invisibleMs: random.chance(0.5) ? 0 : random.between(1, 2000),
		retentionMs: random.chance(0.8) ? Infinity : random.between(HALF_AN_HOUR, 4 * HALF_AN_HOUR),
		forgottenUUID: random.pick(['free', 'conflict']),
		dryRun: random.pick(['cost', 'silent', 'zero']),
		faultRate,
		healedAt:
			faultRate === 0
				? 0
				: Math.max(
						away?.until ?? 0,
						random.between(1_000, random.pick([20_000, 120_000, 600_000])),
					),
		...given({ away }),
		dryRunHeader: random.weighted([
			['heeded', 3],
			['dropped', hidesDryRuns ? 0 : 3],
		] as const),
		archive: random.pick([
			'result',
			'result',
			'one a request',
			'conflict',
			'not permitted',
			'silence',
			'fault',
		]),
		capacity,
		full: random.pick(['named', '429', '503']),
		passingEnds: random.chance(0.4) ? random.between(1, 2) : 0,
		longestWayMs: isMadeAgain ? 300 : random.pick([300, 8_000]),
	};
}

export function countWorld(coverage: Coverage, world: World): void {
	for (const [name, value] of Object.entries(world)) {
		if (typeof value === 'string' || typeof value === 'boolean')
			count(coverage, `reading: ${name} ${value}`);
	}
	count(coverage, `reading: unknownStatus ${world.unknownStatus}`);
	count(coverage, `reading: failureStatus ${world.failureStatus}`);
	count(coverage, `reading: fault rate ${world.faultRate}`);
	if (world.capacity < Infinity) count(coverage, `reading: a provider that takes few`);
	if (world.invisibleMs > 0) count(coverage, 'reading: accepted tasks invisible at first');
	if (world.away !== undefined) count(coverage, 'reading: away for a while');
	if (world.passingEnds > 0) count(coverage, 'reading: tasks end in passing trouble');
	if (world.retentionMs < Infinity) count(coverage, 'reading: ended tasks forgotten');
}
