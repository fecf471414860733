/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test, never part of the package */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { isJsonObject, type JsonObject } from './validation/jsonObject';
import { DEFAULT_READINGS } from './readings';
import { startEmulator, type Emulator, type FaultName } from './server';

const RENDER_MS = 60;
const STANDARD = 'klingai:kling@o1-standard';
const IMAGE = 'https://media.invalid/a.jpg';
const VIDEO = 'https://media.invalid/a.mp4';
const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let emulator: Emulator;
let agent: Agent;

beforeAll(async () => {
	agent = new Agent();
	emulator = await startEmulator({ renderMs: RENDER_MS });
});

afterAll(async () => {
	await agent.close();
	await emulator.close();
});

const defaults = { ...DEFAULT_READINGS };

afterEach(() => {
	emulator.reset();
	Object.assign(emulator.readings, defaults);
});

interface Answer {
	status: number;
	text: string;
	headers: Record<string, unknown>;
	body: JsonObject;
	data: JsonObject[];
	errors: JsonObject[];
}

function objects(value: unknown): JsonObject[] {
	return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function parsed(text: string): JsonObject {
	try {
		const value: unknown = JSON.parse(text);
		return isJsonObject(value) ? value : {};
	} catch {
		return {};
	}
}

async function send(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
	const answer = await request(emulator.url, {
		method: 'POST',
		dispatcher: agent,
		headers: {
			'content-type': 'application/json',
			authorization: `Bearer ${emulator.apiKey}`,
			...headers,
		},
		body: JSON.stringify(body),
	});
	const text = await answer.body.text();
	const json = parsed(text);
	return {
		status: answer.statusCode,
		text,
		headers: answer.headers,
		body: json,
		data: objects(json['data']),
		errors: objects(json['errors']),
	};
}

/** A valid text task; `undefined` takes a field away. */
function task(changes: JsonObject = {}): JsonObject & { taskUUID: string } {
	const whole = {
		taskType: 'videoInference',
		model: STANDARD,
		positivePrompt: 'A paper boat',
		width: 1280,
		height: 720,
		duration: 5,
		deliveryMethod: 'async',
		includeCost: true,
		...changes,
	};
	return { taskUUID: randomUUID(), ...whole };
}

const SIZELESS = { width: undefined, height: undefined };
const first = { image: IMAGE, frame: 'first' };
const last = { image: IMAGE, frame: 'last' };

const frames = (...frameImages: unknown[]) => task({ ...SIZELESS, inputs: { frameImages } });
const edit = (inputs: JsonObject = {}, changes: JsonObject = {}) =>
	task({ ...SIZELESS, duration: undefined, inputs: { video: VIDEO, ...inputs }, ...changes });
const poll = (taskUUID: unknown) => ({ taskType: 'getResponse', taskUUID });

async function rendered(ms = RENDER_MS): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms + 15));
}

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await rendered(0);
}

async function submit(changes: JsonObject = {}): Promise<string> {
	const submitted = task(changes);
	await send([submitted]);
	return submitted.taskUUID;
}

async function finishedItem(changes: JsonObject = {}): Promise<JsonObject> {
	const taskUUID = await submit(changes);
	await rendered();
	return (await send([poll(taskUUID)])).data[0] ?? {};
}

async function download(url: unknown) {
	const answer = await request(String(url), { dispatcher: agent });
	const bytes = Buffer.from(await answer.body.arrayBuffer());
	return { status: answer.statusCode, headers: answer.headers, bytes };
}

const images = (count: number) => Array.from({ length: count }, () => IMAGE);

