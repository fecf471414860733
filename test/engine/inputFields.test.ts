import { closeEngine } from './engine';
import {
	jsonOf,
	prompts,
	runVideos,
	startPausableVideos,
	useEmulator,
	useN8n,
	WAIT_FOR_PROMPTS,
} from './videoRuns';

const emulator = useEmulator();
const n8n = useN8n();
const INCLUDED = { ...WAIT_FOR_PROMPTS, options: { includeInputFields: true } };
const [BOAT = {}] = prompts(1);
const ROW = { ...BOAT, title: 'My boat', tags: { a: [1] }, cost: 'none', status: 'to do' };

/** A list within a list, deeper than JSON and n8n can write or copy. */
function nested(): unknown {
	let deep: unknown = 'bottom';
	for (let depth = 0; depth < 20_000; depth += 1) deep = [deep];
	return deep;
}

afterAll(closeEngine);

describe("the row's own fields", () => {
	it("come out beside the video's, whose names win", async () => {
		const run = await runVideos(emulator.current, { parameters: INCLUDED, rows: [ROW] });
		expect(jsonOf(run)).toMatchObject([
			{ title: 'My boat', tags: { a: [1] }, prompt: BOAT['prompt'], status: 'success', cost: 0.42 },
		]);
	});

	it('do not come out when nobody asks for them', async () => {
		for (const options of [{}, { includeInputFields: false }]) {
			const run = await runVideos(emulator.current, {
				parameters: { ...INCLUDED, options },
				rows: [ROW],
			});
			expect(jsonOf(run)[0]).not.toHaveProperty('title');
		}
	});

	it('come out for each row that asks for them, as its own expression says', async () => {
		const run = await runVideos(emulator.current, {
			parameters: {
				...WAIT_FOR_PROMPTS,
				completion: 'submit',
				options: { includeInputFields: '={{ $json.wanted }}' },
			},
			rows: [
				{ ...ROW, wanted: 'true' },
				{ ...ROW, wanted: false },
			],
		});
		expect(jsonOf(run).map(({ title }) => title)).toEqual(['My boat', undefined]);
	});

	it('come out as they are where they are nested deeper than can be copied', async () => {
		const run = await runVideos(emulator.current, {
			parameters: INCLUDED,
			rows: [{ ...ROW, deep: nested() }, ROW],
		});
		expect(jsonOf(run).map(({ title, status }) => [title, status])).toEqual([
			['My boat', 'success'],
			['My boat', 'success'],
		]);
	});

	it('come out at the submit, in a dry run, and with each video of a row', async () => {
		const submitted = await runVideos(emulator.current, {
			parameters: { ...INCLUDED, completion: 'submit' },
			rows: [ROW],
		});
		const tried = await runVideos(emulator.current, {
			parameters: { ...INCLUDED, options: { includeInputFields: true, dryRun: true } },
			rows: [ROW],
		});
		const several = await runVideos(emulator.current, {
			parameters: { ...INCLUDED, options: { includeInputFields: true, numberResults: 2 } },
			rows: [ROW],
		});
		expect(jsonOf(submitted)).toMatchObject([{ title: 'My boat', status: 'processing' }]);
		expect(jsonOf(tried)).toMatchObject([{ title: 'My boat', status: 'valid' }]);
		expect(jsonOf(several)).toMatchObject([{ title: 'My boat' }, { title: 'My boat' }]);
	});

	it('come out where a video is fetched, also without waiting', async () => {
		const run = await runVideos(emulator.current, { parameters: WAIT_FOR_PROMPTS, rows: [BOAT] });
		const taskUUID = jsonOf(run)[0]?.['taskUUID'];
		for (const waitUntilReady of [true, false]) {
			const fetched = await runVideos(emulator.current, {
				parameters: {
					operation: 'get',
					taskUUID: '={{ $json.task }}',
					waitUntilReady,
					download: false,
					options: { includeInputFields: true },
				},
				rows: [{ task: taskUUID, title: 'My boat' }],
			});
			expect(jsonOf(fetched)).toMatchObject([{ title: 'My boat', status: 'success' }]);
		}
	});

	it.each(['error', 'message', 'details'])(
		"named '%s' do not make a video a failed item",
		async (name) => {
			const run = await runVideos(emulator.current, {
				parameters: INCLUDED,
				rows: [{ ...BOAT, [name]: 'from an earlier run' }],
				node: {
					onError: 'continueErrorOutput',
					retryOnFail: true,
					maxTries: 2,
					waitBetweenTries: 1,
				},
			});
			expect(run.received.map((items) => items.length)).toEqual([1, 0]);
			expect(jsonOf(run)[0]).not.toHaveProperty('error');
			expect(emulator.current.charges().count).toBe(1);
		},
	);

	it('do not come out of a row that failed', async () => {
		emulator.current.fail({ name: 'moderationAtSubmit', match: 'number 1' });
		const run = await runVideos(emulator.current, {
			parameters: INCLUDED,
			rows: [ROW, { prompt: '', title: 'Nothing' }],
			node: { onError: 'continueRegularOutput' },
		});
		expect(jsonOf(run).map((json) => Object.keys(json).sort())).toEqual([
			['details', 'error'],
			['details', 'error'],
		]);
	});

	it('leave the input as it was, and bring no files of it', async () => {
		const rows = [structuredClone(ROW)];
		const run = await runVideos(emulator.current, {
			parameters: INCLUDED,
			rows,
			files: [{ photo: { content: Buffer.from('a photo') } }],
		});
		expect(rows).toEqual([ROW]);
		expect(run.outputs[0]?.[0]?.binary).toBeUndefined();
	});

	it('come out of a pause', async () => {
		const parameters = {
			...INCLUDED,
			completion: 'callback',
			positivePrompt: '={{ $json.prompt }}',
		};
		const paused = await startPausableVideos(n8n.current, emulator.current, {
			parameters,
			rows: [ROW, { ...ROW, title: 'My other boat', error: 'old' }],
		});
		const result = await paused.finished();
		expect(jsonOf(result)).toMatchObject([
			{ title: 'My boat', status: 'success' },
			{ title: 'My other boat', status: 'success' },
		]);
		expect(jsonOf(result)[1]).not.toHaveProperty('error');
	});
});
