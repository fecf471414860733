/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test, never part of the package */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject } from '../../validation/jsonObject';
import { EmulatorClient, emulatorForTests, parsed, rendered, RENDER_MS } from '../client';
import { edit, poll, PRO, task, VIDEO } from '../tasks';

const client = emulatorForTests();

describe('A submit', () => {
	const seedFolder = join(__dirname, '../../../test/seeds');

	test.each(readdirSync(seedFolder))('of the seed %s is rendered at its cost', async (file) => {
		const seed = parsed(readFileSync(join(seedFolder, file), 'utf8'));
		const seedRequest = isJsonObject(seed['request']) ? seed['request'] : {};
		const seedResponse = isJsonObject(seed['response']) ? seed['response'] : {};
		const asked = { ...seedRequest, deliveryMethod: 'async', includeCost: true };
		const { taskUUID } = seedRequest;

		const submitted = await client.send([asked]);
		expect(submitted.status).toBe(200);
		expect(submitted.body).toEqual({ data: [{ taskType: 'videoInference', taskUUID }] });
		await rendered();
		const [item] = (await client.send([poll(taskUUID)])).data;
		expect(Object.keys(item ?? {}).sort()).toEqual([...Object.keys(seedResponse), 'status'].sort());
		expect(item).toMatchObject({
			taskType: seedResponse['taskType'],
			taskUUID,
			cost: seedResponse['cost'],
			status: 'success',
		});
		expect(client.emulator.charges()).toEqual({ count: 1, total: seedResponse['cost'] });
	});

	test('is priced by model, seconds and results', async () => {
		const costs = [
			task({ model: PRO, width: 1920, height: 1080, duration: 10 }),
			task({ numberResults: 3 }),
			edit({ video: `${VIDEO}?seconds=8` }, { model: PRO }),
		];
		await client.send(costs);
		expect(client.emulator.tasks.map(({ cost }) => cost)).toEqual([1.12, 1.26, 1.344]);
	});

	test('without includeCost tells no cost', async () => {
		expect(await client.finishedItem({ includeCost: undefined })).not.toHaveProperty('cost');
	});

	test('that is bad does not stop the others of its request', async () => {
		const [good, bad] = [task(), task({ duration: 6 })];
		const { status, data, errors } = await client.send([bad, good]);
		expect(status).toBe(200);
		expect(data).toEqual([{ taskType: 'videoInference', taskUUID: good.taskUUID }]);
		expect(errors).toMatchObject([{ code: 'unsupportedDuration', taskUUID: bad.taskUUID }]);
		expect(errors[0]?.['allowedValues']).toEqual([5, 10]);
	});

	test('is only validated and priced in a dry run', async () => {
		const dry = { 'X-Runware-Dry-Run': '1' };
		const [good, bad] = [task(), task({ duration: 6 })];
		const priced = await client.send([good, bad], dry);
		expect(priced.data).toEqual([
			{ taskType: 'videoInference', taskUUID: good.taskUUID, cost: 0.42 },
		]);
		expect(priced.errors).toHaveLength(1);
		client.emulator.readings.dryRun = 'silent';
		expect((await client.send([good], dry)).data[0]).not.toHaveProperty('cost');
		expect(client.emulator.tasks).toHaveLength(0);
	});

	test('is acknowledged with empty data under the other reading', async () => {
		client.emulator.readings.acknowledgement = 'empty';
		expect((await client.send([task()])).body).toEqual({ data: [] });
		expect(client.emulator.tasks).toHaveLength(1);
	});

	test('of several tasks is refused as a whole under the other reading', async () => {
		client.emulator.readings.batchSubmit = 'refused';
		const { status, errors } = await client.send([task(), task()]);
		expect(status).toBe(400);
		expect(errors).toHaveLength(1);
		expect(errors[0]).not.toHaveProperty('taskUUID');
		expect(client.emulator.tasks).toHaveLength(0);
	});

	test('is taken for the real thing in a dry run whose header a gateway drops', async () => {
		client.emulator.readings.dryRunHeader = 'dropped';
		await client.send([task()], { 'X-Runware-Dry-Run': '1' });
		expect(client.emulator.charges().count).toBe(1);
	});

	test.each([
		['named', 400, 'providerRateLimitExceeded'],
		['429', 429, 'providerRateLimitExceeded'],
		['503', 503, 'serviceUnavailable'],
	] as const)('is refused beyond the capacity, as %s', async (full, status, code) => {
		Object.assign(client.emulator.readings, { capacity: 1, full });
		await client.submit();
		const refused = task();
		const answer = await client.send([refused]);
		expect(answer.status).toBe(status);
		expect(answer.errors).toMatchObject([{ code, taskUUID: refused.taskUUID }]);
		await rendered();
		expect((await client.send([refused])).errors).toEqual([]);
	});

	test('adds to the most tasks that were unfinished at one moment', async () => {
		await client.send([task(), task(), task()]);
		await rendered();
		await client.send([task()]);
		expect(client.emulator.peakUnfinished).toBe(3);
	});

	test('is rendered as long as the task and its number say', async () => {
		const uneven = await new EmulatorClient({
			renderMs: (asked, count) => (asked['duration'] === 10 ? 1000 : 0) + count,
		}).start();
		try {
			await uneven.send([task(), task({ duration: 10 })]);
			const times = uneven.emulator.tasks.map((one) => one.readyAt - one.acceptedAt);
			expect(times).toEqual([0, 1001]);
		} finally {
			await uneven.close();
		}
	});
});

describe('A repeated UUID', () => {
	test('conflicts while the first task runs and after it ended', async () => {
		const repeated = task();
		await client.send([repeated]);
		for (const wait of [0, RENDER_MS]) {
			await rendered(wait);
			const { status, errors } = await client.send([repeated]);
			expect(status).toBe(400);
			expect(errors).toMatchObject([{ code: 'conflictTaskUUID', taskUUID: repeated.taskUUID }]);
		}
		expect(client.emulator.charges().count).toBe(1);
	});

	test('is rendered and charged again after the end under the other reading', async () => {
		client.emulator.readings.finishedUUID = 'rerun';
		const repeated = task();
		await client.send([repeated]);
		expect((await client.send([repeated])).errors).toHaveLength(1);
		await rendered();
		expect((await client.send([repeated])).errors).toHaveLength(0);
		expect(client.emulator.charges()).toEqual({ count: 2, total: 0.84 });
	});

	test('is free again when results are no longer kept', async () => {
		client.emulator.readings.retentionMs = 0;
		const repeated = task();
		await client.send([repeated]);
		await rendered();
		expect((await client.send([poll(repeated.taskUUID)])).body).toEqual({ data: [] });
		expect((await client.send([repeated])).errors).toHaveLength(0);
	});
});
