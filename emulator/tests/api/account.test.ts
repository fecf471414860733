import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { emulatorForTests } from '../client';
import { task } from '../tasks';

const client = emulatorForTests();

describe('The key', () => {
	test.each([{ authorization: 'Bearer wrong' }, { authorization: '' }])(
		'is asked for: %p is refused',
		async (headers) => {
			const { status, errors } = await client.send([task()], headers);
			expect(status).toBe(401);
			expect(errors).toMatchObject([{ code: 'invalidApiKey' }]);
			expect(client.emulator.tasks).toHaveLength(0);
		},
	);

	test('may come as the first task instead of a header', async () => {
		for (const [apiKey, status] of [
			[client.emulator.apiKey, 200],
			['wrong', 401],
		] as const) {
			const answer = await request(`${client.emulator.origin}/`, {
				method: 'POST',
				dispatcher: client.agent,
				body: JSON.stringify([{ taskType: 'authentication', apiKey }, task()]),
			});
			await answer.body.dump();
			expect(answer.statusCode).toBe(status);
		}
		expect(client.emulator.tasks).toHaveLength(1);
	});

	test('does not make a body that is no array, or an unknown task type, acceptable', async () => {
		expect((await client.send(task())).status).toBe(400);
		const { status, errors } = await client.send([{ taskType: 'dream', taskUUID: randomUUID() }]);
		expect(status).toBe(400);
		expect(errors).toMatchObject([{ code: 'unsupportedTaskType' }]);
	});
});

describe('The account', () => {
	const details = () => ({
		taskType: 'accountManagement',
		taskUUID: randomUUID(),
		operation: 'getDetails',
	});

	test('tells the balance as an object or as a number', async () => {
		await client.submit();
		expect((await client.send([details()])).data).toMatchObject([
			{ organizationName: expect.any(String), balance: { amount: 999.58, currency: 'USD' } },
		]);
		client.emulator.readings.balance = 'number';
		expect((await client.send([details()])).data).toMatchObject([{ balance: 999.58 }]);
	});

	test('answers a ping', async () => {
		expect((await client.send([{ taskType: 'ping' }])).data).toEqual([
			{ taskType: 'ping', pong: true },
		]);
	});
});
