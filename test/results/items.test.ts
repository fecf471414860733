import type { IBinaryKeyData } from 'n8n-workflow';

import { rowResult, toItems } from '../../nodes/Kling/results/items';
import { RowFailure } from '../../nodes/Kling/results/RowFailure';
import { RunwareError } from '../../nodes/Kling/runware/wire/RunwareError';
import type { Outcome } from '../../nodes/Kling/runware/tasks/outcome';
import { PRO } from '../request/rows';
import { surroundings } from '../rows/context';

const TASK = '762dd057-ddbc-4d3f-8afa-b2feb8f078de';
const LINK = 'https://vm.runware.ai/v.mp4';
const FAILED: Outcome = {
	status: 'failed',
	taskUUID: TASK,
	error: new RunwareError({
		code: 'promptBlocked',
		message: 'Blocked.',
		parameter: 'positivePrompt',
	}),
	charged: 'no',
};

function finished(videos: readonly object[], reused = false): Outcome {
	return {
		status: 'finished',
		taskUUID: TASK,
		videos: videos.map((video) => ({ videoURL: LINK, ...video })),
		reused,
	};
}

const VIDEOS = [
	{ videoUUID: 'v1', cost: 0.42 },
	{ videoUUID: 'v2', cost: 0.42 },
];

/** A row that wants no files. */
const PLAIN = { model: PRO, fileOf: undefined };

const fileNamed = (name = ''): IBinaryKeyData => ({
	data: { data: '', mimeType: 'video/mp4', fileName: `${name}.mp4` },
});

describe('what a row has come to', () => {
	const success = VIDEOS.map((video) => ({
		status: 'success',
		taskUUID: TASK,
		...video,
		videoURL: LINK,
		model: PRO,
		reused: false,
	}));

	it('is one entry a video, with exactly the fields of the contract', async () => {
		expect(await rowResult(0, finished(VIDEOS), PLAIN)).toStrictEqual(
			success.map((json) => ({ json })),
		);
	});

	it('leaves out what the API did not tell', async () => {
		expect(await rowResult(0, finished([{}], true), { fileOf: undefined })).toStrictEqual([
			{ json: { status: 'success', taskUUID: TASK, videoURL: LINK, reused: true } },
		]);
	});

	it("takes the answer's model where the row knows none", async () => {
		const told = finished([{ model: 'm' }]);
		expect(await rowResult(0, told, { fileOf: undefined })).toMatchObject([
			{ json: { model: 'm' } },
		]);
		expect(await rowResult(0, told, PLAIN)).toMatchObject([{ json: { model: PRO } }]);
	});

	it('is the task where it still renders', async () => {
		const outcome: Outcome = { status: 'processing', taskUUID: TASK };
		expect(await rowResult(0, outcome, PLAIN)).toStrictEqual([
			{ json: { status: 'processing', taskUUID: TASK, model: PRO } },
		]);
		expect(await rowResult(0, outcome, { fileOf: undefined })).toStrictEqual([
			{ json: { status: 'processing', taskUUID: TASK } },
		]);
	});

	it('is a failure that names the row as people count', async () => {
		expect(await rowResult(4, FAILED, PLAIN)).toMatchObject([
			{
				message: 'Row 5: The content check rejected this video: Blocked (setting: positivePrompt)',
				details: { code: 'promptBlocked', taskUUID: TASK, charged: 'no' },
			},
		]);
	});

	it('has each video with its own file, where files are wanted', async () => {
		const result = await rowResult(0, finished(VIDEOS), {
			model: PRO,
			fileOf: async ({ videoUUID }) => await Promise.resolve({ binary: fileNamed(videoUUID) }),
		});
		expect(result).toStrictEqual([
			{ json: success[0], binary: fileNamed('v1') },
			{ json: success[1], binary: fileNamed('v2') },
		]);
	});

	it('asks for no file of a task that has none', async () => {
		const fileOf = jest.fn();
		await rowResult(0, FAILED, { fileOf });
		await rowResult(0, { status: 'processing', taskUUID: TASK }, { fileOf });
		expect(fileOf).not.toHaveBeenCalled();
	});

	it('never loses a paid video whose file did not arrive', async () => {
		const problem = 'the download server answered with status 404';
		const result = await rowResult(2, finished(VIDEOS), {
			model: PRO,
			fileOf: async ({ videoUUID }) =>
				await Promise.resolve(videoUUID === 'v1' ? { problem } : { binary: fileNamed('v2') }),
		});
		expect(result).toHaveLength(2);
		expect(result[0]).toBeInstanceOf(RowFailure);
		expect(result[0]).toMatchObject({
			message: `Row 3: The video is ready, but n8n could not download its file: ${problem}. Link to the video: ${LINK}`,
			advice:
				"The video is paid for and safe. Open the link, or use 'Video: Get' with its task UUID. Task UUID: 762dd057-ddbc-4d3f-8afa-b2feb8f078de.",
		});
		expect((result[0] as RowFailure).details).toStrictEqual({
			code: 'downloadFailed',
			taskUUID: TASK,
			charged: 'yes',
			advice: expect.stringContaining('Open the link') as string,
			videoUUID: 'v1',
			videoURL: LINK,
			cost: 0.42,
		});
		expect(result[1]).toStrictEqual({ json: success[1], binary: fileNamed('v2') });
	});

	it.each([
		['made', false, false, 'https', /Open the link/],
		[
			'made',
			false,
			true,
			'Link to the video',
			/^The video is paid for and safe\. Use 'Video: Get'/,
		],
		['reused', true, false, 'Link to the video', /Open the link/],
		['reused', true, true, 'this earlier video no longer works', /another 'Unique Key'/],
		['fetched', true, true, 'Link to the video', /Runware keeps videos only for a time/],
	] as const)(
		'tells the way out by the age of the video: %s, reused %s, gone %s',
		async (origin, reused, gone, sentence, advice) => {
			const fileOf = async () => await Promise.resolve({ problem: 'status 410', gone });
			const fetched = origin === 'fetched';
			const [failure] = await rowResult(0, finished([{}], reused), { fileOf, fetched });
			if (!(failure instanceof RowFailure)) throw new Error('The row did not fail');
			expect(failure.reason).toContain(sentence);
			expect(failure.advice).toMatch(advice);
			expect(failure.advice).toBe(`${failure.details.advice} Task UUID: ${TASK}.`);
			if (gone) expect(failure.advice).not.toContain('Open the link');
		},
	);

	it('of such a video says no more than the API told', async () => {
		const fileOf = async () => await Promise.resolve({ problem: 'no' });
		const [failure] = await rowResult(0, finished([{}]), { fileOf });
		expect((failure as RowFailure).details).toStrictEqual({
			code: 'downloadFailed',
			taskUUID: TASK,
			charged: 'yes',
			advice: expect.stringContaining('Open the link') as string,
			videoURL: LINK,
		});
	});
});

