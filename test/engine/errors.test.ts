/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, never part of the package */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultRequest } from '../../emulator/server';
import { atErrorOutput } from '../older/differences';
import { closeEngine, type NodeRunResult } from './engine';
import {
	descriptionOf,
	jsonOf,
	messageOf,
	prompts,
	type Row,
	runVideos,
	sideBySide,
	submitsOf,
	SUBMIT_PROMPTS,
	useEmulator,
	UUID_SHAPE,
	WAIT_FOR_PROMPTS,
} from './videoRuns';

afterAll(closeEngine);

const emulator = useEmulator();

/** Every field from a column of the sheet, none of them waited for. */
const FROM_SHEET = {
	completion: 'submit',
	model: '={{ $json.model ?? "klingai:kling@o1" }}',
	inputMode: '={{ $json.inputMode ?? "text" }}',
	positivePrompt: '={{ $json.prompt }}',
	duration: '={{ $json.duration }}',
	aspectRatio: '={{ $json.aspectRatio }}',
	firstFrame: '={{ $json.firstFrame }}',
	lastFrame: '={{ $json.lastFrame }}',
	referenceImages: '={{ $json.referenceImages }}',
	referenceVideo: '={{ $json.referenceVideo }}',
	keepOriginalSound: '={{ $json.keepOriginalSound }}',
	options: { ttl: '={{ $json.ttl }}', webhookURL: '={{ $json.webhookURL }}' },
} as const;

const IMAGE = 'https://media.invalid/a.jpg';
const VIDEO = 'https://media.invalid/a.mp4';

/** A row's mistake and what its message must name: the field, what was found, what is allowed. */
const BAD_ROWS: ReadonlyArray<readonly [Row, ...string[]]> = [
	[{ prompt: '' }, "'Prompt' is empty"],
	[{ prompt: 'x' }, "'Prompt'", '1 character', '2 to 2,500'],
	[{ prompt: 'x'.repeat(2501) }, "'Prompt'", '2,501', '2 to 2,500'],
	[{ prompt: { a: 1 } }, "'Prompt'", 'text'],
	[{ prompt: 'A boat', duration: 7 }, "'Duration' is 7", '5 or 10'],
	[{ prompt: 'A boat', duration: 5.5 }, "'Duration' is 5.5", '5 or 10 seconds'],
	[{ prompt: 'A boat', duration: 'long' }, `'Duration' is "long"`, '5 or 10 seconds'],
	[{ prompt: 'A boat', aspectRatio: '4:3' }, `'Aspect Ratio' is "4:3"`, '16:9, 1:1 or 9:16'],
	[{ prompt: 'A boat', model: 'kling' }, `'Model' is "kling"`, 'Kling O1 Pro (1080p)'],
	[{ prompt: 'A boat', inputMode: 'video' }, `'Input Mode' is "video"`, 'First and Last Frame'],
	[{ prompt: 'A boat', inputMode: 'firstFrame' }, "'First Frame' is empty"],
	[
		{ prompt: 'A boat', inputMode: 'firstFrame', firstFrame: 'a.jpg' },
		`'First Frame' is "a.jpg"`,
		'https://',
	],
	[{ prompt: 'A boat', inputMode: 'firstLastFrame', firstFrame: IMAGE }, "'Last Frame' is empty"],
	[
		{ prompt: 'A boat', inputMode: 'referenceImages', referenceImages: Array(8).fill(IMAGE) },
		"'Reference Images' has 8 images",
		'at most 7',
	],
	[
		{
			prompt: 'A boat',
			inputMode: 'referenceVideo',
			referenceVideo: VIDEO,
			referenceImages: Array(5).fill(IMAGE),
		},
		"'Reference Images' has 5 images",
		'at most 4',
	],
	[
		{
			prompt: 'A boat',
			inputMode: 'referenceVideo',
			referenceVideo: VIDEO,
			keepOriginalSound: 'maybe',
		},
		`'Keep Original Sound' is "maybe"`,
		'true or false',
	],
	[
		{ prompt: 'A boat', inputMode: 'auto', firstFrame: IMAGE, referenceVideo: VIDEO },
		"'First Frame' and 'Reference Video'",
	],
	[{ prompt: 'A boat', ttl: 59 }, "'Link Lifetime (Seconds)' is 59", '60 or more'],
	[{ prompt: 'A boat', webhookURL: 'ftp://a' }, `'Webhook URL' is "ftp://a"`, 'https://'],
];

