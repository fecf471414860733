import { TABLE, type Stage } from '../stage';
import type { Hand } from '../hand';

/** As n8n names a node that was chosen by its action. */
export const NODE = 'Generate video';

/** The table, the workflow that reads it, and our node behind it. */
export async function addNode(
	hand: Hand,
	{ editor, page, tableUrl, workflowId }: Stage,
): Promise<void> {
	await page.goto(tableUrl);
	await page.getByTestId('data-table-grid').getByText('A tram climbs').waitFor();
	await hand.say('Three rows of a table: three wishes', 1600);

	await editor.openWorkflow(workflowId);
	await hand.say('A workflow reads the table …', 700);
	await editor.successOf(TABLE).waitFor({ state: 'hidden' });
	await hand.click(page.getByTestId('execute-workflow-button').first(), 200);
	await hand.waitFor(editor.successOf(TABLE), 500);

	await hand.say('… and Kling makes the videos');
	await hand.click(page.getByTestId('canvas-handle-plus').first());
	await page.getByTestId('node-creator-search-bar').waitFor();
	await hand.typeOn('kling');
	const entry = (name: string) =>
		page.getByTestId('node-creator-item-name').getByText(name, { exact: true });
	await hand.click(entry('Kling'));
	await hand.click(entry(NODE), 200);
	await page.getByTestId('node-parameters').first().waitFor();
	await hand.look(700);
}
