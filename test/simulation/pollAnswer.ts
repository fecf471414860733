import type { ApiAnswer, Entry } from './apiAnswer';
import type { Render } from './simulatedTasks';
import type { World } from './world';

interface Told {
	readonly data: readonly Entry[];
	readonly errors: readonly Entry[];
}

const NOTHING: Told = { data: [], errors: [] };

/** The answer to getResponse tasks; `renders` holds undefined for those that polls do not know. */
export function pollAnswer(
	world: World,
	renders: readonly (readonly [string, Render | undefined])[],
	now: number,
): ApiAnswer {
	if (renders.length > 1 && world.pollBatch === 'refused') {
		return {
			status: world.pollBatchRefusal,
			errors: [{ code: 'invalidRequest', message: 'One task a request, please' }],
		};
	}
	const served = world.pollBatch === 'first only' ? renders.slice(0, 1) : renders;
	const told = served.map(([taskUUID, render]) =>
		render === undefined ? unknownTask(world, taskUUID) : stateOf(world, render, now),
	);
	const data = told.flatMap((part) => part.data);
	const errors = told.flatMap((part) => part.errors);
	const unknown = errors.some(({ code }) => code === 'taskNotFound');
	const failed = errors.some(({ code }) => code !== 'taskNotFound');
	const status = failed
		? world.failureStatus
		: unknown && data.length === 0
			? world.unknownStatus
			: 200;
	return { status, data, ...(errors.length === 0 ? {} : { errors }) };
}

function unknownTask(world: World, taskUUID: string): Told {
	if (world.unknownTask === 'silence') return NOTHING;
	const error = { code: 'taskNotFound', message: 'There is no such task', taskUUID };
	return { data: [], errors: [error] };
}

function stateOf(world: World, { taskUUID, videos }: Render, now: number): Told {
	const leavesOut = world.runningBesideReady === 'left out';
	const isRunning = videos.some(({ endsAt }) => endsAt > now);
	// What leaves running videos out tells of failures when all have ended, or it would tell the end.
	const ended = videos.filter(
		({ endsAt, failure }) => endsAt <= now && !(leavesOut && isRunning && failure !== undefined),
	);
	if (ended.length === 0) {
		if (world.running === 'silence') return NOTHING;
		const progress = world.running === 'progress' ? { progress: 40 } : {};
		return {
			data: [{ taskType: 'videoInference', taskUUID, status: 'processing', ...progress }],
			errors: [],
		};
	}
	const data: Entry[] = [];
	const failures: Entry[] = [];
	for (const { videoUUID, failure } of ended) {
		if (videoUUID === undefined) {
			failures.push({ code: failure ?? 'providerError', message: 'It failed', taskUUID });
		} else {
			data.push({
				taskType: 'videoInference',
				taskUUID,
				status: 'success',
				videoUUID,
				videoURL: `https://vm.runware.ai/video/${videoUUID}.mp4`,
				cost: 0.42,
			});
		}
	}
	if (!leavesOut) {
		for (const { endsAt } of videos) {
			if (endsAt > now) data.push({ taskType: 'videoInference', taskUUID, status: 'processing' });
		}
	}
	const whole = failures.length === videos.length && world.failureEach === 'task';
	const told = whole ? failures.slice(0, 1) : failures;
	if (world.failureIn !== 'errors') {
		const items = told.map(({ code, message }) => ({
			taskType: 'videoInference',
			taskUUID,
			status: 'error',
			...(world.failureIn === 'data' ? { error: { code, message } } : { code, message }),
		}));
		return { data: [...data, ...items], errors: [] };
	}
	const mark = world.failureMarked ? { status: 'error' } : {};
	return { data, errors: told.map((error) => ({ ...error, ...mark })) };
}
