import { isJsonObject } from '../../emulator/validation/jsonObject';
import type { Emulator } from '../../emulator/server';
import { atErrorOutput, signsResumeLinks } from '../older/differences';
import { closeEngine } from './engine';
import type { PausedExecution } from './waitingExecution';
import {
	emulatorWith,
	jsonOf,
	looksOf,
	messageOf,
	prompts,
	type Row,
	startPausableVideos,
	submitsOf,
	useEmulator,
	useN8n,
	UUID_SHAPE,
	type VideoRun,
} from './videoRuns';

/** Completion `callback` where nothing goes wrong on the way. */

const n8n = useN8n();
const emulator = useEmulator({ renderMs: 400 });

afterAll(closeEngine);

const PAUSE_FOR_PROMPTS = {
	positivePrompt: '={{ $json.prompt }}',
	completion: 'callback',
} as const;

async function start(rows: readonly Row[], run: VideoRun = {}, api: Emulator = emulator.current) {
	return await startPausableVideos(n8n.current, api, {
		...run,
		rows,
		parameters: { ...PAUSE_FOR_PROMPTS, ...run.parameters },
	});
}

async function paused(rows: readonly Row[], run: VideoRun = {}): Promise<PausedExecution> {
	const execution = await start(rows, run);
	await execution.untilPaused();
	return execution;
}

function submittedTasks(api = emulator.current) {
	return submitsOf(api).flat();
}