describe('A videoInference task', () => {
	const refusals: Array<[string, JsonObject, string, string | string[]]> = [
		['an unknown parameter', task({ seed: 1 }), 'unsupportedParameter', 'seed'],
		['a negative prompt', task({ negativePrompt: 'x' }), 'unsupportedParameter', 'negativePrompt'],
		['no UUID', task({ taskUUID: undefined }), 'missingTaskUUID', 'taskUUID'],
		[
			'a UUID that is not of version 4',
			task({ taskUUID: '366d2e00-2941-1163-b7a7-4ec835fed9f9' }),
			'invalidTaskUUID',
			'taskUUID',
		],
		['no model', task({ model: undefined }), 'missingModel', 'model'],
		['another model', task({ model: 'klingai:5@3' }), 'invalidModel', 'model'],
		['no prompt', task({ positivePrompt: undefined }), 'missingPositivePrompt', 'positivePrompt'],
		['a number as prompt', task({ positivePrompt: 5 }), 'invalidPositivePrompt', 'positivePrompt'],
		[
			'a prompt of one character',
			task({ positivePrompt: 'x' }),
			'invalidPositivePromptLength',
			'positivePrompt',
		],
		[
			'a prompt of 2501 characters',
			task({ positivePrompt: 'x'.repeat(2501) }),
			'invalidPositivePromptLength',
			'positivePrompt',
		],
		[
			'text without a size',
			task(SIZELESS),
			'missingDimensionParameters',
			['width', 'height', 'referenceImages'],
		],
		[
			'a width alone',
			task({ height: undefined }),
			'missingDimensionParameters',
			['width', 'height'],
		],
		['a size as text', task({ width: '1280' }), 'invalidWidth', 'width'],
		[
			'a Pro size for Standard',
			task({ width: 1920, height: 1080 }),
			'unsupportedDimensions',
			['width', 'height'],
		],
		[
			'a Standard size for Pro',
			task({ model: 'klingai:kling@o1' }),
			'unsupportedDimensions',
			['width', 'height'],
		],
		[
			'a size with frames',
			task({ inputs: { frameImages: [first] } }),
			'incompatibleParameters',
			['width', 'height', 'inputs.frameImages'],
		],
		[
			'a size with a source video',
			edit({}, { width: 1280, height: 720 }),
			'incompatibleParameters',
			['width', 'height', 'inputs.video'],
		],
		['a fraction as duration', task({ duration: 5.5 }), 'invalidDuration', 'duration'],
		['a duration as text', task({ duration: '5' }), 'invalidDuration', 'duration'],
		['7 seconds for text', task({ duration: 7 }), 'unsupportedDuration', 'duration'],
		[
			'2 seconds for references',
			task({ duration: 2, inputs: { referenceImages: [IMAGE] } }),
			'unsupportedDuration',
			'duration',
		],
		[
			'a duration with a source video',
			edit({}, { duration: 5 }),
			'incompatibleParameters',
			['duration', 'inputs.video'],
		],
		[
			'a source video said to last 20 seconds',
			edit({ video: `${VIDEO}?seconds=20` }),
			'invalidInputVideoDuration',
			'inputs.video',
		],
		['inputs that are a list', task({ inputs: [] }), 'invalidInputs', 'inputs'],
		['an unknown input', task({ inputs: { mask: IMAGE } }), 'unsupportedParameter', 'inputs.mask'],
		['no frame in the list', frames(), 'arrayTooSmall', 'inputs.frameImages'],
		['three frames', frames(first, last, last), 'arrayTooLarge', 'inputs.frameImages'],
		['a bare link as frame', frames(IMAGE), 'invalidFrameImages', 'inputs.frameImages[0]'],
		[
			'an unknown field of a frame',
			frames({ ...first, inputImage: IMAGE }),
			'unsupportedParameter',
			'inputs.frameImages[0].inputImage',
		],
		[
			'a frame in the middle',
			frames({ ...first, frame: 'middle' }),
			'invalidFrameImages',
			'inputs.frameImages[0].frame',
		],
		['two first frames', frames(first, first), 'invalidFrameImages', 'inputs.frameImages[1].frame'],
		['a last frame alone', frames(last), 'missingFirstFrame', 'inputs.frameImages'],
		[
			'eight reference images',
			task({ inputs: { referenceImages: images(8) } }),
			'arrayTooLarge',
			'inputs.referenceImages',
		],
		[
			'five reference images with a reference video',
			task({ inputs: { referenceImages: images(5), referenceVideos: [VIDEO] } }),
			'arrayTooLarge',
			'inputs.referenceImages',
		],
		[
			'five reference images with a source video',
			edit({ referenceImages: images(5) }),
			'arrayTooLarge',
			'inputs.referenceImages',
		],
		[
			'two reference videos',
			task({ inputs: { referenceVideos: [VIDEO, VIDEO] } }),
			'arrayTooLarge',
			'inputs.referenceVideos',
		],
		[
			'frames with reference images',
			task({ ...SIZELESS, inputs: { frameImages: [first], referenceImages: [IMAGE] } }),
			'incompatibleParameters',
			['inputs.frameImages', 'inputs.referenceImages'],
		],
		[
			'frames with a reference video',
			task({ ...SIZELESS, inputs: { frameImages: [first], referenceVideos: [VIDEO] } }),
			'incompatibleParameters',
			['inputs.frameImages', 'inputs.referenceVideos'],
		],
		[
			'frames with a source video',
			edit({ frameImages: [first] }),
			'incompatibleParameters',
			['inputs.frameImages', 'inputs.video'],
		],
		[
			'a source video with a reference video',
			edit({ referenceVideos: [VIDEO] }),
			'incompatibleParameters',
			['inputs.video', 'inputs.referenceVideos'],
		],
		['a list as source video', edit({ video: [VIDEO] }), 'invalidInputVideo', 'inputs.video'],
		['a file path as medium', edit({ video: '/tmp/a.mp4' }), 'invalidInputVideo', 'inputs.video'],
		[
			'an image as source video',
			edit({ video: `data:image/png;base64,${PNG}` }),
			'invalidInputVideo',
			'inputs.video',
		],
		[
			'a video as frame',
			frames({ ...first, image: 'data:video/mp4;base64,AAAA' }),
			'invalidInputImage',
			'inputs.frameImages[0].image',
		],
		[
			'settings of another provider',
			task({ providerSettings: { bytedance: {} } }),
			'unsupportedParameter',
			'providerSettings.bytedance',
		],
		[
			'an unknown setting of Kling',
			edit({}, { providerSettings: { klingai: { sound: true } } }),
			'unsupportedParameter',
			'providerSettings.klingai.sound',
		],
		[
			'keepOriginalSound as text',
			edit({}, { providerSettings: { klingai: { keepOriginalSound: 'true' } } }),
			'invalidKeepOriginalSound',
			'providerSettings.klingai.keepOriginalSound',
		],
		[
			'keepOriginalSound without a video',
			task({ providerSettings: { klingai: { keepOriginalSound: true } } }),
			'unsupportedParameter',
			'providerSettings.klingai.keepOriginalSound',
		],
		['base64 output', task({ outputType: 'base64Data' }), 'invalidOutputType', 'outputType'],
		['a lower-case format', task({ outputFormat: 'mp4' }), 'invalidOutputFormat', 'outputFormat'],
		['a quality of 19', task({ outputQuality: 19 }), 'invalidOutputQuality', 'outputQuality'],
		['a quality of 100', task({ outputQuality: 100 }), 'invalidOutputQuality', 'outputQuality'],
		['a lifetime of 59 seconds', task({ ttl: 59 }), 'invalidTtl', 'ttl'],
		['no results', task({ numberResults: 0 }), 'invalidNumberResults', 'numberResults'],
		['five results', task({ numberResults: 5 }), 'invalidNumberResults', 'numberResults'],
		[
			'no delivery method',
			task({ deliveryMethod: undefined }),
			'missingDeliveryMethod',
			'deliveryMethod',
		],
		['sync delivery', task({ deliveryMethod: 'sync' }), 'invalidDeliveryMethod', 'deliveryMethod'],
		['includeCost as text', task({ includeCost: 'true' }), 'invalidIncludeCost', 'includeCost'],
		['safety as a boolean', task({ safety: true }), 'invalidSafety', 'safety'],
		[
			'an unknown field of safety',
			task({ safety: { level: 1 } }),
			'unsupportedParameter',
			'safety.level',
		],
		[
			'checkContent as text',
			task({ safety: { checkContent: 'true' } }),
			'invalidSafetyCheckContent',
			'safety.checkContent',
		],
		[
			'an unknown mode of safety',
			task({ safety: { mode: 'slow' } }),
			'invalidSafetyMode',
			'safety.mode',
		],
		['a webhook that is no link', task({ webhookURL: 'me' }), 'invalidWebhookURL', 'webhookURL'],
		[
			'an upload endpoint that is no http link',
			task({ uploadEndpoint: 'ftp://media.invalid/' }),
			'invalidUploadEndpoint',
			'uploadEndpoint',
		],
	];

	test.each(refusals)('with %s is refused and creates nothing', async (_, bad, code, parameter) => {
		const { status, body, errors } = await send([bad]);
		expect(status).toBe(400);
		expect(body['data']).toEqual([]);
		expect(errors).toHaveLength(1);
		expect(errors[0]).toMatchObject({ code, parameter });
		expect(errors[0]?.['message']).toEqual(expect.any(String));
		expect(errors[0]?.['documentation']).toEqual(expect.stringMatching(/^https:/));
		expect(errors[0]?.['taskUUID']).toBe(bad['taskUUID']);
		expect(emulator.tasks).toHaveLength(0);
	});

	const seedFolder = join(__dirname, '../test/seeds');
	test.each(readdirSync(seedFolder))('of the seed %s is rendered at its cost', async (file) => {
		const seed = parsed(readFileSync(join(seedFolder, file), 'utf8'));
		const seedRequest = isJsonObject(seed['request']) ? seed['request'] : {};
		const seedResponse = isJsonObject(seed['response']) ? seed['response'] : {};
		const asked = { ...seedRequest, deliveryMethod: 'async', includeCost: true };
		const { taskUUID } = seedRequest;

		const submitted = await send([asked]);
		expect(submitted.status).toBe(200);
		expect(submitted.body).toEqual({ data: [{ taskType: 'videoInference', taskUUID }] });
		await rendered();
		const [item] = (await send([poll(taskUUID)])).data;
		expect(Object.keys(item ?? {}).sort()).toEqual([...Object.keys(seedResponse), 'status'].sort());
		expect(item).toMatchObject({
			taskType: seedResponse['taskType'],
			taskUUID,
			cost: seedResponse['cost'],
			status: 'success',
		});
		expect(emulator.charges()).toEqual({ count: 1, total: seedResponse['cost'] });
	});

	const valid: Array<[string, JsonObject]> = [
		[
			'every optional parameter',
			{
				outputType: 'URL',
				outputFormat: 'WEBM',
				outputQuality: 99,
				ttl: 60,
				numberResults: 4,
				safety: { checkContent: true, mode: 'fast' },
				webhookURL: 'https://hooks.invalid/a',
				uploadEndpoint: 'https://files.invalid/a',
			},
		],
		[
			'references of 3 seconds without a size',
			{
				...SIZELESS,
				duration: 3,
				inputs: { referenceImages: images(7) },
			},
		],
		[
			'references by UUID and data URI',
			{
				inputs: { referenceImages: [randomUUID(), `data:image/png;base64,${PNG}`] },
			},
		],
		[
			'a reference video with four images',
			{
				duration: 10,
				inputs: { referenceVideos: [VIDEO], referenceImages: images(4) },
			},
		],
		['the square size of Pro', { model: 'klingai:kling@o1', width: 1440, height: 1440 }],
	];
	test.each(valid)('with %s is accepted', async (_, changes) => {
		expect((await send([task(changes)])).errors).toEqual([]);
		expect(emulator.tasks).toHaveLength(1);
	});

	test('is priced by model, seconds and results', async () => {
		const costs = [
			task({ model: 'klingai:kling@o1', width: 1920, height: 1080, duration: 10 }),
			task({ numberResults: 3 }),
			edit({ video: `${VIDEO}?seconds=8` }, { model: 'klingai:kling@o1' }),
		];
		await send(costs);
		expect(emulator.tasks.map(({ cost }) => cost)).toEqual([1.12, 1.26, 1.344]);
	});

	test('without includeCost tells no cost', async () => {
		expect(await finishedItem({ includeCost: undefined })).not.toHaveProperty('cost');
	});

	test('that is bad does not stop the others of its request', async () => {
		const [good, bad] = [task(), task({ duration: 6 })];
		const { status, data, errors } = await send([bad, good]);
		expect(status).toBe(200);
		expect(data).toEqual([{ taskType: 'videoInference', taskUUID: good.taskUUID }]);
		expect(errors).toMatchObject([{ code: 'unsupportedDuration', taskUUID: bad.taskUUID }]);
		expect(errors[0]?.['allowedValues']).toEqual([5, 10]);
	});

	test('is only validated and priced in a dry run', async () => {
		const dry = { 'X-Runware-Dry-Run': '1' };
		const [good, bad] = [task(), task({ duration: 6 })];
		const priced = await send([good, bad], dry);
		expect(priced.data).toEqual([
			{ taskType: 'videoInference', taskUUID: good.taskUUID, cost: 0.42 },
		]);
		expect(priced.errors).toHaveLength(1);
		emulator.readings.dryRun = 'silent';
		expect((await send([good], dry)).data[0]).not.toHaveProperty('cost');
		expect(emulator.tasks).toHaveLength(0);
	});
});

