import { closeEngine } from './engine';
import {
	jsonOf,
	messageOf,
	prompts,
	type Row,
	runVideos,
	startPausableVideos,
	SUBMIT_PROMPTS,
	submitsOf,
	useEmulator,
	useN8n,
} from './videoRuns';

const emulator = useEmulator();
const n8n = useN8n();

afterAll(closeEngine);

const [ONE = {}, TWO = {}, THREE = {}] = prompts(3);
const CONTINUE = { onError: 'continueRegularOutput' } as const;

describe('several videos of a row', () => {
	const parameters = {
		positivePrompt: '={{ $json.prompt }}',
		completion: '={{ $json.when }}',
		download: false,
		options: { numberResults: '={{ $json.number }}', dryRun: '={{ $json.dry ?? false }}' },
	};
	const refusal = (number: number, other: number) =>
		`'Number of Videos' is ${number}, but row ${other} pauses the execution, which then continues with one video per row. Set it to 1, or choose another 'When to Continue' in that row`;

	it.each<[string, Row[]]>([
		[
			'another row pauses the execution',
			[
				{ ...ONE, when: 'wait', number: 2 },
				{ ...TWO, when: 'callback', number: 1 },
			],
		],
		[
			'a row that cannot be read would pause it',
			[
				{ ...ONE, when: 'submit', number: 4 },
				{ prompt: '', when: 'callback', number: 1 },
			],
		],
		[
			'a row that only tries would pause it',
			[
				{ ...ONE, when: 'submit', number: 2 },
				{ ...TWO, when: 'callback', number: 1, dry: true },
			],
		],
		[
			'the row only tries',
			[
				{ ...ONE, when: 'wait', number: 2, dry: true },
				{ ...TWO, when: 'callback', number: 1 },
			],
		],
	])('are refused before anything is paid when %s', async (_what, rows) => {
		const run = await runVideos(emulator.current, { parameters, rows });
		const told = `Row 1: ${refusal(Number(rows[0]?.['number']), 2)}`;
		expect(messageOf(run).startsWith(told)).toBe(true);
		expect(emulator.current.tasks).toEqual([]);
	});

	it('are refused for their row alone when On Error is to continue', async () => {
		const paused = await startPausableVideos(n8n.current, emulator.current, {
			parameters,
			rows: [
				{ ...ONE, when: 'wait', number: 2 },
				{ ...TWO, when: 'callback', number: 1 },
			],
			node: CONTINUE,
		});
		await paused.untilPaused();
		expect(emulator.current.tasks.map(({ request }) => request['positivePrompt'])).toEqual([
			TWO['prompt'],
		]);
	});

	it('stop the run before anything is paid when On Error is to stop', async () => {
		const run = await runVideos(emulator.current, {
			parameters,
			rows: [
				{ ...ONE, when: 'callback', number: 1 },
				{ ...TWO, when: 'wait', number: 1 },
				{ ...THREE, when: 'wait', number: 3 },
			],
		});
		expect(messageOf(run)).toBe(`Row 3: ${refusal(3, 1)}`);
		expect(submitsOf(emulator.current)).toEqual([]);
	});

	it('are made where no row pauses the execution', async () => {
		const run = await runVideos(emulator.current, {
			parameters,
			rows: [
				{ ...ONE, when: 'wait', number: 2 },
				{ ...TWO, when: 'submit', number: 1 },
			],
		});
		expect(jsonOf(run).map(({ status }) => status)).toEqual(['success', 'success', 'processing']);
		const numbers = emulator.current.tasks.map(({ request }) => request['numberResults']);
		expect(numbers.sort()).toEqual([1, 2]);
	});
});