describe('an execution that pauses', () => {
	it('continues with one item for each row, in their order, with the files', async () => {
		const execution = await start(prompts(5));
		const result = await execution.finished();

		expect(result.status).toBe('success');
		expect(jsonOf(result)).toEqual(
			submittedTasks().map(({ taskUUID, model }) =>
				expect.objectContaining({ status: 'success', taskUUID, model, cost: 0.42, reused: false }),
			),
		);
		const items = result.received[0] ?? [];
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 4].map((item) => ({ item })),
		);
		expect(items.map(({ binary }) => binary?.['data']?.mimeType)).toEqual(
			Array.from({ length: 5 }, () => 'video/mp4'),
		);
		expect(emulator.current.charges().count).toBe(5);
	});

	it('shows the task of each row meanwhile', async () => {
		const execution = await paused(prompts(2));
		const shown = execution.data().resultData.runData['Kling']?.at(-1)?.data?.['main']?.[0];
		expect(shown?.map(({ json }) => json)).toEqual(
			submittedTasks().map(({ taskUUID, model }) => ({ status: 'processing', taskUUID, model })),
		);
	});

	it('asks nothing between the submit and the first report', async () => {
		const own = await emulatorWith({ renderMs: 700 });
		try {
			const execution = await start(prompts(20), {}, own);
			await execution.finished();
			const submitted = own.requests.findIndex(({ tasks }) =>
				tasks.some((task) => isJsonObject(task) && task['taskType'] === 'videoInference'),
			);
			const firstReport = Math.min(...own.callbacks.map(({ at }) => at));
			const between = own.requests.slice(submitted + 1).filter(({ at }) => at < firstReport);
			expect(between).toEqual([]);
			expect(own.charges().count).toBe(20);
		} finally {
			await own.close();
		}
	});

	it('pauses for an hour, or for the maximum wait that is set', async () => {
		const minutes = async (options: Row) => {
			const begun = Date.now();
			const { waitTill } = await paused(prompts(1, JSON.stringify(options)), {
				parameters: { options },
			});
			return Math.round(((waitTill?.getTime() ?? 0) - begun) / 60_000);
		};
		expect(await minutes({})).toBe(60);
		expect(await minutes({ maxWait: 45 })).toBe(45);
	});

	it('tells Runware an address of this execution, this run and the row, and no other', async () => {
		const execution = await paused(prompts(2), {
			parameters: { options: { webhookURL: 'https://elsewhere.example.com/' } },
		});
		const address = `${execution.resumeUrl}${signsResumeLinks ? '&' : '?'}run=0&row=`;
		expect(submittedTasks().map(({ webhookURL }) => webhookURL)).toEqual([
			`${address}0`,
			`${address}1`,
		]);
	});

	it('keeps the address with its signature out of all items', async () => {
		const execution = await start(prompts(2), {
			parameters: { options: { maxWait: 1 } },
		});
		const { received } = await execution.finished();
		expect(JSON.stringify(received)).not.toContain('signature');
	});

	it('fetches each file once, also of a row that was waited for before the pause', async () => {
		const own = await emulatorWith({ renderMs: (_task, count) => (count === 0 ? 0 : 4000) });
		try {
			const rows = prompts(2).map((row, index) => ({ ...row, when: ['wait', 'callback'][index] }));
			const run = { parameters: { completion: '={{ $json.when }}' } };
			const execution = await start(rows, run, own);
			await execution.untilPaused();
			const { received } = await execution.finished();
			expect(received[0]?.map(({ binary }) => binary?.['data']?.mimeType)).toEqual([
				'video/mp4',
				'video/mp4',
			]);
			expect(own.downloads).toHaveLength(2);
		} finally {
			await own.close();
		}
	});

	it('leaves out the file where none is wanted', async () => {
		const execution = await start(prompts(1), { parameters: { download: false } });
		const { received } = await execution.finished();
		expect(received[0]?.map(({ binary }) => binary)).toEqual([undefined]);
		expect(emulator.current.downloads).toEqual([]);
	});

	it('puts each file where its own row says, in its own format', async () => {
		const rows = prompts(2).map((row, index) => ({
			...row,
			field: `video${index}`,
			format: ['MOV', 'WEBM'][index],
		}));
		const execution = await start(rows, {
			parameters: {
				outputBinaryField: '={{ $json.field }}',
				options: { outputFormat: '={{ $json.format }}' },
			},
		});
		const { received } = await execution.finished();
		expect(received[0]?.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([
			['video0'],
			['video1'],
		]);
		expect(received[0]?.[1]?.binary?.['video1']?.mimeType).toBe('video/webm');
	});

	it('takes a hundred rows', async () => {
		const execution = await start(prompts(100), { parameters: { download: false } });
		const result = await execution.finished();
		expect(jsonOf(result).map(({ taskUUID }) => taskUUID)).toEqual(
			submittedTasks().map(({ taskUUID }) => taskUUID),
		);
		expect(jsonOf(result)).toHaveLength(100);
	});

	it('never changes the rows that it got', async () => {
		const execution = await paused(prompts(3));
		const rows = execution.data().resultData.runData['Rows']?.[0]?.data?.['main']?.[0];
		expect(rows?.map(({ json }) => json)).toEqual(prompts(3));
	});

	it('works under a name full of quotes and braces', async () => {
		const name = 'My "video" {{ node }} \\ \'1\'';
		const execution = await start(prompts(1), { node: { name } });
		expect(jsonOf(await execution.finished())).toEqual([
			expect.objectContaining({ status: 'success' }),
		]);
	});
});