describe('A repeated UUID', () => {
	test('conflicts while the first task runs and after it ended', async () => {
		const repeated = task();
		await send([repeated]);
		for (const wait of [0, RENDER_MS]) {
			await rendered(wait);
			const { status, errors } = await send([repeated]);
			expect(status).toBe(400);
			expect(errors).toMatchObject([{ code: 'conflictTaskUUID', taskUUID: repeated.taskUUID }]);
		}
		expect(emulator.charges().count).toBe(1);
	});

	test('is rendered and charged again after the end under the other reading', async () => {
		emulator.readings.finishedUUID = 'rerun';
		const repeated = task();
		await send([repeated]);
		expect((await send([repeated])).errors).toHaveLength(1);
		await rendered();
		expect((await send([repeated])).errors).toHaveLength(0);
		expect(emulator.charges()).toEqual({ count: 2, total: 0.84 });
	});

	test('is free again when results are no longer kept', async () => {
		emulator.readings.retentionMs = 0;
		const repeated = task();
		await send([repeated]);
		await rendered();
		expect((await send([poll(repeated.taskUUID)])).body).toEqual({ data: [] });
		expect((await send([repeated])).errors).toHaveLength(0);
	});
});

describe('A poll', () => {
	test('of an unknown task is answered with nothing, or with taskNotFound', async () => {
		const unknown = poll(randomUUID());
		expect((await send([unknown])).body).toEqual({ data: [] });
		emulator.readings.unknownTask = 'taskNotFound';
		const { status, body, errors } = await send([unknown]);
		expect(status).toBe(200);
		expect(body).not.toHaveProperty('data');
		expect(errors).toMatchObject([{ code: 'taskNotFound', taskUUID: unknown.taskUUID }]);
	});

	test('tells a running task in three ways', async () => {
		const taskUUID = await submit();
		const running = { taskType: 'videoInference', taskUUID, status: 'processing' };
		expect((await send([poll(taskUUID)])).data).toEqual([running]);
		emulator.readings.processing = 'progress';
		expect((await send([poll(taskUUID)])).data).toEqual([
			{ ...running, progress: expect.any(Number) },
		]);
		emulator.readings.processing = 'empty';
		expect((await send([poll(taskUUID)])).data).toEqual([]);
	});

	test('serves many tasks in one request', async () => {
		const submitted = [task(), task({ numberResults: 2 }), task()];
		await send(submitted);
		await rendered();
		const polls = submitted.map(({ taskUUID }) => poll(taskUUID));
		const { data } = await send([...polls, poll(randomUUID())]);
		const [one, two, three] = submitted.map(({ taskUUID }) => taskUUID);
		expect(data.map((item) => item['taskUUID'])).toEqual([one, two, two, three]);
		expect((await send(polls)).data).toEqual(data);
		expect(emulator.tasks.every((done) => done.firstSeenReadyAt !== undefined)).toBe(true);
	});

	test('of a batch is refused, or served for its first task only, under other readings', async () => {
		const submitted = [task(), task()];
		await send(submitted);
		const polls = submitted.map(({ taskUUID }) => poll(taskUUID));
		emulator.readings.batchPoll = 'refused';
		const { status, errors } = await send(polls);
		expect(status).toBe(400);
		expect(errors[0]).not.toHaveProperty('taskUUID');
		emulator.readings.batchPoll = 'first only';
		expect((await send(polls)).data).toMatchObject([{ taskUUID: submitted[0]?.taskUUID }]);
	});

	test('shows the results of one task in a stable order as they end', async () => {
		const own = await startEmulator({ renderMs: 1000 });
		const shared = emulator;
		emulator = own;
		try {
			const taskUUID = await submit({ numberResults: 4 });
			await rendered(910);
			const { data } = await send([poll(taskUUID)]);
			const states = data.map((item) => item['status']);
			expect(states).toHaveLength(4);
			expect(states[0]).toBe('success');
			expect(states[3]).toBe('processing');
			expect(own.tasks[0]?.firstSeenReadyAt).toBeUndefined();
		} finally {
			emulator = shared;
			await own.close();
		}
	});

	test('does not see an accepted task before its time, yet its UUID is taken', async () => {
		emulator.readings.ackVisibleAfterMs = 40;
		const submitted = task();
		await send([submitted]);
		expect((await send([poll(submitted.taskUUID)])).data).toEqual([]);
		expect((await send([submitted])).errors).toMatchObject([{ code: 'conflictTaskUUID' }]);
		await rendered(40);
		expect((await send([poll(submitted.taskUUID)])).data).toHaveLength(1);
	});

	test('is told the archived request and response by getTaskDetails', async () => {
		const { taskUUID } = await finishedItem();
		const [details] = (await send([{ taskType: 'getTaskDetails', taskUUID }])).data;
		expect(details).toMatchObject({
			taskType: 'getTaskDetails',
			request: [{ taskUUID }],
			response: { data: [{ status: 'success' }] },
		});
	});
});

