import type { Locator } from 'playwright-core';
import { eventually } from '../../pages/eventually';
import type { Hand } from '../hand';
import type { Stage } from '../stage';
import { NODE } from './addNode';

/** What is used of a video in the page; the DOM's own types are not at hand here. */
interface Player {
	readonly ended: boolean;
	readonly currentTime: number;
	playbackRate: number;
	play(): Promise<void>;
}

/** So slow that a camera which takes its time misses little; n8n's player cannot be wound on. */
const SLOWLY = 0.15;

/** The whole video, at its own pace in the film. */
async function play(hand: Hand, video: Locator): Promise<void> {
	await video.evaluate(async (player: Player, rate) => {
		player.playbackRate = rate;
		await player.play();
	}, SLOWLY);
	for (let shown = 0, ended = false; !ended; ) {
		const now = await video.evaluate(({ currentTime, ended: over }: Player) => ({
			seconds: currentTime,
			over,
		}));
		// n8n has begun to play it by itself, and may begin anew.
		const passed = Math.max(0, now.seconds - shown);
		if (passed > 0) await hand.snap(passed * 1000);
		({ seconds: shown, over: ended } = now);
	}
}

/** One click, three videos. */
export async function firstRun(hand: Hand, { editor, emulator, page }: Stage): Promise<void> {
	hand.loop('begins');
	await hand.say('One click: all rows render at once');
	await hand.click(page.getByTestId('execute-workflow-button').first(), 200);
	await editor.successOf(NODE).waitFor({ state: 'hidden' });
	await hand.waitFor(editor.successOf(NODE), 700);
	if (emulator.peakUnfinished !== 3) throw new Error('the rows did not render at once');

	await hand.say('Three videos, in the order of the rows');
	await hand.doubleClick(editor.canvasNode(NODE), 500);
	const output = page.getByTestId('output-panel');
	await hand.click(output.getByTestId('radio-button-binary'));
	const views = output.getByTestId('ndv-view-binary-data');
	await eventually(async () => {
		if ((await views.count()) !== 3) throw new Error(`${await views.count()} videos`);
	});
	await hand.say('The files are there too, ready for the next step');
	await hand.click(views.first(), 200);
	await play(hand, output.locator('video'));
	hand.loop('ends');
	await hand.look(400);
	await hand.click(page.getByTestId('ndv-close-button').first(), 200);
	await editor.nodeView.waitFor({ state: 'hidden' });
}
