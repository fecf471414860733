import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { nodeErrorOf } from '../../nodes/Kling/results/nodeError';
import type { SafeTasks } from '../../nodes/Kling/results/paidTasks';
import { RowFailure } from '../../nodes/Kling/results/RowFailure';
import { RunwareError } from '../../nodes/Kling/runware/wire/RunwareError';
import type { ErrorDetails } from '../../nodes/Kling/runware/wire/RunwareError';

const NODE: INode = {
	id: 'node-1',
	name: 'Kling',
	type: 'kling',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const TASK = '762dd057-ddbc-4d3f-8afa-b2feb8f078de';
const EMPTY = "'Prompt' is empty, but every video needs one";
const CORRECT = 'Correct this row, then run the workflow again.';
const SUBMITTED_NONE = `Nothing was sent to Runware, and nothing was charged. ${CORRECT}`;
const OF_SEVERAL = SUBMITTED_NONE.replace('this row', 'these rows');

const ofParameter = (row: number, sentence = EMPTY) => RowFailure.ofParameter(row, sentence);

const ofRunware = (row: number, code: string, details: Partial<ErrorDetails> = {}) =>
	RowFailure.ofRunware(row, new RunwareError({ code, message: 'No.', ...details }), {
		charged: 'no',
	});

const range = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => from + index);

const errorOf = (
	failures: readonly RowFailure[],
	{ finished = [], processing = [], rows = 100 }: Partial<SafeTasks> & { rows?: number } = {},
) => nodeErrorOf(NODE, failures, { finished, processing }, rows);

const taskUUIDs = (count: number) => range(count).map((index) => `task-${index + 1}`);

describe('the rows that an error names', () => {
	it.each<[string, readonly number[], number, string]>([
		['one', [2], 5, 'Row 3'],
		['the only one', [0], 1, 'Row 1'],
		['two', [0, 4], 5, 'Rows 1 and 5'],
		['several', [0, 1, 4], 20, 'Rows 1, 2 and 5'],
		['all', range(3), 3, 'All 3 rows'],
		['all of many', range(20), 20, 'All 20 rows'],
		['ten', range(10), 20, 'Rows 1, 2, 3, 4, 5, 6, 7, 8, 9 and 10'],
		['more than ten', range(11, 3), 20, 'Rows 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 … (11 rows)'],
		['a thousand', range(1000), 1001, 'Rows 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 … (1000 rows)'],
	])('are %s', (_which, failed, rows, names) => {
		const error = errorOf(
			failed.map((row) => ofParameter(row)),
			{ rows },
		);
		expect(error.message).toBe(`${names}: ${EMPTY}`);
		expect(error.description).toBe(failed.length === 1 ? SUBMITTED_NONE : OF_SEVERAL);
	});

	it('are told by the first of them to n8n', () => {
		expect(errorOf([ofParameter(3), ofParameter(7)])).toHaveProperty('context.row', 4);
	});

	it('are counted once when several videos of one row failed', () => {
		const video = (name: string) => ({ videoURL: `https://vm.test/${name}.mp4` });
		const both = ['a', 'b'].map((name) =>
			RowFailure.ofDownload(1, TASK, video(name), { problem: 'no' }),
		);
		expect(errorOf(both, { rows: 3 }).message).toBe(
			'Row 2: The video is ready, but n8n could not download its file: no. Link to the video: https://vm.test/a.mp4',
		);
		expect(errorOf([...both, ofParameter(2)], { rows: 3 }).message).toMatch(
			/a\.mp4 \(and 1 more row\)$/,
		);
	});
});

describe('an error with several reasons', () => {
	const OTHER =
		"'Duration' is 7, but the input mode 'Text' of Kling O1 only allows 5 or 10 seconds";

	it('says the first of them, and how many rows have others', () => {
		const two = [ofParameter(0), ofParameter(1, OTHER)];
		expect(errorOf(two).message).toBe(`Row 1: ${EMPTY} (and 1 more row)`);
		const five = [
			ofParameter(0),
			ofParameter(3),
			...[1, 2, 5].map((row) => ofParameter(row, OTHER)),
		];
		expect(errorOf(five).message).toBe(`Rows 1 and 4: ${EMPTY} (and 3 more rows)`);
	});

	it('lists them all, each on a line of its own, as n8n shows HTML, and says once what to do', () => {
		const five = [
			ofParameter(0),
			ofParameter(3),
			...[1, 2, 5].map((row) => ofParameter(row, OTHER)),
		];
		expect(errorOf(five).description).toBe(
			[`Rows 1 and 4: ${EMPTY}.`, `Rows 2, 3 and 6: ${OTHER}.`, OF_SEVERAL].join('<br>\n'),
		);
	});

	it.each([
		[10, undefined],
		[11, 'And 1 more error.'],
		[25, 'And 15 more errors.'],
	])('lists the first ten of %d', (count, rest) => {
		const failures = range(count).map((row) => ofParameter(row, `Reason ${row + 1}`));
		const lines = (errorOf(failures).description ?? '').split('<br>\n');
		expect(lines).toEqual([
			...range(10).map((row) => `Row ${row + 1}: Reason ${row + 1}.`),
			...(rest === undefined ? [] : [rest]),
			OF_SEVERAL,
		]);
	});

	it('says with each what to do, where that differs', () => {
		const two = [ofParameter(0, "Did you mean 'photo'?"), ofRunware(1, 'promptBlocked')];
		expect((errorOf(two).description ?? '').split('<br>\n')).toEqual([
			`Row 1: Did you mean 'photo'? ${SUBMITTED_NONE}`,
			"Row 2: The content check rejected this video: No. Nothing was charged. Change this row's prompt, images or video, then run the workflow again. Error code: promptBlocked.",
		]);
	});

	it('does not list rows that were only held back', () => {
		const held = [0, 2].map((row) => ofRunware(row, 'notSubmitted'));
		const [first, second] = held;
		const error = errorOf([first, ofRunware(1, 'promptBlocked'), second].filter(isFailure), {
			rows: 3,
		});
		expect(error.message).toBe('Row 2: The content check rejected this video: No');
		expect(error).toHaveProperty('context.row', 2);
		expect(error.description).toBe(
			"Nothing was charged. Change this row's prompt, images or video, then run the workflow again. Error code: promptBlocked.",
		);
	});
});