describe('Other readings', () => {
	test('acknowledge a submit with empty data', async () => {
		emulator.readings.acknowledgement = 'empty';
		expect((await send([task()])).body).toEqual({ data: [] });
		expect(emulator.tasks).toHaveLength(1);
	});

	test('refuse a batch of submits as a whole', async () => {
		emulator.readings.batchSubmit = 'refused';
		const { status, errors } = await send([task(), task()]);
		expect(status).toBe(400);
		expect(errors).toHaveLength(1);
		expect(errors[0]).not.toHaveProperty('taskUUID');
		expect(emulator.tasks).toHaveLength(0);
	});

	test('tell a failure in data, and with status 400', async () => {
		Object.assign(emulator.readings, { failure: 'data', failedPollStatus: 400 });
		emulator.fail({ name: 'moderation' });
		const taskUUID = await submit();
		await rendered();
		const { status, body } = await send([poll(taskUUID)]);
		expect(status).toBe(400);
		expect(body).toEqual({
			data: [
				{
					taskType: 'videoInference',
					taskUUID,
					status: 'error',
					error: expect.objectContaining({ code: 'invalidProviderContent' }),
				},
			],
		});
	});
});

describe('The key', () => {
	test.each([{ authorization: 'Bearer wrong' }, { authorization: '' }])(
		'is asked for: %p is refused',
		async (headers) => {
			const { status, errors } = await send([task()], headers);
			expect(status).toBe(401);
			expect(errors).toMatchObject([{ code: 'invalidApiKey' }]);
			expect(emulator.tasks).toHaveLength(0);
		},
	);

	test('may come as the first task instead of a header', async () => {
		for (const [apiKey, status] of [
			[emulator.apiKey, 200],
			['wrong', 401],
		] as const) {
			const answer = await request(`${emulator.origin}/`, {
				method: 'POST',
				dispatcher: agent,
				body: JSON.stringify([{ taskType: 'authentication', apiKey }, task()]),
			});
			await answer.body.dump();
			expect(answer.statusCode).toBe(status);
		}
		expect(emulator.tasks).toHaveLength(1);
	});

	test('does not make a body that is no array, or an unknown task type, acceptable', async () => {
		expect((await send(task())).status).toBe(400);
		const { status, errors } = await send([{ taskType: 'dream', taskUUID: randomUUID() }]);
		expect(status).toBe(400);
		expect(errors).toMatchObject([{ code: 'unsupportedTaskType' }]);
	});
});

