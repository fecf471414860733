import type { Locator } from 'playwright-core';
import { eventually } from '../../pages/eventually';
import type { Hand } from '../hand';
import type { Stage } from '../stage';
import { NODE } from './addNode';

function secondsOf(row: string, { page }: Stage): Locator {
	const grid = page.getByTestId('data-table-grid');
	return grid
		.locator('[role=row]')
		.filter({ hasText: row })
		.locator('[role=gridcell]')
		.filter({ hasText: /^\d$/ })
		.last();
}

/** In the table itself, as a user types into a cell. */
export async function writeSeconds(hand: Hand, stage: Stage, seconds: number): Promise<void> {
	const { page, table, tableUrl } = stage;
	await page.goto(tableUrl);
	const cell = secondsOf('A tram climbs', stage);
	await cell.waitFor();
	await hand.doubleClick(cell, 200);
	await page.keyboard.press('ControlOrMeta+a');
	await hand.typeOn(String(seconds));
	await hand.press('Enter');
	await eventually(async () => {
		const [, second] = await table.rows();
		if (second?.['seconds'] !== seconds) throw new Error('the table has the old number');
	});
	await hand.look(500);
}

/** A number that no video can have: the message names the row, the field, and what to do. */
export async function badRow(hand: Hand, stage: Stage): Promise<void> {
	const { editor, emulator, page, workflowId } = stage;
	await hand.say('And when a row cannot work? Somebody types 7 seconds');
	await writeSeconds(hand, stage, 7);
	await editor.openWorkflow(workflowId);
	await hand.look(300);
	await hand.click(page.getByTestId('execute-workflow-button').first(), 200);
	const note = page.locator('.el-notification').filter({ hasText: "Row 2: 'Duration' is 7" });
	await hand.waitFor(note, 900);
	await hand.say('The message names row and field, and what to do. Nothing was charged');
	await hand.doubleClick(editor.canvasNode(NODE), 300);
	const message = page.getByTestId('output-panel').getByTestId('node-error-message');
	await message.getByText("Row 2: 'Duration' is 7").waitFor();
	await hand.goTo(message);
	await hand.look(2200);
	if (emulator.charges().count !== 3) throw new Error('a bad row was charged');
	await hand.click(page.getByTestId('ndv-close-button').first(), 200);
	await editor.nodeView.waitFor({ state: 'hidden' });
}
