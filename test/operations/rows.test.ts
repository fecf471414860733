import { RowFailure } from '../../nodes/KlingO1/operations/RowFailure';
import { readable, readRows, stopAtBadRows } from '../../nodes/KlingO1/operations/rows';
import { OPERATIONS } from '../../nodes/KlingO1/operations/operations';
import { parseGeneration } from '../../nodes/KlingO1/request/generation';
import { rowOf } from '../request/rows';
import type { Row } from '../parameters/source';
import { surroundings } from './context';

const GOOD = rowOf('text');
const BAD = rowOf('text', { positivePrompt: '' });

const modesOf = (rows: readonly Row[]) =>
	readRows(
		surroundings({ rows }).context,
		(source) => parseGeneration(source, 'generate').mode.value,
	);

describe('reading the rows', () => {
	it('gives one entry for each, in their order, bad ones included', () => {
		const [first, second, third, ...rest] = modesOf([GOOD, BAD, rowOf('firstFrame')]);
		expect([first, third, rest]).toEqual(['text', 'firstFrame', []]);
		expect(second).toMatchObject({
			row: 1,
			message: "Row 2: 'Prompt' is empty, but every video needs one",
			details: { code: 'invalidParameter', charged: 'no' },
		});
	});

	it('keeps what could be read', () => {
		expect(readable(modesOf([BAD, GOOD, BAD, GOOD]))).toEqual(['text', 'text']);
	});

	it('takes a fault while reading as a bad row too', () => {
		const { context } = surroundings({ rows: [{}] });
		const [row] = readRows(context, () => {
			throw new TypeError('no such thing');
		});
		expect(row).toBeInstanceOf(RowFailure);
		expect(row).toMatchObject({ message: 'Row 1: no such thing' });
	});
});

describe('a bad row', () => {
	it('stops the workflow, and is named', () => {
		const { context } = surroundings({ rows: [], continueOnFail: false });
		expect(() => {
			stopAtBadRows(context, modesOf([GOOD, BAD]));
		}).toThrow("Row 2: 'Prompt' is empty, but every video needs one");
	});

	it('does not stop what is set to continue', () => {
		const { context } = surroundings({ rows: [], continueOnFail: true });
		expect(() => {
			stopAtBadRows(context, modesOf([BAD]));
		}).not.toThrow();
	});

	it.each(['video:generate', 'video:edit'])('keeps %s from sending anything', async (name) => {
		const rows =
			name === 'video:edit' ? [rowOf('edit'), rowOf('edit', { video: '' })] : [GOOD, BAD];
		const { context, requests } = surroundings({ rows, continueOnFail: false });
		await expect(OPERATIONS.get(name)?.(context)).rejects.toThrow(/^Row 2: /);
		expect(requests()).toBe(0);
	});
});

describe('a task UUID', () => {
	const TASK = '762dd057-ddbc-4d3f-8afa-b2feb8f078de';
	const wrong = async (taskUUID: unknown) => {
		const { context, requests } = surroundings({ rows: [{ taskUUID }], continueOnFail: false });
		await expect(OPERATIONS.get('video:get')?.(context)).rejects.toThrow();
		expect(requests()).toBe(0);
		const [item] =
			(await OPERATIONS.get('video:get')?.(surroundings({ rows: [{ taskUUID }] }).context)) ?? [];
		return item?.json['error'];
	};

	it.each([
		['', "Row 1: 'Task UUID' is empty; it takes the 'taskUUID' of an earlier task"],
		[null, "Row 1: 'Task UUID' is empty; it takes the 'taskUUID' of an earlier task"],
		['762dd057', `Row 1: 'Task UUID' is "762dd057", but a task UUID looks like ${TASK}`],
		[5, `Row 1: 'Task UUID' is "5", but a task UUID looks like ${TASK}`],
		['__proto__', `Row 1: 'Task UUID' is "__proto__", but a task UUID looks like ${TASK}`],
		[
			{ id: TASK },
			"Row 1: 'Task UUID' is an object, but it takes text: choose one of its fields in the expression",
		],
		[
			[TASK],
			"Row 1: 'Task UUID' is a list of 1 entries, but it takes text: choose one of its fields in the expression",
		],
	])('may not be %j', async (taskUUID, message) => {
		expect(await wrong(taskUUID)).toBe(message);
	});
});