describe('The account', () => {
	const details = () => ({
		taskType: 'accountManagement',
		taskUUID: randomUUID(),
		operation: 'getDetails',
	});

	test('tells the balance as an object or as a number', async () => {
		await submit();
		expect((await send([details()])).data).toMatchObject([
			{ organizationName: expect.any(String), balance: { amount: 999.58, currency: 'USD' } },
		]);
		emulator.readings.balance = 'number';
		expect((await send([details()])).data).toMatchObject([{ balance: 999.58 }]);
	});

	test('answers a ping', async () => {
		expect((await send([{ taskType: 'ping' }])).data).toEqual([{ taskType: 'ping', pong: true }]);
	});
});

describe('mediaStorage', () => {
	const storage = (changes: JsonObject) => ({
		taskType: 'mediaStorage',
		taskUUID: randomUUID(),
		...changes,
	});

	test.each([PNG, `data:application/octet-stream;base64,${PNG}`])(
		'keeps an image whose type is found by its bytes, until it is deleted',
		async (media) => {
			const [stored] = (await send([storage({ operation: 'upload', media })])).data;
			expect(stored).toMatchObject({ operation: 'upload', mediaUUID: expect.any(String) });
			const file = await download(stored?.['mediaURL']);
			expect(file.headers['content-type']).toBe('image/png');
			expect(file.bytes.toString('base64')).toBe(PNG);

			const image = stored?.['mediaUUID'];
			expect((await send([frames({ image, frame: 'first' })])).errors).toEqual([]);
			expect((await send([edit({ video: image })])).errors).toMatchObject([
				{ code: 'invalidInputVideo' },
			]);
			expect((await send([storage({ operation: 'delete', media: image })])).data).toMatchObject([
				{ operation: 'delete', mediaUUID: image },
			]);
			expect((await send([frames({ image, frame: 'first' })])).errors).toMatchObject([
				{ code: 'mediaNotFound' },
			]);
			expect((await download(stored?.['mediaURL'])).status).toBe(404);
		},
	);

	test('refuses what is neither image nor video', async () => {
		const media = Buffer.from('%PDF-1.7').toString('base64');
		expect((await send([storage({ operation: 'upload', media })])).errors).toMatchObject([
			{ code: 'invalidMedia', parameter: 'media' },
		]);
	});
});

