import type { Job } from '../../nodes/Kling/runware/tasks/job';
import type { Task, VideoInferenceTask } from '../../nodes/Kling/runware/wire/protocol';
import type { Outcome } from '../../nodes/Kling/runware/tasks/outcome';
import { identityOf } from './identity';
import type { Run } from './run';
import type { World } from './world';
import { PRICE } from './schedule';
import { isVideo, shown } from './simulatedApi';
import { hasFailedInPassing } from './simulatedTasks';
import type { Render, SimulatedTasks } from './simulatedTasks';

export const INVARIANTS = {
	once: 'no key is charged twice, over all attempts and runs',
	delivered: 'every charged video is delivered by the run or by its re-run',
	whole: 'a finished outcome holds all videos that the task was charged for, and no other',
	lookedUp: 'nothing is submitted before every job was looked up',
	priced: 'with a limit nothing is submitted unpriced, refused or above it',
	ends: 'every run ends, within bounded time and a bounded number of requests',
	places: 'a run never has more unfinished tasks of its own than it may',
	honest: "a failure says 'no' or 'yes' of its charge only when that is so",
	reported: 'a task is left to its report only by the run that ordered it',
	patient: 'nobody gives up a charged task before its maximum wait',
	noticed: 'in a healed world a finished video is noticed before the maximum wait',
	reused: 'reused is true only of what this run was not charged for',
	identity: 'a taskUUID stands for one request',
	tried: 'a run tries a row again only after a trouble of the provider that passes',
	dry: 'a dry run says of each task that it has made that it has, or may have',
	anew: 'in a healed world a row that can be made is made',
	order: 'each job has one outcome, in the order of the jobs',
} as const;

export type Invariant = keyof typeof INVARIANTS;
export type Report = (invariant: Invariant, what: string) => void;

/** Looks at a request before the API gets it. */
export function checkRequest(
	run: Run,
	tasks: readonly Task[],
	dryRun: boolean,
	api: SimulatedTasks,
	now: number,
	report: Report,
): void {
	const videos = tasks.filter(isVideo);
	for (const task of videos) checkIdentity(run, task, report);
	if (dryRun) {
		for (const { taskUUID } of videos) run.dryRunSent.add(keyOf(taskUUID));
		return;
	}
	if (videos.length === 0) return;
	if (run.plan.dryRun) report('dry', `${shown(videos[0]?.taskUUID ?? '')} was submitted`);
	checkLookUp(run, videos, report);
	for (const { taskUUID } of videos) run.submitted.add(taskUUID);
	checkPrices(run, videos, api, report);
	checkTries(run, videos, api, report);
	checkPlaces(run, api, now, report);
}

function checkIdentity(run: Run, task: VideoInferenceTask, report: Report): void {
	const { taskUUID, ...request } = task;
	const { key, attempt } = identityOf(taskUUID);
	const job = run.jobs.find((candidate) => candidate.taskUUID(attempt) === taskUUID);
	if (job === undefined) report('identity', `${taskUUID} belongs to no job of the run`);
	else if (!sameFields(job.request, request)) {
		report('identity', `key ${key} was sent as ${JSON.stringify(request)}`);
	}
}

function sameFields(one: object, other: object): boolean {
	const fields = Object.entries(one);
	const others = new Map<string, unknown>(Object.entries(other));
	return (
		fields.length === others.size && fields.every(([name, value]) => others.get(name) === value)
	);
}

function checkLookUp(run: Run, videos: readonly VideoInferenceTask[], report: Report): void {
	const unasked = videos.filter(({ taskUUID }) => !run.lookedUp.has(taskUUID));
	for (const { taskUUID } of unasked) report('lookedUp', `${shown(taskUUID)} was not looked up`);
	if (run.submitted.size > 0) return;
	// A job that cannot be asked about fails right away; if it does not, it is found at its submit.
	if (run.jobs.every((job) => !run.lookedUp.has(job.taskUUID(1)))) {
		report('lookedUp', 'a submit before any look');
	}
}

function checkPrices(
	run: Run,
	videos: readonly VideoInferenceTask[],
	api: SimulatedTasks,
	report: Report,
): void {
	const { spendingLimit, allOrNothing } = run.plan;
	if (spendingLimit === undefined) return;
	// A dry run after which a task is there may not have been taken for one: no more of them are sent.
	const isStopped = [...run.dryRunSent].some((key) => rendersOf(key, api).length > 0);
	for (const { taskUUID } of videos) {
		const isPriced = run.dryRunSent.has(keyOf(taskUUID)) || isStopped;
		if (!isPriced) report('priced', `${shown(taskUUID)} had no price`);
		if (run.refusedByDryRun.has(taskUUID)) report('priced', `${shown(taskUUID)} was refused`);
	}
	if (allOrNothing && run.refusedByDryRun.size > 0) {
		report('priced', 'submitted although a row was refused, and all or nothing asked for');
	}
	const results = new Map(
		run.jobs.map((job) => [keyOf(job.taskUUID(1)), job.request.numberResults]),
	);
	// A later attempt stands in for one that failed, and was not charged.
	const keys = new Set([...run.submitted].map(keyOf));
	const sum = [...keys].reduce((total, key) => total + PRICE * (results.get(key) ?? 1), 0);
	if (sum > spendingLimit + 0.0001)
		report('priced', `${sum} USD submitted, ${spendingLimit} allowed`);
}

