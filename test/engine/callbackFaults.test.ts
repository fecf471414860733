/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, never part of the package */
import { setTimeout as pause } from 'node:timers/promises';
import type { INodeExecutionData } from 'n8n-workflow';
import type { Emulator, EmulatorOptions, FaultName } from '../../emulator/server';
import { atErrorOutput, signsResumeLinks } from '../older/differences';
import { closeEngine, contentOf, type NodeRunResult } from './engine';
import { recordNodeLog } from './nodeLog';
import type { PausedExecution } from './waitingExecution';
import type { Absence, N8n } from './waitingN8n';
import { startN8n } from './waitingN8n';
import {
	emulatorWith,
	jsonOf,
	prompts,
	type Row,
	startPausableVideos,
	submitsOf,
	UUID_SHAPE,
	type VideoRun,
} from './videoRuns';

/** Completion `callback` under reports that are early, late, doubled, forged or lost. */

afterAll(closeEngine);

const log = recordNodeLog();

interface Stage {
	readonly n8n: N8n;
	readonly api: Emulator;
	/** Starts the node, which pauses. */
	readonly paused: (count?: number, run?: VideoRun) => Promise<PausedExecution>;
	/** Reports row `row` as Runware would, with any body. */
	readonly report: (row: number, body?: unknown) => Promise<{ status: number; text: string }>;
}

/** An n8n and an API of their own, since what one test takes away the next must not miss. */
async function onStage(
	options: EmulatorOptions,
	play: (stage: Stage) => Promise<void>,
): Promise<void> {
	const api = await emulatorWith(options);
	const n8n = await startN8n();
	try {
		await play({
			n8n,
			api,
			paused: async (count = 2, run = {}) => {
				const execution = await started(n8n, api, prompts(count), run);
				await execution.untilPaused();
				return execution;
			},
			report: async (row, body = {}) => {
				const task = submitsOf(api).flat()[row];
				const response = await post(String(task?.['webhookURL']), body);
				return { status: response.status, text: await response.text() };
			},
		});
	} finally {
		await n8n.close();
		await api.close();
	}
}

async function started(n8n: N8n, api: Emulator, rows: readonly Row[], run: VideoRun = {}) {
	const parameters = {
		positivePrompt: '={{ $json.prompt }}',
		completion: 'callback',
		download: false,
		...run.parameters,
	};
	return await startPausableVideos(n8n, api, { ...run, rows, parameters });
}

async function post(url: string, body: unknown): Promise<Response> {
	return await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
}

function statuses(result: NodeRunResult): unknown[] {
	return jsonOf(result).map(({ status }) => status);
}

function bothDelivered(api: Emulator, result: NodeRunResult): void {
	expect(statuses(result)).toEqual(['success', 'success']);
	expect(api.charges().count).toBe(2);
}

/** Runware's own reports are lost, so that the test alone reports. */
const SILENT = { name: 'webhookLost', times: 200 } as const;

async function untilReady({ api }: Stage): Promise<void> {
	while (api.tasks.some((task) => task.state() === 'processing')) await pause(20);
}

describe('the payload', () => {
	it.concurrent.each(['flat', 'envelope'] as const)('is not needed: %s', async (webhookPayload) => {
		await onStage({ renderMs: 200, readings: { webhookPayload } }, async ({ api, paused }) => {
			bothDelivered(api, await (await paused()).finished());
		});
	});

	const foreign = '11111111-1111-4111-8111-111111111111';
	it.concurrent.each<[string, unknown]>([
		['null', null],
		['a list with nothing', [null]],
		['data with nothing', { data: [null] }],
		['nothing at all', {}],
		['a text', '"ready"'],
		['a foreign task', { taskUUID: foreign, videoURL: 'https://evil.example.com/video.mp4' }],
		['prototype names', '{"__proto__":{"status":"success"},"constructor":{}}'],
		[
			'a failure that did not happen',
			{ taskUUID: foreign, code: 'taskFailed', message: 'Failed.' },
		],
	])('is not believed: %s', async (_what, body) => {
		await onStage({ renderMs: 400 }, async (stage) => {
			stage.api.fail(SILENT);
			const execution = await stage.paused(2);
			// One of the others of the run, so that the answer does not wait for row 1 to get ready.
			const early = await stage.report(0, body);
			expect([200, 503]).toContain(early.status);
			await untilReady(stage);
			await stage.report(1, body);
			const result = await execution.finished();
			bothDelivered(stage.api, result);
			expect(JSON.stringify(jsonOf(result))).not.toContain('evil');
		});
	});
});

