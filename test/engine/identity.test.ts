import type { INode } from 'n8n-workflow';
import { runAgent, WAYS } from './agent';
import { closeEngine } from './engine';
import {
	jsonOf,
	prompts,
	runVideos,
	type Row,
	type Scenario,
	sideBySide,
	useEmulator,
	type VideoRun,
	WAIT_FOR_PROMPTS,
} from './videoRuns';

const emulator = useEmulator();

afterAll(closeEngine);

/** n8n takes 0 for "not set", which is a second. */
const retry = (maxTries: number): Partial<INode> => ({
	retryOnFail: true,
	maxTries,
	waitBetweenTries: 1,
});
const CHANGING: readonly (readonly [string, Row])[] = [
	['chance in the prompt', { positivePrompt: '={{ $json.prompt }} {{ Math.random() }}' }],
	['the time in the prompt', { positivePrompt: '={{ $json.prompt }} {{ $now.toMillis() }}' }],
	[
		'a date object in the prompt',
		{ positivePrompt: '={{ $json.prompt }} {{ new Date() }} {{ Date.now() }}' },
	],
	[
		'the time in the upload endpoint',
		{
			options: {
				uploadEndpoint: '=https://files.example.com/{{ $itemIndex }}-{{ $now.toMillis() }}.mp4',
			},
		},
	],
	[
		'the time in the webhook address',
		{ options: { webhookURL: '=https://example.com/done?at={{ $now.toMillis() }}' } },
	],
	[
		'chance in a media link',
		{
			inputMode: 'firstFrame',
			firstFrame: '=https://example.com/{{ Math.random() }}.png',
		},
	],
	[
		'chance in the aspect ratio',
		{ aspectRatio: '={{ ["16:9", "1:1", "9:16"][Math.floor(Math.random() * 3)] }}' },
	],
	[
		'chance in the quality',
		{ options: { outputQuality: '={{ 20 + Math.floor(Math.random() * 79) }}' } },
	],
];

const DICED = {
	...WAIT_FOR_PROMPTS,
	positivePrompt: '={{ $json.prompt }} {{ Math.random() }}',
};

/** Three rows, one of which is never accepted. */
function refusing(row: number, run: VideoRun): Scenario {
	return {
		faults: [{ name: 'moderation', match: `number ${row}`, times: 20 }],
		run: { parameters: DICED, rows: prompts(3), ...run },
	};
}

const STOPPING: Readonly<Record<string, Scenario>> = {
	...Object.fromEntries(
		CHANGING.map(([what, parameters]) => [
			`with ${what}`,
			refusing(2, { parameters: { ...WAIT_FOR_PROMPTS, ...parameters }, node: retry(3) }),
		]),
	),
	'in two tries': refusing(2, { node: retry(2) }),
	'in five tries': refusing(2, { node: retry(5) }),
	'where n8n gives no execution id': refusing(2, { node: retry(3), withoutExecutionId: true }),
};
const CONTINUING: Readonly<Record<string, Scenario>> = {
	'goes on': refusing(1, { node: { ...retry(3), onError: 'continueRegularOutput' } }),
	'goes on with an error output': refusing(1, {
		node: { ...retry(3), onError: 'continueErrorOutput' },
	}),
};

describe('Retry On Fail, where n8n evaluates every expression anew', () => {
	const { played } = sideBySide({ ...STOPPING, ...CONTINUING });

	it.each(Object.keys(STOPPING))('pays each good row once %s', (name) => {
		const { emulator: own, result } = played(name);
		expect(result.status).toBe('error');
		expect(own.charges().count).toBe(2);
	});

	it.each(Object.keys(CONTINUING))('pays and delivers each good row once when it %s', (name) => {
		const { emulator: own, result } = played(name);
		const good = jsonOf(result).filter(({ status }) => status === 'success');
		expect(good.map(({ reused }) => reused)).toEqual([true, true]);
		expect(own.charges().count).toBe(2);
	});
});

test('two runs without an execution id are two runs', async () => {
	for (let count = 0; count < 2; count += 1) {
		await runVideos(emulator.current, {
			parameters: WAIT_FOR_PROMPTS,
			rows: prompts(1),
			withoutExecutionId: true,
		});
	}
	expect(emulator.current.charges().count).toBe(2);
});

test('rows of one run with the same request are videos of their own', async () => {
	const [row = {}] = prompts(1);
	await runVideos(emulator.current, { parameters: WAIT_FOR_PROMPTS, rows: [row, row, row] });
	expect(emulator.current.charges().count).toBe(3);
});

const TOOL = {
	positivePrompt: "={{ $fromAI('prompt', 'What happens in the video', 'string') }}",
	options: { maxWait: 0.01 },
};
/** Longer than the tool waits. */
const SLOW = { renderMs: 5000 };

describe.each(WAYS)("an AI agent's tool that is %s", (way) => {
	const slow = useEmulator(SLOW);
	const call = { prompt: 'A boat on a lake' };

	it('is charged once for a call, however often n8n tries it', async () => {
		const answers = await runAgent(slow.current, {
			calls: [call],
			parameters: TOOL,
			node: retry(3),
			way,
		});
		expect(answers.join()).toMatch(/maximum wait|Maximum Wait/);
		expect(slow.current.tasks).toHaveLength(1);
	});

	it('is charged once for a call that the agent repeats', async () => {
		await runAgent(slow.current, { calls: [call, call], parameters: TOOL, way });
		expect(slow.current.tasks).toHaveLength(1);
	});

	it('is charged for each call that asks for another video', async () => {
		await runAgent(slow.current, {
			calls: [call, { prompt: 'A train' }],
			parameters: TOOL,
			way,
		});
		expect(slow.current.tasks).toHaveLength(2);
	});

	it('is charged once when only the addresses of delivery differ', async () => {
		await runAgent(slow.current, {
			calls: [call, call],
			parameters: {
				...TOOL,
				options: {
					...TOOL.options,
					uploadEndpoint:
						'=https://files.example.com/{{ $now.toMillis() }}-{{ Math.random() }}.mp4',
					webhookURL: '=https://example.com/done?run={{ $runIndex }}',
				},
			},
			way,
		});
		expect(slow.current.tasks).toHaveLength(1);
	});

	it.each(['{{ $now.toMillis() }}', '{{ Math.random() }}', 'take {{ $runIndex }}'])(
		'is charged once in its tries with %s in the prompt',
		async (changing) => {
			const positivePrompt = `${TOOL.positivePrompt} ${changing}`;
			const calls = [call, { prompt: 'A train' }];
			await runAgent(slow.current, {
				calls,
				parameters: { ...TOOL, positivePrompt },
				node: retry(3),
				way,
			});
			expect(slow.current.tasks).toHaveLength(calls.length);
		},
	);

	it('is charged once in its tries where n8n gives no execution id', async () => {
		const run = { calls: [call], parameters: TOOL, node: retry(3), way };
		await runAgent(slow.current, { ...run, withoutExecutionId: true });
		expect(slow.current.tasks).toHaveLength(1);
	});

	it('is charged in each execution', async () => {
		for (let count = 0; count < 2; count += 1) {
			await runAgent(slow.current, { calls: [call], parameters: TOOL, way });
		}
		expect(slow.current.tasks).toHaveLength(2);
	});
});