function checkTries(
	run: Run,
	videos: readonly VideoInferenceTask[],
	api: SimulatedTasks,
	report: Report,
): void {
	for (const { taskUUID } of videos) {
		const { key, attempt } = identityOf(taskUUID);
		const failed = rendersOf(key, api).find(
			(render) => render.run === run.index && identityOf(render.taskUUID).attempt === attempt - 1,
		);
		if (failed !== undefined && !hasFailedInPassing(failed)) {
			report('tried', `${shown(taskUUID)} follows an attempt of the same run`);
		}
	}
}

function checkPlaces(run: Run, api: SimulatedTasks, now: number, report: Report): void {
	if (run.jobs.some(({ until }) => until !== 'finished')) return;
	const unfinished = [...run.submitted].filter((taskUUID) => {
		if (run.reported.has(taskUUID)) return false;
		const render = api.of(taskUUID).at(-1);
		return render === undefined || render.endsAt > now;
	});
	if (unfinished.length > run.plan.maxConcurrent) {
		report('places', `${unfinished.length} unfinished, ${run.plan.maxConcurrent} allowed`);
	}
}

/** The requests that a run of so long may need; more is a loop. */
export function mostRequests(run: Run, now: number): number {
	const requestsPerLook = 8;
	const jobs = run.jobs.length;
	return 100 + 40 * jobs + requestsPerLook * ((now - run.startedAt) / 2_000 + 30 * jobs);
}

/** The time that a run may take, whatever happens: each job after the other, with all its pauses. */
export function longestRun({ jobs, plan }: Run): number {
	return 900_000 + jobs.length * (2 * plan.maxWaitMs + 900_000);
}

/** Polls that answer for one task only come round to each of them within this time. */
function slowestRound(jobs: number): number {
	return 3_000 + 2_600 * jobs;
}

/** A task that another run has ordered never reports to this one. */
function checkReport(run: Run, taskUUID: string, api: SimulatedTasks, report: Report): void {
	if (jobOf(run, taskUUID)?.until !== 'reported') return;
	if (run.liedAbout.has(taskUUID)) return;
	const ordered = api.of(taskUUID).some((render) => render.run === run.index);
	if (!ordered) report('reported', `${shown(taskUUID)} is left to a report that goes elsewhere`);
}

/** When any attempt of a key was last looked up. */
function lastAskedAt(run: Run, key: number): number | undefined {
	const times = [...run.lookedUp].filter(([taskUUID]) => keyOf(taskUUID) === key);
	return times.length === 0 ? undefined : Math.max(...times.map(([, at]) => at));
}

