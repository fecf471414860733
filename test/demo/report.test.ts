import type { ExampleRow } from './exampleRows';
import type { RowOutcome } from './nodeRuns';
import { hasFailed, resultLines } from './report';
import { timingOfReports, timingOfTasks } from './timing';

const row = (mode: ExampleRow['mode']): ExampleRow => ({
	title: '',
	mode,
	fields: { model: 'klingai:kling@o1-standard', positivePrompt: '' },
});
const video = (taskUUID: string, cost: number) => ({
	json: { status: 'success', taskUUID, videoUUID: `v-${taskUUID}`, videoURL: 'https://a/b', cost },
});
const finished: readonly RowOutcome[] = [
	{ row: row('text'), item: video('one', 0.42) },
	{ row: row('edit'), item: video('two', 0.756) },
];
const startedAt = 1000;

it('shows each video with its cost and the second in which it was ready', () => {
	const tasks = [
		{ taskUUID: 'two', acceptedAt: 1100, readyAt: 9100 },
		{ taskUUID: 'one', acceptedAt: 1200, readyAt: 8000 },
	];
	const timing = timingOfTasks(tasks, startedAt);
	expect(resultLines({ startedAt, endedAt: 10_500, outcomes: finished }, timing, 100)).toEqual([
		'row  mode  status   videoUUID  videoURL       cost  seconds',
		'  1  text  success  v-one      https://a/b   $0.42      7.0',
		'  2  edit  success  v-two      https://a/b  $0.756      8.1',
		'',
		'Total cost: $1.176',
		'All at once: 9.5 s instead of 14.8 s one after the other',
		"(seconds: from the start of the run to the video's being ready, by the emulator's clock)",
	]);
});

it('gives no row a time that only the order of the reports would suggest', () => {
	const reports = [
		{ at: 7000, operation: 'generate' },
		{ at: 9000, operation: 'edit' },
	] as const;
	const timing = timingOfReports({ startedAt, endedAt: 9500, outcomes: finished, reports });
	expect([...timing.readyMs]).toEqual([['two', 8000]]);
	expect(timing).toMatchObject({ inTurnMs: 14_000, exact: false });
	expect(timing.source).toContain('6.0, 8.0 s');
});

it('shows why a row failed, counted as its own table counts', () => {
	const details = { code: 'invalidProviderContent', taskUUID: 'one', charged: 'no' };
	const outcomes: readonly RowOutcome[] = [
		{ row: row('text'), item: { json: { error: 'Row 1: The content check said no', details } } },
		{ row: row('edit'), error: 'The node gave no item' },
	];
	expect(outcomes.every(hasFailed)).toBe(true);
	const timing = timingOfTasks([], startedAt);
	expect(resultLines({ startedAt, endedAt: 2000, outcomes }, timing, 120)).toEqual([
		'row  mode  status  videoUUID  videoURL  cost  seconds',
		'  1  text  failed',
		'     The content check said no',
		'     code: invalidProviderContent, taskUUID: one, charged: no',
		'  2  edit  failed',
		'     The node gave no item',
		'',
		'Total cost: $0.00',
		'Run time: 1.0 s',
	]);
});

it('counts the cost of a video whose file did not arrive', () => {
	const details = { code: 'downloadFailed', charged: 'yes', videoURL: 'https://a/b', cost: 0.42 };
	const outcomes: readonly RowOutcome[] = [
		{ row: row('text'), item: { json: { error: 'Row 1: It is at https://a/b', details } } },
	];
	const lines = resultLines(
		{ startedAt, endedAt: 2000, outcomes },
		timingOfTasks([], startedAt),
		90,
	);
	expect(lines).toContain('Total cost: $0.42');
});
