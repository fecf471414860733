import { runAgent } from './agent';
import { closeEngine, NODE_NAME } from './engine';
import type { NodeRunResult } from './engine';
import { STANDARD, PRO, jsonOf, messageOf, runVideos, submitsOf, useEmulator } from './videoRuns';
import type { Row } from './videoRuns';

const OMNI = 'klingai:kling-video@o3-standard';
const OMNI_PRO = 'klingai:kling-video@o3-pro';

const emulator = useEmulator();

afterAll(closeEngine);

const COLUMNS = {
	model: '={{ $json.model }}',
	inputMode: '={{ $json.mode }}',
	positivePrompt: '={{ $json.prompt }}',
	firstFrame: '={{ $json.first }}',
	lastFrame: '={{ $json.last }}',
	referenceImages: '={{ $json.images }}',
	referenceVideo: '={{ $json.video }}',
	duration: '={{ $json.seconds }}',
	sound: '={{ $json.sound }}',
	shots: '={{ $json.shots }}',
};
const A = 'https://media.invalid/a.jpg';
const SHOTS = '4 The train leaves\n3s: It crosses a bridge';

/** Both families in one sheet, each row as it may stand in a cell. */
const MIXED: readonly Row[] = [
	{ model: STANDARD, mode: 'text', prompt: 'A boat', seconds: 10, sound: 'FALSE' },
	{ model: OMNI, mode: 'text', prompt: 'A boat', seconds: 7, sound: 'TRUE' },
	{ model: 'Kling 3.0 Omni Pro', mode: 'First Frame', first: A, shots: SHOTS, sound: true },
	{ model: PRO, mode: 'firstLastFrame', prompt: 'A boat', first: A, last: A },
	{
		model: OMNI_PRO,
		mode: 'referenceImages',
		images: A,
		shots: [
			{ prompt: 'The train leaves', seconds: 9 },
			{ prompt: 'It crosses a bridge', seconds: '6' },
		],
	},
	{
		model: OMNI,
		mode: 'referenceVideo',
		prompt: 'A boat',
		video: 'https://media.invalid/a.mp4',
		seconds: 15,
	},
];
const COSTS = [0.84, 0.784, 0.98, 0.56, 1.68, 1.89];

/** The rows as a sheet whose media decide. */
const BY_MEDIA = MIXED.map((row) => ({ ...row, mode: 'auto' }));

/** The hints that n8n shows above the output. */
function hintsOf({ runData }: NodeRunResult): readonly string[] {
	return (runData[NODE_NAME]?.[0]?.hints ?? []).map(({ message }) => message);
}

