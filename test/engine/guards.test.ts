import { closeEngine } from './engine';
import {
	jsonOf,
	messageOf,
	prompts,
	type Row,
	runVideos,
	SUBMIT_PROMPTS,
	submitsOf,
	useEmulator,
} from './videoRuns';

const emulator = useEmulator();
const [BOAT = {}] = prompts(1);

afterAll(closeEngine);

async function withOptions(options: object, rows: readonly Row[] = [BOAT]) {
	return await runVideos(emulator.current, {
		parameters: { ...SUBMIT_PROMPTS, options },
		rows,
	});
}

describe('a guard that is set but comes out empty', () => {
	const guards = {
		'Unique Key': 'uniqueKey',
		'Spending Limit (USD)': 'spendingLimit',
		'Dry Run': 'dryRun',
	};
	const empties: readonly (readonly [string, unknown])[] = [
		['a column that the row does not have', '={{ $json.nothing }}'],
		['null', '={{ null }}'],
		['undefined', '={{ undefined }}'],
		['an empty text', '={{ "" }}'],
		['blanks', '={{ "  \\t" }}'],
		['zero-width characters', '={{ "\\u200b\\ufeff\\u2060" }}'],
		['the word null', '={{ "null" }}'],
		['a dash', '={{ "-" }}'],
		['a fixed empty value', ''],
		['no number', '={{ Number("x") }}'],
	];

	it.each(
		Object.entries(guards).flatMap(([label, name]) =>
			empties.map(([what, value]) => [label, what, name, value] as const),
		),
	)("refuses the row: '%s' from %s", async (label, _what, name, value) => {
		const run = await withOptions({ [name]: value });
		expect(messageOf(run)).toBe(
			`Row 1: '${label}' was added under 'Options', but it is empty in this row. Check the column that it takes its value from (upper and lower case matter), or remove it there`,
		);
		expect(submitsOf(emulator.current)).toEqual([]);
	});

	it('refuses that row alone where On Error is to continue', async () => {
		const run = await runVideos(emulator.current, {
			parameters: { ...SUBMIT_PROMPTS, options: { uniqueKey: '={{ $json.id }}' } },
			rows: [
				{ ...BOAT, id: 'a' },
				{ ...BOAT, ID: 'b' },
			],
			node: { onError: 'continueRegularOutput' },
		});
		expect(jsonOf(run)).toMatchObject([
			{ status: 'processing' },
			{ details: { code: 'invalidParameter', charged: 'no' } },
		]);
		expect(submitsOf(emulator.current).flat()).toHaveLength(1);
	});

	it('refuses what is only the text around an empty expression', async () => {
		const run = await withOptions({ uniqueKey: '=video-{{ $json.id }}' });
		expect(messageOf(run)).toBe(
			`Row 1: 'Unique Key' is only "video-" in this row, because its expression is empty. Check the column that it takes its value from (upper and lower case matter)`,
		);
		expect(submitsOf(emulator.current)).toEqual([]);
	});

	it.each([{}, { uniqueKey: 'one-video' }, { spendingLimit: 0.42 }, { dryRun: false }])(
		'is no matter where it is not set or not empty: %j',
		async (options) => {
			expect((await withOptions(options)).status).toBe('success');
		},
	);
});

