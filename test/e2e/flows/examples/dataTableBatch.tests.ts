import { objectOf } from '../../fields';
import { linkOf, run, submitted } from '../runs';
import { session } from '../session';
import { imported } from './importing';
import { tableNamed } from './namedTable';

export function dataTableBatchTests(): void {
	it('makes its table with samples, does new rows only, and gives back what was bought', async () => {
		const workflow = await imported('6-data-table-batch.json');
		await run(workflow, 'Click to Start');
		const table = await tableNamed(session().n8n.rest, 'Kling videos');
		const samples = await table.rows();
		expect(samples.map(({ status, video_url, cost }) => [status, video_url, cost])).toEqual(
			[0, 1, 2].map((place) => ['success', linkOf(place), 0.42]),
		);
		const frames = submitted().map(({ inputs }) =>
			inputs === undefined ? 0 : objectOf(inputs, 'inputs')['frameImages'],
		);
		expect(frames).toEqual([
			0,
			[expect.objectContaining({ frame: 'first' })],
			[expect.objectContaining({ frame: 'first' }), expect.objectContaining({ frame: 'last' })],
		]);

		await run(workflow, 'Click to Start');
		expect(submitted()).toHaveLength(3);

		await table.change(samples[0]?.['id'], { video_url: '' });
		await table.insert([
			{
				prompt: 'Two things',
				reference_images: 'https://a.example/1.jpg, https://a.example/2.jpg',
			},
			{ prompt: 'A car', seconds: 7 },
		]);
		await run(workflow, 'Click to Start');
		const rows = await table.rows();
		expect(rows[0]?.['video_url']).toBe(samples[0]?.['video_url']);
		expect(rows[3]).toMatchObject({ status: 'success', video_url: linkOf(3) });
		expect(submitted()[3]?.['inputs']).toEqual({
			referenceImages: ['https://a.example/1.jpg', 'https://a.example/2.jpg'],
		});
		expect(rows[4]).toMatchObject({
			status: 'failed',
			note: expect.stringContaining("'Duration' is 7") as string,
		});
		expect(session().emulator.charges().count).toBe(4);
	});
}