describe('a report', () => {
	it.concurrent(
		'that comes before the execution is paused is refused, and heard when it is repeated',
		async () => {
			await onStage({ renderMs: 0 }, async ({ n8n, api }) => {
				api.fail({ name: 'slow', on: 'submit' }); // accepted at once, answered 3 s later
				const execution = await started(n8n, api, prompts(2));
				bothDelivered(api, await execution.finished());
				expect(api.callbacks.filter(({ status }) => status === 409).length).toBeGreaterThan(1);
			});
		},
	);

	it.concurrent(
		'that is missed because the submit took long is made up for by a look',
		async () => {
			await onStage({ renderMs: 0 }, async ({ n8n, api }) => {
				api.fail(SILENT);
				api.fail({ name: 'status503', on: 'submit', times: 3 });
				const execution = await started(n8n, api, prompts(2));
				bothDelivered(api, await execution.finished());
				expect(execution.waitTill).toBeUndefined();
			});
		},
	);

	it.concurrent('that comes twice is heard once', async () => {
		await onStage({ renderMs: 300 }, async ({ api, paused }) => {
			api.fail({ name: 'webhookTwice', times: 2 });
			const result = await (await paused()).finished();
			bothDelivered(api, result);
			expect(result.received[0]).toHaveLength(2);
		});
	});

	it.concurrent('about one video leaves the execution paused while another renders', async () => {
		const renderMs = ({ positivePrompt }: { positivePrompt?: unknown }) =>
			String(positivePrompt).includes('number 1') ? 0 : 60_000;
		await onStage({ renderMs }, async (stage) => {
			stage.api.fail(SILENT);
			const execution = await stage.paused();
			expect(await stage.report(0)).toMatchObject({ status: 200 });
			expect(execution.status).toBe('waiting');
		});
	});

	it.concurrent(
		'brings all videos in the order of the rows, in whatever order they got ready',
		async () => {
			const renderMs = ({ positivePrompt }: { positivePrompt?: unknown }) =>
				({ 1: 500, 2: 50, 3: 250 })[Number(String(positivePrompt).at(-1))] ?? 0;
			await onStage({ renderMs }, async ({ api, paused }) => {
				const result = await (await paused(3)).finished();
				expect(jsonOf(result).map(({ taskUUID }) => taskUUID)).toEqual(
					submitsOf(api)
						.flat()
						.map(({ taskUUID }) => taskUUID),
				);
			});
		},
	);

	it.concurrent('makes up for all that were lost before', async () => {
		await onStage({ renderMs: 300 }, async ({ api, paused }) => {
			api.fail({ ...SILENT, times: 4 });
			const result = await (await paused(5)).finished();
			expect(statuses(result)).toEqual(Array.from({ length: 5 }, () => 'success'));
		});
	});

	it.concurrent('that overtakes the API is asked for once more instead of being lost', async () => {
		await onStage({ renderMs: 60_000 }, async (stage) => {
			stage.api.fail(SILENT);
			const execution = await stage.paused(1);
			expect(await stage.report(0)).toMatchObject({ status: 503 });
			expect(execution.status).toBe('waiting');
		});
	});

	it.concurrent('is waited out when the API needs a moment to know of it', async () => {
		await onStage({ renderMs: 700 }, async (stage) => {
			stage.api.fail(SILENT);
			const execution = await stage.paused(1);
			expect(await stage.report(0)).toMatchObject({ status: 200 });
			expect(statuses(await execution.finished())).toEqual(['success']);
		});
	});

	it.concurrent('lets the execution continue once, when several come at once', async () => {
		await onStage({ renderMs: 100 }, async (stage) => {
			stage.api.fail(SILENT);
			const execution = await stage.paused(3, { parameters: { download: true } });
			await untilReady(stage);
			const answers = await Promise.all(
				[0, 1, 2, 0, 1, 2].map(async (row) => await stage.report(row)),
			);
			const result = await execution.finished();
			expect(statuses(result)).toEqual(['success', 'success', 'success']);
			expect(result.received[0]).toHaveLength(3);
			expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
			expect(stage.api.downloads).toHaveLength(3);
		});
	});

	const itWhereSigned = signsResumeLinks ? it.concurrent : it.concurrent.skip;
	itWhereSigned('with a wrong signature, or none, is turned away by n8n', async () => {
		await onStage({ renderMs: 0 }, async ({ api, paused }) => {
			api.fail(SILENT);
			const execution = await paused(1);
			const url = new URL(String(submitsOf(api).flat()[0]?.['webhookURL']));
			const asked = api.requests.length;
			for (const signature of ['', 'f'.repeat(64)]) {
				url.searchParams.set('signature', signature);
				expect((await post(url.href, {})).status).toBe(401);
			}
			expect(execution.status).toBe('waiting');
			expect(api.requests.length).toBe(asked);
		});
	});

	it.concurrent.each([
		['another run of the node', 'run', '7'],
		['no run', 'run', ''],
	])('about %s is heard and changes nothing', async (_what, name, value) => {
		await onStage({ renderMs: 0 }, async ({ api, paused }) => {
			api.fail(SILENT);
			const execution = await paused(1);
			const url = new URL(String(submitsOf(api).flat()[0]?.['webhookURL']));
			url.searchParams.set(name, value);
			expect((await post(url.href, {})).status).toBe(200);
			expect(execution.status).toBe('waiting');
		});
	});

	it.concurrent.each(['99', '-1', '1.5', 'row', '__proto__', ''])(
		'about a row "%s" that there is not is a hint all the same',
		async (row) => {
			await onStage({ renderMs: 0 }, async ({ api, paused }) => {
				api.fail(SILENT);
				const execution = await paused(1);
				const url = new URL(String(submitsOf(api).flat()[0]?.['webhookURL']));
				url.searchParams.set('row', row);
				expect((await post(url.href, {})).status).toBe(200);
				expect(statuses(await execution.finished())).toEqual(['success']);
			});
		},
	);

	it.concurrent('that is repeated after the execution went on does no harm', async () => {
		await onStage({ renderMs: 100 }, async ({ api, paused, report }) => {
			await (await paused(1)).finished();
			expect((await report(0)).status).toBe(409);
			expect(api.charges().count).toBe(1);
		});
	});
});

