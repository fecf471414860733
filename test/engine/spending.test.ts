import { atErrorOutput } from '../older/differences';
import { closeEngine } from './engine';
import {
	descriptionOf,
	jsonOf,
	looksOf,
	messageOf,
	PRO,
	prompts,
	runVideos,
	submitsOf,
	useEmulator,
	WAIT_FOR_PROMPTS,
} from './videoRuns';

const emulator = useEmulator();
const limited = (spendingLimit: unknown, more: object = {}) => ({
	...WAIT_FOR_PROMPTS,
	options: { spendingLimit, ...more },
});
const EDIT = {
	operation: 'edit',
	positivePrompt: 'Make it rain',
	video: 'https://example.com/a.mp4',
};

/** Requests that could have bought something. */
const purchases = () => submitsOf(emulator.current).length - dryRuns().length;
const dryRuns = () =>
	emulator.current.requests.filter(({ headers }) => headers['x-runware-dry-run'] !== undefined);

afterAll(closeEngine);
beforeEach(() => {
	emulator.current.readings.dryRun = 'cost';
});

test('over the limit nothing is submitted, and the message gives the sum, the limit and the rows', async () => {
	const run = await runVideos(emulator.current, { parameters: limited(1), rows: prompts(3) });

	expect(messageOf(run)).toBe(
		'All 3 rows: Over the spending limit, so no video was ordered: these 3 videos would cost $1.26 in total, and the limit is $1.00',
	);
	expect(descriptionOf(run)).toBe(
		"Nothing was charged. Raise 'Spending Limit (USD)' under 'Options', or make fewer or shorter videos. Error code: spendingLimitExceeded.",
	);
	expect(purchases()).toBe(0);
});

test('over the limit with an error output every row goes there, and execute does not throw', async () => {
	const run = await runVideos(emulator.current, {
		parameters: limited(0),
		rows: prompts(2),
		node: { onError: 'continueErrorOutput' },
	});
	expect(run.status).toBe('success');
	expect(run.outputs[0]).toEqual([]);
	expect(jsonOf(run, 1)).toEqual(
		prompts(2).map(({ prompt }) =>
			atErrorOutput({
				prompt,
				error: expect.stringContaining('the limit is $0.00'),
				details: { code: 'spendingLimitExceeded', charged: 'no', advice: expect.any(String) },
			}),
		),
	);
	expect(purchases()).toBe(0);
});

test.each([[1.26], ['1.26'], [2]])('rows that cost $1.26 pass a limit of %p', async (limit) => {
	const run = await runVideos(emulator.current, { parameters: limited(limit), rows: prompts(3) });
	expect(jsonOf(run)).toHaveLength(3);
	expect(emulator.current.charges()).toEqual({ count: 3, total: 1.26 });
});

test('the strictest row speaks for the run', async () => {
	const rows = prompts(2).map((row, index) => ({ ...row, limit: index === 0 ? 5 : 0.5 }));
	const run = await runVideos(emulator.current, {
		parameters: limited('={{ $json.limit }}'),
		rows,
	});
	expect(messageOf(run)).toContain('the limit is $0.50');
	expect(purchases()).toBe(0);
});

test('videos that are there already do not count', async () => {
	const key = { uniqueKey: '={{ $json.prompt }}' };
	await runVideos(emulator.current, { parameters: limited(1, key), rows: prompts(2) });
	const run = await runVideos(emulator.current, {
		parameters: limited(0.42, key),
		rows: prompts(3),
	});
	expect(jsonOf(run).map(({ reused }) => reused)).toEqual([true, true, false]);
});

describe('where the dry run tells no price', () => {
	beforeEach(() => {
		emulator.current.readings.dryRun = 'silent';
	});

	test.each([
		['Standard from text', WAIT_FOR_PROMPTS, '$0.42'],
		['Standard, ten seconds', { ...WAIT_FOR_PROMPTS, duration: 10 }, '$0.84'],
		['Pro from text', { ...WAIT_FOR_PROMPTS, model: PRO }, '$0.56'],
		['an edit, whose source counts as the longest allowed', EDIT, '$1.26'],
		['an edit on Pro', { ...EDIT, model: PRO }, '$1.68'],
	])('the published rates count: %s', async (_case, parameters, price) => {
		const run = await runVideos(emulator.current, {
			parameters: { ...parameters, options: { spendingLimit: 0 } },
			rows: prompts(1),
		});
		expect(messageOf(run)).toContain(`this video would cost ${price}, and the limit is $0.00`);
		expect(purchases()).toBe(0);
	});

	test('several videos of a row are priced by their number', async () => {
		const run = await runVideos(emulator.current, {
			parameters: limited(0, { numberResults: 3 }),
			rows: prompts(1),
		});
		expect(messageOf(run)).toContain('would cost $1.26');
	});
});