const GOOD_ROW = { prompt: 'A good boat' };
const MIXED_ROWS = BAD_ROWS.flatMap(([row]) => [row, GOOD_ROW]);

function expectNamed(text: unknown, row: number, parts: readonly string[]) {
	expect(text).toMatch(new RegExp(`^Row ${row}: `));
	for (const part of parts) expect(text).toContain(part);
}

describe('a bad row', () => {
	it('stops everything before the first request', async () => {
		const result = await runVideos(emulator.current, {
			parameters: FROM_SHEET,
			rows: MIXED_ROWS,
		});
		expect(result.status).toBe('error');
		expect(messageOf(result)).toMatch(/^Row 1: 'Prompt' is empty.*and 18 more rows/);
		expect(descriptionOf(result)).toMatch(/Row 9: 'Duration' is 7.*5 or 10/);
		expect(result.error).toHaveProperty('context.row', 1);
		expect(emulator.current.requests).toEqual([]);
	});

	it('stops everything alone, with row, field, what was found and what is allowed', async () => {
		for (const [row, ...parts] of BAD_ROWS) {
			const result = await runVideos(emulator.current, {
				parameters: FROM_SHEET,
				rows: [GOOD_ROW, row],
			});
			expectNamed(messageOf(result), 2, parts);
		}
		expect(emulator.current.requests).toEqual([]);
	});

	it('is an item of its own when the node continues, and good rows are delivered', async () => {
		const result = await runVideos(emulator.current, {
			parameters: FROM_SHEET,
			rows: MIXED_ROWS,
			node: { onError: 'continueRegularOutput' },
		});
		const items = jsonOf(result);
		expect(items).toHaveLength(MIXED_ROWS.length);
		for (const [index, [, ...parts]] of BAD_ROWS.entries()) {
			const bad = items[index * 2];
			expect(bad).toEqual({
				error: expect.any(String),
				details: {
					code: 'invalidParameter',
					charged: 'no',
					advice: 'Correct this row, then run the workflow again.',
				},
			});
			expectNamed(bad?.['error'], index * 2 + 1, parts);
			expect(items[index * 2 + 1]).toMatchObject({ status: 'processing' });
		}
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			MIXED_ROWS.map((_, item) => ({ item })),
		);
		expect(emulator.current.charges().count).toBe(BAD_ROWS.length);
	});

	it('goes to the error output, paired, and good rows to the success output', async () => {
		const result = await runVideos(emulator.current, {
			parameters: FROM_SHEET,
			rows: MIXED_ROWS,
			node: { onError: 'continueErrorOutput' },
		});
		const [good, bad] = result.outputs;
		expect(result.received.map(({ length }) => length)).toEqual([good?.length, bad?.length]);
		expect(good?.map(({ json, pairedItem }) => [json['status'], pairedItem])).toEqual(
			BAD_ROWS.map((_, index) => ['processing', { item: index * 2 + 1 }]),
		);
		expect(bad?.map(({ pairedItem }) => pairedItem)).toEqual(
			BAD_ROWS.map((_, index) => ({ item: index * 2 })),
		);
		for (const item of good ?? []) expect(item.json).not.toHaveProperty('error');
		for (const [index, item] of (bad ?? []).entries()) {
			expectNamed(item.json['error'], index * 2 + 1, (BAD_ROWS[index] ?? []).slice(1) as string[]);
			expect(item.json).toMatchObject(
				atErrorOutput({
					details: {
						code: 'invalidParameter',
						charged: 'no',
						advice: 'Correct this row, then run the workflow again.',
					},
				}),
			);
		}
	});

	it('is one whose expression fails, with the others untouched', async () => {
		const rows = [GOOD_ROW, { prompt: null }, GOOD_ROW];
		const parameters = {
			...SUBMIT_PROMPTS,
			positivePrompt: '={{ $json.prompt.toLowerCase() }}',
			duration: '={{ $json.prompt === null ? $("Nowhere").item.json.x : 5 }}',
		};
		const stopped = await runVideos(emulator.current, { parameters, rows });
		expect(messageOf(stopped)).toMatch(/^Row 2: /);
		expect(emulator.current.requests).toEqual([]);
		const continued = await runVideos(emulator.current, {
			parameters,
			rows,
			node: { onError: 'continueRegularOutput' },
		});
		expect(jsonOf(continued)).toEqual([
			expect.objectContaining({ status: 'processing' }),
			{
				error: expect.stringMatching(/^Row 2: /),
				details: {
					code: 'invalidParameter',
					charged: 'no',
					advice: 'Correct this row, then run the workflow again.',
				},
			},
			expect.objectContaining({ status: 'processing' }),
		]);
	});
});