describe('a fault of the API while it is asked about the videos', () => {
	it.concurrent.each<FaultName>([
		'status401',
		'status429',
		'status500',
		'status502Html',
		'status503',
		'garbage',
		'truncatedJson',
		'emptyBody',
		'nullData',
		'errorsWith200',
		'resetBeforeAcceptance',
		'prototypeNames',
		'duplicateAnswer',
		'unknownFields',
	])(
		'%s keeps the execution paused, or is harmless, and the repeated report delivers',
		async (name) => {
			await onStage({ renderMs: 100 }, async ({ api, paused }) => {
				const execution = await paused();
				api.fail({ name, on: 'poll', times: 2 });
				const result = await execution.finished();
				bothDelivered(api, result);
				expect(result.received[0]?.every(({ json }) => Object.keys(json).length > 0)).toBe(true);
			});
		},
	);
});

describe('a video whose file cannot be had', () => {
	it.concurrent(
		'comes out as a failed row that names its link',
		async () => {
			await onStage({ renderMs: 100 }, async ({ api, paused }) => {
				api.fail({ name: 'file404', match: 'number 1', times: 100 });
				const result = await (await paused(2, { parameters: { download: true } })).finished();
				expect(jsonOf(result)).toEqual([
					{
						error: expect.stringContaining(
							'The video is ready, but n8n could not download its file',
						),
						details: expect.objectContaining({
							code: 'downloadFailed',
							charged: 'yes',
							videoURL: expect.stringContaining('http'),
						}),
					},
					expect.objectContaining({ status: 'success' }),
				]);
			});
		},
		60_000,
	);
});

describe('n8n', () => {
	it.concurrent.each<Absence>(['down', 'starting'])(
		'being away (%s) while the reports come is no loss with a sender that repeats them',
		async (absence) => {
			await onStage({ renderMs: 200 }, async ({ n8n, api, paused }) => {
				const execution = await paused();
				await n8n.leave(absence);
				while (api.callbacks.length < 4) await pause(20);
				await n8n.comeBack();
				bothDelivered(api, await execution.finished());
			});
		},
	);

	it.concurrent('forgetting reports while it migrates is made up for by a later one', async () => {
		const renderMs = ({ positivePrompt }: { positivePrompt?: unknown }) =>
			String(positivePrompt).includes('number 1') ? 100 : 900;
		await onStage({ renderMs }, async ({ n8n, api, paused }) => {
			const execution = await paused();
			await n8n.leave('migrating');
			while (api.callbacks.length < 1 || api.callbacks[0]?.status !== 200) await pause(20);
			await n8n.comeBack();
			bothDelivered(api, await execution.finished());
		});
	});

	it.concurrent('being stopped from waiting leaves the videos to be fetched', async () => {
		await onStage({ renderMs: 0 }, async ({ api, paused }) => {
			api.fail(SILENT);
			const execution = await paused(1);
			execution.cancel();
			expect((await execution.finished()).status).toBe('canceled');
			expect(api.charges().count).toBe(1);
		});
	});
});