describe('an upload endpoint', () => {
	const at = (uploadEndpoint: string, more: object = {}) => ({
		...SUBMIT_PROMPTS,
		options: { uploadEndpoint, ...more },
	});
	const SAME = 'https://files.example.com/my.mp4';
	const refusal = (row: number, other: number, address = SAME) =>
		`Row ${row}: 'Upload Endpoint' is "${address}", as in row ${other}, so one video would replace the other. Give each row its own address`;

	it.each([[{}], [{ dryRun: true }]])(
		'of several rows is refused, and each names the other: %j',
		async (more) => {
			const run = await runVideos(emulator.current, {
				parameters: at('={{ $json.to }}', more),
				rows: [
					{ ...ONE, to: SAME },
					{ ...TWO, to: 'https://files.example.com/own.mp4' },
					{ ...THREE, to: 'https://FILES.example.com:443/my.mp4#3' },
				],
				node: CONTINUE,
			});
			expect(jsonOf(run).map(({ error }) => error)).toEqual([
				refusal(1, 3),
				undefined,
				refusal(3, 1, 'https://FILES.example.com:443/my.mp4#3'),
			]);
			expect(JSON.stringify(submitsOf(emulator.current))).not.toContain('number 1');
		},
	);

	it('of a row with several videos is refused', async () => {
		const run = await runVideos(emulator.current, {
			parameters: at(SAME, { numberResults: 2 }),
			rows: [ONE],
		});
		expect(messageOf(run)).toBe(
			"Row 1: 'Upload Endpoint' is one address, but 'Number of Videos' is 2, so each video would replace the one before. Make one video per row",
		);
		expect(submitsOf(emulator.current)).toEqual([]);
	});

	it('of rows that share one video by their key is that of one video', async () => {
		const run = await runVideos(emulator.current, {
			parameters: at(SAME, { uniqueKey: 'k' }),
			rows: [ONE, ONE],
		});
		expect(run.status).toBe('success');
		expect(emulator.current.tasks).toHaveLength(1);
	});

	it('of the same prompt twice without a key is that of two videos', async () => {
		const run = await runVideos(emulator.current, { parameters: at(SAME), rows: [ONE, ONE] });
		expect(messageOf(run)).toContain('Upload Endpoint');
		expect(emulator.current.tasks).toEqual([]);
	});

	it('may differ in what follows the question mark', async () => {
		const run = await runVideos(emulator.current, {
			parameters: at('=https://files.example.com/put?name={{ $itemIndex }}'),
			rows: [ONE, TWO],
		});
		expect(run.status).toBe('success');
	});
});

describe('a maximum wait', () => {
	it.each(['wait', 'callback'])(
		'of more than a week is refused before anything is paid: %s',
		async (completion) => {
			for (const maxWait of [10_081, 1e12, 1e300, '999999']) {
				const run = await runVideos(emulator.current, {
					parameters: { positivePrompt: 'A boat', completion, options: { maxWait } },
					rows: [ONE],
				});
				expect(messageOf(run)).toBe(
					`Row 1: 'Maximum Wait (Minutes)' is ${Number(maxWait)}, but the longest wait is 10,080 minutes (a week)`,
				);
			}
			expect(submitsOf(emulator.current)).toEqual([]);
		},
	);

	it('of more than a week is refused where a video is fetched', async () => {
		const run = await runVideos(emulator.current, {
			parameters: {
				operation: 'get',
				taskUUID: '762dd057-ddbc-4d3f-8afa-b2feb8f078de',
				options: { maxWait: 1e12 },
			},
			rows: [ONE],
		});
		expect(messageOf(run)).toContain('the longest wait is 10,080 minutes');
	});

	it('of a week gives n8n a date that it knows', async () => {
		const paused = await startPausableVideos(n8n.current, emulator.current, {
			parameters: {
				positivePrompt: 'A boat',
				completion: 'callback',
				options: { maxWait: 10_080 },
			},
			rows: [ONE],
		});
		await paused.untilPaused();
		expect(paused.waitTill?.getTime()).toBeGreaterThan(Date.now() + 6.9 * 86_400_000);
	});
});

describe('a spending limit', () => {
	it('of a row that cannot be read holds for the others', async () => {
		const run = await runVideos(emulator.current, {
			parameters: { ...SUBMIT_PROMPTS, options: { spendingLimit: '={{ $json.limit }}' } },
			rows: [
				{ prompt: '', limit: 0.1 },
				{ ...TWO, limit: 5 },
			],
			node: CONTINUE,
		});
		expect(jsonOf(run)).toMatchObject([
			{ details: { code: 'invalidParameter' } },
			{ details: { code: 'spendingLimitExceeded' } },
		]);
		expect(emulator.current.tasks).toEqual([]);
	});
});
