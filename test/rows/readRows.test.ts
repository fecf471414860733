import { RowFailure } from '../../nodes/Kling/results/RowFailure';
import { readable, readRows, stopAtBadRows } from '../../nodes/Kling/rows/readRows';
import { OPERATIONS } from '../../nodes/Kling/operations/operations';
import { parseGeneration } from '../../nodes/Kling/request/generation';
import { rowOf } from '../request/rows';
import { rowFiles } from '../parameters/source';
import type { Row } from '../parameters/source';
import { surroundings } from './context';

const TASK = '762dd057-ddbc-4d3f-8afa-b2feb8f078de';

const GOOD = rowOf('text');
const BAD = rowOf('text', { positivePrompt: '' });

const modesOf = async (rows: readonly Row[]) =>
	await readRows(
		surroundings({ rows }).context,
		(source) => parseGeneration(source, rowFiles(), 'generate').mode.value,
	);

describe('reading the rows', () => {
	it('gives one entry for each, in their order, bad ones included', async () => {
		const [first, second, third, ...rest] = await modesOf([GOOD, BAD, rowOf('firstFrame')]);
		expect([first, third, rest]).toEqual(['text', 'firstFrame', []]);
		expect(second).toMatchObject({
			row: 1,
			message: "Row 2: 'Prompt' is empty, but every video needs one",
			details: { code: 'invalidParameter', charged: 'no' },
		});
	});

	it('keeps what could be read', async () => {
		expect(readable(await modesOf([BAD, GOOD, BAD, GOOD]))).toEqual(['text', 'text']);
	});

	it('takes a fault while reading as a bad row too', async () => {
		const { context } = surroundings({ rows: [{}] });
		const [row] = await readRows(context, () => {
			throw new TypeError('no such thing');
		});
		expect(row).toBeInstanceOf(RowFailure);
		expect(row).toMatchObject({ message: 'Row 1: no such thing' });
	});
});

describe('an expression that fails', () => {
	it('is told in one short line, whatever it was working on', async () => {
		const { context } = surroundings({ rows: [{}] });
		const failing = Object.assign(context, {
			getNodeParameter: () => {
				throw new Error(`no\n\u0000${'x'.repeat(1e6)}`);
			},
		});
		const [row] = await readRows(failing, (source) => source('duration'));
		expect(row).toMatchObject({
			message: expect.stringMatching(
				/^Row 1: The expression in 'Duration' has an error: no\\n\\u0000x{100,200}…\. Open the field and correct it$/,
			),
		});
	});
});

describe('reading rows that bring files', () => {
	it('continues with the next only when one is read to its end', async () => {
		const { context } = surroundings({ rows: [{}, {}, {}] });
		const events: string[] = [];
		const read = await readRows(context, async (_source, row) => {
			events.push(`begin ${row}`);
			await Promise.resolve();
			events.push(`end ${row}`);
			if (row === 1) throw new Error('no such file');
			return row;
		});
		expect(events).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1', 'begin 2', 'end 2']);
		expect(read).toMatchObject([0, { message: 'Row 2: no such file' }, 2]);
	});
});

describe('a bad row', () => {
	it('stops the workflow, and is named', async () => {
		const { context } = surroundings({ rows: [], continueOnFail: false });
		const rows = await modesOf([GOOD, BAD]);
		expect(() => {
			stopAtBadRows(context, rows);
		}).toThrow("Row 2: 'Prompt' is empty, but every video needs one");
	});

	it('does not stop what is set to continue', async () => {
		const { context } = surroundings({ rows: [], continueOnFail: true });
		const rows = await modesOf([BAD]);
		expect(() => {
			stopAtBadRows(context, rows);
		}).not.toThrow();
	});

	it.each<[string, readonly Row[]]>([
		['video:generate', [GOOD, BAD]],
		['video:generate', [GOOD, rowOf('firstFrame', { firstFrameSource: 'binary' })]],
		['video:edit', [rowOf('edit'), rowOf('edit', { video: '' })]],
		['media:upload', [{ media: 'https://media.test/a.jpg' }, { media: '' }]],
		['media:delete', [{ mediaUUID: TASK }, { mediaUUID: '' }]],
	])('keeps %s from sending anything', async (name, rows) => {
		const { context, requests } = surroundings({ rows, continueOnFail: false });
		await expect(OPERATIONS.get(name)?.(context)).rejects.toThrow(/^Row 2: /);
		expect(requests()).toBe(0);
	});
});

describe('a task UUID', () => {
	const wrong = async (taskUUID: unknown) => {
		const { context, requests } = surroundings({ rows: [{ taskUUID }], continueOnFail: false });
		await expect(OPERATIONS.get('video:get')?.(context)).rejects.toThrow();
		expect(requests()).toBe(0);
		const [item] =
			(await OPERATIONS.get('video:get')?.(surroundings({ rows: [{ taskUUID }] }).context)) ?? [];
		return item?.json['error'];
	};

	it.each([
		[
			'',
			"Row 1: 'Task UUID' is empty. Enter the 'taskUUID' from the output of 'Video: Generate' or 'Video: Edit'",
		],
		[
			null,
			"Row 1: 'Task UUID' is empty. Enter the 'taskUUID' from the output of 'Video: Generate' or 'Video: Edit'",
		],
		[
			'762dd057',
			`Row 1: 'Task UUID' is "762dd057", but a task UUID looks like ${TASK}. Enter the 'taskUUID' from the output of 'Video: Generate' or 'Video: Edit'`,
		],
		[
			5,
			`Row 1: 'Task UUID' is "5", but a task UUID looks like ${TASK}. Enter the 'taskUUID' from the output of 'Video: Generate' or 'Video: Edit'`,
		],
		[
			'__proto__',
			`Row 1: 'Task UUID' is "__proto__", but a task UUID looks like ${TASK}. Enter the 'taskUUID' from the output of 'Video: Generate' or 'Video: Edit'`,
		],
		[
			{ id: TASK },
			"Row 1: 'Task UUID' is a group of fields, but it must be text. Drag the one field that you need from the input panel onto it",
		],
		[
			[TASK, TASK],
			"Row 1: 'Task UUID' is a list with 2 entries, but it must be text. Drag the one field that you need from the input panel onto it",
		],
	])('may not be %j', async (taskUUID, message) => {
		expect(await wrong(taskUUID)).toBe(message);
	});
});