describe('when no report comes until the maximum wait', () => {
	async function forgotten(
		onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput',
		check: (result: NodeRunResult, stage: Stage, execution: PausedExecution) => void,
	): Promise<void> {
		await onStage({ renderMs: 100 }, async (stage) => {
			stage.api.fail(SILENT);
			const execution = await stage.paused(2, { node: { onError } });
			execution.resumeByTime();
			check(await execution.finished(), stage, execution);
		});
	}
	const unreported = (row: number) => ({
		error: expect.stringMatching(
			new RegExp(
				`^Row ${row}: Runware did not report this video within the maximum wait. To get the video later, use 'Video: Get' with task UUID [0-9a-f-]{36}$`,
			),
		),
		details: {
			code: 'notReported',
			charged: 'unknown',
			taskUUID: expect.stringMatching(UUID_SHAPE),
			advice: expect.stringContaining('the credential'),
		},
	});

	it.concurrent.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'the rows come out as failed with their task UUIDs, never as if they were videos (%s)',
		async (onError) => {
			await forgotten(onError, (result) => {
				expect(result.received[0]?.map(({ json }) => json)).toEqual([unreported(1), unreported(2)]);
			});
		},
	);

	it.concurrent('the rows leave by the error output where there is one', async () => {
		await forgotten('continueErrorOutput', (result) => {
			expect(result.received[0]).toEqual([]);
			expect(result.received[1]?.map(({ json }) => json)).toEqual([
				atErrorOutput({ ...prompts(2)[0], ...unreported(1) }),
				atErrorOutput({ ...prompts(2)[1], ...unreported(2) }),
			]);
		});
	});

	it.concurrent('the rows that came in are unchanged', async () => {
		await forgotten('stopWorkflow', ({ runData }) => {
			const rows = runData['Rows']?.[0]?.data?.['main']?.[0];
			expect(rows?.map(({ json }) => json)).toEqual(prompts(2));
		});
	});

	it.concurrent('a run with the same unique keys has the videos without a charge', async () => {
		await onStage({ renderMs: 100 }, async (stage) => {
			stage.api.fail(SILENT);
			const run = { parameters: { options: { uniqueKey: '={{ $json.prompt }}' } } };
			const execution = await stage.paused(2, run);
			execution.resumeByTime();
			await execution.finished();
			const again = await started(stage.n8n, stage.api, prompts(2), run);
			const result = await again.finished();
			bothDelivered(stage.api, result);
			expect(jsonOf(result).map(({ reused }) => reused)).toEqual([true, true]);
		});
	});
});

describe('rows whose videos are there when the run pauses', () => {
	const key = { parameters: { download: true, options: { uniqueKey: '={{ $json.prompt }}' } } };

	/** Nine rows of an earlier run beside a tenth, whose report never comes. */
	async function besideOneUnreported(
		run: VideoRun,
		play: (stage: Stage, execution: PausedExecution) => Promise<void>,
	): Promise<void> {
		await onStage({ renderMs: 100 }, async (stage) => {
			const earlier = await started(stage.n8n, stage.api, prompts(9), key);
			await earlier.finished();
			stage.api.fail(SILENT);
			const execution = await stage.paused(10, { ...run, ...key });
			await play(stage, execution);
		});
	}
	const files = (items: readonly INodeExecutionData[] = []) =>
		items.map(({ binary }) => binary?.['data']?.mimeType);
	const nine = <Value>(value: Value) => Array.from({ length: 9 }, () => value);

	it.concurrent.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'come out as videos with their files when the time is over (%s)',
		async (onError) => {
			await besideOneUnreported({ node: { onError } }, async ({ api }, execution) => {
				execution.resumeByTime();
				const result = await execution.finished();
				expect(statuses(result)).toEqual([...nine('success'), undefined]);
				expect(jsonOf(result).map(({ reused }) => reused)).toEqual([...nine(true), undefined]);
				expect(jsonOf(result)[9]).toMatchObject({ details: { code: 'notReported' } });
				expect(files(result.received[0])).toEqual([...nine('video/mp4'), undefined]);
				for (const { binary } of (result.received[0] ?? []).slice(0, 9)) {
					const file = binary?.['data'];
					expect(file && (await contentOf(file)).length).toBeGreaterThan(1000);
				}
				expect(api.charges().count).toBe(10);
			});
		},
	);

	it.concurrent('leave by the success output, and the other one by the error output', async () => {
		await besideOneUnreported(
			{ node: { onError: 'continueErrorOutput' } },
			async (_, execution) => {
				execution.resumeByTime();
				const { received } = await execution.finished();
				expect(files(received[0])).toEqual(nine('video/mp4'));
				expect(received[1]).toHaveLength(1);
			},
		);
	});

	it.concurrent('are fetched once, before the pause, and come out with the report', async () => {
		await besideOneUnreported({}, async (stage, execution) => {
			const before = stage.api.downloads.length;
			await untilReady(stage);
			const tasks = submitsOf(stage.api).flat();
			await post(String(tasks.at(-1)?.['webhookURL']), {});
			const result = await execution.finished();
			expect(statuses(result)).toEqual([...nine('success'), 'success']);
			expect(files(result.received[0])).toEqual([...nine('video/mp4'), 'video/mp4']);
			expect(stage.api.downloads.length - before).toBe(1);
		});
	});

	it.concurrent(
		'pause all the same when a file does not come, and the file is tried again',
		async () => {
			await onStage({ renderMs: 100 }, async (stage) => {
				await (await started(stage.n8n, stage.api, prompts(1), key)).finished();
				stage.api.fail(SILENT);
				stage.api.fail({ name: 'status401', on: 'download', times: 1 });
				const execution = await stage.paused(2, key);
				await untilReady(stage);
				await post(String(submitsOf(stage.api).flat().at(-1)?.['webhookURL']), {});
				const result = await execution.finished();
				expect(statuses(result)).toEqual(['success', 'success']);
				expect(files(result.received[0])).toEqual(['video/mp4', 'video/mp4']);
			});
		},
	);
});

