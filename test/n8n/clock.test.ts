import { createClock } from '../../nodes/Kling/n8n/connection';
import type { NodeContext } from '../../nodes/Kling/n8n/cancellation';

/** A clock asks nothing of n8n but whether the execution was stopped. */
const context = { getExecutionCancelSignal: () => undefined } as unknown as NodeContext;

afterEach(() => {
	jest.restoreAllMocks();
});

function readings(...computer: readonly number[]): readonly number[] {
	const time = jest.spyOn(Date, 'now');
	const { now } = createClock(context);
	return computer.map((ms) => {
		time.mockReturnValueOnce(ms);
		return now();
	});
}

describe("the clock of a run, beside the computer's", () => {
	it('is the same while that goes on', () => {
		expect(readings(1000, 1000, 1500, 90_000)).toEqual([1000, 1000, 1500, 90_000]);
	});

	it('goes on when that is set back, so that no wait gets longer', () => {
		expect(readings(5000, 2000, 2100, 2600)).toEqual([5000, 5000, 5100, 5600]);
	});

	it('goes on when that is set back twice, and follows it forward', () => {
		expect(readings(5000, 2000, 1000, 1100, 9000)).toEqual([5000, 5000, 5000, 5100, 13_000]);
	});
});

it('a wait ends although the computer is set back by an hour within it', async () => {
	const start = Date.now();
	let step = 0;
	const real = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => real() - step);
	const clock = createClock(context);
	const waited = clock.sleep(20);
	step = 3_600_000;
	await waited;
	jest.restoreAllMocks();
	expect(Date.now() - start).toBeLessThan(5000);
});
