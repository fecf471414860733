import type { JsonObject } from '../../../emulator/validation/jsonObject';
import type { Emulator } from '../../../emulator/server';
import { itemsOf } from '../execution';
import { type Connection, klingNode, manualWorkflow, type Workflow } from '../workflow';
import { run } from './runs';
import { session } from './session';

/** Rows that fail among rows that do not, with the settings that n8n has for it. */

const KLING = 'Kling';

const rowsOf = (...prompts: string[]) => prompts.map((prompt) => ({ prompt }));
const goingTo = (node: string): Connection[] => [{ node, type: 'main', index: 0 }];
const promptsOf = (tasks: Emulator['tasks']) =>
	tasks.map(({ request }) => String(request['positivePrompt'])).sort();

/** The node after rows, with settings of n8n's own such as `retryOnFail`. */
function kling(settings: JsonObject) {
	const { credential } = session();
	return { ...klingNode({ positivePrompt: '={{ $json.prompt }}' }, credential), ...settings };
}

async function runOnce(workflow: Workflow) {
	return await run(await session().n8n.rest.createWorkflow(workflow), 'Start');
}

export function errorOutputTests(): void {
	it('sends good rows one way and bad ones the other, each with the row it came from', async () => {
		const { emulator } = session();
		emulator.fail({ name: 'moderation', match: 'A forbidden thing' });
		const branch = (name: string, position: readonly [number, number]) => ({
			name,
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position,
			parameters: {},
		});
		const line = manualWorkflow(
			'Error output',
			rowsOf('A boat', '', 'A forbidden thing', 'A tram'),
			[kling({ onError: 'continueErrorOutput' })],
		);
		const execution = await runOnce({
			...line,
			nodes: [...line.nodes, branch('Good', [600, 0]), branch('Bad', [600, 200])],
			connections: { ...line.connections, [KLING]: { main: [goingTo('Good'), goingTo('Bad')] } },
		});

		const good = itemsOf(execution, 'Good');
		expect(good.map(({ json }) => json['status'])).toEqual(['success', 'success']);
		expect(good.map(({ files }) => files['data']?.mimeType)).toEqual(['video/mp4', 'video/mp4']);
		expect(itemsOf(execution, KLING, 0).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 3 },
		]);
		expect(itemsOf(execution, 'Bad').map(({ json }) => json)).toEqual([
			{
				prompt: '',
				error: expect.stringContaining("Row 2: 'Prompt' is empty") as string,
				details: expect.objectContaining({ charged: 'no' }) as JsonObject,
			},
			{
				prompt: 'A forbidden thing',
				error: expect.stringContaining('Row 3') as string,
				details: expect.objectContaining({ charged: 'no' }) as JsonObject,
			},
		]);
		expect(emulator.charges().count).toBe(2);
	});
}

export function retryTests(): void {
	const retrying = { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 };

	it('delivers all rows when the second try of a moderated one succeeds, each charged once', async () => {
		const { emulator } = session();
		emulator.fail({ name: 'moderation', match: 'A doubtful thing' });
		const rows = rowsOf('A boat', 'A doubtful thing', 'A tram');
		const execution = await runOnce(manualWorkflow('Retry', rows, [kling(retrying)]));

		const items = itemsOf(execution, KLING);
		expect(items.map(({ json }) => json['status'])).toEqual(['success', 'success', 'success']);
		expect(promptsOf(emulator.tasks)).toEqual([
			'A boat',
			'A doubtful thing',
			'A doubtful thing',
			'A tram',
		]);
		expect(promptsOf(emulator.tasks.filter(({ charged }) => charged))).toEqual([
			'A boat',
			'A doubtful thing',
			'A tram',
		]);
	});

	// n8n takes a run for failed, and repeats it, when the first item that comes out has an 'error'.
	it('delivers the good rows, each charged once, when the first row is moderated every time', async () => {
		const { emulator } = session();
		emulator.fail({ name: 'moderation', match: 'A forbidden thing', times: 10 });
		const rows = rowsOf('A forbidden thing', 'A boat', 'A tram');
		const settings = { ...retrying, onError: 'continueRegularOutput' };
		const execution = await runOnce(manualWorkflow('Retry in vain', rows, [kling(settings)]));

		const items = itemsOf(execution, KLING);
		expect(items.map(({ json }) => json['status'])).toEqual([undefined, 'success', 'success']);
		expect(items[0]?.json['error']).toContain('Row 1');
		expect(promptsOf(emulator.tasks.filter(({ charged }) => charged))).toEqual([
			'A boat',
			'A tram',
		]);
		expect(promptsOf(emulator.tasks)).toEqual([
			'A boat',
			'A forbidden thing',
			'A forbidden thing',
			'A tram',
		]);
	});
}