describe('a row that Runware refuses or cannot render', () => {
	const FAILURES: ReadonlyArray<readonly [FaultRequest['name'], string, RegExp]> = [
		[
			'moderationAtSubmit',
			'contentPolicyViolation',
			/^Row 2: The content check rejected this video: .*content policy \(setting: positivePrompt\)/,
		],
		[
			'insufficientCredits',
			'videoInferenceInsufficientCredits',
			/^Row 2: Your Runware account does not have enough credit for this video: /,
		],
		[
			'moderation',
			'invalidProviderContent',
			/^Row 2: The content check rejected this video: .*risk control/,
		],
		[
			'providerTimeout',
			'timeoutProvider',
			/^Row 2: Runware gave up on this video because it took too long: /,
		],
		['providerRateLimit', 'providerRateLimitExceeded', /^Row 2: /],
	];
	const ON_ERROR = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
	const scenarios = FAILURES.flatMap(([name]) =>
		ON_ERROR.map((onError) => [
			`${name}, ${onError}`,
			{
				// As often as it is tried: some troubles of the provider are.
				faults: [{ name, match: 'number 2', times: 3 }],
				run: { parameters: WAIT_FOR_PROMPTS, rows: prompts(3), node: { onError } },
			},
		]),
	);
	const { played } = sideBySide(Object.fromEntries(scenarios));
	const success = expect.objectContaining({ status: 'success' });

	it.each(FAILURES)('stops with the reason, and tells what is safe: %s', (name, code, message) => {
		const { emulator: own, result } = played(`${name}, stopWorkflow`);
		expect(result.status).toBe('error');
		expect(messageOf(result)).toMatch(message);
		expect(descriptionOf(result)).toContain('2 videos from this run are finished and safe');
		expect(descriptionOf(result)).toContain('at no extra cost');
		expect(descriptionOf(result)).toContain(`Error code: ${code}`);
		// That of the last attempt.
		const uuid = submitsOf(own)
			.flat()
			.filter((task) => String(task['positivePrompt']).includes('number 2'))
			.at(-1);
		expect(descriptionOf(result)).toContain(uuid?.['taskUUID']);
		expect(result.error).toHaveProperty('context.data.code', code);
		expect(result.error).toHaveProperty('context.row', 2);
	});

	it.each(FAILURES)('is an item between the good ones: %s', (name, code, message) => {
		const { emulator: own, result } = played(`${name}, continueRegularOutput`);
		expect(jsonOf(result)).toEqual([
			success,
			{
				error: expect.stringMatching(message),
				details: {
					code,
					taskUUID: expect.stringMatching(UUID_SHAPE),
					charged: 'no',
					advice: expect.any(String),
				},
			},
			success,
		]);
		expect(own.charges().count).toBe(2);
	});

	it.each(FAILURES)('goes to the error output alone: %s', (name, code) => {
		const { result } = played(`${name}, continueErrorOutput`);
		expect(result.received[0]?.map(({ json }) => json)).toEqual([success, success]);
		expect(result.received[1]).toHaveLength(1);
		expect(result.outputs[1]).toEqual([
			{
				json: atErrorOutput({
					prompt: 'A boat, number 2',
					error: expect.any(String),
					details: expect.objectContaining({ code, charged: 'no' }),
				}),
				pairedItem: { item: 1 },
			},
		]);
	});
});

