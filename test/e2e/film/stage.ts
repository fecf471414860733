/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { delimiter, dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { type Emulator, startEmulator } from '../../../emulator/server';
import { launchBrowser } from '../browser';
import { DataTable } from '../dataTable';
import { EditorPage } from '../editorPage';
import { nodeBinary } from '../installation';
import { type N8n, startN8n } from '../server';
import { chain } from '../workflow';
import { startRegistry } from './registry';

/** What the scenes are played on. */
export interface Stage {
	readonly emulator: Emulator;
	readonly n8n: N8n;
	readonly editor: EditorPage;
	readonly page: Page;
	readonly table: DataTable;
	/** Where the editor shows the table. */
	readonly tableUrl: string;
	/** Of a workflow that reads the table, and does nothing with it yet. */
	readonly workflowId: string;
	close(): Promise<void>;
}

/** The window; below it a strip of 72 pixels for the captions makes it 16:9. */
export const WINDOW = { width: 1280, height: 648 };

/** Short enough for a film, and different enough to see that they do not wait for one another. */
const RENDER_MS = [6000, 9000, 7500];
const STEP_TIMEOUT_MS = 60_000;

export const TABLE = 'Shot list';
/** The first one is what the emulator's stand-in of a video shows. */
export const SHOTS = [
	{ prompt: 'The sun sets over a calm sea, camera close to the water', seconds: 5 },
	{ prompt: 'A tram climbs into snowy hills, seen from above', seconds: 5 },
	{ prompt: 'A paper boat drifts down a rain-soaked street at dusk', seconds: 5 },
];

/** Before it installs a package, n8n asks its makers and npm about it; half a minute each, without a network. */
const NOTHING_ELSEWHERE = { HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1' };

/** A real n8n without this package, which an npm registry on this machine offers, and a table of three rows. */
export async function setStage(pixels = 1): Promise<Stage> {
	const started: Array<() => Promise<void>> = [];
	const close = async () => {
		for (const end of started.splice(0).reverse()) await end();
	};
	const set = async (): Promise<Stage> => {
		const emulator = await startEmulator({
			apiKey: 'rw-7Kq2mZ9xT4vB',
			renderMs: (_task, count) => RENDER_MS[count % RENDER_MS.length] ?? 0,
		});
		started.push(async () => await emulator.close());
		const registry = await startRegistry();
		started.push(registry.close);
		const path = [registry.npmFolder, dirname(nodeBinary()), process.env['PATH'] ?? ''];
		const env = { ...NOTHING_ELSEWHERE, PATH: path.join(delimiter) };
		const n8n = await startN8n({ withPackage: false, env });
		started.push(n8n.close);
		const browser = await launchBrowser();
		started.push(async () => await browser.close());
		const editor = await EditorPage.open(browser, n8n, {
			viewport: WINDOW,
			deviceScaleFactor: pixels,
		});
		editor.page.setDefaultTimeout(STEP_TIMEOUT_MS);

		const table = await DataTable.create(n8n.rest, TABLE, { prompt: 'string', seconds: 'number' });
		await table.insert(SHOTS);
		const { id: workflowId } = await n8n.rest.createWorkflow(
			chain('Videos for a shot list', [
				{ name: 'When I click', type: 'n8n-nodes-base.manualTrigger' },
				{
					name: TABLE,
					type: 'n8n-nodes-base.dataTable',
					typeVersion: 1.1,
					parameters: {
						resource: 'row',
						operation: 'get',
						dataTableId: { __rl: true, mode: 'list', value: table.id, cachedResultName: TABLE },
						returnAll: true,
					},
				},
			]),
		);
		const tableUrl = `${n8n.url}${table.page}`;
		return { emulator, n8n, editor, page: editor.page, table, tableUrl, workflowId, close };
	};
	return await set().catch(async (error: unknown) => {
		await close();
		throw error;
	});
}