/** The names of the boxes of an MP4 or MOV file; throws where the lengths do not add up. */
function boxes(bytes: Buffer): string[] {
	const names: string[] = [];
	for (let at = 0; at < bytes.length; ) {
		const length = bytes.readUInt32BE(at);
		names.push(bytes.toString('latin1', at + 4, at + 8));
		if (length < 8 || at + length > bytes.length) throw new Error(`Bad box at ${at}`);
		at += length;
	}
	return names;
}

describe('The file of a video', () => {
	test.each([
		['MP4', 'video/mp4'],
		['MOV', 'video/quicktime'],
	])('is a %s that can be walked, and unlike every other', async (outputFormat, type) => {
		const taskUUID = await submit({ outputFormat, numberResults: 2 });
		await rendered();
		const { data } = await send([poll(taskUUID)]);
		const files = await Promise.all(data.map(async (item) => await download(item['videoURL'])));
		for (const file of files) {
			expect(file.headers['content-type']).toBe(type);
			expect(boxes(file.bytes)).toEqual(expect.arrayContaining(['ftyp', 'moov', 'mdat', 'free']));
		}
		expect(files[0]?.bytes.equals(files[1]?.bytes ?? Buffer.alloc(0))).toBe(false);
		expect(emulator.downloads.map(({ status }) => status)).toEqual([200, 200]);
		expect(emulator.downloads.every(({ headers }) => headers.authorization === undefined)).toBe(
			true,
		);
	});

	test('is a WebM when asked for', async () => {
		const { videoURL } = await finishedItem({ outputFormat: 'WEBM', width: 720, height: 1280 });
		expect(videoURL).toMatch(/\.webm$/);
		const file = await download(videoURL);
		expect(file.headers['content-type']).toBe('video/webm');
		expect(file.bytes.readUInt32BE(0)).toBe(0x1a45dfa3);
	});

	test('has the size that the prompt asks for', async () => {
		const { videoURL } = await finishedItem({ positivePrompt: 'A boat [size 3MiB]' });
		const file = await download(videoURL);
		expect(file.bytes).toHaveLength(3 * 1024 * 1024);
		expect(boxes(file.bytes)).toContain('moov');
	});

	test('is not there for unknown videos', async () => {
		const url = `${emulator.origin}/video/os/a00d00/ws/5/vi/${randomUUID()}.mp4`;
		expect((await download(url)).status).toBe(404);
	});
});

