import { rowResult, toItems } from '../../nodes/KlingO1/operations/items';
import { RowFailure } from '../../nodes/KlingO1/operations/RowFailure';
import { RunwareError } from '../../nodes/KlingO1/runware/RunwareError';
import type { Outcome } from '../../nodes/KlingO1/runware/outcome';
import { PRO } from '../request/rows';
import { surroundings } from './context';

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

describe('what a row has come to', () => {
	it('is one entry a video, with exactly the fields of the contract', () => {
		const videos = [
			{ videoUUID: 'v1', cost: 0.42 },
			{ videoUUID: 'v2', cost: 0.42 },
		];
		expect(rowResult(0, finished(videos), PRO)).toEqual(
			videos.map((video) => ({
				status: 'success',
				taskUUID: TASK,
				...video,
				videoURL: LINK,
				model: PRO,
				reused: false,
			})),
		);
	});

	it('leaves out what the API did not tell', () => {
		expect(rowResult(0, finished([{}], true))).toStrictEqual([
			{ status: 'success', taskUUID: TASK, videoURL: LINK, reused: true },
		]);
	});

	it("takes the answer's model where the row knows none", () => {
		expect(rowResult(0, finished([{ model: 'm' }]))).toMatchObject([{ model: 'm' }]);
		expect(rowResult(0, finished([{ model: 'm' }]), PRO)).toMatchObject([{ model: PRO }]);
	});

	it('is the task where it still renders', () => {
		const outcome: Outcome = { status: 'processing', taskUUID: TASK };
		expect(rowResult(0, outcome, PRO)).toEqual([
			{ status: 'processing', taskUUID: TASK, model: PRO },
		]);
		expect(rowResult(0, outcome)).toStrictEqual([{ status: 'processing', taskUUID: TASK }]);
	});

	it('is a failure that names the row as people count', () => {
		expect(rowResult(4, FAILED, PRO)).toMatchObject({
			message: 'Row 5: The content check refused this video: Blocked (parameter: positivePrompt)',
			details: { code: 'promptBlocked', taskUUID: TASK, charged: 'no' },
		});
	});
});

describe('the output', () => {
	const failure = RowFailure.ofParameter(1, "'Prompt' is empty");
	const results = [
		[
			{ status: 'success', a: 1 },
			{ status: 'success', a: 2 },
		],
		failure,
		[],
	];

	it('has the items of every row in order, paired to it', () => {
		const { context } = surroundings({ rows: [] });
		expect(toItems(context, results)).toEqual([
			{ json: { status: 'success', a: 1 }, pairedItem: { item: 0 } },
			{ json: { status: 'success', a: 2 }, pairedItem: { item: 0 } },
			{
				json: {
					error: "Row 2: 'Prompt' is empty",
					details: { code: 'invalidParameter', charged: 'no' },
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it('of a failed row has exactly the keys by which n8n knows it', () => {
		const { context } = surroundings({ rows: [] });
		const [item] = toItems(context, [rowResult(0, FAILED, PRO)]);
		expect(Object.keys(item ?? {}).sort()).toEqual(['json', 'pairedItem']);
		expect(Object.keys(item?.json ?? {}).sort()).toEqual(['details', 'error']);
	});

	it('is an error when a failed row shall stop the workflow', () => {
		const { context } = surroundings({ rows: [], continueOnFail: false });
		expect(() => toItems(context, results)).toThrow("Row 2: 'Prompt' is empty");
	});
});
