/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, never part of the package */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { isJsonObject } from '../../validation/jsonObject';
import { emulatorForTests, parsed, until } from '../client';

const client = emulatorForTests();

describe('Callbacks', () => {
	let receiver: Server;
	let base: string;
	let statuses: number[];
	let received: Array<{ method: string | undefined; bytes: Buffer }>;

	async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
		return Buffer.concat(chunks);
	}

	beforeEach(async () => {
		statuses = [];
		received = [];
		receiver = createServer((incoming, response) => {
			void bytesOf(incoming).then((bytes) => {
				received.push({ method: incoming.method, bytes });
				response.writeHead(statuses.shift() ?? 200).end();
			});
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		const address = receiver.address();
		base = `http://127.0.0.1:${isJsonObject(address) ? String(address['port']) : ''}`;
	});

	afterEach(() => {
		receiver.close();
	});

	const payloads = () => received.map(({ bytes }) => parsed(bytes.toString()));

	test('report each video of a task once, flat or in an envelope', async () => {
		const flat = await client.submit({ numberResults: 2, webhookURL: `${base}/hook?token=1` });
		await until(() => received.length === 2);
		expect(payloads()).toMatchObject([
			{ taskUUID: flat, status: 'success', cost: 0.42 },
			{ taskUUID: flat, status: 'success' },
		]);
		client.emulator.readings.webhookPayload = 'envelope';
		const enveloped = await client.submit({ webhookURL: base });
		await until(() => received.length === 3);
		expect(payloads()[2]).toMatchObject({ data: [{ taskUUID: enveloped }] });
	});

	test('report a failed render', async () => {
		client.emulator.fail({ name: 'moderation' });
		const taskUUID = await client.submit({ webhookURL: base });
		await until(() => received.length === 1);
		expect(payloads()).toMatchObject([{ code: 'invalidProviderContent', taskUUID }]);
	});

	test('are repeated until they are accepted', async () => {
		statuses = [503];
		await client.submit({ webhookURL: base });
		await until(() => client.emulator.callbacks[1]?.status !== undefined);
		expect(client.emulator.callbacks).toMatchObject([
			{ attempt: 1, status: 503 },
			{ attempt: 2, status: 200 },
		]);
	});

	test('can be lost or doubled', async () => {
		client.emulator.fail({ name: 'webhookLost', match: 'lost' });
		client.emulator.fail({ name: 'webhookTwice', match: 'twice' });
		await client.submit({ webhookURL: base, positivePrompt: 'lost' });
		const twice = await client.submit({ webhookURL: base, positivePrompt: 'twice' });
		await until(() => received.length === 2);
		expect(payloads()).toMatchObject([{ taskUUID: twice }, { taskUUID: twice }]);
	});

	test('never leave this machine', async () => {
		await client.submit({ webhookURL: 'https://hooks.invalid/' });
		await until(() => client.emulator.callbacks.length === 1);
		expect(client.emulator.callbacks).toMatchObject([{ status: 'not sent' }]);
	});

	test('put the file to the upload endpoint', async () => {
		const { videoURL } = await client.finishedItem({ uploadEndpoint: `${base}/put` });
		await until(() => received.length === 1);
		expect(received[0]?.method).toBe('PUT');
		expect(received[0]?.bytes).toEqual((await client.download(videoURL)).bytes);
	});
});