describe('videos that are there already', () => {
	const keyed = (count: number) => prompts(count).map((row, index) => ({ ...row, key: index }));
	const options = { uniqueKey: '={{ $json.key }}' };

	it('need no pause', async () => {
		await (await start(keyed(2), { parameters: { options } })).finished();
		const again = await start(keyed(2), { parameters: { options } });
		const result = await again.finished();
		expect(again.pauses).toBe(0);
		// A report that comes before the first one has paused comes again, which is no third one.
		const reported = emulator.current.callbacks.map(({ taskUUID }) => taskUUID);
		expect(new Set(reported).size).toBe(2);
		const toTheSecond = emulator.current.callbacks.filter(({ url }) =>
			url.startsWith(`${n8n.current.webhookWaitingUrl}/${again.id}`),
		);
		expect(toTheSecond).toEqual([]);
		expect(jsonOf(result).map(({ reused }) => reused)).toEqual([true, true]);
		expect(result.received[0]?.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([
			['data'],
			['data'],
		]);
		expect(emulator.current.charges().count).toBe(2);
	});

	it('are delivered with the new ones, and told from them', async () => {
		await (await start(keyed(2), { parameters: { options } })).finished();
		const more = await start(keyed(4), { parameters: { options } });
		const result = await more.finished();
		expect(jsonOf(result).map(({ reused }) => reused)).toEqual([true, true, false, false]);
		expect(emulator.current.charges().count).toBe(4);
	});

	it('are one for several rows with the same key', async () => {
		const rows = prompts(3).map((row) => ({ ...row, prompt: 'A boat', key: 'same' }));
		const result = await (await start(rows, { parameters: { options } })).finished();
		expect(jsonOf(result).map(({ reused }) => reused)).toEqual([false, true, true]);
		expect(new Set(jsonOf(result).map(({ taskUUID }) => taskUUID)).size).toBe(1);
		expect(emulator.current.charges().count).toBe(1);
	});

	it('are waited for where an earlier execution ordered them, since they report there', async () => {
		const first = await paused(keyed(1), { parameters: { options } });
		const second = await start(keyed(2), { parameters: { options } });
		const [one, other] = await Promise.all([first.finished(), second.finished()]);
		expect(jsonOf(one).map(({ reused }) => reused)).toEqual([false]);
		expect(jsonOf(other).map(({ status, reused }) => [status, reused])).toEqual([
			['success', true],
			['success', false],
		]);
		expect(emulator.current.charges().count).toBe(2);
	});
});

describe('rows that fail', () => {
	const bad = [...prompts(1), { prompt: '' }, ...prompts(1, 'A ship')];
	const emptyPrompt = {
		error: "Row 2: 'Prompt' is empty, but every video needs one",
		details: {
			code: 'invalidParameter',
			charged: 'no',
			advice: 'Correct this row, then run the workflow again.',
		},
	};

	it('are in their place among the others when On Error continues', async () => {
		const execution = await start(bad, { node: { onError: 'continueRegularOutput' } });
		expect(jsonOf(await execution.finished())).toEqual([
			expect.objectContaining({ status: 'success' }),
			emptyPrompt,
			expect.objectContaining({ status: 'success' }),
		]);
	});

	it('leave by the error output where there is one', async () => {
		const execution = await start(bad, { node: { onError: 'continueErrorOutput' } });
		const { received } = await execution.finished();
		expect(received[0]?.map(({ json }) => json['status'])).toEqual(['success', 'success']);
		expect(received[1]?.map(({ json }) => json)).toEqual([
			atErrorOutput({ prompt: '', ...emptyPrompt }),
		]);
	});

	it('stop the workflow before anything is paid', async () => {
		const execution = await start(bad);
		const result = await execution.finished();
		expect(messageOf(result)).toContain("Row 2: 'Prompt' is empty");
		expect(submittedTasks()).toEqual([]);
	});

	it('stop the workflow when Runware refuses them, which tells of the others', async () => {
		emulator.current.fail({ name: 'moderationAtSubmit', match: 'number 2' });
		const result = await (await start(prompts(3))).finished();
		expect(result.status).toBe('error');
		expect(messageOf(result)).toContain('Row 2: The content check rejected this video');
		expect(result.error).toMatchObject({
			description: expect.stringContaining('2 videos from this run are still being made'),
		});
	});

	it('are told with the others when Runware refuses them and On Error continues', async () => {
		emulator.current.fail({ name: 'moderationAtSubmit', match: 'number 2' });
		const run = { node: { onError: 'continueRegularOutput' } } as const;
		expect(jsonOf(await (await start(prompts(3), run)).finished())).toEqual([
			expect.objectContaining({ status: 'success' }),
			{
				error: expect.stringContaining('Row 2: The content check rejected this video'),
				details: expect.objectContaining({ charged: 'no' }),
			},
			expect.objectContaining({ status: 'success' }),
		]);
	});

	it('are told when their render fails during the pause, whatever On Error says', async () => {
		emulator.current.fail({ name: 'moderation', match: 'number 2' });
		const result = await (await start(prompts(3))).finished();
		expect(result.status).toBe('success');
		expect(jsonOf(result)).toEqual([
			expect.objectContaining({ status: 'success' }),
			{
				error: expect.stringContaining('Row 2: The content check rejected this video'),
				details: expect.objectContaining({
					charged: 'no',
					taskUUID: expect.stringMatching(UUID_SHAPE),
				}),
			},
			expect.objectContaining({ status: 'success' }),
		]);
	});

	it('are all there is when no row is left to wait for', async () => {
		const execution = await start([{ prompt: '' }], { node: { onError: 'continueRegularOutput' } });
		const result = await execution.finished();
		expect(jsonOf(result)).toHaveLength(1);
		expect(result.run.waitTill).toBeUndefined();
	});
});

describe('money', () => {
	it('is not spent above the limit', async () => {
		const run = { parameters: { options: { spendingLimit: 1 } } };
		const result = await (await start(prompts(3), run)).finished();
		expect(messageOf(result)).toContain('the limit is $1.00');
		expect(submittedTasks().filter((task) => 'webhookURL' in task)).toHaveLength(3); // the dry run
		expect(emulator.current.charges().count).toBe(0);
	});

	it('is told and not spent by a dry run, which does not pause', async () => {
		const execution = await start(prompts(2), { parameters: { options: { dryRun: true } } });
		const result = await execution.finished();
		expect(jsonOf(result).map(({ status }) => status)).toEqual(['valid', 'valid']);
		expect(JSON.stringify(jsonOf(result))).not.toContain('webhook');
		expect(emulator.current.charges().count).toBe(0);
	});
});

describe('rows of one run that continue at different times', () => {
	it('come out together, in their order', async () => {
		const rows = ['wait', 'callback', 'submit'].map((when) => ({
			prompt: `Continue at ${when}`,
			when,
		}));
		const execution = await start(rows, { parameters: { completion: '={{ $json.when }}' } });
		const result = await execution.finished();
		expect(jsonOf(result).map(({ status }) => status)).toEqual([
			'success',
			'success',
			'processing',
		]);
		expect(result.received[0]?.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([
			['data'],
			['data'],
			[],
		]);
	});
});

describe('a run that cannot pause is refused before anything is paid:', () => {
	const publicApi = { apiKey: 'key', baseUrl: 'https://api.runware.ai/v1' };

	async function refusal(rows: readonly Row[], run: VideoRun): Promise<string> {
		const result = await (await start(rows, run)).finished();
		expect(result.status).toBe('error');
		expect(emulator.current.requests).toEqual([]);
		return messageOf(result);
	}

	it('too many rows', async () => {
		expect(await refusal(prompts(101), {})).toBe(
			"All 101 rows: 'When to Continue' is 'When Runware Reports Back', but an execution can pause for at most 100 rows, and this run has 101. Add a 'Loop Over Items' node before this one, with a batch size of 100 or less",
		);
	});

	it('several videos for a row', async () => {
		expect(await refusal(prompts(1), { parameters: { options: { numberResults: 2 } } })).toBe(
			"Row 1: 'When to Continue' is 'When Runware Reports Back', but then each row can make only one video. Set 'Number of Videos' to 1",
		);
	});

	it('an n8n that Runware cannot reach', async () => {
		expect(await refusal(prompts(1), { credential: publicApi })).toMatch(
			/^Row 1: 'When to Continue' is 'When Runware Reports Back', but Runware cannot reach n8n at http:\/\/127\.0\.0\.1:\d+, which is not on the internet\..* set the environment variable N8N_WEBHOOK_URL \(before n8n 2\.30: WEBHOOK_URL\) to its public address/,
		);
	});

	it('an n8n that Runware cannot reach, row by row when On Error continues', async () => {
		const execution = await start(prompts(2), {
			credential: publicApi,
			node: { onError: 'continueErrorOutput' },
		});
		const { received } = await execution.finished();
		expect(received[0]).toEqual([]);
		expect(received[1]?.map(({ json }) => json)).toEqual(
			prompts(2).map((row) =>
				atErrorOutput({
					...row,
					error: expect.stringContaining('Runware cannot reach n8n'),
					details: {
						code: 'invalidParameter',
						charged: 'no',
						advice: 'Correct this row, then run the workflow again.',
					},
				}),
			),
		);
	});
});

it('asks about all videos of a run with one request', async () => {
	const execution = await start(prompts(10), { parameters: { download: false } });
	await execution.finished();
	expect(looksOf(emulator.current).every((tasks) => tasks.length === 10)).toBe(true);
});
