import { DEFAULT_READINGS } from '../emulator/readings';
import type { FaultRequest, Readings } from '../emulator/server';
import { probed } from './probedEmulator';
import type { Stage } from './probedEmulator';

interface Case {
	readonly reading: Partial<Readings>;
	/** What the probe calls it, where it can only say that there is an end to it. */
	readonly named?: Readonly<Record<string, unknown>>;
	readonly stages: readonly Stage[];
	/** What has to happen for it to show. */
	readonly faultsOfOrder?: readonly FaultRequest[];
}

const FAILS: readonly FaultRequest[] = [{ name: 'moderation' }];
const FREE: readonly Stage[] = ['free'];
const BUY: readonly Stage[] = ['buy'];

const CASES: readonly Case[] = [
	{ reading: { balance: 'object' }, stages: FREE },
	{ reading: { balance: 'number' }, stages: FREE },
	{ reading: { unknownTask: 'empty' }, stages: FREE },
	{ reading: { unknownTask: 'taskNotFound' }, stages: FREE },
	{ reading: { batchPoll: 'served' }, stages: FREE },
	{ reading: { batchPoll: 'refused' }, stages: FREE },
	{ reading: { batchPoll: 'first only' }, stages: FREE },
	{ reading: { batchPoll: 'served', unknownTask: 'taskNotFound' }, stages: FREE },
	{ reading: { batchPoll: 'first only', unknownTask: 'taskNotFound' }, stages: FREE },
	{ reading: { batchPoll: 'refused', unknownTask: 'taskNotFound' }, stages: FREE },
	{
		reading: { batchPoll: 'served', unknownTask: 'taskNotFound', failedPollStatus: 400 },
		named: { batchPoll: 'served' },
		stages: FREE,
	},
	{ reading: { batchPoll: 'served' }, stages: BUY },
	{ reading: { batchPoll: 'first only' }, stages: BUY },
	{ reading: { batchPoll: 'refused' }, stages: BUY },
	{ reading: { batchSubmit: 'served' }, stages: FREE },
	{ reading: { batchSubmit: 'refused' }, stages: FREE },
	{ reading: { batchSubmit: 'served', dryRun: 'silent' }, stages: FREE },
	{ reading: { dryRun: 'cost' }, stages: FREE },
	{ reading: { dryRun: 'silent' }, stages: FREE },
	{ reading: { dryRunHeader: 'heeded' }, stages: FREE },
	{ reading: { dryRunHeader: 'dropped' }, stages: FREE },
	{
		reading: { dryRunHeader: 'dropped', processing: 'empty' },
		named: { dryRunHeader: 'dropped' },
		stages: FREE,
	},
	{ reading: { omniSettings: 'by setting' }, stages: FREE },
	{ reading: { omniSettings: 'never with video' }, stages: FREE },
	{ reading: { omniSettings: 'need a video' }, stages: FREE },
	{ reading: { archive: 'served' }, stages: FREE },
	{ reading: { archive: 'one a request' }, stages: FREE },
	{ reading: { archive: 'not permitted' }, stages: FREE },
	{ reading: { archive: 'not permitted' }, stages: BUY },
	{ reading: { archive: 'served' }, stages: BUY },
	{ reading: { archive: 'conflict stored' }, stages: BUY },
	{ reading: { acknowledgement: 'placeholder' }, stages: BUY },
	{ reading: { acknowledgement: 'empty' }, stages: BUY },
	{ reading: { processing: 'status' }, stages: BUY },
	{ reading: { processing: 'empty' }, stages: BUY },
	{ reading: { processing: 'progress' }, stages: BUY },
	{ reading: { finishedUUID: 'conflict' }, stages: BUY },
	{ reading: { finishedUUID: 'rerun' }, stages: BUY },
	{ reading: { failure: 'errors' }, stages: BUY, faultsOfOrder: FAILS },
	{ reading: { failure: 'data' }, stages: BUY, faultsOfOrder: FAILS },
	{ reading: { failedPollStatus: 200 }, stages: BUY, faultsOfOrder: FAILS },
	{ reading: { failedPollStatus: 400 }, stages: BUY, faultsOfOrder: FAILS },
	{ reading: { ackVisibleAfterMs: 0 }, stages: BUY },
	{ reading: { ackVisibleAfterMs: 150 }, named: { ackVisibleAfterMs: 'limited' }, stages: BUY },
	{
		reading: { capacity: 0, full: 'named' },
		named: { capacity: 'limited', full: 'named' },
		stages: BUY,
	},
	{
		reading: { capacity: 0, full: '429' },
		named: { capacity: 'limited', full: '429' },
		stages: BUY,
	},
	{
		reading: { capacity: 0, full: '503' },
		named: { capacity: 'limited', full: '503' },
		stages: BUY,
	},
	{ reading: { retentionMs: Number.POSITIVE_INFINITY }, stages: ['buy', 'later'] },
	{ reading: { retentionMs: 300 }, named: { retentionMs: 'limited' }, stages: ['buy', 'later'] },
];

/**
 * Nobody can call this machine from outside, so the probe does not ask for reports; and it has no
 * question about 3.0 Omni yet.
 */
const NOT_ASKED = ['webhookPayload'];

describe('each reading of the emulator', () => {
	it.each(
		CASES.map((one) => ({ ...one, title: JSON.stringify(one.reading), by: one.stages.join(', ') })),
	)(
		'is named: $title ($by)',
		async ({ reading, named, stages, faultsOfOrder = [] }) => {
			const found = (await probed(stages, { readings: reading, faultsOfOrder })).named;
			expect(found).toMatchObject(named ?? reading);
			// What is not switched is never named otherwise than it is.
			const asIs = Object.entries({ ...DEFAULT_READINGS, ...reading, ...named });
			const wrong = asIs.filter(([name, value]) => name in found && found[name] !== value);
			expect(wrong).toEqual([]);
		},
		60_000,
	);

	it('is in the list', () => {
		const listed = new Set(CASES.flatMap(({ reading }) => Object.keys(reading)));
		const missing = Object.keys(DEFAULT_READINGS).filter((name) => !listed.has(name));
		expect(missing).toEqual(NOT_ASKED);
	});
});
