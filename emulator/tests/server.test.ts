import { request } from 'undici';
import { startEmulator } from '../server';
import { emulatorForTests, parsed, until } from './client';
import { task } from './tasks';

const client = emulatorForTests();

describe('The emulator', () => {
	test('is steered over HTTP when it stands alone', async () => {
		const steer = async (
			method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
			path: string,
			body?: object,
		) => {
			const answer = await request(`${client.emulator.origin}/emulator/${path}`, {
				method,
				dispatcher: client.agent,
				body: JSON.stringify(body) ?? null,
			});
			return { status: answer.statusCode, body: parsed(await answer.body.text()) };
		};
		expect((await steer('POST', 'faults', { name: 'status500' })).status).toBe(200);
		expect((await client.send([task()])).status).toBe(500);
		expect((await steer('POST', 'faults', { name: 'earthquake' })).status).toBe(400);
		await steer('POST', 'faults', { name: 'status500' });
		await steer('DELETE', 'faults');
		await steer('PATCH', 'readings', { acknowledgement: 'empty', retentionMs: null });
		expect((await steer('PATCH', 'readings', { acknowledgement: 'full' })).status).toBe(400);
		expect((await client.send([task()])).body).toEqual({ data: [] });
		expect((await steer('GET', 'state')).body).toMatchObject({
			counts: { requests: 2, tasks: 1 },
			charges: { count: 1, total: 0.42 },
			peakUnfinished: 1,
		});
		await steer('POST', 'reset');
		expect(client.emulator.requests).toHaveLength(0);
	});

	test('closes at once with idle connections and slow answers open', async () => {
		const own = await startEmulator();
		own.fail({ name: 'slow' });
		const open = request(own.url, {
			method: 'POST',
			dispatcher: client.agent,
			headers: { authorization: `Bearer ${own.apiKey}` },
			body: JSON.stringify([task()]),
		});
		const lost = expect(open).rejects.toThrow();
		await until(() => own.requests.length === 1);
		const start = Date.now();
		await own.close();
		await lost;
		expect(Date.now() - start).toBeLessThan(500);
	});
});