/** What an outcome may say, given what the API charged. */
export function checkOutcome(
	run: Run,
	key: number,
	outcome: Outcome,
	api: SimulatedTasks,
	now: number,
	{ healedAt, running }: Pick<World, 'healedAt' | 'running'>,
	report: Report,
): void {
	if (outcome.status === 'processing') {
		checkReport(run, outcome.taskUUID, api, report);
		return;
	}
	const { taskUUID } = outcome;
	const renders = taskUUID === undefined ? rendersOf(key, api) : api.of(taskUUID);
	const charged = renders.filter((render) => render.charged);
	const own = charged.filter((render) => render.run === run.index);
	if (outcome.status === 'failed') {
		// What the API does not tell when it is asked, or another run begins afterwards, nobody can know.
		const hidden = charged.filter((render) => {
			const askedAt = run.lookedUp.get(render.taskUUID) ?? lastAskedAt(run, key);
			if (render.run === run.index || askedAt === undefined) return false;
			return !run.told.has(render.taskUUID) || askedAt < render.acceptedAt;
		});
		const { code } = outcome.error.details;
		// With a key that is refused nothing can be asked: there 'no' speaks of this run.
		const lockedOut = taskUUID === undefined && outcome.error.kind === 'auth';
		if (outcome.charged === 'no' && charged.length > hidden.length && !lockedOut) {
			report('honest', `key ${key} was charged, but 'no' said (${code})`);
		}
		if (outcome.charged === 'yes' && charged.length === 0) {
			report('honest', `key ${key} was not charged, but 'yes' said (${code})`);
		}
		const overlooked = own.find(
			(render) =>
				render.acceptedAt >= healedAt && render.endsAt + slowestRound(run.jobs.length) < now,
		);
		if (overlooked !== undefined && code === 'maxWaitReached') {
			report('noticed', `key ${key} was ready for ${now - overlooked.endsAt} ms`);
		}
		// All attempts of a run at a key share its maximum wait.
		const attempts = rendersOf(key, api).filter((render) => render.run === run.index);
		const firstAt = attempts.reduce((least, { acceptedAt }) => Math.min(least, acceptedAt), now);
		const abandoned = own.find(
			(render) =>
				// Its acceptance may have got lost; polls tell it all the same, or keep silent about it.
				(run.acknowledged.has(render.taskUUID) || running !== 'silence') &&
				now < firstAt + (jobOf(run, render.taskUUID)?.maxWaitMs ?? 0) &&
				!followsAnother(run, render, api),
		);
		// What only a dry run has bought, and a limit then refuses, is nobody's to wait for.
		const isHeldBack = ['spendingLimitExceeded', 'notSubmitted'].includes(code);
		if (abandoned !== undefined && !isHeldBack) {
			report('patient', `key ${key} was given up at ${now - abandoned.acceptedAt} ms (${code})`);
		}
		return;
	}
	if (outcome.reused && own.length > 0) report('reused', `key ${key} was charged for this run`);
	const delivered = outcome.videos.map(({ videoUUID }) => videoUUID ?? '').sort();
	if (charged.every((render) => delivered.join() !== videosOf(render).join())) {
		const made = charged.flatMap(videosOf).join();
		report('whole', `key ${key} delivered ${delivered.join()}, made ${made}`);
	}
}

/** After an attempt that another run had ordered, only the rest of the wait for that one is left. */
function followsAnother(run: Run, { taskUUID }: Render, api: SimulatedTasks): boolean {
	const { key, attempt } = identityOf(taskUUID);
	return rendersOf(key, api).some(
		(other) => identityOf(other.taskUUID).attempt < attempt && other.run !== run.index,
	);
}

/** What has to hold once the last run has ended. */
export function checkEnd(
	last: Run,
	api: SimulatedTasks,
	now: number,
	{ isMakeable, remembers }: { isMakeable: (key: number) => boolean; remembers: boolean },
	report: Report,
): void {
	last.jobs.forEach((job, index) => {
		const key = keyOf(job.taskUUID(1));
		const renders = rendersOf(key, api);
		// What the API has forgotten, its archive too, can be neither found nor protected by its UUID.
		if (!remembers && renders.some((render) => api.isForgotten(render, now))) return;
		const charged = renders.filter((render) => render.charged);
		if (charged.length > 1) {
			const which = charged.map(({ taskUUID, run }) => `${shown(taskUUID)} by run ${run}`);
			report('once', `key ${key} was charged for ${which.join(', ')}`);
		}
		const outcome = last.outcomes?.[index];
		if (outcome?.status === 'finished') {
			if (charged[0] !== undefined && outcome.taskUUID !== charged[0].taskUUID) {
				report('delivered', `key ${key} delivered ${shown(outcome.taskUUID)}`);
			}
			return;
		}
		const said = outcome?.status === 'failed' ? outcome.error.details.code : outcome?.status;
		if (charged.length > 0) report('delivered', `key ${key} was charged, but ${said}`);
		// Of what polls have forgotten, the archive is believed for a video alone: a failed task
		// cannot be told from a finished one then, and another attempt might be paid twice.
		const isOpen = renders.some(
			(render) => isLeftOpen(render, job) || api.isForgotten(render, now),
		);
		if (charged.length === 0 && isMakeable(key) && !isOpen) {
			report('anew', `key ${key} was not made: ${said}`);
		}
	});

	/** What another run or a dry run had ordered may fail in this one, and what is not waited for in any. */
	function isLeftOpen(render: Render, { until }: Job): boolean {
		const isTriedAgain =
			render.run === last.index &&
			until === 'finished' &&
			last.plan.spendingLimit === undefined &&
			hasFailedInPassing(render);
		return render.endsAt > last.startedAt && !isTriedAgain;
	}
}

function jobOf(run: Run, taskUUID: string): Run['jobs'][number] | undefined {
	return run.jobs.find((job) => keyOf(job.taskUUID(1)) === keyOf(taskUUID));
}

export function keyOf(taskUUID: string): number {
	return identityOf(taskUUID).key;
}

function videosOf({ videos }: Render): readonly string[] {
	return videos.flatMap(({ videoUUID }) => videoUUID ?? []).sort();
}

export function rendersOf(key: number, api: SimulatedTasks): readonly Render[] {
	return api.all().filter(({ taskUUID }) => keyOf(taskUUID) === key);
}