describe('the output', () => {
	const failure = RowFailure.ofParameter(1, "'Prompt' is empty");
	const results = [
		[
			{ json: { status: 'success', taskUUID: TASK, a: 1 }, binary: fileNamed('v1') },
			{ json: { status: 'success', taskUUID: TASK, a: 2 } },
		],
		[failure],
		[],
	];
	const failedItem = {
		json: {
			error: "Row 2: 'Prompt' is empty",
			details: {
				code: 'invalidParameter',
				charged: 'no',
				advice: 'Correct this row, then run the workflow again.',
			},
		},
		pairedItem: { item: 1 },
	};

	it('has the items of every row in order, paired to it, with their files', () => {
		const { context } = surroundings({ rows: [] });
		expect(toItems(context, results)).toStrictEqual([
			{
				json: { status: 'success', taskUUID: TASK, a: 1 },
				binary: fileNamed('v1'),
				pairedItem: { item: 0 },
			},
			{ json: { status: 'success', taskUUID: TASK, a: 2 }, pairedItem: { item: 0 } },
			failedItem,
		]);
	});

	it('keeps what a row has beside its failure, in order', () => {
		const { context } = surroundings({ rows: [] });
		const [first = []] = results;
		expect(toItems(context, [[], [failure, ...first]])).toMatchObject([
			failedItem,
			{ json: { a: 1 }, pairedItem: { item: 1 } },
			{ json: { a: 2 }, pairedItem: { item: 1 } },
		]);
	});

	it('of a failed row has exactly the keys by which n8n knows it', async () => {
		const { context } = surroundings({ rows: [] });
		const [item] = toItems(context, [await rowResult(0, FAILED, PLAIN)]);
		expect(Object.keys(item ?? {}).sort()).toEqual(['json', 'pairedItem']);
		expect(Object.keys(item?.json ?? {}).sort()).toEqual(['details', 'error']);
	});

	it('is an error when a failed row shall stop the workflow, which tells what is safe', () => {
		const { context } = surroundings({ rows: [], continueOnFail: false });
		const stopped = () => toItems(context, results);
		expect(stopped).toThrow("Row 2: 'Prompt' is empty");
		expect(stopped).toThrow(
			expect.objectContaining({
				// One task, though it has two videos.
				description: expect.stringMatching(
					new RegExp(`^1 video .* task UUID: ${TASK}<br>`),
				) as string,
			}),
		);
	});

	it('tells of tasks that are still being made, and not of what was only tried', () => {
		const { context } = surroundings({ rows: [], continueOnFail: false });
		const others = ['processing', 'valid'].map((status) => [{ json: { status, taskUUID: TASK } }]);
		expect(() => toItems(context, [...others, [failure]])).toThrow(
			expect.objectContaining({
				description: expect.stringMatching(
					new RegExp(
						`^1 video from this run is still being made\\..*${TASK}<br>\nNothing was sent to Runware, and nothing was charged\\. Correct this row, then run the workflow again\\.$`,
					),
				),
			}),
		);
	});
});
