import { emulatorForTests, rendered } from '../client';
import { poll, task } from '../tasks';

const client = emulatorForTests();

describe('A fault of a task', () => {
	const accepted = () => client.emulator.tasks.length;

	test.each([
		['moderation', 'invalidProviderContent'],
		['providerTimeout', 'timeoutProvider'],
		['providerRateLimit', 'providerRateLimitExceeded'],
	] as const)('%s fails the render with %s and is not charged', async (name, code) => {
		client.emulator.fail({ name });
		const taskUUID = await client.submit();
		expect(client.emulator.charges().count).toBe(1);
		await rendered();
		const { status, errors, data } = await client.send([poll(taskUUID)]);
		expect(status).toBe(200);
		expect(data).toEqual([]);
		expect(errors).toMatchObject([{ code, status: 'error', taskUUID }]);
		expect(client.emulator.tasks[0]?.state()).toBe('error');
		expect(client.emulator.charges()).toEqual({ count: 0, total: 0 });
	});

	test.each([
		['moderationAtSubmit', 'contentPolicyViolation'],
		['insufficientCredits', 'videoInferenceInsufficientCredits'],
	] as const)('%s refuses one task of a request with %s', async (name, code) => {
		client.emulator.fail({ name, match: 'bad boat' });
		const bad = task({ positivePrompt: 'A bad boat' });
		const { status, errors } = await client.send([bad, task()]);
		expect(status).toBe(200);
		expect(errors).toMatchObject([{ code, taskUUID: bad.taskUUID }]);
		expect(accepted()).toBe(1);
	});

	test('neverEnds keeps a task processing', async () => {
		client.emulator.fail({ name: 'neverEnds' });
		const taskUUID = await client.submit();
		await rendered();
		expect((await client.send([poll(taskUUID)])).data).toMatchObject([{ status: 'processing' }]);
	});

	test('acceptedThenLost acknowledges a task that nobody knows afterwards', async () => {
		client.emulator.fail({ name: 'acceptedThenLost' });
		const lost = task();
		expect((await client.send([lost])).data).toHaveLength(1);
		expect((await client.send([poll(lost.taskUUID)])).data).toEqual([]);
		expect((await client.send([lost])).errors).toEqual([]);
		expect(client.emulator.charges().count).toBe(1);
	});

	test('partialResults makes and charges one video of several', async () => {
		client.emulator.fail({ name: 'partialResults' });
		const taskUUID = await client.submit({ numberResults: 3 });
		await rendered();
		const { status, data, errors } = await client.send([poll(taskUUID)]);
		expect(status).toBe(200);
		expect(data).toMatchObject([{ status: 'success', cost: 0.42 }]);
		expect(errors).toHaveLength(2);
		expect(client.emulator.charges()).toEqual({ count: 1, total: 0.42 });
	});
});
