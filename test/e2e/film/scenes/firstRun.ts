import type { Locator } from 'playwright-core';
import { eventually } from '../../pages/eventually';
import type { Hand } from '../hand';
import type { Stage } from '../stage';
import { NODE } from './addNode';

const FRAME_MS = 80;

/** What is used of a video in the page; the DOM's own types are not at hand here. */
interface Player {
	readonly duration: number;
	readonly readyState: number;
	currentTime: number;
	pause(): void;
	addEventListener(event: string, listener: () => void, options: { once: true }): void;
}

const HAS_A_PICTURE = 2;

/** The video picture by picture, since a camera that takes its time would miss most of them. */
async function play(hand: Hand, video: Locator): Promise<void> {
	const seconds = await video.evaluate(async (player: Player, enough) => {
		if (player.readyState < enough)
			await new Promise<void>((resolve) => {
				player.addEventListener('loadeddata', resolve, { once: true });
			});
		player.pause();
		return player.duration;
	}, HAS_A_PICTURE);
	if (!(seconds > 0)) throw new Error(`the video is ${seconds} seconds long`);
	for (let at = 0; at < seconds; at += FRAME_MS / 1000) {
		await video.evaluate(async (player: Player, time) => {
			await new Promise<void>((resolve) => {
				player.addEventListener('seeked', resolve, { once: true });
				player.currentTime = time;
			});
		}, at + 0.001);
		await hand.snap(FRAME_MS);
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
