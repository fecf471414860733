import { emulatorForTests } from '../client';
import { poll } from '../tasks';

const client = emulatorForTests();

describe('Faults', () => {
	test('happen on their point, after what is skipped, as often as said, to what matches', async () => {
		client.emulator.fail({ name: 'status503', on: 'poll', skip: 1, times: 2, match: 'red boat' });
		const red = await client.submit({ positivePrompt: 'A red boat' });
		const blue = await client.submit({ positivePrompt: 'A blue boat' });
		expect((await client.send([poll(blue)])).status).toBe(200);
		const seen: number[] = [];
		for (let i = 0; i < 4; i++) seen.push((await client.send([poll(red)])).status);
		expect(seen).toEqual([200, 503, 503, 200]);
		client.emulator.fail({ name: 'status500' });
		client.emulator.clearFaults();
		expect((await client.send([poll(red)])).status).toBe(200);
	});

	test('that cannot happen where they are armed are refused', () => {
		expect(() => client.emulator.fail({ name: 'file404', on: 'submit' })).toThrow('cannot happen');
	});
});
