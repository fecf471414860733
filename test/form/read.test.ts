import type { INodeParameters } from 'n8n-workflow';

import { OPERATIONS } from '../../nodes/KlingO1/operations/operations';
import { surroundings } from '../operations/context';
import type { Row } from '../parameters/source';
import { imageLinks, MODES, operationOf, rowOf, VIDEO } from '../request/rows';
import { offeredOptions, shownFields } from './shown';

const [IMAGE, LAST] = imageLinks(2);

/** The node reads these two itself, and n8n shows them always. */
const FIXED = ['resource', 'operation'];

const TASK = '762dd057-ddbc-4d3f-8afa-b2feb8f078de';

/** What an operation asks for, for a row that is valid as far as it is read. */
async function askedFor(operation: string, row: Row): Promise<readonly string[]> {
	const { context, asked, requests } = surroundings({ rows: [row] });
	await OPERATIONS.get(`video:${operation}`)?.(context);
	expect(requests()).toBeGreaterThan(0); // or the row was refused before it was read to its end
	return [...asked].sort();
}

function shownFor(given: INodeParameters): readonly string[] {
	const fields = shownFields(given).filter((name) => ![...FIXED, 'options'].includes(name));
	return [...fields, ...offeredOptions(given).map((name) => `options.${name}`)].sort();
}

describe('what the form shows is what is read, no more and no less', () => {
	it.each(MODES.flatMap((mode) => ['wait', 'submit'].map((completion) => ({ mode, completion }))))(
		'for $mode that goes on at $completion',
		async ({ mode, completion }) => {
			const operation = operationOf(mode);
			const shown = shownFor({ resource: 'video', operation, inputMode: mode, completion });
			expect(await askedFor(operation, rowOf(mode, { completion }))).toEqual(shown);
		},
	);

	it('for automatic rows, all of them together', async () => {
		const base = { ...rowOf('text'), inputMode: 'auto', completion: 'wait' };
		const rows: readonly Row[] = [
			base,
			{ ...base, firstFrame: IMAGE },
			{ ...base, firstFrame: IMAGE, lastFrame: LAST },
			{ ...base, referenceImages: IMAGE },
			{ ...base, referenceVideo: VIDEO },
		];
		const asked = await Promise.all(rows.map(async (row) => await askedFor('generate', row)));
		expect([...new Set(asked.flat())].sort()).toEqual(
			shownFor({ resource: 'video', operation: 'generate', inputMode: 'auto' }),
		);
	});

	it.each([true, false])('for fetching, waiting being %j', async (waitUntilReady) => {
		expect(await askedFor('get', { taskUUID: TASK, waitUntilReady })).toEqual(
			shownFor({ resource: 'video', operation: 'get', waitUntilReady }),
		);
	});

	it('for the account, nothing', async () => {
		const { context, asked } = surroundings({ rows: [{}] });
		await OPERATIONS.get('account:get')?.(context);
		expect([...asked]).toEqual([]);
	});
});
