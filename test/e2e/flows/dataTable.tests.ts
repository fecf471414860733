import { DataTable } from '../dataTable';
import { itemsOf } from '../execution';
import { chain, klingNode } from '../workflow';
import { run, submitted } from './runs';
import { session } from './session';

const IMAGE = 'https://example.com/one.jpg';
const OTHER = 'https://example.com/two.jpg';
const ROWS = [
	{ mode: 'text', prompt: 'Only words' },
	{ mode: 'firstFrame', prompt: 'From a picture', first: IMAGE },
	{ mode: 'First and Last Frame', prompt: 'From one to the other', first: IMAGE, last: OTHER },
	{
		mode: 'referenceImages',
		prompt: 'With things',
		references: `${IMAGE}, ${OTHER}`,
		seconds: 7,
	},
	{ mode: 'auto', prompt: 'Whatever is there: a picture', first: OTHER, seconds: 10 },
	{ mode: 'Automatic', prompt: 'Whatever is there: words' },
];
const frame = (place: string, link: string) => ({ image: link, frame: place });
const INPUTS = [
	undefined,
	{ frameImages: [frame('first', IMAGE)] },
	{ frameImages: [frame('first', IMAGE), frame('last', OTHER)] },
	{ referenceImages: [IMAGE, OTHER] },
	{ frameImages: [frame('first', OTHER)] },
	undefined,
];

const tableNode = (name: string, parameters: object) => ({
	name,
	type: 'n8n-nodes-base.dataTable',
	typeVersion: 1.1,
	parameters: { dataTableId: { __rl: true, mode: 'name', value: 'Flow rows' }, ...parameters },
});

export function dataTableTests(): void {
	it('is filled with its videos, and a second run costs nothing', async () => {
		const { n8n, emulator, credential } = session();
		const table = await DataTable.create(n8n.rest, 'Flow rows', {
			mode: 'string',
			prompt: 'string',
			first: 'string',
			last: 'string',
			references: 'string',
			seconds: 'number',
			video: 'string',
			reused: 'boolean',
		});
		await table.insert(ROWS);
		const kling = klingNode(
			{
				inputMode: '={{ $json.mode }}',
				positivePrompt: '={{ $json.prompt }}',
				firstFrame: '={{ $json.first }}',
				lastFrame: '={{ $json.last }}',
				referenceImages: '={{ $json.references }}',
				duration: '={{ $json.seconds }}',
				options: { uniqueKey: '={{ $json.id }}' },
			},
			credential,
		);
		const write = tableNode('Write', {
			operation: 'update',
			matchType: 'allConditions',
			filters: {
				conditions: [{ keyName: 'id', condition: 'eq', keyValue: "={{ $('Rows').item.json.id }}" }],
			},
			columns: {
				mappingMode: 'defineBelow',
				value: { video: '={{ $json.videoURL }}', reused: '={{ $json.reused }}' },
				matchingColumns: [],
				schema: [],
			},
		});
		const workflow = await n8n.rest.createWorkflow(
			chain('Table', [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				tableNode('Rows', { operation: 'get', returnAll: true }),
				kling,
				write,
			]),
		);
		const first = await run(workflow, 'Start');
		expect(submitted().map(({ inputs }) => inputs)).toEqual(INPUTS);
		expect(submitted().map(({ duration }) => duration)).toEqual([5, 5, 5, 7, 10, 5]);
		const links = itemsOf(first, 'Kling').map(({ json }) => json['videoURL']);
		expect(new Set(links).size).toBe(ROWS.length);
		const written = (await table.rows()).map(({ prompt, video, reused }) => ({
			prompt,
			video,
			reused,
		}));
		expect(written).toEqual(
			ROWS.map(({ prompt }, row) => ({ prompt, video: links[row], reused: false })),
		);
		const charged = emulator.charges();
		expect(charged.count).toBe(ROWS.length);

		const second = await run(workflow, 'Start');
		expect(emulator.charges()).toEqual(charged);
		expect(itemsOf(second, 'Kling').map(({ json }) => [json['videoURL'], json['reused']])).toEqual(
			links.map((link) => [link, true]),
		);
		expect((await table.rows()).map(({ video, reused }) => [video, reused])).toEqual(
			links.map((link) => [link, true]),
		);
	});
}
