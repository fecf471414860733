/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, never part of the package */
/** Faults of the API that last, up to a minute; the seconds are the node's, whose time runs faster here. */
import { setTimeout as pause } from 'node:timers/promises';
import type { EmulatorOptions, FaultRequest } from '../../emulator/server';
import { closeEngine } from './engine';
import { useFasterTime } from './fasterTime';
import { image } from './inputMedia';
import {
	emulatorWith,
	jsonOf,
	messageOf,
	prompts,
	startVideos,
	type VideoRun,
	WAIT_FOR_PROMPTS,
} from './videoRuns';

const FASTER = 20;

useFasterTime(FASTER);
afterAll(closeEngine);

interface Outage {
	readonly fault: FaultRequest;
	/** From the first request that meets the fault. */
	readonly seconds: number;
	readonly emulator?: EmulatorOptions;
	readonly run: VideoRun;
}

async function expectOutlasted({ fault, seconds, emulator: options, run }: Outage): Promise<void> {
	const emulator = await emulatorWith({ renderMs: 0, ...options });
	emulator.fail({ ...fault, times: Infinity });
	const { result } = startVideos(emulator, { rows: prompts(3), ...run });
	while (!emulator.requests.some(({ fault: met }) => met === fault.name)) await pause(1);
	await pause((seconds * 1000) / FASTER);
	emulator.clearFaults();
	const ended = await result;
	await emulator.close();
	expect(messageOf(ended)).toBe('');
	expect(jsonOf(ended).map(({ status }) => status)).toEqual(['success', 'success', 'success']);
	expect(emulator.charges().count).toBe(3);
}

it.each([20, 60])(
	'a key that is refused for %d s while videos render ends no row',
	async (seconds) => {
		await expectOutlasted({
			fault: { name: 'status401', on: 'poll', skip: 1 },
			seconds,
			emulator: { renderMs: 4000 },
			run: { parameters: WAIT_FOR_PROMPTS },
		});
	},
);

it.each([
	['status503', 20],
	['resetBeforeAcceptance', 40],
	// The last try is a minute after the first: what a slow machine adds must still fit between.
	['status502Html', 45],
] as const)('uploads that are down with %s for %d s fail no row', async (name, seconds) => {
	const large = { bytes: 300_000 };
	await expectOutlasted({
		fault: { name, on: 'upload' },
		seconds,
		run: {
			parameters: {
				...WAIT_FOR_PROMPTS,
				inputMode: 'firstFrame',
				firstFrameSource: 'binary',
				firstFrameBinaryField: 'photo',
			},
			files: ['one', 'two', 'three'].map((mark) => ({ photo: image(mark, large) })),
		},
	});
});