describe('rows of O1 and of 3.0 Omni in one run', () => {
	it.each([
		['each with its mode', MIXED],
		['their media deciding the mode', BY_MEDIA],
	])('are all made, %s', async (_how, rows) => {
		const run = await runVideos(emulator.current, {
			parameters: { ...COLUMNS, download: false },
			rows,
		});
		expect(messageOf(run)).toBe('');
		expect(jsonOf(run).map(({ cost }) => cost)).toEqual(COSTS);
		expect(jsonOf(run).map(({ status }) => status)).toEqual(rows.map(() => 'success'));
	});

	it('are priced alike by a dry run, and nothing is made', async () => {
		const run = await runVideos(emulator.current, {
			parameters: { ...COLUMNS, options: { dryRun: true } },
			rows: MIXED,
		});
		expect(jsonOf(run).map(({ status, cost }) => [status, cost])).toEqual(
			COSTS.map((cost) => ['valid', cost]),
		);
		expect(emulator.current.charges().count).toBe(0);
	});

	it.each([
		[6.74, 'made', 6],
		[6.73, 'not made', 0],
	])('are together held to a limit: with %d they are %s', async (limit, _what, made) => {
		const run = await runVideos(emulator.current, {
			parameters: { ...COLUMNS, download: false, options: { spendingLimit: limit } },
			rows: MIXED,
		});
		expect(COSTS.reduce((sum, cost) => sum + cost, 0)).toBeCloseTo(6.734, 4);
		expect(emulator.current.charges().count).toBe(made);
		expect(messageOf(run).includes('Over the spending limit')).toBe(made === 0);
	});

	it('are refused before any is sent when one breaks a rule, with its row and the reason', async () => {
		const run = await runVideos(emulator.current, {
			parameters: { ...COLUMNS, completion: 'submit' },
			rows: [...MIXED, { model: OMNI, mode: 'text', shots: '9 a\n7 b' }],
		});
		expect(messageOf(run)).toBe(
			"Row 7: The shots in 'Shots' last 16 seconds together, but Kling 3.0 Omni only allows whole seconds from 3 to 15. Change their seconds",
		);
		expect(submitsOf(emulator.current)).toEqual([]);
	});

	it('are told what their models do not use', async () => {
		const run = await runVideos(emulator.current, {
			parameters: { ...COLUMNS, completion: 'submit' },
			rows: [
				{ model: STANDARD, mode: 'text', prompt: 'A boat', sound: 'yes', shots: SHOTS },
				{ model: OMNI, mode: 'text', prompt: 'A boat', seconds: 9, shots: SHOTS },
				{ model: OMNI, mode: 'text', shots: '- 4s: a\n- 3s: b' },
			],
		});
		expect(hintsOf(run)).toEqual([
			[
				"Row 1: 'Generate Sound' is not used: Kling O1 does not use it",
				"Row 1: 'Shots' is not used: Kling O1 does not use it",
				"Row 2: 'Prompt' is not used: 'Shots' takes its place",
				"Row 2: 'Duration' is not used: 'Shots' takes its place",
				`Row 3: 'Shots' was read as 4 s + 3 s from "- 4s: a\\n- 3s: b"`,
			].join('<br>\n'),
		]);
	});
});

describe('sound and shots tell one video from another', () => {
	const keyed = (changes: Row) => ({
		model: OMNI,
		mode: 'text',
		prompt: 'A boat',
		key: 'k',
		...changes,
	});

	it.each<[string, Row]>([
		['sound', { sound: true }],
		['shots', { shots: SHOTS }],
	])('under one key: %s', async (_what, changes) => {
		const run = await runVideos(emulator.current, {
			parameters: { ...COLUMNS, completion: 'submit', options: { uniqueKey: '={{ $json.key }}' } },
			rows: [keyed({}), keyed(changes)],
		});
		expect(messageOf(run)).toContain('which asks for a different video');
		expect(submitsOf(emulator.current)).toEqual([]);
	});

	it.each(['called', 'asked for'] as const)(
		"in an AI agent's calls, the tool being %s",
		async (way) => {
			const call = { prompt: 'A boat', sound: false, shots: '' };
			const calls = [
				call,
				call,
				{ ...call, sound: true },
				{ ...call, shots: SHOTS },
				{ ...call, shots: SHOTS },
				{ ...call, shots: SHOTS.replace('3s', '4s') },
			];
			await runAgent(emulator.current, {
				calls,
				parameters: {
					model: OMNI,
					positivePrompt: "={{ $fromAI('prompt') }}",
					sound: "={{ $fromAI('sound', '', 'boolean') }}",
					shots: "={{ $fromAI('shots') }}",
					completion: 'submit',
				},
				way,
			});
			expect(emulator.current.tasks).toHaveLength(4);
		},
	);

	it("in an AI agent's calls whose expressions change each time", async () => {
		const call = { prompt: 'A boat', shots: SHOTS };
		await runAgent(emulator.current, {
			calls: [call, call, { ...call, shots: SHOTS.replace('3s', '4s') }],
			parameters: {
				model: OMNI,
				sound: '={{ Math.random() < 2 }}',
				shots: "={{ $fromAI('shots') }}",
				completion: 'submit',
			},
		});
		expect(emulator.current.tasks).toHaveLength(2);
	});
});
