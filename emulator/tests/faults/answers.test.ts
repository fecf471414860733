import type { FaultName } from '../../server';
import { emulatorForTests, rendered } from '../client';
import { poll, task } from '../tasks';

const client = emulatorForTests();

describe('A fault of an answer', () => {
	const accepted = () => client.emulator.tasks.length;

	const answers: Array<[FaultName, number, RegExp, number]> = [
		['status401', 401, /invalidApiKey/, 0],
		['status429', 429, /rateLimitExceeded/, 0],
		['status500', 500, /internalServerError/, 0],
		['status502Html', 502, /<html>/, 0],
		['status503', 503, /serviceUnavailable/, 0],
		['status504', 504, /Timeout/, 0],
		['errorsWith200', 200, /^{"errors":\[(?!.*taskUUID)/, 0],
		['garbage', 200, /^upstream/, 1],
		['truncatedJson', 200, /^{"data":\[{[^}]+$/, 1],
		['emptyBody', 200, /^$/, 1],
		['emptyData', 200, /^{"data":\[\]}$/, 1],
		['emptyDataNotAccepted', 200, /^{"data":\[\]}$/, 0],
		['nullData', 200, /^{"data":\[null\]}$/, 1],
		['unknownFields', 200, /"futureField"/, 1],
		['prototypeNames', 200, /"__proto__":{/, 1],
	];

	test.each(answers)('%s answers a submit with status %i', async (name, status, text, count) => {
		client.emulator.fail({ name, on: 'submit' });
		const answer = await client.send([task()]);
		expect(answer.status).toBe(status);
		expect(answer.text).toMatch(text);
		expect(accepted()).toBe(count);
		expect(client.emulator.requests.at(-1)).toMatchObject({ status, fault: name });
		expect((await client.send([task()])).status).toBe(200);
		expect(accepted()).toBe(count + 1);
	});

	test.each([
		['resetBeforeAcceptance', 0],
		['resetAfterAcceptance', 1],
	] as const)('%s ends the connection with %i tasks accepted', async (name, count) => {
		client.emulator.fail({ name });
		await expect(client.send([task()])).rejects.toThrow();
		expect(accepted()).toBe(count);
		expect(client.emulator.requests).toMatchObject([{ status: 'reset', fault: name }]);
	});

	test('a 504 can be told to come after acceptance', async () => {
		client.emulator.fail({ name: 'status504', accepted: true });
		expect((await client.send([task()])).status).toBe(504);
		expect(accepted()).toBe(1);
	});

	test('status429 names the time to wait when asked to', async () => {
		client.emulator.fail({ name: 'status429', retryAfterSeconds: 7 });
		expect((await client.send([task()])).headers['retry-after']).toBe('7');
	});

	test('slow answers after three seconds', async () => {
		client.emulator.fail({ name: 'slow' });
		const start = Date.now();
		expect((await client.send([task()])).status).toBe(200);
		expect(Date.now() - start).toBeGreaterThanOrEqual(2990);
	});

	test('duplicateAnswer tells every item twice', async () => {
		const taskUUID = await client.submit();
		await rendered();
		client.emulator.fail({ name: 'duplicateAnswer' });
		const { data } = await client.send([poll(taskUUID)]);
		expect(data).toHaveLength(2);
		expect(data[0]).toEqual(data[1]);
	});

	test('firstOnly tells the first item of several', async () => {
		const taskUUIDs = [await client.submit(), await client.submit()];
		client.emulator.fail({ name: 'firstOnly' });
		const { data } = await client.send(taskUUIDs.map(poll));
		expect(data).toMatchObject([{ taskUUID: taskUUIDs[0] }]);
	});

	test('namesTasks blames every task, with the code, status and mark that are asked for', async () => {
		const sent = [task(), task()];
		client.emulator.fail({ name: 'namesTasks' });
		const plain = await client.send(sent);
		expect(plain.status).toBe(503);
		expect(plain.errors).toMatchObject(
			sent.map(({ taskUUID }) => ({ code: 'systemMaintenance', taskUUID })),
		);
		client.emulator.fail({ name: 'namesTasks', code: 'taskFailed', status: 200, marked: true });
		const marked = await client.send(sent);
		expect(marked.status).toBe(200);
		expect(marked.errors).toMatchObject(sent.map(() => ({ code: 'taskFailed', status: 'error' })));
		expect(accepted()).toBe(0);
	});

	test('notFoundJson answers a poll with status 404 and an error', async () => {
		client.emulator.fail({ name: 'notFoundJson' });
		const { status, errors } = await client.send([poll(await client.submit())]);
		expect(status).toBe(404);
		expect(errors).toMatchObject([{ code: 'taskNotFound' }]);
	});

	test('acceptedWithError acknowledges a task and blames it at once', async () => {
		client.emulator.fail({ name: 'acceptedWithError' });
		const sent = task();
		const { data, errors } = await client.send([sent]);
		expect(data).toMatchObject([{ taskUUID: sent.taskUUID }]);
		expect(errors).toMatchObject([{ code: 'invalidProviderContent', taskUUID: sent.taskUUID }]);
		expect(accepted()).toBe(1);
	});
});
