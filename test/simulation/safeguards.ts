import type { Safeguard } from './mutant';

/**
 * What keeps the core from paying twice, losing a video or lying about either. Without any one of
 * these the simulation has to find a violation; with all of them it must not.
 */
export const SAFEGUARDS: readonly Safeguard[] = [
	{
		name: 'nothing is submitted before a look-up',
		file: 'runTasks.ts',
		snippet: 'await findEarlier(jobs, ask, createArchive(send, clock), clock)',
		without:
			'jobs.map((job) => ({ job, attempt: 1, taskUUID: job.taskUUID(1), askedAt: clock.now() }))',
	},
	{
		name: 'what could not be looked up is not bought',
		file: 'buying/findEarlier.ts',
		snippet: 'for (const { job } of open) found.set(job, look.trouble.error);',
		without:
			'for (const { job, attempt, taskUUID } of open) found.set(job, { job, attempt, taskUUID, askedAt });',
	},
	{
		name: 'only a certain failure leads to the next attempt',
		file: 'buying/findEarlier.ts',
		snippet: 'askedAt - since >= BELIEVED_AFTER_MS',
		without: 'true',
	},
	{
		name: 'a failure with videos does not lead to the next attempt',
		file: 'buying/findEarlier.ts',
		snippet: "state?.status === 'error' && state.videos.length === 0",
		without: "state?.status === 'error'",
	},
	{
		name: 'a failed task is tried anew under the next identity',
		file: 'buying/findEarlier.ts',
		snippet: 'isBelieved && isFailure(state) && attempt < MOST_ATTEMPTS',
		without: 'false',
	},
	{
		name: 'a failed look says nothing of its tasks',
		file: 'waiting/poll.ts',
		snippet: 'answered: new Set(),',
		without: 'answered: new Set(tasks.map(({ taskUUID }) => taskUUID)),',
	},
	{
		name: 'a refused batch of looks is taken apart',
		file: 'waiting/poll.ts',
		snippet: "if (tasks.length > 1 && refusesBatch(answer, error)) return 'refused';",
		without: '',
	},
	{
		name: 'a task that was last asked after long ago is asked after again',
		file: 'buying/submit.ts',
		snippet: 'clock.now() - unknownAt > FRESH_MS',
		without: 'false',
	},
	{
		name: 'a task is sent again under the same identity',
		file: 'buying/submit.ts',
		snippet: 'await send(open.map(({ task }) => task))',
		without:
			"await send(open.map(({ task, tries }) => tries === 0 ? task : { ...task, taskUUID: task.taskUUID.replace(/.$/, '1') }))",
	},
	{
		name: 'a refusal after a lost answer is not taken for the end',
		file: 'runTasks.ts',
		snippet: 'submission.lost || mayBeBought(taskUUID)',
		without: 'mayBeBought(taskUUID)',
	},
	{
		name: 'a lost answer may mean acceptance',
		file: 'buying/submit.ts',
		snippet:
			"case 'again':\n\t\t\t\tpending.lost ||= verdict.lost;\n\t\t\t\tpending.uncertain ||= verdict.lost;",
		without: "case 'again':",
	},
	{
		name: 'conflictTaskUUID means accepted',
		file: 'buying/submitAnswer.ts',
		snippet: "return { is: 'conflict', error };",
		without: "return { is: 'refused', error, lost: false };",
	},
	{
		name: 'a refused batch of submits is taken apart',
		file: 'buying/submit.ts',
		snippet: 'pending.alone ||= verdict.alone === true;',
		without: '',
	},
	{
		name: 'what was conflicting was charged to an earlier run',
		file: 'buying/submit.ts',
		snippet: "pending.resolve({ is: 'accepted', earlier: !pending.lost, ordered: false });",
		without: "pending.resolve({ is: 'accepted', earlier: true, ordered: false });",
	},
	{
		name: 'a task that another run may have ordered is waited for, and not left to its report',
		file: 'buying/submitAnswer.ts',
		snippet: ": { is: 'accepted', earlier, ordered: false }",
		without: ": { is: 'accepted', earlier, ordered: true }",
	},
	{
		name: 'prices are known before the first submit',
		file: 'runTasks.ts',
		snippet: ': await approve(toBuy, { send, ask, clock }, budget)',
		without: ': undefined',
	},
	{
		name: 'nothing is submitted above the limit',
		file: 'buying/approval.ts',
		snippet: 'bill.sum > spendingLimit + ROUNDING',
		without: 'false',
	},
	{
		name: 'no task is submitted without a place',
		file: 'runTasks.ts',
		snippet: 'if (isToBuy) await places.acquire();',
		without: '',
	},
	{
		name: 'a place is given back only at the end',
		file: 'runTasks.ts',
		snippet: 'let attempt = await first();',
		without: 'places.release();\n\t\t\tlet attempt = await first();',
	},
	{
		name: 'an error that may be the look’s own is no end when it comes once',
		file: 'waiting/watch.ts',
		snippet: 'state.certain || (entry.uncertainErrors >= BELIEVED_AFTER && isLasting)',
		without: 'true',
	},
	{
		name: 'an error that may be the look’s own is no end when it comes first',
		file: 'wire/taskState.ts',
		snippet: "(state.status === 'error' && state.certain)",
		without: "state.status === 'error'",
	},
	{
		name: 'an unmarked passing error is uncertain',
		file: 'wire/taskState.ts',
		snippet: "failures.some((failure) => wordOf(failure, status) === 'end')",
		without: 'true',
	},
	{
		name: 'a just accepted task may be unknown for a while',
		file: 'runTasks.ts',
		snippet: 'clock.now() + ACCEPTED_UNKNOWN_MS',
		without: 'clock.now()',
	},
	{
		name: 'one refused key is not the end of the waiting',
		file: 'waiting/watch.ts',
		snippet: 'proven ? LOCKED_OUT_AFTER_MS : 0',
		without: '0',
	},
	{
		name: 'the waiting ends',
		file: 'waiting/watch.ts',
		snippet: 'if (!isLast) return undefined;',
		without: 'return undefined;',
	},
	{
		name: 'the videos of a partly failed task are delivered',
		file: 'tasks/outcome.ts',
		snippet: 'return state.videos.length > 0',
		without: 'return state.videos.length < 0',
	},
	{
		name: 'videos told twice are delivered once',
		file: 'wire/taskState.ts',
		snippet: 'distinct(results.flatMap(toVideos))',
		without: 'results.flatMap(toVideos)',
	},
	{
		name: 'a task is finished when all of its videos are',
		file: 'wire/taskState.ts',
		snippet: 'videos.length >= enough',
		without: 'videos.length >= 1',
	},
	{
		name: 'a task with a running video runs, whatever failed',
		file: 'wire/taskState.ts',
		snippet: "if (running) return { status: 'processing' };",
		without: '',
	},
	{
		name: 'answers about other tasks are passed over',
		file: 'wire/taskState.ts',
		snippet: "textField(result, 'taskUUID')?.toLowerCase() ?? sole",
		without: 'asked[0]?.taskUUID',
	},
	{
		name: 'only a task that is missing is unknown',
		file: 'wire/taskState.ts',
		snippet: 'videos.length === 0 && isUnknownTask(error)',
		without: 'videos.length === 0',
	},
	{
		name: 'a status of trouble says nothing of a task, whatever it names',
		file: 'wire/RunwareError.ts',
		snippet: 'if (!isTrouble(status)) return marked',
		without: 'return marked',
	},
	{
		name: 'nor does it with the mark of an end, where the code is of the request',
		file: 'wire/RunwareError.ts',
		snippet: "return marked && isMarkedEnd ? 'end' : 'none';",
		without: "return marked ? 'end' : 'none';",
	},
	{
		name: 'what answers with a status of trouble to a submit may have taken it',
		file: 'buying/submitAnswer.ts',
		snippet: "const mayBeTaken = status >= 500 || kind !== 'rateLimit';",
		without: 'const mayBeTaken = false;',
	},
	{
		name: 'a code that nobody has listed may have been taken',
		file: 'buying/submitAnswer.ts',
		snippet: "if (error.isRetryable) return { is: 'again', error, lost: true };",
		without: "if (error.isRetryable) return { is: 'refused', error, lost: false };",
	},
	{
		name: 'an answer that speaks of some tasks says nothing of the others',
		file: 'waiting/poll.ts',
		snippet: 'answered: new Set(states.keys())',
		without: 'answered: new Set(tasks.map(({ taskUUID }) => taskUUID))',
	},
	{
		name: 'what polls have forgotten is looked for in the archive',
		file: 'buying/findEarlier.ts',
		snippet: 'believed(archived) ?? look.states.get(taskUUID)',
		without: 'look.states.get(taskUUID)',
	},
	{
		name: 'a later attempt is looked for behind one that the archive has no video of',
		file: 'buying/findEarlier.ts',
		snippet: "archived?.status === 'processing' && attempt < MOST_ATTEMPTS",
		without: 'false',
	},
	{
		name: 'only a trouble of the provider that passes leads to another attempt of the run',
		file: 'tasks/attempt.ts',
		snippet: 'return isPassing && ',
		without: 'return ',
	},
	{
		name: 'another attempt has another identity',
		file: 'runTasks.ts',
		snippet: 'taskUUID: job.taskUUID(next.attempt)',
		without: 'taskUUID',
	},
	{
		name: 'a dry run may have been taken for a submit',
		file: 'buying/dryRun.ts',
		snippet: 'for (const { taskUUID } of open) unsure.add(taskUUID);',
		without: '',
	},
	{
		name: 'a refusal of what a dry run may have bought is not taken for the end',
		file: 'runTasks.ts',
		snippet: 'submission.lost || mayBeBought(taskUUID)',
		without: 'submission.lost',
	},
	{
		name: 'what a dry run may have bought is not said to cost nothing',
		file: 'priceTasks.ts',
		snippet: 'approval?.unsure.has(taskUUID) === true',
		without: 'false',
	},
	{
		name: 'what a dry run has bought is looked for',
		file: 'buying/dryRun.ts',
		snippet: "else if (state.status !== 'unknown') made.add(taskUUID);",
		without: '',
	},
	{
		name: 'a full provider does not end a row while others get on',
		file: 'buying/submit.ts',
		snippet: 'if (verdict.full !== true) pending.tries += 1;',
		without: 'pending.tries += 1;',
	},
];
