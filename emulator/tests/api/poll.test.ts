/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, never part of the package */
import { randomUUID } from 'node:crypto';
import { EmulatorClient, emulatorForTests, rendered } from '../client';
import { poll, task } from '../tasks';

const client = emulatorForTests();
const slow = emulatorForTests({ renderMs: 60_000 });

describe('A poll', () => {
	test('tells a running task in three ways', async () => {
		const taskUUID = await slow.submit();
		const running = { taskType: 'videoInference', taskUUID, status: 'processing' };
		expect((await slow.send([poll(taskUUID)])).data).toEqual([running]);
		slow.emulator.readings.processing = 'progress';
		expect((await slow.send([poll(taskUUID)])).data).toEqual([
			{ ...running, progress: expect.any(Number) },
		]);
		slow.emulator.readings.processing = 'empty';
		expect((await slow.send([poll(taskUUID)])).data).toEqual([]);
	});

	test('of an unknown task is answered with nothing, or with taskNotFound', async () => {
		const unknown = poll(randomUUID());
		expect((await client.send([unknown])).body).toEqual({ data: [] });
		client.emulator.readings.unknownTask = 'taskNotFound';
		const { status, body, errors } = await client.send([unknown]);
		expect(status).toBe(200);
		expect(body).not.toHaveProperty('data');
		expect(errors).toMatchObject([{ code: 'taskNotFound', taskUUID: unknown.taskUUID }]);
	});

	test('serves many tasks in one request', async () => {
		const submitted = [task(), task({ numberResults: 2 }), task()];
		await client.send(submitted);
		await rendered();
		const polls = submitted.map(({ taskUUID }) => poll(taskUUID));
		const { data } = await client.send([...polls, poll(randomUUID())]);
		const [one, two, three] = submitted.map(({ taskUUID }) => taskUUID);
		expect(data.map((item) => item['taskUUID'])).toEqual([one, two, two, three]);
		expect((await client.send(polls)).data).toEqual(data);
		expect(client.emulator.tasks.every((done) => done.firstSeenReadyAt !== undefined)).toBe(true);
	});

	test('of a batch is refused, or served for its first task only, under other readings', async () => {
		const submitted = [task(), task()];
		await client.send(submitted);
		const polls = submitted.map(({ taskUUID }) => poll(taskUUID));
		client.emulator.readings.batchPoll = 'refused';
		const { status, errors } = await client.send(polls);
		expect(status).toBe(400);
		expect(errors[0]).not.toHaveProperty('taskUUID');
		client.emulator.readings.batchPoll = 'first only';
		expect((await client.send(polls)).data).toMatchObject([{ taskUUID: submitted[0]?.taskUUID }]);
	});

	test('shows the results of one task in a stable order as they end', async () => {
		const slow = await new EmulatorClient({ renderMs: 1000 }).start();
		try {
			const taskUUID = await slow.submit({ numberResults: 4 });
			await rendered(910);
			const { data } = await slow.send([poll(taskUUID)]);
			const states = data.map((item) => item['status']);
			expect(states).toHaveLength(4);
			expect(states[0]).toBe('success');
			expect(states[3]).toBe('processing');
			expect(slow.emulator.tasks[0]?.firstSeenReadyAt).toBeUndefined();
		} finally {
			await slow.close();
		}
	});

	test('does not see an accepted task before its time, yet its UUID is taken', async () => {
		client.emulator.readings.ackVisibleAfterMs = 1500;
		const submitted = task();
		await client.send([submitted]);
		expect((await client.send([poll(submitted.taskUUID)])).data).toEqual([]);
		expect((await client.send([submitted])).errors).toMatchObject([{ code: 'conflictTaskUUID' }]);
		await rendered(1500);
		expect((await client.send([poll(submitted.taskUUID)])).data).toHaveLength(1);
	});

	describe('of the archive, getTaskDetails,', () => {
		const details = (taskUUID: unknown) => ({ taskType: 'getTaskDetails', taskUUID });

		test('tells the request and the response of a task, forgotten or not', async () => {
			const { taskUUID } = await client.finishedItem();
			client.emulator.readings.retentionMs = 0;
			expect((await client.send([poll(taskUUID)])).data).toEqual([]);
			expect((await client.send([details(taskUUID)])).data).toMatchObject([
				{
					taskType: 'getTaskDetails',
					request: [{ taskUUID }],
					response: { data: [{ status: 'success' }] },
				},
			]);
		});

		test('is served for one task a request only, under one reading', async () => {
			const taskUUID = await client.submit();
			client.emulator.readings.archive = 'one a request';
			expect((await client.send([details(taskUUID)])).data).toHaveLength(1);
			expect((await client.send([details(taskUUID), details(taskUUID)])).status).toBe(400);
		});

		test('has a conflict stored over the result, under another', async () => {
			const taskUUID = await client.submit();
			client.emulator.readings.archive = 'conflict stored';
			expect((await client.send([details(taskUUID)])).data).toMatchObject([
				{ response: { errors: [{ code: 'conflictTaskUUID', taskUUID }] } },
			]);
		});

		test('is not permitted to the API key, under a third', async () => {
			const taskUUID = await client.submit();
			client.emulator.readings.archive = 'not permitted';
			expect((await client.send([details(taskUUID)])).errors).toMatchObject([
				{ code: 'permissionDenied', taskUUID },
			]);
		});
	});

	test('tells a failure in data, and with status 400', async () => {
		Object.assign(client.emulator.readings, { failure: 'data', failedPollStatus: 400 });
		client.emulator.fail({ name: 'moderation' });
		const taskUUID = await client.submit();
		await rendered();
		const { status, body } = await client.send([poll(taskUUID)]);
		expect(status).toBe(400);
		expect(body).toEqual({
			data: [
				{
					taskType: 'videoInference',
					taskUUID,
					status: 'error',
					error: expect.objectContaining({ code: 'invalidProviderContent' }),
				},
			],
		});
	});
});