function isFailure(entry: RowFailure | undefined): entry is RowFailure {
	return entry !== undefined;
}

describe('the videos that a stopped run has finished', () => {
	const rest =
		"If you run the workflow again, you pay again, unless the rows already had a 'Unique Key'. To get them at no extra cost, use 'Video: Get' with these task UUIDs:";

	it.each([
		[
			1,
			`1 video from this run is finished and safe. ${rest.replace('them', 'it').replace('these task UUIDs', 'this task UUID')} task-1`,
		],
		[2, `2 videos from this run are finished and safe. ${rest} task-1, task-2`],
		[100, `100 videos from this run are finished and safe. ${rest} ${taskUUIDs(100).join(', ')}`],
		[101, `101 videos from this run are finished and safe. ${rest} ${taskUUIDs(100).join(', ')} …`],
	])('are named before the reasons: %d', (count, line) => {
		const finished = taskUUIDs(count);
		const error = errorOf([ofParameter(0)], { finished });
		expect(error.description).toBe(`${line}<br>\n${SUBMITTED_NONE}`);
		// All of them are in the error's details.
		expect(error.context['data']).toMatchObject({ finished });
	});

	it('are not spoken of where there are none', () => {
		expect(errorOf([ofParameter(0)]).description).toBe(SUBMITTED_NONE);
	});
});

describe('what n8n makes of an error', () => {
	it('is an operation error for what the user can correct', () => {
		const error = errorOf([ofParameter(0)]);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.node).toBe(NODE);
		expect(error.context['data']).toEqual({
			code: 'invalidParameter',
			charged: 'no',
			advice: CORRECT,
			finished: [],
			processing: [],
			failed: [],
		});
	});

	it('is an API error with what the API said, in its own names', () => {
		const failure = RowFailure.ofRunware(
			0,
			new RunwareError({
				code: 'unsupportedDuration',
				message: 'Not supported',
				parameter: 'duration',
				allowedValues: ['5', '10'],
				min: 5,
				max: 10,
				documentation: 'https://runware.ai/docs',
			}),
			{ taskUUID: TASK, charged: 'no' },
		);
		const error = errorOf([failure]);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.context['data']).toEqual({
			code: 'unsupportedDuration',
			taskUUID: TASK,
			charged: 'no',
			advice: 'Correct the value that the message names, then run the workflow again.',
			message: 'Not supported',
			parameter: 'duration',
			allowedValues: ['5', '10'],
			min: 5,
			max: 10,
			documentation: 'https://runware.ai/docs',
			finished: [],
			processing: [],
			failed: [TASK],
		});
	});

	it.each(['ECONNREFUSED', 'ENOTFOUND api.runware.ai', 'ETIMEDOUT', 'socket hang up'])(
		'keeps the row and the reason where n8n has words of its own for the cause %s',
		(cause) => {
			const error = errorOf([ofRunware(0, 'connectionFailed', { message: cause })]);
			expect(error.message).toBe(`Row 1: n8n could not reach Runware: ${cause}`);
		},
	);

	it('tells where a paid video is whose file did not arrive', () => {
		const video = { videoURL: 'https://vm.test/v.mp4', videoUUID: 'v', cost: 0.42 };
		const error = errorOf([RowFailure.ofDownload(0, TASK, video, { problem: 'no' })]);
		expect(error.message).toContain('https://vm.test/v.mp4');
		expect(error.context['data']).toEqual({
			code: 'downloadFailed',
			taskUUID: TASK,
			charged: 'yes',
			advice: expect.stringContaining('Open the link') as string,
			...video,
			finished: [],
			processing: [],
			failed: [TASK],
		});
	});

	it('has the task UUIDs of all late videos, of which the message lists ten', () => {
		const late = taskUUIDs(25).map((taskUUID, row) =>
			RowFailure.ofRunware(row, new RunwareError({ code: 'maxWaitReached', message: '' }), {
				taskUUID,
				charged: 'yes',
			}),
		);
		expect(errorOf(late).context['data']).toHaveProperty('failed', taskUUIDs(25));
	});

	it('shows what a row holds as text, not as HTML', () => {
		const failures = [ofParameter(0, '\'Model\' is "<b>x</b>"'), ofParameter(1, 'b')];
		expect(errorOf(failures).description).toContain('&lt;b');
		expect(errorOf(failures).description).not.toContain('<b>');
	});

	it('is an error even when no row failed', () => {
		expect(errorOf([]).message).toBe('No row failed');
	});
});
