/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { createSemaphore } from '../../nodes/Kling/runware/tasks/semaphore';

/** Two letters for each: `+a` is in, after what was done. */
async function admitted(most: number, deeds: readonly string[]): Promise<readonly string[]> {
	const places = createSemaphore(most);
	const lines: string[] = [];
	for (const deed of deeds) {
		const from = lines.length;
		if (deed === 'release') places.release();
		else if (deed === 'take') places.take();
		else void places.acquire().then(() => lines.push(`${deed} is in`));
		await turnOfTheLoop();
		if (lines.length === from) lines.push(`after '${deed}' nobody comes in`);
	}
	return lines;
}

describe('places', () => {
	it('are given to as many as there are', async () => {
		expect(await admitted(2, ['a', 'b', 'c'])).toEqual([
			'a is in',
			'b is in',
			"after 'c' nobody comes in",
		]);
	});

	it('are given on first come, first served', async () => {
		expect(await admitted(1, ['a', 'b', 'c', 'release', 'release', 'release', 'd'])).toEqual([
			'a is in',
			"after 'b' nobody comes in",
			"after 'c' nobody comes in",
			'b is in',
			'c is in',
			"after 'release' nobody comes in",
			'd is in',
		]);
	});

	it('may be taken beyond their number, and are given on when that many have left', async () => {
		expect(await admitted(1, ['take', 'take', 'a', 'release', 'release'])).toEqual([
			"after 'take' nobody comes in",
			"after 'take' nobody comes in",
			"after 'a' nobody comes in",
			"after 'release' nobody comes in",
			'a is in',
		]);
	});
});