describe('a key that cannot tell rows apart', () => {
	it.each([
		['9007199254740993', '={{ 9007199254740993 }}'],
		['1e+21', '={{ 1e21 }}'],
		['0.12345678901234568', '={{ 0.12345678901234567 }}'],
		['as a sheet shortens it', '1.23457E+17'],
	])('is refused when it is a number too long to be exact: %s', async (_what, uniqueKey) => {
		const run = await withOptions({ uniqueKey });
		expect(messageOf(run)).toMatch(
			/^Row 1: 'Unique Key' is .*last digits get lost.*, and enter the keys again$/,
		);
		expect(submitsOf(emulator.current)).toEqual([]);
	});

	it.each([
		['a group of fields', '={{ $json }}', 'a group of fields'],
		['a group of fields in a text', '=video-{{ $json.group }}', 'Drag the one field'],
		['a list', '={{ [1, 2] }}', 'a list with 2 entries'],
		['a yes or no', '={{ true }}', 'is true, but it must be text'],
		["a sheet's error", '={{ "#REF!" }}', 'an error of the spreadsheet'],
	])('is refused when it is %s', async (_what, uniqueKey, words) => {
		const run = await withOptions({ uniqueKey }, [{ ...BOAT, group: { a: 1 } }]);
		expect(messageOf(run)).toContain(words);
		expect(submitsOf(emulator.current)).toEqual([]);
	});

	it.each([7, 0, 1.5, -3, '2024-11-28', '9007199254740993', '={{ $json.prompt }}', '={{ 42 }}'])(
		'is not %j',
		async (uniqueKey) => {
			expect((await withOptions({ uniqueKey })).status).toBe('success');
		},
	);

	it('is refused when rows with it ask for different videos, and each names the other', async () => {
		const run = await runVideos(emulator.current, {
			parameters: { ...SUBMIT_PROMPTS, options: { uniqueKey: '={{ $json.key }}' } },
			rows: [
				{ prompt: 'A boat', key: 'same' },
				{ prompt: 'A kite', key: 'own' },
				{ prompt: 'A train', key: ' same ' },
			],
			node: { onError: 'continueRegularOutput' },
		});
		const clash = (row: number, other: number) =>
			`Row ${row}: 'Unique Key' is "same", as in row ${other}, which asks for a different video. Rows with the same key share one video: give each video its own key`;
		expect(jsonOf(run)).toMatchObject([
			{ error: clash(1, 3), details: { charged: 'no' } },
			{ status: 'processing' },
			{ error: clash(3, 1) },
		]);
		expect(submitsOf(emulator.current).flat()).toHaveLength(1);
	});

	it('is refused in a dry run too', async () => {
		const run = await withOptions({ uniqueKey: 'same', dryRun: true }, prompts(2));
		expect(messageOf(run)).toContain('asks for a different video');
	});

	it('is shared by rows with the same request', async () => {
		const run = await withOptions({ uniqueKey: 'same' }, [BOAT, BOAT]);
		expect(run.status).toBe('success');
		expect(submitsOf(emulator.current).flat()).toHaveLength(1);
	});
});

describe('a key whose expression gives another value each time it is read', () => {
	it.each([
		'{{ Math.random() }}',
		'{{ Math.random() > 0.5 }}-coin',
		'{{ Math.floor(Math.random() * 2) }}',
		'{{ ["a", "b"].randomItem() }}',
		'{{ $now }}',
		'{{ $now.toMillis() }}',
		'{{ $now.toISO() }}',
		"{{ $now.toFormat('yyyy-MM-dd HH:mm') }}",
		"video-{{ $json.id }}-{{ $now.toFormat('HHmmss') }}",
		'{{ $now.second }}',
		'{{ Date.now() }}',
		'{{ new Date().toISOString() }}',
		'{{ new Date }}',
		'{{ new Date().getTime() }}',
		'{{ Date() }}',
		'{{ DateTime.now().toISO() }}',
		'{{ DateTime.local().toSeconds() }}',
		'{{ DateTime.utc().toMillis() }}',
		"{{ DateTime.local({ zone: 'utc' }).toISO() }}",
		"{{ $now.setZone('Europe/Berlin').toISO() }}",
		'{{ Math.floor(Date.now() / 1000) }}',
		'{{ $today.diff($now).milliseconds }}',
	])('is refused: %s', async (expression) => {
		const run = await withOptions({ uniqueKey: `=${expression}` }, [{ ...BOAT, id: 7 }]);
		expect(messageOf(run)).toBe(
			"Row 1: 'Unique Key' is different each time it is read, because its expression uses the current time or a random value. A repeated run would pay for the video again. Use a value that stays the same for the row, such as an ID",
		);
		expect(submitsOf(emulator.current)).toEqual([]);
	});

	it.each([
		'{{ $today.toISODate() }}',
		'{{ $today }}',
		"{{ $now.toFormat('yyyy-MM-dd') }}",
		"{{ $now.startOf('day').toISO() }}",
		"{{ $json.id }}-{{ $now.toFormat('yyyy-MM') }}",
		'{{ new Date().toISOString().slice(0, 10) }}',
		"{{ DateTime.fromISO('2024-01-01').toISO() }}",
		"{{ new Date('2024-01-01').getTime() }}",
		"{{ $('Rows').item.json.id }}",
		'{{ $json.prompt.hash() }}',
		'{{ $json.prompt.toLowerCase() }}',
		'{{ $execution.id }}-{{ $itemIndex }}',
		'{{ "$nowhere" }}',
	])('is not %s', async (expression) => {
		const run = await withOptions({ uniqueKey: `=${expression}` }, [{ ...BOAT, id: 7 }]);
		expect(messageOf(run)).toBe('');
		expect(submitsOf(emulator.current)).toHaveLength(1);
	});
});