describe('a report that cannot be collected', () => {
	it.concurrent("says why in n8n's log, and is heard when it is repeated", async () => {
		await onStage({ renderMs: 100 }, async (stage) => {
			stage.api.fail(SILENT);
			let isDeleted = false;
			const execution = await stage.paused(2, { isCredentialDeleted: () => isDeleted });
			await untilReady(stage);
			isDeleted = true;
			expect((await stage.report(0)).status).toBe(503);
			expect(log()).toContain(
				`execution ${execution.id} is paused, and a report from Runware could not be used. The videos could not be collected: Credential with ID`,
			);
			isDeleted = false;
			expect((await stage.report(1)).status).toBe(200);
			bothDelivered(stage.api, await execution.finished());
		});
	});

	it.concurrent('says in the log what Runware said of the key', async () => {
		await onStage({ renderMs: 100 }, async (stage) => {
			stage.api.fail(SILENT);
			await stage.paused(2);
			await untilReady(stage);
			stage.api.fail({ name: 'status401', on: 'poll', times: 20 });
			expect((await stage.report(0)).status).toBe(503);
			expect(log()).toContain(
				'Runware could not be asked about the videos: The API key is invalid.',
			);
		});
	});
});

const HOURS_MS = 10_000_000;

it('two hundred executions pause at once, and each continues with its own videos', async () => {
	// They end and are reported when the test says so: however long the machine takes to let all
	// of them pause, none finds its video ready before it does.
	await onStage({ renderMs: HOURS_MS }, async (stage) => {
		const { n8n, api } = stage;
		api.fail(SILENT);
		const executions = await Promise.all(
			Array.from({ length: 200 }, async (_, index) => {
				const execution = await started(n8n, api, [{ prompt: `Execution number ${index}` }]);
				await execution.untilPaused();
				return execution;
			}),
		);
		expect(executions.every(({ status }) => status === 'waiting')).toBe(true);
		for (const task of api.tasks) {
			Object.assign(task, { acceptedAt: task.acceptedAt - HOURS_MS });
		}
		const answers = await Promise.all(
			executions.map(async (_, task) => (await stage.report(task)).status),
		);
		expect(new Set(answers)).toEqual(new Set([200]));
		const results = await Promise.all(
			executions.map(async (execution) => await execution.finished()),
		);
		expect(results.every((result) => statuses(result)[0] === 'success')).toBe(true);
		const promptsOf = new Map(
			submitsOf(api)
				.flat()
				.map((task) => [task['taskUUID'], task['positivePrompt']]),
		);
		expect(results.map((result) => promptsOf.get(jsonOf(result)[0]?.['taskUUID']))).toEqual(
			executions.map((_, index) => `Execution number ${index}`),
		);
		expect(api.charges().count).toBe(200);
	});
}, 240_000);
