import { refusedBodies } from '../../probe/standIn/officialBodies';
import { parseGeneration } from '../../nodes/Kling/request/generation';
import type { VideoOperation } from '../../nodes/Kling/request/generation';
import { publishedPrice } from '../../nodes/Kling/request/publishedPrice';
import { videoRequest } from '../../nodes/Kling/request/videoRequest';
import { read } from '../../nodes/Kling/runware/wire/envelope';
import { taskOf } from '../../nodes/Kling/runware/tasks/job';
import type { Job } from '../../nodes/Kling/runware/tasks/job';
import { taskStates } from '../../nodes/Kling/runware/wire/taskState';
import { rowFiles, sourceOf } from '../parameters/source';
import type { Row } from '../parameters/source';
import { linkOf, MODES, operationOf } from './rows';
import { modeOfSeed, rowOfSeed, SEEDS } from './seeds';
import type { Seed } from './seeds';

const CASES = SEEDS.map((seed) => ({ title: seed.title, seed }));

/** The task as it goes out for a row. */
async function taskOfRow({ request: { taskUUID } }: Seed, row: Row, operation: VideoOperation) {
	const generation = parseGeneration(sourceOf(row), rowFiles(), operation);
	const job: Job = {
		request: videoRequest(generation, linkOf),
		taskUUID: () => taskUUID,
		until: 'finished',
		maxWaitMs: 60_000,
		publishedPrice: publishedPrice(generation),
	};
	return await taskOf(job, taskUUID);
}

function asText(row: Row): Row {
	return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));
}

describe('the seed examples', () => {
	it('show every mode', () => {
		expect([...new Set(SEEDS.map(modeOfSeed))].sort()).toEqual([...MODES].sort());
	});
});

describe.each(CASES)('$title', ({ seed }) => {
	const { request, response } = seed;
	const task = { ...request, deliveryMethod: 'async', includeCost: true };
	const row = rowOfSeed(seed);
	const operation = operationOf(modeOfSeed(seed));

	it('is taken by the published schema', () => {
		expect(refusedBodies([task])).toEqual([]);
	});

	it('is asked for to the letter, keys in the same order', async () => {
		expect(JSON.stringify(await taskOfRow(seed, row, operation))).toBe(JSON.stringify(task));
	});

	it('is asked for to the letter when a sheet gives every value as text', async () => {
		expect(JSON.stringify(await taskOfRow(seed, asText(row), operation))).toBe(
			JSON.stringify(task),
		);
	});

	it('is asked for to the letter when its media decide the mode', async () => {
		const automatic = row['inputMode'] === undefined ? row : { ...row, inputMode: 'auto' };
		expect(JSON.stringify(await taskOfRow(seed, automatic, operation))).toBe(JSON.stringify(task));
	});

	it.each([
		['in an envelope', { data: [response] }],
		['alone', response],
		['as text', JSON.stringify({ data: [response] })],
	])('comes out as exactly its video: %s', (_how, body) => {
		const { taskUUID, videoUUID, videoURL, cost } = response;
		expect(taskUUID).toBe(request.taskUUID);
		expect(taskStates(read({ status: 200, body }), [{ taskUUID }])).toEqual(
			new Map([[taskUUID, { status: 'success', videos: [{ videoUUID, videoURL, cost }] }]]),
		);
	});
});
