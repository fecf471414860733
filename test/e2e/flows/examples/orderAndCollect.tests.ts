import { until } from '../../until';
import { linkOf, run, submitted } from '../runs';
import { session } from '../session';
import { imported } from './importing';
import { tableNamed } from './namedTable';

const RENDERED_WITHIN_MS = 30_000;

export function orderAndCollectTests(): void {
	it('orders the rows once, collects what is ready, and leaves the rest for the next time', async () => {
		const { n8n, emulator } = session();
		const workflow = await imported('4-order-now-collect-later.json');
		await run(workflow, 'Click to Order');
		expect(submitted()).toEqual([]);

		const table = await tableNamed(n8n.rest, 'Kling orders');
		await table.insert([
			{ prompt: 'A boat' },
			{ prompt: 'A tram', image: 'https://example.com/tram.jpg', seconds: 10 },
			{ prompt: 'A slow train' },
			{ prompt: 'A forbidden thing' },
			{ prompt: 'A car', seconds: 7 },
		]);
		emulator.fail({ name: 'neverEnds', match: 'A slow train' });
		emulator.fail({ name: 'moderation', match: 'A forbidden thing' });
		await run(workflow, 'Click to Order');
		await run(workflow, 'Click to Order');

		const states = async () => (await table.rows()).map(({ status }) => status);
		expect(await states()).toEqual(['ordered', 'ordered', 'ordered', 'ordered', 'failed']);
		expect((await table.rows()).at(-1)?.['note']).toContain("'Duration' is 7");
		expect(submitted()).toHaveLength(4);

		await until(
			'the renders to end',
			() =>
				emulator.tasks.filter((task) => task.state() === 'processing').length === 1 || undefined,
			RENDERED_WITHIN_MS,
		);
		await run(workflow, 'Every 5 Minutes');
		expect(await states()).toEqual(['ready', 'ready', 'ordered', 'failed', 'failed']);
		const rows = await table.rows();
		expect(rows[0]?.['video_url']).toEqual(linkOf(0));
		expect(rows[1]?.['video_url']).toEqual(linkOf(1));
		expect(rows[3]?.['note']).toContain('content check');
		expect(submitted()).toHaveLength(4);
	});
}
