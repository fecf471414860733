import type { Hand } from '../hand';
import type { Stage } from '../stage';

/** Columns of the table are dragged onto the fields. */
export async function mapColumns(hand: Hand, { editor, page }: Stage): Promise<void> {
	const column = (name: string) =>
		page.getByTestId('ndv-input-panel').getByText(name, { exact: true }).first();
	await hand.say('Drag the columns onto the fields: each row fills them anew');
	await hand.drag(column('prompt'), editor.parameter('positivePrompt'));
	await hand.drag(column('seconds'), editor.parameter('duration'));

	await hand.say('A Unique Key for each row: its video is bought once, whatever happens');
	await hand.click(page.getByTestId('collection-parameter-add').locator('input'));
	const option = page
		.locator('.el-select-dropdown__item:visible')
		.getByText('Unique Key', { exact: true });
	await hand.click(option);
	await hand.drag(column('id'), editor.parameter('uniqueKey'));
	await hand.look(700);
	await hand.click(page.getByTestId('ndv-close-button').first());
	await editor.nodeView.waitFor({ state: 'hidden' });
}
