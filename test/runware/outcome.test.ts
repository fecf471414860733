import { outcomeOfState } from '../../nodes/Kling/runware/tasks/outcome';
import { RunwareError } from '../../nodes/Kling/runware/wire/RunwareError';
import type { TaskState } from '../../nodes/Kling/runware/wire/taskState';

const error = (cost?: number) =>
	new RunwareError({ code: 'taskFailed', message: 'No', ...(cost === undefined ? {} : { cost }) });
const failure = (certain: boolean, cost?: number): TaskState => ({
	status: 'error',
	error: error(cost),
	videos: [],
	certain,
});

describe('the outcome of a task', () => {
	it('that renders is that it renders', () => {
		expect(outcomeOfState('a', { status: 'processing' }, false)).toEqual({
			status: 'processing',
			taskUUID: 'a',
		});
	});

	it.each<[string, TaskState, string]>([
		['failed', failure(true), 'no'],
		['failed, free of charge', failure(true, 0), 'no'],
		['failed at a cost', failure(true, 0.42), 'yes'],
		['may have failed at a cost', failure(false, 0.42), 'yes'],
		['may have failed', failure(false), 'unknown'],
		['is not known', { status: 'unknown', error: error() }, 'unknown'],
	])('that %s tells what was charged', (_what, state, charged) => {
		expect(outcomeOfState('a', state, false)).toMatchObject({
			status: 'failed',
			taskUUID: 'a',
			charged,
		});
	});
});
