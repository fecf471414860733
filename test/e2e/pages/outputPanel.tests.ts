import { DataTable } from '../dataTable';
import { until } from '../until';
import { chain, klingNode } from '../workflow';
import { eventually } from './eventually';
import {
	columns,
	complaint,
	executeStep,
	hints,
	noteAppears,
	output,
	playback,
	shootItems,
	shootVideo,
	showOutputAs,
	stepHasEnded,
	viewButtons,
} from './outputPanel';
import { shootPage } from './screenshots';
import { session } from './session';
import { closeNode, openWorkbench } from './workbench';

const NODE = 'Kling';
const READY_WITHIN_MS = 60_000;

const SHOTS = [
	{ prompt: 'A paper boat drifts down a rain-soaked street at dusk', seconds: 5 },
	{ prompt: 'A tram climbs into snowy hills, seen from above', seconds: 10 },
	{ prompt: 'A cat jumps from roof to roof under the full moon', seconds: 5 },
];

const COLUMNS = ['status', 'taskUUID', 'videoUUID', 'videoURL', 'cost', 'model', 'reused'];

/** A workflow as a user would build it: the rows of a data table become videos. */
async function openShotList(): Promise<void> {
	const { n8n, editor, credential } = session();
	const name = 'Shot list';
	const shots = await DataTable.create(n8n.rest, name, { prompt: 'string', seconds: 'number' });
	await shots.insert(SHOTS);
	const rows = {
		resource: 'row',
		operation: 'get',
		dataTableId: { __rl: true, mode: 'list', value: shots.id, cachedResultName: name },
		returnAll: true,
	};
	const videos = {
		positivePrompt: '={{ $json.prompt }}',
		duration: '={{ $json.seconds }}',
	};
	const { id } = await n8n.rest.createWorkflow(
		chain('Videos for a shot list', [
			{ name: 'When I click', type: 'n8n-nodes-base.manualTrigger' },
			{ name, type: 'n8n-nodes-base.dataTable', typeVersion: 1.1, parameters: rows },
			klingNode(videos, credential),
		]),
	);
	await editor.openWorkflow(id);
}

/** What a user sees who runs a workflow and looks at what came out. */
export function outputTests(): void {
	it('shows what came out, and plays the videos', async () => {
		const { editor } = session();
		const { page } = editor;
		await openShotList();
		await editor.runWorkflow();
		await editor.successOf(NODE).waitFor();
		await openLogs();
		await shootPage(page, 'overview');

		await editor.openNode(NODE);
		await showOutputAs('table');
		await eventually(async () => expect(await columns()).toEqual(COLUMNS));
		await showOutputAs('binary');
		await eventually(async () => expect(await viewButtons().count()).toBe(SHOTS.length));
		await viewButtons().first().click();
		await eventually(async () => {
			expect(await playback()).toEqual({
				seconds: 2,
				shape: 16 / 9,
				ended: true,
				error: undefined,
			});
		});
		await shootVideo('video');
		await editor.closeNode();
	});

	async function openLogs(): Promise<void> {
		const { page } = session().editor;
		await page.getByTestId('logs-overview-header').click();
		await page.getByTestId('log-details-output').waitFor();
		await page.getByTestId('log-details-output').getByTestId('radio-button-table').click();
	}
}

/** As Google Sheets hands out a table that people have filled in. */
const SHEET = [
	{ prompt: 'A paper boat in the rain', image: '', ratio: '9:16', seconds: 5 },
	{ prompt: 'A tram', image: 'https://example.com/tram.jpg', ratio: '16:9', seconds: 5 },
	{ prompt: 'A cat on a roof', image: '', ratio: '16:09:00', seconds: '10 s' },
];

/** What a user sees who runs a table that needed some reading. */
export function hintTests(): void {
	beforeAll(async () => {
		const parameters = {
			inputMode: 'auto',
			positivePrompt: '={{ $json.prompt }}',
			firstFrame: '={{ $json.image }}',
			aspectRatio: '={{ $json.ratio }}',
			duration: '={{ $json.seconds }}',
			download: false,
		};
		await openWorkbench({ Kling: parameters }, SHEET);
	});
	afterEach(closeNode);

	it('says above the videos which row was read in another way than it was written', async () => {
		const { editor, emulator } = session();
		const before = emulator.tasks.length;
		await editor.openNode('Kling');
		await executeStep();
		await stepHasEnded();
		await eventually(async () => {
			expect(await hints()).toEqual([
				[
					"Row 2: 'Aspect Ratio' is not used: the input mode 'First Frame' does not use it",
					'Row 3: \'Aspect Ratio\' was read as 16:9 from "16:09:00"',
				],
			]);
		});
		expect(emulator.tasks.slice(before).map(({ request }) => request['width'])).toEqual([
			720,
			undefined,
			1280,
		]);
		await showOutputAs('table');
		await noteAppears();
		await shootItems('hint');
	});
}

const NODES = {
	Kling: {
		positivePrompt: '={{ $json.prompt }}',
		duration: '={{ $json.seconds }}',
	},
	'Kling with a pause': {
		positivePrompt: '={{ $json.prompt }}',
		completion: 'callback',
	},
} as const;

/** What a user sees who runs a single node. */
export function stepTests(): void {
	beforeAll(async () => await openWorkbench(NODES));
	afterEach(closeNode);

	it('names the row and the field of a value that is not possible', async () => {
		const { editor, emulator } = session();
		const submitted = emulator.tasks.length;
		await editor.openNode('Kling');
		await executeStep();
		await eventually(async () => {
			expect(await complaint()).toEqual({
				message:
					"Row 2: 'Duration' is 7, but the input mode 'Text' of Kling O1 only allows 5 or 10 seconds",
				description:
					'Nothing was sent to Runware, and nothing was charged. Correct this row, then run the workflow again.',
			});
		});
		expect(emulator.tasks.length).toBe(submitted);
		await stepHasEnded();
		await noteAppears();
		await shootPage(editor.page, 'error');
	});

	it('says what it waits for while it pauses, and shows the videos when Runware has reported', async () => {
		const { editor, emulator } = session();
		const before = emulator.tasks.length;
		emulator.fail({ name: 'webhookLost', times: 3 });
		await editor.openNode('Kling with a pause');
		await executeStep();
		await eventually(async () => {
			expect(await output().innerText()).toContain(
				'The execution continues when Runware reports that all videos are ready',
			);
		});
		await shootPage(editor.page, 'waiting');

		const tasks = emulator.tasks.slice(before);
		await until(
			'the videos to be ready',
			() => tasks.every((task) => task.state() === 'success') || undefined,
			READY_WITHIN_MS,
		);
		await fetch(String(tasks[0]?.request['webhookURL']), { method: 'POST' });
		await eventually(async () => expect(await viewButtons().count()).toBe(3));
	});
}
