import { atErrorOutput } from '../older/differences';
import { closeEngine, NODE_NAME } from './engine';
import {
	jsonOf,
	messageOf,
	prompts,
	type Scenario,
	sideBySide,
	submitsOf,
	WAIT_FOR_PROMPTS,
} from './videoRuns';

afterAll(closeEngine);

/** n8n takes 0 for "not set", which is a second. */
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } as const;
const RUN = { parameters: WAIT_FOR_PROMPTS, rows: prompts(3) };

function moderated(
	row: number,
	onError?: 'continueRegularOutput' | 'continueErrorOutput',
): Scenario {
	return {
		// As often as n8n tries: this prompt is never accepted.
		faults: [{ name: 'moderation', match: `number ${row}`, times: 10 }],
		run: { ...RUN, node: { ...RETRY, ...(onError === undefined ? {} : { onError }) } },
	};
}

describe('Retry On Fail', () => {
	const { played } = sideBySide({
		'stops in the end': moderated(3),
		'continues, last row refused': moderated(3, 'continueRegularOutput'),
		'continues, first row refused': moderated(1, 'continueRegularOutput'),
		'goes on at the error output': moderated(1, 'continueErrorOutput'),
		'has a row refused at submit': {
			...moderated(1, 'continueRegularOutput'),
			faults: [{ name: 'moderationAtSubmit', match: 'number 1', times: 10 }],
		},
		'has a row refused once': {
			...moderated(1, 'continueRegularOutput'),
			faults: [{ name: 'moderation', match: 'number 1' }],
		},
		'has a fault of the API once': {
			faults: [{ name: 'status401', on: 'poll' }],
			run: { ...RUN, node: RETRY },
		},
		'has finished UUIDs forgotten as conflicts': {
			...moderated(3, 'continueRegularOutput'),
			emulator: { readings: { finishedUUID: 'rerun', unknownTask: 'taskNotFound' } },
		},
	});

	const success = expect.objectContaining({ status: 'success' });
	const refused = {
		error: expect.stringContaining('The content check rejected this video'),
		details: expect.objectContaining({ charged: 'no' }),
	};

	it('charges each good row once when the workflow stops in the end', () => {
		const { emulator, result } = played('stops in the end');
		expect(result.status).toBe('error');
		expect(messageOf(result)).toMatch(/^Row 3: The content check rejected this video/);
		expect(emulator.charges()).toEqual({ count: 2, total: 0.84 });
		// The refused row is tried anew each time, under a new identity; the others are found.
		expect(submitsOf(emulator).map((tasks) => tasks.length)).toEqual([3, 1, 1]);
	});

	it.each([
		['continues, last row refused', [success, success, refused]],
		['continues, first row refused', [refused, success, success]],
		['has a row refused at submit', [refused, success, success]],
		['has finished UUIDs forgotten as conflicts', [success, success, refused]],
	] as const)('delivers both good videos, charged once, when it %s', (name, items) => {
		const { emulator, result } = played(name);
		expect(result.status).toBe('success');
		expect(jsonOf(result)).toEqual(items);
		expect(emulator.charges()).toEqual({ count: 2, total: 0.84 });
	});

	it('delivers both good videos behind the success output, charged once', () => {
		const { emulator, result } = played('goes on at the error output');
		expect(result.received[0]?.map(({ json }) => json)).toEqual([success, success]);
		expect(result.received[1]?.map(({ json }) => json)).toEqual([
			atErrorOutput({ ...refused, prompt: 'A boat, number 1' }),
		]);
		expect(emulator.charges().count).toBe(2);
	});

	it('tells of found videos that they were not charged again', () => {
		const { result } = played('continues, first row refused');
		expect(jsonOf(result).map(({ reused }) => reused)).toEqual([undefined, true, true]);
	});

	it('renders a row anew that failed once', () => {
		const { emulator, result } = played('has a row refused once');
		expect(jsonOf(result)).toEqual([success, success, success]);
		expect(jsonOf(result).map(({ reused }) => reused)).toEqual([false, true, true]);
		expect(emulator.charges().count).toBe(3);
	});

	it('gets over a fault that is over at the next try', () => {
		const { emulator, result } = played('has a fault of the API once');
		expect(jsonOf(result)).toEqual([success, success, success]);
		expect(emulator.charges().count).toBe(3);
		expect(result.runData[NODE_NAME]).toHaveLength(1);
	});
});