test.each(['status503', 'status429', 'status502Html', 'garbage', 'resetBeforeAcceptance'] as const)(
	'the published rates count when the dry run is answered with %s',
	async (name) => {
		emulator.current.fail({ name, on: 'dryRun' });
		const run = await runVideos(emulator.current, { parameters: limited(0.5), rows: prompts(2) });
		expect(messageOf(run)).toContain('$0.84');
		expect(purchases()).toBe(0);
	},
);

test('a row that the dry run refuses keeps the others from being bought when the workflow is to stop', async () => {
	emulator.current.fail({ name: 'insufficientCredits', on: 'dryRun', match: 'number 2' });
	const run = await runVideos(emulator.current, { parameters: limited(5), rows: prompts(2) });
	expect(messageOf(run)).toMatch(/^Row 2: Your Runware account does not have enough credit/);
	expect(purchases()).toBe(0);
});

describe('a dry run', () => {
	const DRY = { ...WAIT_FOR_PROMPTS, options: { dryRun: true } };

	test('prices every row, shows what would be sent and makes nothing', async () => {
		const run = await runVideos(emulator.current, { parameters: DRY, rows: prompts(2) });
		expect(jsonOf(run)).toMatchObject([
			{ status: 'valid', cost: 0.42, task: { positivePrompt: 'A boat, number 1', duration: 5 } },
			{ status: 'valid', cost: 0.42, task: { positivePrompt: 'A boat, number 2' } },
		]);
		expect(purchases()).toBe(0);
		// Before, and whether it was taken for one: after the first row, and after all others.
		expect(looksOf(emulator.current)).toHaveLength(3);
		expect(emulator.current.tasks).toHaveLength(0);
	});

	test.each(['cost', 'silent'] as const)(
		'costs nothing for a row whose video is there by its key (dry runs tell: %s)',
		async (dryRun) => {
			emulator.current.readings.dryRun = dryRun;
			const key = { uniqueKey: '={{ $json.key }}' };
			const rows = ['a', 'b', 'b'].map((letter) => ({ prompt: `A boat ${letter}`, key: letter }));
			await runVideos(emulator.current, {
				parameters: { ...WAIT_FOR_PROMPTS, options: key },
				rows: rows.slice(0, 1),
			});
			const run = await runVideos(emulator.current, {
				parameters: { ...DRY, options: { ...key, dryRun: true } },
				rows,
			});
			expect(jsonOf(run)).toEqual([
				{ status: 'valid', cost: 0, reused: true, task: expect.anything() },
				{ status: 'valid', cost: 0.42, task: expect.anything() },
				{ status: 'valid', cost: 0, reused: true, task: expect.anything() },
			]);
			expect(emulator.current.charges().count).toBe(1);
		},
	);

	test('says that a row may be charged when its header may have got lost', async () => {
		emulator.current.fail({ name: 'status503', on: 'dryRun', times: 9 });
		const run = await runVideos(emulator.current, {
			parameters: DRY,
			rows: prompts(1),
			node: { onError: 'continueRegularOutput' },
		});
		expect(jsonOf(run)).toMatchObject([
			{ details: { code: 'serviceUnavailable', charged: 'unknown', taskUUID: expect.any(String) } },
		]);
	});

	test('shortens long data of what would be sent', async () => {
		const image = `data:image/png;base64,${'A'.repeat(20_000)}`;
		const run = await runVideos(emulator.current, {
			parameters: { ...DRY, inputMode: 'firstFrame', firstFrame: image },
			rows: prompts(1),
		});
		expect(JSON.stringify(jsonOf(run)).length).toBeLessThan(1000);
		expect(JSON.stringify(jsonOf(run))).toContain('(20022 characters)');
	});

	test('names a row that would be refused', async () => {
		emulator.current.fail({ name: 'moderationAtSubmit', on: 'dryRun', match: 'number 2' });
		const run = await runVideos(emulator.current, {
			parameters: DRY,
			rows: prompts(2),
			node: { onError: 'continueRegularOutput' },
		});
		expect(jsonOf(run)).toMatchObject([
			{ status: 'valid' },
			{ details: { code: 'contentPolicyViolation', charged: 'no' } },
		]);
	});
});
