import { createCapacity } from '../../nodes/Kling/runware/buying/capacity';

/** A capacity with its clock in seconds, which the test sets. */
function capacityAt({ random = 0 } = {}) {
	let seconds = 0;
	const capacity = createCapacity(
		() => seconds * 1000,
		() => random,
	);
	const roomAt = (at: number) => {
		seconds = at;
		return capacity.room();
	};
	/** So many are sent at a moment; of those, so many are taken, and the others refused for being too many. */
	const tried = (at: number, sent: number, taken: number, retryAfter?: number) => {
		seconds = at;
		capacity.sent(sent);
		const more = retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1000 };
		capacity.answered(sent, taken, taken < sent ? more : undefined);
	};
	const retryAt = () => capacity.retryAt() / 1000;
	const progressAt = () => capacity.progressAt() / 1000;
	const at = (moment: number) => {
		seconds = moment;
		return capacity;
	};
	return { capacity, roomAt, tried, retryAt, progressAt, at };
}

describe('what Runware takes at a time', () => {
	it('is without a limit before it has refused anything', () => {
		const { roomAt, tried } = capacityAt();
		expect(roomAt(0)).toBe(Infinity);
		tried(0, 500, 500);
		expect(roomAt(0)).toBe(Infinity);
	});

	it('is as much as is in progress when it refuses more', () => {
		const { capacity, roomAt, tried } = capacityAt();
		tried(0, 10, 4);
		expect(roomAt(0.9)).toBe(0);
		capacity.ended();
		expect(roomAt(0.9)).toBe(1);
		capacity.ended();
		expect(roomAt(0.9)).toBe(2);
	});

	it('counts what was taken, and what is on its way', () => {
		const { capacity, roomAt, tried } = capacityAt();
		tried(0, 10, 4);
		for (let task = 0; task < 4; task += 1) capacity.ended();
		expect(roomAt(0.5)).toBe(4);
		capacity.sent(3);
		expect(roomAt(0.5)).toBe(1);
		capacity.answered(3, 2, undefined);
		expect(roomAt(0.5)).toBe(2);
	});

	it('counts what is in progress without having been sent', () => {
		const { capacity, roomAt, tried } = capacityAt();
		capacity.joined();
		tried(0, 2, 0);
		expect(roomAt(0.5)).toBe(0);
		capacity.ended();
		expect(roomAt(0.5)).toBe(1);
	});

	it('is less by what is found in progress', () => {
		const { capacity, roomAt, tried } = capacityAt();
		tried(0, 10, 4);
		capacity.ended();
		capacity.ended();
		capacity.joined();
		expect(roomAt(0.5)).toBe(1);
	});

	it('is never less than nothing', () => {
		const { capacity, roomAt, tried } = capacityAt();
		tried(0, 2, 1);
		capacity.joined();
		expect(roomAt(0.5)).toBe(0);
	});
});

describe('what is tried beyond that', () => {
	it('is one after a second, and then twice as many each second while they are taken', () => {
		const { roomAt, tried, retryAt } = capacityAt();
		tried(0, 10, 4);
		expect([roomAt(0.999), roomAt(1)]).toEqual([0, 1]);
		tried(1, 1, 1);
		expect(retryAt()).toBe(2);
		expect([roomAt(1.999), roomAt(2)]).toEqual([0, 2]);
		tried(2, 2, 2);
		expect([roomAt(2.999), roomAt(3)]).toEqual([0, 4]);
	});

	it('is no more than before when no more than before was taken', () => {
		const { capacity, roomAt, tried } = capacityAt();
		tried(0, 10, 4);
		capacity.ended();
		tried(1, 1, 1);
		expect(roomAt(1)).toBe(1);
	});

	it('is half of what was refused altogether', () => {
		const { roomAt, tried } = capacityAt();
		tried(0, 10, 0);
		expect(roomAt(1)).toBe(5);
		tried(1, 5, 0);
		expect(roomAt(3)).toBe(2);
		tried(3, 2, 0);
		expect(roomAt(7)).toBe(1);
		tried(7, 1, 0);
		expect(roomAt(15)).toBe(1);
	});

	it('is one again once more are refused', () => {
		const { roomAt, tried } = capacityAt();
		tried(0, 10, 4);
		tried(1, 1, 1);
		tried(2, 2, 1);
		expect([roomAt(2.999), roomAt(3)]).toEqual([0, 1]);
	});

	it('is tried after pauses that double up to half a minute', () => {
		const { tried, retryAt } = capacityAt();
		const pauses = Array.from({ length: 7 }, () => {
			const at = retryAt();
			tried(at, 1, 0);
			return retryAt() - at;
		});
		expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30]);
	});

	it('is tried after a second again once more were taken', () => {
		const { tried, retryAt } = capacityAt();
		for (let time = 0; time < 5; time += 1) tried(retryAt(), 1, 0);
		const at = retryAt();
		tried(at, 1, 1);
		expect(retryAt() - at).toBe(1);
		tried(at + 1, 2, 1);
		expect(retryAt() - at - 1).toBe(1);
	});

	it('is tried up to a third later, to spread the tries of several runs', () => {
		const { tried, retryAt } = capacityAt({ random: 0.5 });
		tried(0, 1, 0);
		expect(retryAt()).toBe(1.15);
	});

	it('is tried no sooner than the API wishes', () => {
		const { tried, retryAt } = capacityAt();
		tried(0, 1, 0, 20);
		expect(retryAt()).toBe(20);
		tried(20, 1, 0, 0.5);
		expect(retryAt()).toBe(22);
	});

	it('is one after a second when the provider was too busy for what it took', () => {
		const { capacity, roomAt, tried, at } = capacityAt();
		tried(0, 8, 8);
		at(10).ended();
		capacity.overtaxed();
		expect([roomAt(10), roomAt(10.999), roomAt(11)]).toEqual([0, 0, 1]);
		capacity.ended();
		expect(roomAt(10.5)).toBe(1);
	});
});

describe('progress', () => {
	it('is that a task was taken or has ended', () => {
		const { tried, progressAt, at } = capacityAt();
		tried(5, 3, 2);
		expect(progressAt()).toBe(5);
		tried(6, 3, 0);
		expect(progressAt()).toBe(5);
		at(9).ended();
		expect(progressAt()).toBe(9);
		at(12).joined();
		at(13).overtaxed();
		expect(progressAt()).toBe(9);
	});
});
