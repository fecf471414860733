import { eventually } from '../../pages/eventually';
import type { Hand } from '../hand';
import type { Stage } from '../stage';
import { NODE } from './addNode';
import { writeSeconds } from './badRow';

/** The row is put right, and the same workflow runs again: every video is there already. */
export async function secondRun(hand: Hand, stage: Stage): Promise<void> {
	const { editor, emulator, page, workflowId } = stage;
	await hand.say('Put right in the table …');
	await writeSeconds(hand, stage, 5);
	await editor.openWorkflow(workflowId);
	await hand.say('… and run again: what was bought is not bought twice', 300);
	await hand.click(page.getByTestId('execute-workflow-button').first(), 200);
	await hand.waitFor(editor.successOf(NODE), 300);
	await hand.click(page.getByTestId('logs-overview-header'), 300);
	const output = page.getByTestId('log-details-output');
	await output.waitFor();
	await hand.click(output.getByTestId('radio-button-table'), 300);
	const reused = output.locator('tbody td').getByText('true', { exact: true });
	await eventually(async () => {
		if ((await reused.count()) !== 3) throw new Error(`${await reused.count()} reused videos`);
	});
	// Room for all three rows.
	const edge = page.getByTestId('logs-panel').getByTestId('resize-handle').first();
	await hand.drag(edge, editor.canvasNode(NODE));
	await hand.goTo(reused.last());
	await hand.say('The second run is free: "reused" is true, and nothing new was charged', 2500);
	const { count, total } = emulator.charges();
	if (count !== 3) throw new Error(`${count} videos were paid, ${total} dollars`);
	await hand.say('n8n-nodes-runware-kling · nothing is paid twice, nothing paid is lost', 2500);
}