describe('a credential that does not work', () => {
	let elsewhere: Server;
	let address = '';

	beforeAll(async () => {
		elsewhere = createServer((_request, response) => {
			response.writeHead(404, { 'content-type': 'text/html' });
			response.end('<html><h1>Not Found</h1></html>');
		});
		await new Promise<void>((resolve) => {
			elsewhere.listen(0, '127.0.0.1', resolve);
		});
		address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
	});

	afterAll((done) => {
		elsewhere.closeAllConnections();
		elsewhere.close(done);
	});

	const unknownToRunware = 'another-key-that-must-stay-secret-77e0';
	const run = { parameters: SUBMIT_PROMPTS, rows: prompts(20) };

	it('is told once, not for each row, when the key is wrong', async () => {
		const credential = { apiKey: unknownToRunware, baseUrl: emulator.current.url };
		const { result, sent } = await counted({ ...run, credential });
		expect(messageOf(result)).toContain('Runware did not accept the API key');
		expect(messageOf(result).match(/API key/g)?.length).toBeLessThanOrEqual(2);
		expect(descriptionOf(result)).toContain('Open the credential');
		expect(descriptionOf(result).match(/Open the credential/g)).toHaveLength(1);
		expect(sent).toBe(1);
	});

	it('is told of each row when the key is wrong and the node continues', async () => {
		const credential = { apiKey: unknownToRunware, baseUrl: emulator.current.url };
		const { result, sent } = await counted({
			...run,
			credential,
			node: { onError: 'continueRegularOutput' },
		});
		expect(jsonOf(result)).toHaveLength(20);
		for (const [row, { error, details }] of jsonOf(result).entries()) {
			expect(error).toMatch(new RegExp(`^Row ${row + 1}: Runware did not accept the API key`));
			expect(details).toMatchObject({ code: 'invalidApiKey', charged: 'no' });
		}
		expect(sent).toBe(1);
	});

	it.each([
		{ operation: 'get', taskUUID: '762dd057-ddbc-4d3f-8afa-b2feb8f078de' },
		{ resource: 'account', operation: 'get' },
	])('is told at once by every operation when the key is wrong: %j', async (parameters) => {
		const credential = { apiKey: unknownToRunware, baseUrl: emulator.current.url };
		const { result, sent } = await counted({ parameters, credential });
		expect(messageOf(result)).toContain('Runware did not accept the API key');
		expect(sent).toBe(1);
	});

	const ADDRESSES = {
		'nobody answers there': () => 'http://127.0.0.1:9/v1',
		'something else answers there': () => address,
		'it is missing': () => '',
		'it has no protocol': () => 'api.runware.ai',
		'it is no link': () => 'not a link',
		'it was given the key': () => unknownToRunware,
	};
	const outcomes = new Map<string, { result: NodeRunResult; tookMs: number }>();

	beforeAll(async () => {
		const before = Date.now();
		await Promise.all(
			Object.entries(ADDRESSES).map(async ([name, baseUrl]) => {
				const credential = { apiKey: unknownToRunware, baseUrl: baseUrl() };
				const result = await runVideos(emulator.current, { ...run, credential });
				outcomes.set(name, { result, tookMs: Date.now() - before });
			}),
		);
	}, 60_000);

	it.each([
		['nobody answers there', /n8n could not reach Runware: .*127\.0\.0\.1:9/],
		[
			'something else answers there',
			/^All 20 rows: The 'Base URL' in the credential does not lead to Runware/,
		],
		[
			'it is missing',
			/the 'Base URL' in the credential is "", but it must be a link that starts with https/,
		],
		['it has no protocol', /the 'Base URL' in the credential is "api\.runware\.ai", but/],
		['it is no link', /the 'Base URL' in the credential is "not a link", but/],
		[
			'it was given the key',
			/the 'Base URL' in the credential is something that looks like an API key, but/,
		],
	] as const)('stops soon and names the Base URL when %s', (name, message) => {
		const outcome = outcomes.get(name);
		if (outcome === undefined) throw new Error('It did not run');
		const { result, tookMs } = outcome;
		expect(result.status).toBe('error');
		expect(tookMs).toBeLessThan(15_000);
		expect(messageOf(result)).toMatch(message);
		expect(descriptionOf(result)).toContain("'Base URL'");
		expect(descriptionOf(result)).toMatch(/^(Nothing was charged|This run did not order)/);
	});

	async function counted(wanted: Parameters<typeof runVideos>[1]) {
		const result = await runVideos(emulator.current, wanted);
		return { result, sent: emulator.current.requests.length };
	}
});
