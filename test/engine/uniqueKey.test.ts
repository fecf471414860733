import { sleep } from 'n8n-workflow';
import { closeEngine } from './engine';
import {
	jsonOf,
	prompts,
	runVideos,
	startVideos,
	submitsOf,
	useEmulator,
	WAIT_FOR_PROMPTS,
} from './videoRuns';

const emulator = useEmulator();
const KEYED = { ...WAIT_FOR_PROMPTS, options: { uniqueKey: '={{ $json.key }}' } };
const keyed = (count: number) =>
	prompts(count).map((row, index) => ({ ...row, key: `row-${index}` }));

afterAll(closeEngine);

test('the same keys in a second execution bring the same videos, all reused and none charged', async () => {
	const first = await runVideos(emulator.current, { parameters: KEYED, rows: keyed(3) });
	const charges = emulator.current.charges();
	const second = await runVideos(emulator.current, { parameters: KEYED, rows: keyed(3) });

	expect(charges.count).toBe(3);
	expect(emulator.current.charges()).toEqual(charges);
	expect(jsonOf(first).map(({ reused }) => reused)).toEqual([false, false, false]);
	expect(jsonOf(second)).toEqual(jsonOf(first).map((json) => ({ ...json, reused: true })));
});

test('rows with the same key share one video, and only the first of them counts as bought', async () => {
	const rows = [
		{ prompt: 'A boat', key: 'same' },
		{ prompt: 'A boat', key: 'same' },
	];
	const run = await runVideos(emulator.current, { parameters: KEYED, rows });

	expect(emulator.current.charges().count).toBe(1);
	expect(jsonOf(run).map(({ reused }) => reused)).toEqual([false, true]);
	expect(new Set(jsonOf(run).map(({ videoURL }) => videoURL)).size).toBe(1);
	expect(run.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
});

test('a key is the same however its accents are written', async () => {
	const rows = ['caf\u00e9', 'cafe\u0301'].map((key) => ({ prompt: 'A boat', key }));
	const run = await runVideos(emulator.current, { parameters: KEYED, rows });
	expect(emulator.current.charges().count).toBe(1);
	expect(jsonOf(run).map(({ reused }) => reused)).toEqual([false, true]);
});

test('the same key in another node is another video', async () => {
	const [row] = keyed(1);
	const rows = row === undefined ? [] : [row];
	await runVideos(emulator.current, { parameters: KEYED, rows, node: { id: 'one' } });
	await runVideos(emulator.current, { parameters: KEYED, rows, node: { id: 'other' } });
	expect(emulator.current.charges().count).toBe(2);
});

test('a moderated row whose prompt was corrected is rendered anew under the same key', async () => {
	emulator.current.fail({ name: 'moderation', match: 'forbidden' });
	const before = await runVideos(emulator.current, {
		parameters: KEYED,
		rows: [{ prompt: 'A forbidden boat', key: 'k' }],
	});
	const after = await runVideos(emulator.current, {
		parameters: KEYED,
		rows: [{ prompt: 'A harmless boat', key: 'k' }],
	});
	const again = await runVideos(emulator.current, {
		parameters: KEYED,
		rows: [{ prompt: 'A harmless boat', key: 'k' }],
	});

	expect(before.status).toBe('error');
	expect(jsonOf(after)).toMatchObject([{ status: 'success', reused: false }]);
	expect(jsonOf(again)).toMatchObject([{ status: 'success', reused: true }]);
	expect(emulator.current.charges().count).toBe(1);
});

test('videos of an execution that was stopped while they rendered are delivered by the next one', async () => {
	const slow = emulator.current;
	const stopped = startVideos(slow, { parameters: KEYED, rows: keyed(2) });
	while (slow.tasks.length < 2) await sleep(5);
	stopped.cancel();
	await stopped.result;
	const next = await runVideos(slow, { parameters: KEYED, rows: keyed(2) });

	expect(jsonOf(next)).toMatchObject([
		{ status: 'success', reused: true },
		{ status: 'success', reused: true },
	]);
	expect(slow.charges().count).toBe(2);
});

test('blanks and zero-width characters around a key do not count', async () => {
	const rows = [' k ', 'k', '\u200bk\ufeff'].map((key) => ({ prompt: 'A boat', key }));
	await runVideos(emulator.current, { parameters: KEYED, rows });
	expect(emulator.current.charges().count).toBe(1);
});

describe('without a key', () => {
	const executionId = 'one and the same';

	test('the same row of the same run in one execution is the same video', async () => {
		for (const reused of [false, true]) {
			const run = await runVideos(emulator.current, {
				parameters: WAIT_FOR_PROMPTS,
				rows: [{ prompt: 'A boat' }],
				executionId,
			});
			expect(jsonOf(run)).toMatchObject([{ reused }]);
		}
		expect(submitsOf(emulator.current)).toHaveLength(1);
	});

	test('the same request in another execution is another video', async () => {
		for (const id of ['one', 'other']) {
			await runVideos(emulator.current, {
				parameters: WAIT_FOR_PROMPTS,
				rows: [{ prompt: 'A boat' }],
				executionId: id,
			});
		}
		expect(emulator.current.charges().count).toBe(2);
	});
});