describe('Faults', () => {
	const accepted = () => emulator.tasks.length;

	const answers: Array<[FaultName, number, RegExp, number]> = [
		['status401', 401, /invalidApiKey/, 0],
		['status429', 429, /rateLimitExceeded/, 0],
		['status500', 500, /internalServerError/, 0],
		['status502Html', 502, /<html>/, 0],
		['status503', 503, /serviceUnavailable/, 0],
		['status504', 504, /Timeout/, 0],
		['errorsWith200', 200, /^{"errors":\[(?!.*taskUUID)/, 0],
		['garbage', 200, /^upstream/, 1],
		['truncatedJson', 200, /^{"data":\[{[^}]+$/, 1],
		['emptyBody', 200, /^$/, 1],
		['emptyData', 200, /^{"data":\[\]}$/, 1],
		['emptyDataNotAccepted', 200, /^{"data":\[\]}$/, 0],
		['nullData', 200, /^{"data":\[null\]}$/, 1],
		['unknownFields', 200, /"futureField"/, 1],
		['prototypeNames', 200, /"__proto__":{/, 1],
	];
	test.each(answers)('%s answers a submit with status %i', async (name, status, text, count) => {
		emulator.fail({ name, on: 'submit' });
		const answer = await send([task()]);
		expect(answer.status).toBe(status);
		expect(answer.text).toMatch(text);
		expect(accepted()).toBe(count);
		expect(emulator.requests.at(-1)).toMatchObject({ status, fault: name });
		expect((await send([task()])).status).toBe(200);
		expect(accepted()).toBe(count + 1);
	});

	test.each([
		['resetBeforeAcceptance', 0],
		['resetAfterAcceptance', 1],
	] as const)('%s ends the connection with %i tasks accepted', async (name, count) => {
		emulator.fail({ name });
		await expect(send([task()])).rejects.toThrow();
		expect(accepted()).toBe(count);
		expect(emulator.requests).toMatchObject([{ status: 'reset', fault: name }]);
	});

	test('a 504 can be told to come after acceptance', async () => {
		emulator.fail({ name: 'status504', accepted: true });
		expect((await send([task()])).status).toBe(504);
		expect(accepted()).toBe(1);
	});

	test('status429 names the time to wait when asked to', async () => {
		emulator.fail({ name: 'status429', retryAfterSeconds: 7 });
		expect((await send([task()])).headers['retry-after']).toBe('7');
	});

	test('slow answers after three seconds', async () => {
		emulator.fail({ name: 'slow' });
		const start = Date.now();
		expect((await send([task()])).status).toBe(200);
		expect(Date.now() - start).toBeGreaterThanOrEqual(2990);
	});

	test('happen on their point, after what is skipped, as often as said, to what matches', async () => {
		emulator.fail({ name: 'status503', on: 'poll', skip: 1, times: 2, match: 'red boat' });
		const red = await submit({ positivePrompt: 'A red boat' });
		const blue = await submit({ positivePrompt: 'A blue boat' });
		expect((await send([poll(blue)])).status).toBe(200);
		const seen: number[] = [];
		for (let i = 0; i < 4; i++) seen.push((await send([poll(red)])).status);
		expect(seen).toEqual([200, 503, 503, 200]);
		emulator.fail({ name: 'status500' });
		emulator.clearFaults();
		expect((await send([poll(red)])).status).toBe(200);
	});

	test('that cannot happen where they are armed are refused', () => {
		expect(() => emulator.fail({ name: 'file404', on: 'submit' })).toThrow('cannot happen');
	});

	test.each([
		['moderation', 'invalidProviderContent'],
		['providerTimeout', 'timeoutProvider'],
		['providerRateLimit', 'providerRateLimitExceeded'],
	] as const)('%s fails the render with %s and is not charged', async (name, code) => {
		emulator.fail({ name });
		const taskUUID = await submit();
		expect(emulator.charges().count).toBe(1);
		await rendered();
		const { status, errors, data } = await send([poll(taskUUID)]);
		expect(status).toBe(200);
		expect(data).toEqual([]);
		expect(errors).toMatchObject([{ code, status: 'error', taskUUID }]);
		expect(emulator.tasks[0]?.state()).toBe('error');
		expect(emulator.charges()).toEqual({ count: 0, total: 0 });
	});

	test.each([
		['moderationAtSubmit', 'contentPolicyViolation'],
		['insufficientCredits', 'videoInferenceInsufficientCredits'],
	] as const)('%s refuses one task of a request with %s', async (name, code) => {
		emulator.fail({ name, match: 'bad boat' });
		const bad = task({ positivePrompt: 'A bad boat' });
		const { status, errors } = await send([bad, task()]);
		expect(status).toBe(200);
		expect(errors).toMatchObject([{ code, taskUUID: bad.taskUUID }]);
		expect(accepted()).toBe(1);
	});

	test('neverEnds keeps a task processing', async () => {
		emulator.fail({ name: 'neverEnds' });
		const taskUUID = await submit();
		await rendered();
		expect((await send([poll(taskUUID)])).data).toMatchObject([{ status: 'processing' }]);
	});

	test('acceptedThenLost acknowledges a task that nobody knows afterwards', async () => {
		emulator.fail({ name: 'acceptedThenLost' });
		const lost = task();
		expect((await send([lost])).data).toHaveLength(1);
		expect((await send([poll(lost.taskUUID)])).data).toEqual([]);
		expect((await send([lost])).errors).toEqual([]);
		expect(emulator.charges().count).toBe(1);
	});

	test('partialResults makes and charges one video of several', async () => {
		emulator.fail({ name: 'partialResults' });
		const taskUUID = await submit({ numberResults: 3 });
		await rendered();
		const { status, data, errors } = await send([poll(taskUUID)]);
		expect(status).toBe(200);
		expect(data).toMatchObject([{ status: 'success', cost: 0.42 }]);
		expect(errors).toHaveLength(2);
		expect(emulator.charges()).toEqual({ count: 1, total: 0.42 });
	});

	test('duplicateAnswer tells every item twice', async () => {
		const taskUUID = await submit();
		await rendered();
		emulator.fail({ name: 'duplicateAnswer' });
		const { data } = await send([poll(taskUUID)]);
		expect(data).toHaveLength(2);
		expect(data[0]).toEqual(data[1]);
	});

	test.each([
		['file404', 404],
		['file422', 422],
		['file502', 502],
		['status503', 503],
	] as const)('%s answers one download with status %i', async (name, status) => {
		const { videoURL } = await finishedItem();
		emulator.fail({ name, on: 'download' });
		expect((await download(videoURL)).status).toBe(status);
		expect((await download(videoURL)).status).toBe(200);
		expect(emulator.downloads).toMatchObject([{ status, fault: name }, { status: 200 }]);
	});

	test('fileCut ends the connection before the whole file came', async () => {
		const { videoURL } = await finishedItem();
		emulator.fail({ name: 'fileCut' });
		await expect(download(videoURL)).rejects.toThrow();
	});

	test('fileRedirect leads to the same file on another port', async () => {
		const { videoURL } = await finishedItem();
		emulator.fail({ name: 'fileRedirect' });
		const { status, headers } = await download(videoURL);
		expect(status).toBe(302);
		expect(headers['location']).toBe(
			String(videoURL).replace(emulator.origin, emulator.redirectOrigin),
		);
		expect((await download(headers['location'])).bytes).toEqual((await download(videoURL)).bytes);
	});
});

describe('Callbacks', () => {
	let receiver: Server;
	let base: string;
	let statuses: number[];
	let received: Array<{ method: string | undefined; bytes: Buffer }>;

	async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
		return Buffer.concat(chunks);
	}

	beforeEach(async () => {
		statuses = [];
		received = [];
		receiver = createServer((incoming, response) => {
			void bytesOf(incoming).then((bytes) => {
				received.push({ method: incoming.method, bytes });
				response.writeHead(statuses.shift() ?? 200).end();
			});
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		const address = receiver.address();
		base = `http://127.0.0.1:${isJsonObject(address) ? String(address['port']) : ''}`;
	});

	afterEach(() => {
		receiver.close();
	});

	const payloads = () => received.map(({ bytes }) => parsed(bytes.toString()));

	test('report each video of a task once, flat or in an envelope', async () => {
		const flat = await submit({ numberResults: 2, webhookURL: `${base}/hook?token=1` });
		await until(() => received.length === 2);
		expect(payloads()).toMatchObject([
			{ taskUUID: flat, status: 'success', cost: 0.42 },
			{ taskUUID: flat, status: 'success' },
		]);
		emulator.readings.webhookPayload = 'envelope';
		const enveloped = await submit({ webhookURL: base });
		await until(() => received.length === 3);
		expect(payloads()[2]).toMatchObject({ data: [{ taskUUID: enveloped }] });
	});

	test('report a failed render', async () => {
		emulator.fail({ name: 'moderation' });
		const taskUUID = await submit({ webhookURL: base });
		await until(() => received.length === 1);
		expect(payloads()).toMatchObject([{ code: 'invalidProviderContent', taskUUID }]);
	});

	test('are repeated until they are accepted', async () => {
		statuses = [503];
		await submit({ webhookURL: base });
		await until(() => emulator.callbacks[1]?.status !== undefined);
		expect(emulator.callbacks).toMatchObject([
			{ attempt: 1, status: 503 },
			{ attempt: 2, status: 200 },
		]);
	});

	test('can be lost or doubled', async () => {
		emulator.fail({ name: 'webhookLost', match: 'lost' });
		emulator.fail({ name: 'webhookTwice', match: 'twice' });
		await submit({ webhookURL: base, positivePrompt: 'lost' });
		const twice = await submit({ webhookURL: base, positivePrompt: 'twice' });
		await until(() => received.length === 2);
		expect(payloads()).toMatchObject([{ taskUUID: twice }, { taskUUID: twice }]);
	});

	test('never leave this machine', async () => {
		await submit({ webhookURL: 'https://hooks.invalid/' });
		await until(() => emulator.callbacks.length === 1);
		expect(emulator.callbacks).toMatchObject([{ status: 'not sent' }]);
	});

	test('put the file to the upload endpoint', async () => {
		const { videoURL } = await finishedItem({ uploadEndpoint: `${base}/put` });
		await until(() => received.length === 1);
		expect(received[0]?.method).toBe('PUT');
		expect(received[0]?.bytes).toEqual((await download(videoURL)).bytes);
	});
});

describe('The emulator', () => {
	test('counts the most tasks that were unfinished at one moment', async () => {
		await send([task(), task(), task()]);
		await rendered();
		await send([task()]);
		expect(emulator.peakUnfinished).toBe(3);
	});

	test('is steered over HTTP when it stands alone', async () => {
		const steer = async (
			method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
			path: string,
			body?: object,
		) => {
			const answer = await request(`${emulator.origin}/emulator/${path}`, {
				method,
				dispatcher: agent,
				body: JSON.stringify(body) ?? null,
			});
			return { status: answer.statusCode, body: parsed(await answer.body.text()) };
		};
		expect((await steer('POST', 'faults', { name: 'status500' })).status).toBe(200);
		expect((await send([task()])).status).toBe(500);
		expect((await steer('POST', 'faults', { name: 'earthquake' })).status).toBe(400);
		await steer('POST', 'faults', { name: 'status500' });
		await steer('DELETE', 'faults');
		await steer('PATCH', 'readings', { acknowledgement: 'empty', retentionMs: null });
		expect((await steer('PATCH', 'readings', { acknowledgement: 'full' })).status).toBe(400);
		expect((await send([task()])).body).toEqual({ data: [] });
		expect((await steer('GET', 'state')).body).toMatchObject({
			counts: { requests: 2, tasks: 1 },
			charges: { count: 1, total: 0.42 },
			peakUnfinished: 1,
		});
		await steer('POST', 'reset');
		expect(emulator.requests).toHaveLength(0);
	});

	test('renders as long as the task and its number say', async () => {
		const own = await startEmulator({
			renderMs: (asked, count) => (asked['duration'] === 10 ? 1000 : 0) + count,
			apiKey: 'other',
		});
		const shared = emulator;
		emulator = own;
		try {
			await send([task(), task({ duration: 10 })]);
			expect(own.tasks.map((one) => one.readyAt - one.acceptedAt)).toEqual([0, 1001]);
		} finally {
			emulator = shared;
			await own.close();
		}
	});

	test('closes at once with idle connections and slow answers open', async () => {
		const own = await startEmulator();
		own.fail({ name: 'slow' });
		const open = request(own.url, {
			method: 'POST',
			dispatcher: agent,
			headers: { authorization: `Bearer ${own.apiKey}` },
			body: JSON.stringify([task()]),
		});
		const lost = expect(open).rejects.toThrow();
		await until(() => own.requests.length === 1);
		const start = Date.now();
		await own.close();
		await lost;
		expect(Date.now() - start).toBeLessThan(500);
	});
});
