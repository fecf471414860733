import { linkOf, run, submitted } from '../runs';
import { session } from '../session';
import { imported } from './importing';
import { tableNamed } from './namedTable';

export function shotsWithSoundTests(): void {
	it('makes videos of the shots in its table, with sound, and says what is wrong with a row', async () => {
		const workflow = await imported('7-shots-with-sound.json');
		await run(workflow, 'Click to Start');
		const table = await tableNamed(session().n8n.rest, 'Kling videos with shots');
		const samples = await table.rows();
		expect(samples.map(({ status, video_url, cost }) => [status, video_url, cost])).toEqual([
			['success', linkOf(0), 0.56],
			['success', linkOf(1), 0.672],
		]);
		const shot = (duration: number) => ({
			prompt: expect.stringMatching(/^\D/) as string,
			duration,
		});
		const [plain, framed] = submitted();
		expect(plain).toMatchObject({
			model: 'klingai:kling-video@o3-standard',
			width: 1280,
			height: 720,
			duration: 5,
			providerSettings: { klingai: { sound: true, multiPrompt: [shot(3), shot(2)] } },
		});
		expect(plain).not.toHaveProperty('positivePrompt');
		expect(framed).toMatchObject({
			duration: 6,
			inputs: { frameImages: [{ frame: 'first' }] },
			providerSettings: { klingai: { sound: true, multiPrompt: [shot(2), shot(2), shot(2)] } },
		});
		expect(framed).not.toHaveProperty('width');

		await table.insert([
			{ title: 'Silent', shots: '2 A boat\n1 A wave', sound: false, shape: '9:16' },
			{ title: 'Too long', shots: '8 A boat\n8 A wave', sound: true },
		]);
		await run(workflow, 'Click to Start');
		await run(workflow, 'Click to Start');
		const rows = await table.rows();
		expect(rows[2]).toMatchObject({ status: 'success', video_url: linkOf(2), cost: 0.252 });
		expect(submitted()[2]).toMatchObject({
			width: 720,
			height: 1280,
			providerSettings: { klingai: { multiPrompt: [shot(2), shot(1)] } },
		});
		expect(rows[3]).toMatchObject({
			status: 'failed',
			note: expect.stringContaining("'Shots'") as string,
		});
		expect(submitted()).toHaveLength(3);
		expect(session().emulator.charges().count).toBe(3);
	});
}
